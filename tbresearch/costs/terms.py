"""What a balance must be told: when money falls, from when, how long, at what rate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tbresearch.costs.money import rate_text, standard_rate
from tbresearch.errors import Problem, StudyError
from tbresearch.vocabulary import TIMINGS, day_text, label, quantity_text

if TYPE_CHECKING:
    from tbresearch.costs.register import Register

__all__ = ["Terms", "terms_of", "years_text"]

_WHERE = "aannames.toml, bovenaan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The choices under which money of several years is added up.

    Attributes
    ----------
    timing : str
        Key of `vocabulary.TIMINGS`.
    start : date
        Day on which the trajectory begins; decides rate and payers.
    rate : float
        Real discount rate as a fraction.
    horizon : float
        Years from the start that count.
    price_year : int
        Year of the euros.
    """

    timing: str
    start: date
    rate: float
    horizon: float
    price_year: int

    def __str__(self) -> str:
        return (
            f"Prijspeil {self.price_year}, {rate_text(self.rate)} discontovoet "
            f"(reëel), geld valt op: {label(TIMINGS, self.timing).lower()}, "
            f"start {day_text(self.start)}, horizon {years_text(self.horizon)}."
        )


def terms_of(register: Register) -> Terms:
    """Return the terms of a register, or name every one that it lacks.

    Raises
    ------
    StudyError
        If moment, startdatum or horizon is not given, or no rate is known.
    """
    problems = []
    if register.timing is None:
        problems.append(
            _lacking("moment", f"kies {', '.join(TIMINGS)}; er is geen stille keuze")
        )
    if register.start is None:
        problems.append(
            _lacking("startdatum", "schrijf wanneer het traject begint, als 2025-01-01")
        )
    if register.horizon is None:
        problems.append(
            _lacking("horizon", 'schrijf hoe lang er wordt geteld, zoals "2 jaar"')
        )
    if register.timing is None or register.start is None or register.horizon is None:
        raise StudyError(problems)
    return Terms(
        timing=register.timing,
        start=register.start,
        rate=standard_rate(register.start) if register.rate is None else register.rate,
        horizon=register.horizon,
        price_year=register.price_year,
    )


def years_text(years: float) -> str:
    """Write a length in weeks below a year, in years otherwise.

    >>> years_text(0.25), years_text(10)
    ('13 weken', '10 jaar')
    """
    weeks = round(52 * years, 1)
    if years < 1 and weeks == round(weeks):
        return quantity_text(round(weeks), "week", "weken")
    return f"{years:g} jaar".replace(".", ",")


def _lacking(name: str, fix: str) -> Problem:
    return Problem(
        what=f"{name!r} is niet ingevuld, en zonder is er geen balans",
        where=_WHERE,
        fix=fix,
    )
