"""The logistic ordinal likelihood of single rows, and its derivatives.

With F the logistic distribution function, a row between the cuts `lower` and
`upper` (already minus the linear predictor) has probability F(upper) - F(lower).
For this link the derivatives to the predictor need no division: the score is
F(upper) + F(lower) - 1 and the weight f(upper) + f(lower).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from tbresearch.outcomes.models.structure import Floats

__all__ = ["Slopes", "cut_slopes", "log_probabilities", "score_and_weight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slopes:
    """Derivatives of each row; all arrays of shape (n,).

    Attributes
    ----------
    score, weight : array
        First derivative to the predictor, and minus the second.
    weight_slope : array
        Derivative of the weight to the predictor.
    upper, lower : array
        Derivative of the log-probability to each cut.
    score_upper, score_lower, weight_upper, weight_lower : array
        Derivatives of score and weight to each cut.
    """

    score: Floats
    weight: Floats
    weight_slope: Floats
    upper: Floats
    lower: Floats
    score_upper: Floats
    score_lower: Floats
    weight_upper: Floats
    weight_lower: Floats


def log_probabilities(upper: Floats, lower: Floats) -> Floats:
    """Return log(F(upper) - F(lower)), stable in both tails."""
    gap = np.log(-np.expm1(lower - upper))
    return np.asarray(log_expit(upper) + log_expit(-lower) + gap)


def score_and_weight(upper: Floats, lower: Floats) -> tuple[Floats, Floats]:
    """Return the first derivative to the predictor and minus the second."""
    high, low = expit(upper), expit(lower)
    return high + low - 1, high * (1 - high) + low * (1 - low)


def cut_slopes(upper: Floats, lower: Floats) -> Slopes:
    """Return all derivatives that the gradient of the likelihood needs."""
    high, low = expit(upper), expit(lower)
    f_high, f_low = high * (1 - high), low * (1 - low)
    g_high, g_low = f_high * (1 - 2 * high), f_low * (1 - 2 * low)
    gap = -np.expm1(lower - upper)
    return Slopes(
        score=high + low - 1,
        weight=f_high + f_low,
        weight_slope=-(g_high + g_low),
        upper=np.exp(log_expit(-upper) - log_expit(-lower)) / gap,
        lower=-np.exp(log_expit(lower) - log_expit(upper)) / gap,
        score_upper=f_high,
        score_lower=f_low,
        weight_upper=g_high,
        weight_lower=g_low,
    )
