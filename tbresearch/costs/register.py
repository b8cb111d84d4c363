"""The assumption register as a whole.

Numbers stand in `aannames.toml` and nowhere else. What nobody knows stands there
too, with status `onbekend`; it is never filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

import pandas as pd

from tbresearch.costs.assumptions import (
    Assumption,
    CorrelationGroup,
    CostItem,
    number_text,
)
from tbresearch.costs.distributions import Distribution
from tbresearch.costs.units import is_money
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import ASPECTS, TIMINGS, join_text, label, quantity_text

__all__ = ["ASSUMPTIONS_FILE", "Register", "adjust_register"]

ASSUMPTIONS_FILE = "aannames.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All assumptions and items of a study, in the order of the file.

    Attributes
    ----------
    title : str
        As it stands at the top of the file.
    price_year : int
        Year of the euros of every result.
    assumptions : tuple of Assumption
        Each id occurs once.
    items : tuple of CostItem
        Costs, benefits and transfers; each id occurs once.
    groups : tuple of CorrelationGroup
        Which assumptions go up and down together.
    timing : str or None
        Key of `vocabulary.TIMINGS`; without it nothing is discounted.
    start : date or None
        Day on which the trajectory begins.
    rate : float or None
        Discount rate as a fraction; None takes the one in force on `start`.
    horizon : float or None
        Years from the start after which nothing counts.
    """

    title: str
    price_year: int
    assumptions: tuple[Assumption, ...]
    items: tuple[CostItem, ...]
    groups: tuple[CorrelationGroup, ...] = ()
    timing: str | None = None
    start: date | None = None
    rate: float | None = None
    horizon: float | None = None

    def __str__(self) -> str:
        kinds = [
            (self.items_of("kosten"), "kostenpost", "kostenposten"),
            (self.items_of("baten"), "batenpost", "batenposten"),
            (self.items_of("overdracht"), "overdracht", "overdrachten"),
        ]
        counted = [
            quantity_text(len(items), one, more)
            for place, (items, one, more) in enumerate(kinds)
            if items or place == 0
        ]
        return (
            f"{self.title} (prijspeil {self.price_year}): "
            f"{quantity_text(len(self.assumptions), 'aanname', 'aannames')}, waarvan "
            f"{len(self._unknown())} onbekend; {', '.join(counted)}"
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
            "Niet gebruikt in een post": [
                a.label for a in self.assumptions if a.id not in used
            ],
            "Een codering spreekt dit tegen": [
                a.label for a in self.assumptions if a.contradiction
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

    def items_of(self, direction: str) -> tuple[CostItem, ...]:
        """Return the items of one direction, a key of `vocabulary.DIRECTIONS`."""
        return tuple(item for item in self.items if item.direction == direction)

    def to_frame(self) -> pd.DataFrame:
        """Return one row an assumption, columns as the attributes of `Assumption`."""
        names = [field.name for field in fields(Assumption)]
        rows = [[getattr(a, name) for name in names] for a in self.assumptions]
        return pd.DataFrame(rows, columns=names).astype({"price_year": "Int64"})

    def _unknown(self) -> list[str]:
        return [a.label for a in self.assumptions if a.bounds is None]

    def _repr_html_(self) -> str:
        heads = (
            "Aanname", "Laag", "Waarde", "Hoog", "Eenheid", "Verdeling", "Aard",
            "Bron", "Graad",
        )  # fmt: skip
        table = table_html(heads, [_row(a) for a in self.assumptions])
        return text_html(self) + table + list_html(self.notes)


def adjust_register(
    register: Register,
    *,
    values: Mapping[str, float] | None = None,
    items: Collection[str] | None = None,
    timing: str | None = None,
    start: date | None = None,
    rate: float | None = None,
    horizon: float | None = None,
) -> Register:
    """Return a copy of a register with other choices; what is not given stays.

    Parameters
    ----------
    register : Register
        Is not changed.
    values : mapping of str to float, optional
        Ids of assumptions and the fixed value that each gets, in its own unit and
        price year. Also fills in what is unknown, for a calculation only.
    items : collection of str, optional
        Ids of the items to keep. What is left out is in no total.
    timing : str, optional
        Key of `vocabulary.TIMINGS`.
    start : date, optional
        Day on which the trajectory begins.
    rate : float, optional
        Discount rate as a fraction.
    horizon : float, optional
        Years that count.

    Raises
    ------
    WorkbenchError
        If there is no such assumption, item or moment.
    """
    if timing is not None and timing not in TIMINGS:
        raise WorkbenchError(
            f"moment {timing!r} is er niet",
            where="timing",
            fix=f"kies uit: {', '.join(TIMINGS)}",
        )
    chosen = values or {}
    for name in chosen:
        register.assumption(name)
    ids = [item.id for item in register.items]
    kept = ids if items is None else items
    for name in kept:
        if name not in ids:
            raise WorkbenchError(
                f"post {name!r} is er niet",
                where=ASSUMPTIONS_FILE,
                fix=f"er zijn: {', '.join(ids)}",
            )
    return replace(
        register,
        assumptions=tuple(
            _fixed(a, chosen[a.id]) if a.id in chosen else a
            for a in register.assumptions
        ),
        items=tuple(item for item in register.items if item.id in kept),
        groups=tuple(
            group for g in register.groups if (group := _without(g, set(chosen)))
        ),
        timing=timing or register.timing,
        start=start or register.start,
        rate=register.rate if rate is None else rate,
        horizon=register.horizon if horizon is None else horizon,
    )


def _fixed(assumption: Assumption, value: float) -> Assumption:
    number = float(value)
    return replace(
        assumption,
        value=number,
        low=number,
        high=number,
        distribution=Distribution(kind="vast", value=number),
        status="plaatshouder" if assumption.bounds is None else assumption.status,
        group=None,
    )


def _without(group: CorrelationGroup, names: set[str]) -> CorrelationGroup | None:
    """Return a group without some members; one member alone is no group."""
    kept = [i for i, member in enumerate(group.members) if member not in names]
    if len(kept) < 2:
        return None
    return replace(
        group,
        members=tuple(group.members[i] for i in kept),
        matrix=tuple(tuple(group.matrix[i][j] for j in kept) for i in kept)
        if group.matrix
        else (),
    )


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
        str(assumption.distribution or ""),
        label(ASPECTS, assumption.aspect),
        ", ".join(source),
        assumption.grade or "",
    ]
