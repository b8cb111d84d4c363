"""Levels that nobody saw, drawn again and again, as they might have been.

Who left is given the level that people who began and went on alike had, plus a shift
that says how differently they may have fared. The shift is the question; the rest is
a cumulative logit model with its own uncertainty.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.estimate import NotEstimable
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
    last: NDArray[np.float64],
    end: NDArray[np.float64],
    shifts: NDArray[np.float64],
    draws: int,
) -> Drawn | NotEstimable:
    """Draw the levels of those who have none at the end.

    Parameters
    ----------
    rng : numpy Generator
        Source of randomness.
    last : array of shape (people, 2)
        Level on the domain at the last measurement before the end, and the mean over
        all domains then.
    end : array of shape (people,)
        Level at the end, NaN for who left.
    shifts : array of shape (shifts,)
        Shifts to draw for, in logits.
    draws : int
        How many times.

    Notes
    -----
    One draw has one set of coefficients and one piece of luck a person, whatever
    the shift, so that a lower shift never gives a higher level.
    """
    left = np.isnan(end)
    stayed = int((~left).sum())
    if stayed < FEWEST_STAYED:
        who = quantity_text(stayed, "cliënt heeft", "cliënten hebben")
        return NotEstimable(
            f"{who} beide scores, en om te zeggen hoe het wie wegbleef verging zijn er "
            f"minstens {FEWEST_STAYED} nodig"
        )
    spread = last[~left].std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    inputs = (last - last[~left].mean(axis=0)) / scale
    if not spread.all():
        inputs = inputs[:, spread > 0]
    fitted = _fitted(inputs[~left], end[~left])
    if isinstance(fitted, NotEstimable):
        return fitted
    names, slopes, cuts = _coefficients(rng, *fitted, draws=draws)
    centre = slopes @ inputs[left].T
    luck = rng.logistic(size=centre.shape)
    latent = (centre + luck)[:, None, :] + shifts[None, :, None]
    place = (latent[..., None] > cuts[:, None, None, :]).sum(axis=-1)
    return Drawn(levels=names[place], shifts=shifts)


def _fitted(
    inputs: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]] | NotEstimable:
    """Return the levels there are, the estimates, and their covariance."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    names, codes = np.unique(end, return_inverse=True)
    if len(names) < 2:
        return NotEstimable("wie bleef heeft aan het eind allemaal hetzelfde niveau")
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        model = OrderedModel(codes, inputs, distr="logit")
        result = model.fit(method="bfgs", disp=False, maxiter=200)
        estimates = np.asarray(result.params)
        covariance = np.asarray(result.cov_params())
    sound = np.isfinite(covariance).all() and (np.diag(covariance) > 0).all()
    if not (np.isfinite(estimates).all() and sound):
        return NotEstimable("het model voor wie wegbleef is met deze scores niet te maken")
    return names, estimates, covariance


def _coefficients(
    rng: np.random.Generator,
    names: NDArray[np.float64],
    estimates: NDArray[np.float64],
    covariance: NDArray[np.float64],
    *,
    draws: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Draw slopes (draws, inputs) and thresholds (draws, levels - 1)."""
    drawn = rng.multivariate_normal(estimates, covariance, size=draws, method="eigh")
    inputs = drawn.shape[1] - (len(names) - 1)
    steps = drawn[:, inputs:].copy()
    steps[:, 1:] = np.exp(steps[:, 1:])  # the model keeps thresholds in order so
    return names, drawn[:, :inputs], np.cumsum(steps, axis=1)
