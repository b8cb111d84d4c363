"""Bootstrap intervals: units drawn again, with replacement.

Units that got the same values are the same to every coefficient. So a resample is
how often each distinct one is drawn, which is one multinomial draw: the same
chances as drawing unit after unit, and far quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.agreement.coefficient import Interval
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.vocabulary import decimal_text, percentage_text

__all__ = ["Drawable", "Resampling", "Statistic", "bootstrap", "resampling"]

Statistic = Callable[[NDArray[np.float64]], NDArray[np.float64]]

# An interval from what is left when more resamples than this share give nothing
# would be one of a different question.
_MOST_UNDEFINED = 0.05
_FEWEST_DRAWS = 100
# Numbers that are held at once.
_ROOM = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawable:
    """What resamples are drawn from: kinds of units that are the same.

    Attributes
    ----------
    times : array of shape (kinds,)
        How many units are of each kind.
    members : array of shape (kinds, rows) or None
        How often each row is in a unit of each kind; None where a kind is a row.
    """

    times: NDArray[np.int64]
    members: NDArray[np.int64] | None

    def rows(self, drawn: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how often each row occurs, from how often each kind was drawn."""
        found = drawn if self.members is None else drawn @ self.members
        return found.astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Resampling:
    """How resamples are drawn.

    Attributes
    ----------
    seed, draws : int
        Where the random numbers begin, and how many resamples there are.
    confidence : float
        Share of the resamples within the interval.
    clusters : pd.Series or None
        Per unit, what is drawn as a whole; None draws single units.
    """

    seed: int
    draws: int
    confidence: float
    clusters: pd.Series | None

    def __str__(self) -> str:
        what = "eenheden" if self.clusters is None else "hele groepen eenheden"
        return (
            f"Interval van {percentage_text(self.confidence)}: {what} opnieuw "
            f"getrokken met teruglegging, {decimal_text(self.draws)} keer, startgetal "
            f"{self.seed}."
        )


def resampling(
    seed: int, draws: int, confidence: float, clusters: pd.Series | None
) -> Resampling:
    """Return the plan, or say what of it cannot be."""
    wrong = {
        f"seed={seed!r}": not _whole(seed) or seed < 0,
        f"draws={draws!r}": not _whole(draws) or draws < _FEWEST_DRAWS,
        f"confidence={confidence!r}": not 0 < confidence < 1,
    }
    for given, bad in wrong.items():
        if bad:
            raise WorkbenchError(
                f"{given} kan niet",
                where="het interval van een overeenstemmingsmaat",
                fix="seed is een heel getal vanaf 0, draws een heel getal vanaf "
                f"{_FEWEST_DRAWS}, en confidence ligt tussen 0 en 1, zoals 0.95",
            )
    return Resampling(seed=seed, draws=draws, confidence=confidence, clusters=clusters)


def bootstrap(
    statistic: Statistic, units: Drawable, plan: Resampling
) -> Interval | NotEstimable:
    """Return the percentile interval of a statistic.

    Parameters
    ----------
    statistic : callable
        Takes how often each row occurs, of shape (resamples, rows); gives one
        number a resample, NaN where it is not defined.
    units : Drawable
        What to draw from.
    plan : Resampling
        How to draw.
    """
    if units.times.sum() < 2:
        return NotEstimable("uit één eenheid valt niet te trekken")
    found = np.concatenate([statistic(w) for w in _resamples(units, plan)])
    missing = int(np.isnan(found).sum())
    if missing > _MOST_UNDEFINED * plan.draws:
        return NotEstimable(
            f"in {decimal_text(missing)} van {decimal_text(plan.draws)} trekkingen is "
            "de maat niet te bepalen"
        )
    tail = (1 - plan.confidence) / 2
    low, high = np.quantile(found[~np.isnan(found)], [tail, 1 - tail])
    return Interval(low=float(low), high=float(high))


def _resamples(units: Drawable, plan: Resampling) -> Iterator[NDArray[np.float64]]:
    """Yield how often each row occurs, some resamples at a time."""
    total = int(units.times.sum())
    chances = units.times / total
    wide = len(chances) if units.members is None else max(units.members.shape)
    some = max(1, _ROOM // wide)
    rng = np.random.default_rng(plan.seed)
    for begin in range(0, plan.draws, some):
        size = min(some, plan.draws - begin)
        yield units.rows(rng.multinomial(total, chances, size=size))


def _whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
