"""Items of a register as streams of money: who pays, who gains, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.costs.assumptions import Assumption, CostItem
from tbresearch.costs.fields import WEEKS_PER_YEAR
from tbresearch.costs.money import payer_of
from tbresearch.costs.register import Register
from tbresearch.costs.units import is_money
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.vocabulary import PAYERS, join_text

__all__ = ["SOCIETY", "Stream", "incomplete", "party_list", "streams_of"]

SOCIETY = "maatschappij"
_DURATIONS = {
    "dag/traject": 365.0,
    "week/traject": float(WEEKS_PER_YEAR),
    "maand/traject": 12.0,
    "jaar/traject": 1.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One item of the register, ready to be computed.

    Attributes
    ----------
    id, label, direction : str
        As in the register.
    factors : tuple of str
        Ids of the assumptions that are multiplied, in alphabetical order.
    price_factor : float
        Brings the product to the price year of the register.
    begin, end : float
        From and until when the money flows, in years; `end` is not used when
        `duration` is given.
    duration : str or None
        Id of the assumption that says how long the trajectory is.
    per_year : float
        How many units of the duration go in a year.
    payer, receiver, scheme : str or None
        The parties, or the scheme that tells them by year.
    perspectives : tuple of str
        In which it counts; empty for all.
    """

    id: str
    label: str
    direction: str
    factors: tuple[str, ...]
    price_factor: float
    begin: float
    end: float
    duration: str | None
    per_year: float
    payer: str | None
    receiver: str | None
    scheme: str | None
    perspectives: tuple[str, ...]

    def parties(self, year: int) -> list[tuple[str, int]]:
        """Return who gains (1) or loses (-1) in a calendar year."""
        by_scheme = payer_of(self.scheme, year) if self.scheme else None
        if self.direction == "baten":
            return [(by_scheme or str(self.receiver), 1)]
        if self.direction == "kosten":
            return [(by_scheme or str(self.payer), -1)]
        return [(by_scheme or str(self.payer), -1), (str(self.receiver), 1)]

    def counts_for(self, party: str, perspective: str) -> bool:
        """Tell whether money of a party counts in a perspective."""
        listed = not self.perspectives or perspective in self.perspectives
        return listed and perspective in (party, SOCIETY)


def streams_of(register: Register) -> tuple[Stream, ...]:
    """Return the streams of a register in alphabetical order of their ids.

    Raises
    ------
    StudyError
        With every item that has no payer, no period or two durations, and every
        assumption in it that is unknown: there is no total of a part.
    """
    problems = list(incomplete(register))
    streams = []
    for item in sorted(register.items, key=lambda item: item.id):
        factors = [register.assumption(name) for name in item.factors]
        found = list(_item_problems(item, factors))
        problems += found
        if not found:
            streams.append(_stream(item, factors))
    if not register.items:
        problems.append(
            Problem(
                what="er is geen post, en dus geen balans",
                where=register.title,
                fix="maak een blok [[kostenpost]] of [[batenpost]]",
            )
        )
    if problems:
        raise StudyError(problems)
    return tuple(streams)


def incomplete(register: Register) -> Iterator[Problem]:
    """Yield the unknowns that stand in an item, each with its place."""
    for assumption in register.assumptions:
        users = [i.id for i in register.items if assumption.id in i.factors]
        if assumption.bounds is None and users:
            yield Problem(
                what=f"{assumption.id!r} is onbekend en zit in {join_text(users)}; van "
                "een deel wordt geen totaal gegeven",
                where=assumption.where,
                fix="zoek een bron, haal de post weg, of vraag bij welke waarde het "
                "omslaat (tb.break_even)",
            )


def party_list(name: str) -> str:
    """Return the name of a perspective, or refuse it.

    Raises
    ------
    WorkbenchError
        If there is no such perspective.
    """
    if name not in PAYERS:
        raise WorkbenchError(
            f"perspectief {name!r} is er niet",
            where="perspective",
            fix=f"kies uit: {', '.join(PAYERS)}",
        )
    return name


def _money(factors: list[Assumption]) -> Assumption:
    return next(factor for factor in factors if is_money(factor.unit))


def _item_problems(item: CostItem, factors: list[Assumption]) -> Iterator[Problem]:
    money = _money(factors)
    durations = [factor.id for factor in factors if factor.unit in _DURATIONS]
    if item.direction == "kosten" and not money.payer and not money.scheme:
        yield Problem(
            what=f"{money.id!r} heeft geen betaler, en {item.id!r} telt in de balans",
            where=money.where,
            fix=f"schrijf wie betaalt: {', '.join(PAYERS)}; of noem de regeling",
        )
    if len(durations) > 1:
        yield Problem(
            what=f"{item.id!r} heeft meer dan één duur: {join_text(durations)}",
            where=item.where,
            fix="gebruik in een product één aanname in week/traject of maand/traject",
        )
    if not durations and money.period is None:
        yield Problem(
            what=f"van {item.id!r} is niet bekend wanneer het geld valt",
            where=money.where,
            fix="schrijf bij het bedrag een periode in jaren, zoals periode = [0, 2], "
            "of neem een duur in het product, in week/traject",
        )


def _stream(item: CostItem, factors: list[Assumption]) -> Stream:
    money = _money(factors)
    lasting = next((f for f in factors if f.unit in _DURATIONS), None)
    period = money.period
    by_duration = lasting if period is None else None
    begin, end = (period[0], period[1]) if period else (0.0, 0.0)
    return Stream(
        id=item.id,
        label=item.label,
        direction=item.direction,
        factors=tuple(sorted(factor.id for factor in factors)),
        price_factor=money.price_factor,
        begin=begin,
        end=end,
        duration=by_duration.id if by_duration else None,
        per_year=_DURATIONS[by_duration.unit] if by_duration else 1.0,
        payer=money.payer,
        receiver=money.receiver,
        scheme=money.scheme,
        perspectives=money.perspectives,
    )
