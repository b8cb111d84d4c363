"""Whether a condition holds: ja, nee, or onbekend, which never becomes nee."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

__all__ = ["Condition", "all_of", "answer"]


class Condition(Protocol):
    """What a selection rule and a condition of a route have in common."""

    @property
    def variable(self) -> str:
        """Key of `vocabulary.FEATURES`."""

    @property
    def op(self) -> str:
        """Key of `vocabulary.COMPARISONS`."""

    @property
    def value(self) -> bool | float | str:
        """What the variable is compared with."""


def answer(condition: Condition, value: bool | float | str | None) -> str:
    """Return whether a condition holds for a value, as a key of `vocabulary.ANSWERS`.

    Parameters
    ----------
    condition : Condition
        A `SelectionRule` or a `RouteCondition`.
    value : bool, float, str or None
        What is known of its variable; None if nothing is.

    Returns
    -------
    str
        ``"ja"``, ``"nee"`` or ``"onbekend"``. A value that cannot be compared, such as
        a word with a number, is as good as unknown.
    """
    wanted = condition.value
    if value is None or not _alike(value, wanted):
        return "onbekend"
    if condition.op in ("minstens", "hoogstens"):
        if isinstance(wanted, bool | str) or isinstance(value, bool | str):
            return "onbekend"
        holds = value >= wanted if condition.op == "minstens" else value <= wanted
    else:
        holds = (_plain(value) == _plain(wanted)) is (condition.op == "is")
    return "ja" if holds else "nee"


def all_of(answers: Iterable[str]) -> str:
    """Return whether all hold: nee if one does not, else onbekend if one is unknown.

    >>> all_of(["ja", "onbekend"]), all_of(["nee", "onbekend"]), all_of([])
    ('onbekend', 'nee', 'ja')
    """
    given = set(answers)
    return next((a for a in ("nee", "onbekend") if a in given), "ja")


def _alike(value: object, wanted: object) -> bool:
    return all(
        isinstance(value, kind) == isinstance(wanted, kind) for kind in (bool, str)
    )


def _plain(value: bool | float | str) -> bool | float | str:
    """Compare names as people write them: without regard to capitals and blanks."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
