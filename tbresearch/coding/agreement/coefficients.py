"""Coefficients of agreement, each with its interval or the reason for none.

A frame has one row a unit and one column a coder; NaN and None are missing. What
is a unit is for the caller to say. No coefficient here comes with a verdict such
as "good": such tables of thresholds are conventions without a ground.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.agreement import kernels
from tbresearch.coding.agreement.coefficient import Coefficient
from tbresearch.coding.agreement.estimating import (
    coefficient_of,
    counts_of,
    drawable,
    scaled,
)
from tbresearch.coding.agreement.ratings import Ratings, read_ratings
from tbresearch.coding.agreement.resampling import (
    Resampling,
    Statistic,
    resampling,
)
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable

__all__ = [
    "Level",
    "Weights",
    "brennan_prediger",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "percent_agreement",
]

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Weights = Literal["none", "linear", "quadratic"]

_ONE_POSSIBLE = "er is maar één waarde mogelijk"
_DUTCH_LEVEL = {
    "nominal": "nominaal",
    "ordinal": "ordinaal",
    "interval": "interval",
    "ratio": "ratio",
}
_DUTCH_WEIGHTS = {
    "none": "ongewogen",
    "linear": "lineair gewogen",
    "quadratic": "kwadratisch gewogen",
}


def krippendorff_alpha(
    values: pd.DataFrame,
    *,
    level: Level,
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate Krippendorff's alpha, for two coders or more and missing values.

    Parameters
    ----------
    values : pd.DataFrame of shape (units, coders)
        What each coder gave each unit; numbers unless `level` is "nominal".
    level : str
        What differences between values mean: "nominal" same or not, "ordinal"
        their order, "interval" their distance, "ratio" their proportion.
    seed : int
        Where the random numbers of the interval begin.
    draws : int
        Resamples, at least 100.
    confidence : float
        Coverage of the interval.
    clusters : pd.Series or None
        Per unit, by the index of `values`, what to draw as a whole: units that
        hang together, such as all codes of one turn. None draws single units.

    Returns
    -------
    Coefficient or NotEstimable
        Not estimable if no unit has two values, or only one value was used.

    Raises
    ------
    WorkbenchError
        If there are fewer than two coders, `level` is unknown, or a value does
        not fit it.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability.
    """
    if level not in get_args(Level):
        raise _unknown("level", level, get_args(Level))
    plan = resampling(seed, draws, confidence, clusters)
    ratings = read_ratings(values)
    numbers = np.zeros(len(ratings.categories))
    if level != "nominal":
        numbers = ratings.numbers(level=level)
    kept = ratings.given >= 2
    rows, units = drawable(ratings, kept, plan, ordered=False)
    statistic: Statistic
    if level == "interval":
        statistic = partial(kernels.interval_alpha, x=scaled(rows, numbers))
    else:
        counts = counts_of(rows, len(numbers))
        statistic = partial(kernels.alpha, n_uc=counts, v=numbers, level=level)
    return coefficient_of(
        f"Krippendorffs alfa ({_DUTCH_LEVEL[level]})",
        ratings,
        statistic,
        units,
        plan=plan,
    )


