"""The assumption register: every disputable number, its range and who says so.

Numbers stand in `aannames.toml` and nowhere else. What nobody knows stands there
too, with status `onbekend`; it is never filled in.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd

from tbresearch.costs.checks import register_problems
from tbresearch.costs.units import is_money, unit
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import Study, read_toml
from tbresearch.study.fields import (
    Field,
    choice,
    decimal,
    key,
    many,
    parse_record,
    text,
    whole,
)
from tbresearch.vocabulary import (
    ASPECTS,
    EVIDENCE_GRADES,
    PAYERS,
    STATUSES,
    decimal_text,
    join_text,
    label,
    quantity_text,
)

__all__ = [
    "ASSUMPTIONS_FILE",
    "Assumption",
    "CostItem",
    "Register",
    "number_text",
    "read_assumptions",
]

ASSUMPTIONS_FILE = "aannames.toml"

_BLOCKS = ("aanname", "kostenpost")
_PRICE_YEAR = Field(name="prijspeil", column="price_year", kind=whole(1980, 2100))
_TOP_FIELDS = (
    Field(name="titel", column="title", kind=text(), required=True),
    Field(name="prijspeil", column="price_year", kind=_PRICE_YEAR.kind, required=True),
)
_ASSUMPTION_FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="label", column="label", kind=text(), required=True),
    Field(name="waarde", column="value", kind=decimal()),
    Field(name="laag", column="low", kind=decimal()),
    Field(name="hoog", column="high", kind=decimal()),
    Field(name="eenheid", column="unit", kind=unit(), required=True),
    Field(name="aard", column="aspect", kind=choice(ASPECTS), required=True),
    _PRICE_YEAR,
    Field(name="betaler", column="payer", kind=choice(PAYERS)),
    Field(name="bron", column="source", kind=text(), default=""),
    Field(name="vindplaats", column="place", kind=text(), default=""),
    Field(name="graad", column="grade", kind=choice(EVIDENCE_GRADES)),
    Field(name="status", column="status", kind=choice(STATUSES), required=True),
)
_ITEM_FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="label", column="label", kind=text(), required=True),
    Field(name="product", column="factors", kind=many(key()), required=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One disputable number: its range, its unit, and who says so.

    Attributes
    ----------
    id, label : str
        Key, and what the report prints.
    value, low, high : float or None
        Middle and bounds in `unit`; all None if nobody knows.
    unit : str
        Such as ``"EUR/uur"``, ``"uur/week"`` or ``"aandeel"``.
    aspect : str
        Key of `vocabulary.ASPECTS`: are the bounds what we do not know about the
        mean, or how clients differ?
    price_year : int or None
        Year of the euros; None for what is not money.
    payer : str or None
        Key of `vocabulary.PAYERS`, for money.
    source, place : str
        Who says so, and where in it.
    grade : str or None
        Key of `vocabulary.EVIDENCE_GRADES`; None if nobody knows.
    status : str
        Key of `vocabulary.STATUSES`.
    """

    id: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    aspect: str
    price_year: int | None
    payer: str | None
    source: str
    place: str
    grade: str | None
    status: str

    def __str__(self) -> str:
        if self.bounds is None:
            return f"{self.label}: onbekend ({self.unit})"
        low, value, high = (number_text(number) for number in self.bounds)
        return f"{self.label}: {value} {self.unit} ({low} tot {high}); {self.source}"

    @property
    def bounds(self) -> tuple[float, float, float] | None:
        """Low, middle and high; None if nobody knows."""
        if self.low is None or self.value is None or self.high is None:
            return None
        return self.low, self.value, self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class CostItem:
    """A cost per trajectory, as a product of assumptions.

    Attributes
    ----------
    id, label : str
        Key, and what the report prints.
    factors : tuple of str
        Ids of assumptions; one is money and the units come to EUR/traject.
    """

    id: str
    label: str
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All assumptions and cost items of a study, in the order of the file.

    Attributes
    ----------
    title : str
        As it stands at the top of the file.
    price_year : int
        Year of the euros of every amount.
    assumptions : tuple of Assumption
        Each id occurs once.
    items : tuple of CostItem
        Each id occurs once.
    """

    title: str
    price_year: int
    assumptions: tuple[Assumption, ...]
    items: tuple[CostItem, ...]

    def __str__(self) -> str:
        return (
            f"{self.title} (prijspeil {self.price_year}): "
            f"{quantity_text(len(self.assumptions), 'aanname', 'aannames')}, waarvan "
            f"{len(self._unknown())} onbekend; "
            f"{quantity_text(len(self.items), 'kostenpost', 'kostenposten')}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What is unknown, has no source yet or is not used, in Dutch sentences."""
        used = {factor for item in self.items for factor in item.factors}
        groups = {
            "Onbekend, en dus niet ingevuld": self._unknown(),
            "Rekenwaarde zonder bron": [
                a.label for a in self.assumptions if a.status == "plaatshouder"
            ],
            "Niet gebruikt in een kostenpost": [
                a.label for a in self.assumptions if a.id not in used
            ],
        }
        return tuple(
            f"{what}: {join_text(who)}." for what, who in groups.items() if who
        )

    def assumption(self, assumption_id: str) -> Assumption:
        """Return one assumption.

        Raises
        ------
        WorkbenchError
            If there is none of that id.
        """
        for assumption in self.assumptions:
            if assumption.id == assumption_id:
                return assumption
        raise WorkbenchError(
            f"aanname {assumption_id!r} is er niet",
            where=ASSUMPTIONS_FILE,
            fix=f"er zijn: {', '.join(a.id for a in self.assumptions)}",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row an assumption, columns as the attributes of `Assumption`."""
        names = [field.name for field in fields(Assumption)]
        rows = [[getattr(a, name) for name in names] for a in self.assumptions]
        return pd.DataFrame(rows, columns=names).astype({"price_year": "Int64"})

    def _unknown(self) -> list[str]:
        return [a.label for a in self.assumptions if a.bounds is None]

    def _repr_html_(self) -> str:
        heads = (
            "Aanname", "Laag", "Waarde", "Hoog", "Eenheid", "Aard", "Bron", "Graad",
        )  # fmt: skip
        table = table_html(heads, [_row(a) for a in self.assumptions])
        return text_html(self) + table + list_html(self.notes)


def read_assumptions(study: Study) -> Register:
    """Read the assumption register of a study, or name everything wrong with it.

    Parameters
    ----------
    study : Study
        Its folder holds `aannames.toml`.

    Returns
    -------
    Register

    Raises
    ------
    WorkbenchError
        If there is no `aannames.toml`, or it is no TOML.
    StudyError
        With every name that is unknown or missing, every number outside its
        bounds, every price year that differs, and every cost item whose units
        do not come to EUR/traject; each with its line.
    """
    path = study.root / ASSUMPTIONS_FILE
    if not path.is_file():
        raise WorkbenchError(
            "er is geen register van aannames in deze studie",
            where=ASSUMPTIONS_FILE,
            fix=f"zet in de studiemap een bestand {ASSUMPTIONS_FILE}, met bovenaan "
            "titel en prijspeil",
        )
    file = read_toml(path, source=ASSUMPTIONS_FILE)
    problems: list[Problem] = []
    head = parse_record(
        {name: value for name, value in file.data.items() if name not in _BLOCKS},
        _TOP_FIELDS,
        at=file.place(),
        problems=problems,
    )
    assumptions = [r for _, r in file.records("aanname", _ASSUMPTION_FIELDS, problems)]
    items = [r for _, r in file.records("kostenpost", _ITEM_FIELDS, problems)]
    problems += register_problems(
        file, assumptions=assumptions, items=items, price_year=head["price_year"]
    )
    if problems:
        raise StudyError(problems)
    return Register(
        assumptions=tuple(Assumption(**record) for record in assumptions),  # type: ignore[arg-type]
        items=tuple(CostItem(**record) for record in items),  # type: ignore[arg-type]
        **head,  # type: ignore[arg-type]
    )


def number_text(value: float) -> str:
    """Write an assumed number with as many decimals as it has, at most four.

    >>> number_text(104.0), number_text(1.5)
    ('104', '1,5')
    """
    decimals = next((d for d in range(4) if round(value, d) == value), 4)
    return decimal_text(value, decimals)


def _row(assumption: Assumption) -> list[str]:
    bounds = assumption.bounds
    low, value, high = map(number_text, bounds) if bounds else ("", "onbekend", "")
    money = f", prijspeil {assumption.price_year}" if is_money(assumption.unit) else ""
    source = [part for part in (assumption.source, assumption.place) if part]
    return [
        assumption.label,
        low,
        value,
        high,
        f"{assumption.unit}{money}",
        label(ASPECTS, assumption.aspect),
        ", ".join(source),
        assumption.grade or "",
    ]
