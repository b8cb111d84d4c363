"""A situation: what is known of somebody who might come, and what is not."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import FEATURES, LAWS, label

__all__ = ["ATTRIBUTES", "Situation", "as_situation", "value_problem"]

_ADULT = 18

# What files call it, and the attribute of `Situation`.
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "leeftijd": "age",
        "minderjarige": "child_in_family",
        "leeftijd_jongste_kind": "youngest_child_age",
        "eigen_woning": "own_dwelling",
        "indicatie": "has_indication",
        "blijvende_zorg": "needs_permanent_care",
        "vergevorderd_ziek": "far_advanced_illness",
        "wil_niet": "wants_no_help",
        "gevaarlijk": "dangerous",
        "vrijwillig": "voluntary",
        "risicofactoren": "risk_factors",
        "contract": "has_contract",
        "wet": "law",
        "gemeente": "municipality",
        "aanbieder": "provider",
    }
)
_NUMBERS = ("age", "youngest_child_age")
_NAMES = ("law", "municipality", "provider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of a client or family; None is unknown, and never a no.

    Attributes
    ----------
    age, youngest_child_age : float or None
        In years: of the client, and of the youngest child in the family.
    child_in_family : bool or None
        Whether anybody in the family is under 18; follows from an age under 18.
    own_dwelling, has_indication, needs_permanent_care, far_advanced_illness,
    wants_no_help, dangerous, voluntary, risk_factors, has_contract : bool or None
        As `vocabulary.FEATURES` explains; `has_contract` is of the provider with the
        municipality.
    law : str or None
        Key of `vocabulary.LAWS`, if it is settled.
    municipality, provider : str or None
        Where the client lives, and who would help.
    """

    age: float | None = None
    child_in_family: bool | None = None
    youngest_child_age: float | None = None
    own_dwelling: bool | None = None
    has_indication: bool | None = None
    needs_permanent_care: bool | None = None
    far_advanced_illness: bool | None = None
    wants_no_help: bool | None = None
    dangerous: bool | None = None
    voluntary: bool | None = None
    risk_factors: bool | None = None
    has_contract: bool | None = None
    law: str | None = None
    municipality: str | None = None
    provider: str | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not _fits(field.name, value):
                raise WorkbenchError(
                    f"{field.name} = {value!r} kan hier niet",
                    where="Situation",
                    fix=f"gebruik {_expected(field.name)}, of None als het niet bekend "
                    "is",
                )
        if self.child_in_family is False and self._has_minor():
            raise WorkbenchError(
                "er is iemand onder de 18, en toch is child_in_family False",
                where="Situation",
                fix="verbeter de leeftijd, of laat child_in_family weg",
            )

    def __str__(self) -> str:
        known = [
            f"{label(FEATURES, key).lower()}: {_text(value)}"
            for key in ATTRIBUTES
            if (value := self.known(key)) is not None
        ]
        return "; ".join(known) or "er is niets bekend"

    def known(self, variable: str) -> bool | float | str | None:
        """Return what is known of a feature, or None.

        Parameters
        ----------
        variable : str
            Key of `vocabulary.FEATURES`.
        """
        if variable == "minderjarige" and self._has_minor():
            return True
        value: bool | float | str | None = getattr(self, ATTRIBUTES[variable])
        return value

    def _has_minor(self) -> bool:
        ages = (self.age, self.youngest_child_age)
        return any(age is not None and age < _ADULT for age in ages)


def as_situation(situation: Situation | Mapping[str, object]) -> Situation:
    """Return a situation from one, or from a mapping of its attributes.

    Raises
    ------
    WorkbenchError
        If the mapping has a name that a situation does not know, or a value that
        cannot be.
    """
    if isinstance(situation, Situation):
        return situation
    known = list(ATTRIBUTES.values())
    for name in situation:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            hint = f"bedoeld is misschien {near[0]!r}; " if near else ""
            raise WorkbenchError(
                f"een situatie heeft geen {str(name)!r}",
                where="situation",
                fix=f"{hint}bekend zijn: {', '.join(known)}",
            )
    return Situation(**situation)  # type: ignore[arg-type]


def value_problem(variable: str, op: str, value: object) -> str:
    """Say in Dutch what a condition should have asked, or nothing if it can be asked.

    Parameters
    ----------
    variable, op : str
        Keys of `vocabulary.FEATURES` and of `vocabulary.COMPARISONS`.
    value : object
        What the variable is compared with.
    """
    name = ATTRIBUTES[variable]
    if op in ("minstens", "hoogstens") and name not in _NUMBERS:
        return "gebruik hier is of is_niet; alleen een leeftijd heeft meer en minder"
    if name == "law" and value not in LAWS:
        return f"gebruik één van: {', '.join(LAWS)}"
    if not _fits(name, value):
        kinds = {True: "een leeftijd in jaren", False: "ja of nee"}
        asked = "een tekst" if name in _NAMES else kinds[name in _NUMBERS]
        return f"gebruik {asked}"
    return ""


def _fits(name: str, value: object) -> bool:
    if name == "law":
        return value in LAWS
    if name in _NAMES:
        return isinstance(value, str) and bool(value.strip())
    if name in _NUMBERS:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and 0 <= value <= 130  # type: ignore[operator]
    return isinstance(value, bool)


def _expected(name: str) -> str:
    if name == "law":
        return f"één van: {', '.join(LAWS)}"
    if name in _NAMES:
        return "een tekst"
    return "een leeftijd in jaren" if name in _NUMBERS else "True of False"


def _text(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return f"{value:g}" if isinstance(value, int | float) else value
