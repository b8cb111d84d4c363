"""Ranges: what lies between two bounds, and arithmetic that keeps the bounds honest.

A figure such as "30 to 40 per cent" is a range, and so is a phase of "at least 13
weeks". The result of arithmetic holds every value that the parts could give, and
nothing is said of which is likelier. Whoever works with shares or durations that
are known between bounds (reach, phases, capacity) takes them from here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from tbresearch.vocabulary import decimal_text

__all__ = ["Range", "capacity", "feasible_parts", "in_care", "total"]


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` up to and including `high`.

    Attributes
    ----------
    low, high : float
        Bounds, low <= high; `high` may be infinite.

    Raises
    ------
    ValueError
        If low is above high, or either is no number.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high or math.isinf(self.low):
            raise ValueError(f"{self.low} to {self.high} is no range")

    def __str__(self) -> str:
        if math.isinf(self.high):
            return f"{_plain(self.low)} of meer"
        if self.low == self.high:
            return _plain(self.low)
        low, high = (_plain(bound) for bound in (self.low, self.high))
        # Bounds that read the same would tell the reader nothing.
        return low if low == high else f"{low} tot {high}"

    def __add__(self, other: Range) -> Range:
        """Return the sums of one number of each."""
        return Range(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Range) -> Range:
        """Return the products of one number of each."""
        ends = [_times(a, b) for a in _ends(self) for b in _ends(other)]
        return Range(min(ends), max(ends))

    def __truediv__(self, other: Range) -> Range:
        """Return the quotients of one number of each; `other` is above zero."""
        if other.low <= 0:
            raise ValueError("a range is divided by what is above zero only")
        return self * Range(1 / other.high, 1 / other.low)

    def __contains__(self, value: float) -> bool:
        """Return whether a number lies between the bounds."""
        return self.low <= value <= self.high

    def overlaps(self, other: Range) -> bool:
        """Return whether there is a number that lies in both."""
        return self.low <= other.high and other.low <= self.high


def total(parts: Sequence[Range]) -> Range:
    """Return the sums of one number of each part; of no parts, zero."""
    return reduce(Range.__add__, parts, Range(0, 0))


def feasible_parts(parts: Sequence[Range], whole: float) -> tuple[Range, ...] | None:
    """Return what of each part remains if the parts come to `whole`.

    Parameters
    ----------
    parts : sequence of Range
        Such as shares of groups, in per cent; finite.
    whole : float
        What they should come to, such as 100.

    Returns
    -------
    tuple of Range or None
        For each part the values with which the others can still make up the
        whole; None if no choice of values comes to the whole.

    Examples
    --------
    >>> [str(r) for r in feasible_parts([Range(0, 50), Range(80, 90)], 100)]
    ['10 tot 20', '80 tot 90']
    >>> feasible_parts([Range(80, 80), Range(15, 15), Range(4, 4)], 100) is None
    True
    """
    if whole not in total(parts):
        return None
    remaining = []
    for number, part in enumerate(parts):
        others = total([p for i, p in enumerate(parts) if i != number])
        low = max(part.low, whole - others.high)
        high = min(part.high, whole - others.low)
        remaining.append(Range(min(low, high), max(low, high)))
    return tuple(remaining)


def in_care(inflow: Range, duration: Range) -> Range:
    """Return how many are in care at one moment, when inflow and duration are steady.

    Little's law: stock = flow x duration [1]_.

    Parameters
    ----------
    inflow : Range
        New clients a year.
    duration : Range
        Mean duration, in years.

    References
    ----------
    .. [1] Little (1961). A proof for the queuing formula L = lambda W. Operations
       Research 9(3), 383-387.

    Examples
    --------
    >>> str(in_care(Range(10_000, 10_000), Range(2, 2)))
    '20.000'
    """
    return inflow * duration


def capacity(
    clients: Range, workers: Range, *, hours_per_client: Range
) -> tuple[Range, Range]:
    """Return clients for each worker, and contact hours a week for each worker.

    Parameters
    ----------
    clients, workers : Range
        Persons at one moment.
    hours_per_client : Range
        Contact hours a week.

    Examples
    --------
    >>> each, hours = capacity(
    ...     Range(100, 100), Range(10, 20), hours_per_client=Range(2, 2)
    ... )
    >>> str(each), str(hours)
    ('5 tot 10', '10 tot 20')
    """
    each = clients / workers
    return each, each * hours_per_client


def _ends(part: Range) -> tuple[float, float]:
    return part.low, part.high


def _times(a: float, b: float) -> float:
    """Multiply bounds; nothing of however much is nothing."""
    return 0.0 if a == 0 or b == 0 else a * b


def _plain(value: float) -> str:
    decimals = next((d for d in range(2) if math.isclose(round(value, d), value)), 1)
    return decimal_text(value, decimals)
