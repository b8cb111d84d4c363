"""Who would go up and down on each domain had nothing changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.expectation import NoChange, check_reliability, no_change
from tbresearch.vocabulary import decimal_text, percentage_text, quantity_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FEWEST_FOR_CHANCE", "Chance", "by_chance", "level_shares"]

# With fewer people the levels at the first moment say too little of the domain.
FEWEST_FOR_CHANCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What chance does to one domain, for a reliability and its range.

    Attributes
    ----------
    n : int
        Clients with both scores.
    up, down : float
        Share that goes up and down when nothing changes.
    up_range, down_range : tuple of float
        The same for the most and the least reliable scale of the range.
    low_gain : float
        Mean change in levels of who began at 2 or lower; NaN if nobody did.
    low_up : float
        Share of those who go up.
    """

    n: int
    up: float
    down: float
    up_range: tuple[float, float]
    down_range: tuple[float, float]
    low_gain: float
    low_up: float

    def counts(self, direction: Literal["up", "same", "down"]) -> str:
        """Return how many of the clients that would be, such as ``"11 tot 14"``."""
        if direction == "same":
            ends = [1 - u - d for u, d in zip(*self._both(), strict=True)]
        else:
            ends = list(getattr(self, f"{direction}_range"))
        low, high = (decimal_text(self.n * share) for share in sorted(ends))
        return low if low == high else f"{low} tot {high}"

    def percentages(self, direction: Literal["up", "down"]) -> str:
        """Return the share with its range, such as ``"27% tot 33%"``."""
        ends = sorted(getattr(self, f"{direction}_range"))
        low, high = (percentage_text(share) for share in ends)
        return low if low == high else f"{low} tot {high}"

    def _both(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return self.up_range, self.down_range


def by_chance(
    before: NDArray[np.float64],
    after: NDArray[np.float64],
    *,
    reliability: float,
    low_high: tuple[float, float],
) -> tuple[Chance | NotEstimable, ...]:
    """Return for each domain what chance would do to those with both scores.

    Parameters
    ----------
    before, after : array of shape (clients, domains)
        Levels, NaN where not scored.
    reliability, low_high : float, tuple of float
        Alpha of the scale, and how low and high it may be.
    """
    for value in (reliability, *low_high):
        check_reliability(value)
    both = ~np.isnan(before) & ~np.isnan(after)
    pairs = both.sum(axis=0)
    enough = np.flatnonzero(pairs >= FEWEST_FOR_CHANCE)
    found: list[Chance | NotEstimable] = [
        NotEstimable(
            f"{quantity_text(int(n), 'cliënt heeft', 'cliënten hebben')} beide scores, "
            f"en er zijn er minstens {FEWEST_FOR_CHANCE} nodig"
        )
        for n in pairs
    ]
    if not len(enough):
        return tuple(found)
    shares = level_shares(np.where(both, before, np.nan)[:, enough])
    middle, *ends = (
        no_change(shares, reliability=value) for value in (reliability, *low_high)
    )
    gain, higher = middle.after_entry(2)
    for place, domain in enumerate(enough):
        found[domain] = Chance(
            n=int(pairs[domain]),
            up=float(middle.up[place]),
            down=float(middle.down[place]),
            up_range=_ends(ends, "up", place),
            down_range=_ends(ends, "down", place),
            low_gain=float(gain[place]),
            low_up=float(higher[place]),
        )
    return tuple(found)


def level_shares(levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how the levels of each domain are divided, shape (domains, 5)."""
    counts = np.stack([(levels == level).sum(axis=0) for level in range(1, 6)], axis=1)
    shares: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _ends(
    found: list[NoChange], name: Literal["up", "down"], place: int
) -> tuple[float, float]:
    low, high = sorted(float(getattr(end, name)[place]) for end in found)
    return low, high
