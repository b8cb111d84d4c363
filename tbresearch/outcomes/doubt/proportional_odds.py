"""A cumulative logit without random effects, on plain arrays.

The engine is that of the mixed model. `fit_ordinal` itself lays out a formula first,
which takes twice as long as the fit, and a report fits dozens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["OddsFit", "fit_odds"]

# Thresholds and slopes beyond this, in logits, ran away.
_FAR = 50.0


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
    """Fit a cumulative logit.

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
    from tbresearch.outcomes.models.fitting import NotIdentifiedError, maximise
    from tbresearch.outcomes.models.problem import make_problem
    from tbresearch.outcomes.models.structure import build_structure

    levels, codes = np.unique(outcome, return_inverse=True)
    centred = inputs - inputs.mean(axis=0)
    if np.linalg.matrix_rank(centred) < inputs.shape[1]:
        return None
    problem = make_problem(
        codes,
        np.zeros(len(codes), dtype=np.intp),
        levels=(len(levels),),
        columns=inputs,
        structure=build_structure(len(codes), ()),
    )
    try:
        fit = maximise(problem)
    except (NotIdentifiedError, np.linalg.LinAlgError):
        return None
    if np.abs(fit.natural).max() > _FAR:
        return None
    cuts = len(levels) - 1
    return OddsFit(
        levels=levels,
        cuts=fit.natural[:cuts],
        slopes=fit.natural[cuts:],
        covariance=fit.covariance,
        log_likelihood=fit.log_likelihood,
    )