def cohen_kappa(
    values: pd.DataFrame,
    *,
    weights: Weights,
    seed: int,
    categories: Sequence[object] | None = None,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate Cohen's kappa of two coders.

    Parameters
    ----------
    values, seed, draws, confidence, clusters
        As in `krippendorff_alpha`, with two columns.
    weights : str
        "none" if values are the same or not; "linear" or "quadratic" if a
        difference costs its distance, or its square, in places of `categories`.
    categories : sequence or None
        All values a coder could give, in order; needed for weights.

    Returns
    -------
    Coefficient or NotEstimable

    Raises
    ------
    WorkbenchError
        If there are not two coders, or weights without `categories`.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational
    and Psychological Measurement 20(1), 37-46. Cohen, J. (1968). Weighted kappa.
    Psychological Bulletin 70(4), 213-220.
    """
    if weights not in get_args(Weights):
        raise _unknown("weights", weights, get_args(Weights))
    plan = resampling(seed, draws, confidence, clusters)
    ratings = read_ratings(values, categories=categories)
    if len(ratings.coders) != 2:
        raise WorkbenchError(
            f"Cohens kappa is voor twee codeurs, en dit zijn er {len(ratings.coders)}",
            where=", ".join(ratings.coders),
            fix="kies twee kolommen, of gebruik fleiss_kappa of krippendorff_alpha",
        )
    if weights != "none" and categories is None:
        raise WorkbenchError(
            f"weights={weights!r} vraagt om alle waarden op volgorde",
            where="cohen_kappa",
            fix="geef categories, zoals categories=[1, 2, 3, 4, 5]",
        )
    kept = ratings.given == 2
    rows, units = drawable(ratings, kept, plan, ordered=True)
    q = len(ratings.categories)
    apart = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(np.float64)
    power = {"none": 0, "linear": 1, "quadratic": 2}[weights]
    cost = np.where(apart > 0, apart**power, 0.0)
    return coefficient_of(
        f"Cohens kappa ({_DUTCH_WEIGHTS[weights]})",
        ratings,
        partial(kernels.cohen, cells=rows, disagreement=cost),
        units,
        plan=plan,
    )


def fleiss_kappa(
    values: pd.DataFrame,
    *,
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate Fleiss' kappa, for two coders or more and nominal values.

    Parameters, result and errors are those of `krippendorff_alpha`, without a
    level. A unit with one value counts in the chance of agreement only, as Gwet
    (2014) extends the coefficient to missing values.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters.
    Psychological Bulletin 76(5), 378-382.
    """
    return _of_counts(
        "Fleiss' kappa",
        kernels.fleiss,
        read_ratings(values),
        plan=resampling(seed, draws, confidence, clusters),
    )


def gwet_ac1(
    values: pd.DataFrame,
    *,
    categories: Sequence[object],
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate Gwet's AC1, for two coders or more and nominal values.

    Parameters
    ----------
    values, seed, draws, confidence, clusters
        As in `krippendorff_alpha`.
    categories : sequence
        All values that a coder could give; their number is in the formula.

    Returns
    -------
    Coefficient or NotEstimable

    Notes
    -----
    A unit with one value counts in the chance of agreement only. If one value was
    used everywhere, AC1 is 1: it does not take that for chance.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the
    presence of high agreement. British Journal of Mathematical and Statistical
    Psychology 61, 29-48.
    """
    return _of_counts(
        "Gwets AC1",
        kernels.ac1,
        read_ratings(values, categories=categories),
        plan=resampling(seed, draws, confidence, clusters),
        needs_two=True,
    )


def brennan_prediger(
    values: pd.DataFrame,
    *,
    categories: Sequence[object],
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate the coefficient of Brennan and Prediger, for nominal values.

    Parameters and result are those of `gwet_ac1`. Chance is that every value of
    `categories` is as likely as the others.

    References
    ----------
    Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses,
    and alternatives. Educational and Psychological Measurement 41, 687-699.
    """
    return _of_counts(
        "Brennan-Prediger",
        kernels.bp,
        read_ratings(values, categories=categories),
        plan=resampling(seed, draws, confidence, clusters),
        needs_two=True,
    )


def percent_agreement(
    values: pd.DataFrame,
    *,
    seed: int,
    draws: int = 1000,
    confidence: float = 0.95,
    clusters: pd.Series | None = None,
) -> Coefficient | NotEstimable:
    """Estimate the share of pairs of coders that gave a unit the same value.

    Parameters, result and errors are those of `krippendorff_alpha`, without a
    level. Pairs are averaged within a unit, then units with each other.
    """
    return _of_counts(
        "Gelijk gecodeerd",
        kernels.percent,
        read_ratings(values),
        plan=resampling(seed, draws, confidence, clusters),
    )


Kernel = Callable[..., NDArray[np.float64]]


def _of_counts(
    measure: str,
    kernel: Kernel,
    ratings: Ratings,
    *,
    plan: Resampling,
    needs_two: bool = False,
) -> Coefficient | NotEstimable:
    """Estimate what needs no more than how often each category was given."""
    if needs_two and len(ratings.categories) < 2:
        return NotEstimable(_ONE_POSSIBLE)
    rows, units = drawable(ratings, ratings.given >= 1, plan, ordered=False)
    return coefficient_of(
        measure,
        ratings,
        partial(kernel, n_uc=counts_of(rows, len(ratings.categories))),
        units,
        plan=plan,
    )


def _unknown(name: str, given: object, known: Sequence[str]) -> WorkbenchError:
    return WorkbenchError(
        f"{name}={given!r} is niet bekend",
        where="de vraag om overeenstemming",
        fix=f"kies uit: {', '.join(known)}",
    )
