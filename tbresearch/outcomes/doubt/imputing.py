"""Levels that nobody saw, drawn again and again, as they might have been.

Who left is given the level that people who began and went on alike had, plus a shift
that says how differently they may have fared. The shift is the question; the rest is
a cumulative logit model with its own uncertainty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.doubt.proportional_odds import OddsFit, fit_odds
from tbresearch.vocabulary import quantity_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["FEWEST_STAYED", "Drawn", "draw_missing"]

# Fewer people who stayed cannot say how people like them would have fared; our choice.
FEWEST_STAYED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Levels of those who left.

    Attributes
    ----------
    levels : array of shape (draws, shifts, people)
        From 1 to 5.
    shifts : array of shape (shifts,)
        How much lower (or higher) than alike people who stayed, in logits.
    """

    levels: NDArray[np.float64]
    shifts: NDArray[np.float64]


def draw_missing(
    rng: np.random.Generator,
    *,
    visits: NDArray[np.float64],
    domain: int,
    end: NDArray[np.float64],
    shifts: NDArray[np.float64],
    draws: int,
) -> Drawn | NotEstimable:
    """Draw the levels of those who have none at the end.

    Parameters
    ----------
    rng : numpy Generator
        Source of randomness.
    visits : array of shape (people, visits, domains)
        Levels before the end, in order of time, NaN where not scored.
    domain : int
        Which domain it is about; everybody has a level on it at the first visit.
    end : array of shape (people,)
        Level at the end, NaN for who left.
    shifts : array of shape (shifts,)
        Shifts to draw for, in logits.
    draws : int
        How many times.

    Notes
    -----
    Who left after so many visits is compared with the same number of first visits of
    those who stayed: their mean level on the domain, and over all domains. One draw
    has one piece of luck a person, whatever the shift, so that a lower shift never
    gives a higher level.
    """
    left = np.isnan(end)
    stayed = int((~left).sum())
    if stayed < FEWEST_STAYED:
        who = quantity_text(stayed, "cliënt heeft", "cliënten hebben")
        return NotEstimable(
            f"{who} beide scores, en om te zeggen hoe het wie wegbleef verging zijn er "
            f"minstens {FEWEST_STAYED} nodig"
        )
    many = _comparable_visits(visits, left)
    levels = np.full((draws, len(shifts), int(left.sum())), np.nan)
    for count in np.unique(many[left]):
        inputs = _so_far(visits, int(count), domain)
        alike = ~left & (many >= count)
        drawn = _drawn(
            rng, inputs[alike], end[alike], inputs[left & (many == count)],
            shifts=shifts, draws=draws,
        )  # fmt: skip
        if isinstance(drawn, NotEstimable):
            return drawn
        levels[:, :, many[left] == count] = drawn
    return Drawn(levels=levels, shifts=shifts)


def _comparable_visits(
    visits: NDArray[np.float64], left: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Return how many first visits of each person can be compared with others'."""
    many: NDArray[np.int64] = (~np.isnan(visits).all(axis=2)).sum(axis=1)
    most = max(
        (v for v in range(1, visits.shape[1] + 1)
         if (~left & (many >= v)).sum() >= FEWEST_STAYED),
        default=1,
    )  # fmt: skip
    return np.clip(many, 1, most)


def _so_far(
    visits: NDArray[np.float64], count: int, domain: int
) -> NDArray[np.float64]:
    """Return mean levels over the first visits, of the domain and of all of them."""
    first = visits[:, :count]
    own = np.nanmean(first[:, :, domain], axis=1)
    return np.column_stack([own, np.nanmean(first, axis=(1, 2))])


def _drawn(
    rng: np.random.Generator,
    seen: NDArray[np.float64],
    end: NDArray[np.float64],
    gone: NDArray[np.float64],
    *,
    shifts: NDArray[np.float64],
    draws: int,
) -> NDArray[np.float64] | NotEstimable:
    """Draw levels of shape (draws, shifts, people), people as in `gone`."""
    spread = seen.std(axis=0)
    use = spread > 0
    centred = [(x - seen.mean(axis=0))[:, use] / spread[use] for x in (seen, gone)]
    if len(np.unique(end)) < 2:
        return NotEstimable("wie bleef heeft aan het eind allemaal hetzelfde niveau")
    fit = fit_odds(end, centred[0])
    if fit is None:
        return NotEstimable(
            "het model voor wie wegbleef is met deze scores niet te maken"
        )
    slopes, cuts = _coefficients(rng, fit, draws=draws)
    centre = slopes @ centred[1].T
    luck = rng.logistic(size=centre.shape)
    latent = (centre + luck)[:, None, :] + shifts[None, :, None]
    found: NDArray[np.float64] = fit.levels[
        (latent[..., None] > cuts[:, None, None, :]).sum(axis=-1)
    ]
    return found


def _coefficients(
    rng: np.random.Generator, fit: OddsFit, *, draws: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw slopes (draws, inputs) and rising thresholds (draws, levels - 1)."""
    centre = np.concatenate([fit.cuts, fit.slopes])
    drawn = rng.multivariate_normal(centre, fit.covariance, size=draws, method="eigh")
    cuts = len(fit.cuts)
    return drawn[:, cuts:], np.sort(drawn[:, :cuts], axis=1)
