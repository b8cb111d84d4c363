"""The coefficients as functions of arrays, for many resamples at once.

Each takes how often every row of values occurs in every resample, and gives one
number a resample: NaN where it is not defined, which no caller lets out. The
notation is that of the sources that `coefficients` names.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["ac1", "alpha", "bp", "cohen", "fleiss", "interval_alpha", "percent"]

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


def percent(w: Floats, n_uc: Whole) -> Floats:
    """Return the share of pairs of coders that agree, averaged over units.

    Parameters
    ----------
    w : array of shape (resamples, rows)
        How often each row occurs.
    n_uc : array of shape (rows, categories)
        How many coders gave each category.
    """
    m = n_uc.sum(axis=1)
    paired = m >= 2
    agreeing = (n_uc * (n_uc - 1)).sum(axis=1)
    pairs = np.where(paired, m * (m - 1), 1)
    return _ratio(w @ np.where(paired, agreeing / pairs, 0.0), w @ paired)


def fleiss(w: Floats, n_uc: Whole) -> Floats:
    """Return Fleiss' kappa; chance is two draws from all values together."""
    shares = _shares(w, n_uc)
    return _beyond_chance(percent(w, n_uc), (shares**2).sum(axis=1))


def ac1(w: Floats, n_uc: Whole) -> Floats:
    """Return Gwet's AC1, for two categories or more."""
    shares = _shares(w, n_uc)
    spread = (shares * (1 - shares)).sum(axis=1)
    return _beyond_chance(percent(w, n_uc), spread / (n_uc.shape[1] - 1))


def bp(w: Floats, n_uc: Whole) -> Floats:
    """Return the coefficient of Brennan and Prediger, for two categories or more."""
    chance = np.full(len(w), 1 / n_uc.shape[1])
    return _beyond_chance(percent(w, n_uc), chance)


def cohen(w: Floats, cells: Whole, disagreement: Floats) -> Floats:
    """Return Cohen's kappa, weighted by what each disagreement costs.

    Parameters
    ----------
    w : array of shape (resamples, cells)
        How often each pair of values occurs.
    cells : array of shape (cells, 2)
        The pairs: category of the first coder, and of the second.
    disagreement : array of shape (categories, categories)
        0 on the diagonal.
    """
    each = np.eye(len(disagreement))
    first, second = (w @ each[cells[:, i]] for i in (0, 1))
    observed = w @ disagreement[cells[:, 0], cells[:, 1]]
    expected = ((first @ disagreement) * second).sum(axis=1)
    return 1 - _ratio(observed * w.sum(axis=1), expected)


def alpha(w: Floats, n_uc: Whole, v: Floats, *, level: str) -> Floats:
    """Return Krippendorff's alpha for nominal, ordinal and ratio values.

    Parameters
    ----------
    w : array of shape (resamples, rows)
        How often each row occurs.
    n_uc : array of shape (rows, categories)
        Counts, at least two values a row; categories in order.
    v : array of shape (categories,)
        The categories as numbers, for "ratio".
    level : str
        "nominal", "ordinal" or "ratio".

    Notes
    -----
    The ordinal difference of two categories is that of their mid-ranks.
    """
    m, n_c = n_uc.sum(axis=1), w @ n_uc
    if level == "ordinal":
        rank = np.cumsum(n_c, axis=1) - n_c / 2
        squares = m[:, None] * (n_uc @ (rank**2).T) - (n_uc @ rank.T) ** 2
        observed = (w * (squares / (m[:, None] - 1)).T).sum(axis=1)
        total = n_c.sum(axis=1)
        expected = total * (n_c * rank**2).sum(axis=1) - (n_c * rank).sum(axis=1) ** 2
    else:
        delta = _ratio_differences(v) if level == "ratio" else 1 - np.eye(len(v))
        observed = w @ (((n_uc @ delta) * n_uc).sum(axis=1) / (m - 1))
        expected = ((n_c @ delta) * n_c).sum(axis=1)
    two_used = (n_c > 0).sum(axis=1) >= 2
    return _alpha(observed, expected, n_c.sum(axis=1), two_used)


def interval_alpha(w: Floats, x: Floats) -> Floats:
    """Return Krippendorff's alpha for interval values.

    Parameters
    ----------
    w : array of shape (resamples, rows)
        How often each row occurs.
    x : array of shape (rows, coders)
        Values, NaN where missing; at least two a row, in a range of about one
        around zero.

    Notes
    -----
    Sum over all pairs of (a - b)^2 is 2 (n sum of a^2 - (sum of a)^2), so no
    matrix of differences is needed.
    """
    m = (~np.isnan(x)).sum(axis=1)
    one, two = np.nansum(x, axis=1), np.nansum(x**2, axis=1)
    n = w @ m
    observed = w @ ((m * two - one**2) / (m - 1))
    expected = n * (w @ two) - (w @ one) ** 2
    drawn = w > 0
    most = np.where(drawn, np.nanmax(x, axis=1), -np.inf).max(axis=1)
    least = np.where(drawn, np.nanmin(x, axis=1), np.inf).min(axis=1)
    return _alpha(observed, expected, n, most > least)


def _alpha(
    observed: Floats, expected: Floats, n: Floats, two_used: NDArray[np.bool_]
) -> Floats:
    # With one value nothing could differ; rounding must not hide that.
    return 1 - _ratio(observed * (n - 1), np.where(two_used, expected, 0.0))


def _ratio_differences(v: Floats) -> Floats:
    sums = v[:, None] + v
    shares: Floats = (v[:, None] - v) / np.where(sums > 0, sums, 1.0)
    return shares**2


def _shares(w: Floats, n_uc: Whole) -> Floats:
    """Return the mean share of each category, every unit with a value weighing one."""
    each = n_uc / n_uc.sum(axis=1, keepdims=True)
    shares: Floats = (w @ each) / w.sum(axis=1, keepdims=True)
    return shares


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    return 1 - _ratio(1 - observed, 1 - expected)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    """Return top over bottom, NaN where bottom is nothing.

    What is left of 1 - 1 after rounding is nothing too.
    """
    there = bottom > 1e-12
    return np.where(there, top / np.where(there, bottom, 1.0), np.nan)
