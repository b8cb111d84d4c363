"""From one trajectory to the country: reach, what it counts, and shares that fit.

A source that says "10,000 clients a year" may count who starts (a flow) or who is
helped at one moment (a stock), and the two differ by the duration of a trajectory.
Both are worked out, with bounds that hold every value the parts could give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from tbresearch.costs.assumptions import Assumption
from tbresearch.costs.fields import WEEKS_PER_YEAR
from tbresearch.costs.register import Register
from tbresearch.costs.units import COST_UNIT, SHARE
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention.ranges import Range, feasible_parts, in_care, total
from tbresearch.vocabulary import decimal_text, euro_text, join_text

__all__ = ["NationalClaim", "national_claim", "national_heads"]

_PER_YEAR = {"week/traject": WEEKS_PER_YEAR, "maand/traject": 12, "jaar/traject": 1}
_KINDS = {
    "flow": "Stroom: zoveel beginnen er per jaar",
    "stock": "Stand: zoveel zijn er tegelijk",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NationalClaim:
    """What a claim per trajectory comes to for all of them, per year.

    Attributes
    ----------
    claim, reach, group, duration : Assumption
        What it is made of.
    parts : tuple of Assumption
        The shares that should come to one, `group` among them.
    shares : Range
        What the shares come to, as fractions.
    feasible : Range or None
        The share of `group` with which the others can still make up the whole; None
        if no choice of values comes to it.
    rows : tuple of (str, Range, Range, Range, Range)
        ``"flow"`` or ``"stock"``, starting per year, in care at once, of the group
        starting per year, and EUR per year.
    """

    claim: Assumption
    reach: Assumption
    group: Assumption
    duration: Assumption
    parts: tuple[Assumption, ...]
    shares: Range
    feasible: Range | None
    rows: tuple[tuple[str, Range, Range, Range, Range], ...]

    def __str__(self) -> str:
        if self.feasible is None:
            return f"Landelijk: {NotEstimable(self._misfit)}"
        told = [
            f"{_KINDS[kind].partition(':')[0].lower()} {_millions(money)}"
            for kind, _, _, _, money in self.rows
        ]
        return f"{self.claim.label}, landelijk per jaar: {'; '.join(told)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What does not follow from the sources, in Dutch sentences."""
        if self.feasible is None:
            return (f"{self._misfit[0].upper()}{self._misfit[1:]}.",)
        return (
            f"De bron zegt niet of {decimal_text(self.reach.value or 0)} een stroom of "
            "een stand is. Bij een gelijkmatige stroom is de stand: stroom maal duur.",
            f"Samen komen de delen op {_percent(self.shares)}; van {self.group.label} "
            f"kan {_percent(self.feasible)} kloppen als het geheel 100% is.",
            f"{self.duration.label} telt mee met de middelste waarde, want voor deze "
            "som telt het gemiddelde.",
            "Alleen onder lezing C mag het bedrag maal het aantal: bij A en B hoort er "
            "nog een kans op slagen bij, en die is onbekend.",
        )

    @property
    def _misfit(self) -> str:
        return (
            f"{join_text([p.label for p in self.parts])} komen samen op "
            f"{_percent(self.shares)}, en dus nooit op 100%"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for flow and one for stock.

        Columns are kind, and low and high of started (clients per year), in_care,
        group (of the group, per year) and money (EUR per year).
        """
        names = ("started", "in_care", "group", "money")
        return pd.DataFrame(
            [
                (kind, *(end for part in parts for end in (part.low, part.high)))
                for kind, *parts in self.rows
            ],
            columns=["kind", *(f"{n}_{end}" for n in names for end in ("low", "high"))],
        )

    def cells(self) -> list[tuple[str, ...]]:
        """Return each row in Dutch, for a table."""
        return [
            (_KINDS[kind], *map(str, parts), _millions(money))
            for kind, *parts, money in self.rows
        ]

    def _repr_html_(self) -> str:
        table = table_html(national_heads(), self.cells()) if self.rows else ""
        return text_html(self) + table + list_html(self.notes)


def national_heads() -> tuple[str, ...]:
    """Return the heads of the table of `NationalClaim.cells`."""
    return (
        "Als het bereik een", "Begint per jaar", "Tegelijk in zorg",
        "Daarvan in de groep", "EUR per jaar",
    )  # fmt: skip


def national_claim(
    register: Register,
    claim: str,
    *,
    reach: str,
    group: str,
    others: Sequence[str],
    duration: str,
) -> NationalClaim:
    """Return what a claim comes to per year, whether reach is a flow or a stock.

    Parameters
    ----------
    register : Register
        With all of these as assumptions with a value.
    claim : str
        Id of an amount in EUR/traject.
    reach : str
        Id of the clients, a flow or a stock: most sources do not say.
    group : str
        Id of the share of clients that the claim is about.
    others : sequence of str
        Ids of the other shares; all together should come to 1.
    duration : str
        Id of the duration, in week/traject, maand/traject or jaar/traject.

    Raises
    ------
    StudyError
        With every assumption that is unknown or has the wrong unit.

    Examples
    --------
    >>> import tbresearch as tb
    >>> whole = tb.national_claim(
    ...     tb.starter_register(),
    ...     "besparing_gezin",
    ...     reach="bereik",
    ...     group="aandeel_gezinnen",
    ...     others=["aandeel_ouderen", "aandeel_volwassenen"],
    ...     duration="weken",
    ... )
    >>> whole.to_frame()[["kind", "money_low", "money_high"]].values.tolist()
    [['flow', 135000000.0, 180000000.0], ['stock', 67500000.0, 90000000.0]]
    """
    if group in others:
        raise WorkbenchError(
            f"{group!r} staat ook bij de andere delen",
            where="others",
            fix="noem bij others alleen de andere groepen",
        )
    own = {name: register.assumption(name) for name in (claim, reach, duration)}
    parts = tuple(register.assumption(name) for name in (group, *others))
    _refuse(
        (own[claim], (COST_UNIT,)),
        (own[reach], None),
        (own[duration], tuple(_PER_YEAR)),
        *((part, (SHARE,)) for part in parts),
    )
    ranges = [_range(part) for part in parts]
    fit = feasible_parts([r * Range(100, 100) for r in ranges], 100)
    feasible = fit[0] * Range(0.01, 0.01) if fit else None
    return NationalClaim(
        claim=own[claim],
        reach=own[reach],
        group=parts[0],
        duration=own[duration],
        parts=parts,
        shares=total(ranges),
        feasible=feasible,
        rows=_rows(own[claim], own[reach], own[duration], feasible) if feasible else (),
    )


def _rows(
    claim: Assumption, reach: Assumption, duration: Assumption, share: Range
) -> tuple[tuple[str, Range, Range, Range, Range], ...]:
    assert duration.value is not None
    years = duration.value / _PER_YEAR[duration.unit]
    length, counted = Range(years, years), _range(reach)
    amount = _range(claim) * Range(claim.price_factor, claim.price_factor)
    started = {"flow": counted, "stock": counted / length}
    return tuple(
        (kind, flow, in_care(flow, length), flow * share, flow * share * amount)
        for kind, flow in started.items()
    )


def _refuse(*wanted: tuple[Assumption, tuple[str, ...] | None]) -> None:
    problems = []
    for assumption, units in wanted:
        if assumption.bounds is None:
            problems.append(
                Problem(
                    what=f"{assumption.id!r} is onbekend",
                    where=assumption.where,
                    fix="zoek een bron; zonder is er geen landelijk bedrag",
                )
            )
        elif units is not None and assumption.unit not in units:
            problems.append(
                Problem(
                    what=f"{assumption.id!r} is in {assumption.unit}",
                    where=assumption.where,
                    fix=f"kies een aanname in {join_text(units, 'of')}",
                )
            )
    if problems:
        raise StudyError(problems)


def _range(assumption: Assumption) -> Range:
    assert assumption.bounds is not None
    return Range(assumption.bounds[0], assumption.bounds[2])


def _percent(share: Range) -> str:
    return f"{share * Range(100, 100)}%"


def _millions(money: Range) -> str:
    low, high = (
        f"EUR\N{NO-BREAK SPACE}{decimal_text(x / 1e6, 1)} miljoen"
        if x >= 1e6
        else euro_text(x)
        for x in (money.low, money.high)
    )
    return low if low == high else f"{low} tot {high}"
