"""A number with what it needs to be read: unit, denominator, interval, method.

A number that cannot be had is a value too, with its reason, so that a table can
say why a cell is empty instead of showing a NaN or a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from tbresearch.vocabulary import COUNTED_ONE, UNITS, decimal_text, percentage_text

__all__ = [
    "SMALLEST_PERCENTAGE",
    "Count",
    "Estimate",
    "NotApplicable",
    "NotEstimable",
    "wilson",
]

SMALLEST_PERCENTAGE = 20
_Z = NormalDist().inv_cdf(0.975)
_SINGULAR = {**{term.label: key for key, term in UNITS.items()}, **COUNTED_ONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """So many of so many, of a named unit.

    Attributes
    ----------
    k, total : int
        The count and its denominator, 0 <= k <= total.
    unit : str
        What is counted, in Dutch plural, such as "respondenten".
    percentage_from : int
        Smallest denominator that may be written as a percentage; at least 20.
    """

    k: int
    total: int
    unit: str
    percentage_from: int = SMALLEST_PERCENTAGE

    def __post_init__(self) -> None:
        if not 0 <= self.k <= self.total:
            raise ValueError(f"{self.k} of {self.total} {self.unit} is no count")

    def __str__(self) -> str:
        unit = _SINGULAR.get(self.unit, self.unit) if self.total == 1 else self.unit
        return f"{self.short} {unit}"

    @property
    def short(self) -> str:
        """The count without its unit, for a table cell under a head that names it."""
        text = f"{decimal_text(self.k)} van {decimal_text(self.total)}"
        if self.total < max(self.percentage_from, SMALLEST_PERCENTAGE):
            return text
        return f"{text} ({percentage_text(self.k / self.total)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value between two bounds.

    Attributes
    ----------
    value, low, high : float
        Middle and bounds, in `unit`.
    unit : str
        Such as "EUR per traject" or "ZRM-niveaus".
    n : int or None
        Number of units it rests on; None for what was not measured.
    denominator : str
        The unit that `n` counts, such as "clienten"; empty without `n`.
    method : str
        How value and bounds were had, in one Dutch sentence.
    """

    value: float
    low: float
    high: float
    unit: str
    n: int | None
    denominator: str
    method: str

    def __str__(self) -> str:
        value, low, high = (_plain(x) for x in (self.value, self.low, self.high))
        text = f"{value} {self.unit} ({low} tot {high})"
        return text if self.n is None else f"{text}, n = {self.n} {self.denominator}"


@dataclass(frozen=True, slots=True)
class NotEstimable:
    """A number that cannot be had, and why, in Dutch."""

    reason: str

    def __str__(self) -> str:
        return f"niet te bepalen: {self.reason}"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A number that this study should not have, and why, in Dutch."""

    reason: str

    def __str__(self) -> str:
        return f"niet van toepassing: {self.reason}"


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return Wilson's score interval of 95% of a share, between 0 and 1 [1]_.

    Parameters
    ----------
    k, n : int
        The count and the size of the sample, 0 <= k <= n and n > 0.

    References
    ----------
    .. [1] Wilson, E.B. (1927). Probable inference, the law of succession, and
       statistical inference. Journal of the American Statistical Association 22,
       209-212.

    Examples
    --------
    >>> [round(100 * bound) for bound in wilson(3, 13)]
    [8, 50]
    """
    share, extra = k / n, _Z**2 / n
    middle = (share + extra / 2) / (1 + extra)
    half = _Z * sqrt((share * (1 - share) + extra / 4) / n) / (1 + extra)
    return max(0.0, middle - half), min(1.0, middle + half)


def _plain(value: float) -> str:
    return decimal_text(value, 0 if abs(value) >= 100 else 2)
