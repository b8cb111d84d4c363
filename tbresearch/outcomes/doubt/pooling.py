"""Many estimates from drawn data made into one (Rubin; Barnard and Rubin 1999)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["pooled"]


def pooled(
    estimates: NDArray[np.float64],
    variances: NDArray[np.float64],
    *,
    complete_df: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the mean, its standard error, and its degrees of freedom.

    Parameters
    ----------
    estimates, variances : array of shape (draws, ...)
        What each drawn data set gives, and its squared standard error.
    complete_df : float
        Degrees of freedom had nothing been missing.

    Returns
    -------
    tuple of three arrays of shape (...)
    """
    draws = len(estimates)
    within = variances.mean(axis=0)
    between = (1 + 1 / draws) * estimates.var(axis=0, ddof=1)
    total = within + between
    safe = np.where(total > 0, total, 1.0)
    missing = np.clip(np.where(total > 0, between / safe, 0.0), 1e-12, 1.0)
    drawn = (draws - 1) / missing**2
    seen = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - missing)
    degrees = drawn * seen / (drawn + seen)
    return estimates.mean(axis=0), np.sqrt(total), np.maximum(degrees, 1.0)
