"""A cumulative logit without random effects, by Fisher scoring.

A report fits dozens, and `statsmodels` has no analytic gradient for it; the tests hold
this one against that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["OddsFit", "fit_odds"]

_MOST_STEPS = 60
_CLOSE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsFit:
    """Estimates of a cumulative logit.

    Attributes
    ----------
    levels : array of shape (levels,)
        The outcomes there are, rising.
    cuts : array of shape (levels - 1,)
        Thresholds, rising.
    slopes : array of shape (inputs,)
        Positive is higher.
    covariance : array of shape (levels - 1 + inputs, levels - 1 + inputs)
        Of cuts and slopes, in that order.
    log_likelihood : float
        At the estimates.
    """

    levels: NDArray[np.float64]
    cuts: NDArray[np.float64]
    slopes: NDArray[np.float64]
    covariance: NDArray[np.float64]
    log_likelihood: float


def fit_odds(
    outcome: NDArray[np.float64], inputs: NDArray[np.float64]
) -> OddsFit | None:
    """Fit a cumulative logit by Fisher scoring.

    Parameters
    ----------
    outcome : array of shape (n,)
        Levels, two or more different ones.
    inputs : array of shape (n, inputs)
        What they may depend on.

    Returns
    -------
    OddsFit or None
        None if there is no maximum, as when an input separates the levels.
    """
    levels, code = np.unique(outcome, return_inverse=True)
    shares = np.bincount(code).cumsum()[:-1] / len(code)
    point = np.concatenate([np.log(shares / (1 - shares)), np.zeros(inputs.shape[1])])
    value, slope, information = _at(point, code, inputs, len(levels))
    for _ in range(_MOST_STEPS):
        try:
            step = np.linalg.solve(information, slope)
        except np.linalg.LinAlgError:
            return None
        if float(slope @ step) < _CLOSE:
            return _fit(levels, point, information, value)
        for size in 0.5 ** np.arange(12):
            tried = _at(point + size * step, code, inputs, len(levels))
            if tried[0] >= value:
                point, (value, slope, information) = point + size * step, tried
                break
        else:
            return None
    return None


def _fit(
    levels: NDArray[np.float64],
    point: NDArray[np.float64],
    information: NDArray[np.float64],
    value: float,
) -> OddsFit | None:
    if np.linalg.cond(information) > 1 / _CLOSE or np.abs(point).max() > 1 / 0.02:
        return None
    cuts = len(levels) - 1
    return OddsFit(
        levels=levels,
        cuts=point[:cuts],
        slopes=point[cuts:],
        covariance=np.asarray(np.linalg.inv(information), dtype=np.float64),
        log_likelihood=value,
    )


def _at(
    point: NDArray[np.float64],
    code: NDArray[np.int64],
    inputs: NDArray[np.float64],
    levels: int,
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Return log-likelihood, its gradient, and the expected information."""
    from scipy.special import expit

    cuts, slopes = point[: levels - 1], point[levels - 1 :]
    if (np.diff(cuts) <= 0).any():
        return -np.inf, point, np.eye(len(point))
    below = expit(cuts[None, :] - (inputs @ slopes)[:, None])
    density = below * (1 - below)
    rows = len(code)
    ends = np.zeros((rows, 1))
    chance = np.diff(np.hstack([ends, below, ends + 1]), axis=1).clip(min=1e-300)
    # How the chance of each level moves with each threshold and slope.
    change = np.zeros((rows, levels, len(point)))
    for cut in range(levels - 1):
        change[:, cut, cut] += density[:, cut]
        change[:, cut + 1, cut] -= density[:, cut]
    whole = np.diff(np.hstack([ends, density, ends]), axis=1)
    change[:, :, levels - 1 :] = -whole[:, :, None] * inputs[:, None, :]
    own = np.arange(rows)
    slope = (change[own, code] / chance[own, code][:, None]).sum(axis=0)
    information = np.einsum("nkp,nkq->pq", change / chance[..., None], change)
    return float(np.log(chance[own, code]).sum()), slope, information
