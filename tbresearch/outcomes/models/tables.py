"""What a fit says, as frames: estimates with their standard errors and intervals.

A number that cannot be had is missing (`pd.NA`), never a NaN among numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pandas as pd

from tbresearch.outcomes.models.design import Design
from tbresearch.outcomes.models.fitting import Fit
from tbresearch.outcomes.models.structure import Floats
from tbresearch.vocabulary import decimal_text

__all__ = [
    "Z95",
    "coefficient_frame",
    "covariance_frame",
    "deviation_frame",
    "p_phrase",
    "p_text",
    "p_value",
    "parameter_names",
    "threshold_frame",
    "threshold_names",
]

Z95 = NormalDist().inv_cdf(0.975)


def p_value(z: float) -> float:
    """Return the two-sided p-value of a standard normal statistic."""
    return 2 * NormalDist().cdf(-abs(z))


def p_text(value: float) -> str:
    """Write a p-value; what is very small is not written as 0.

    >>> p_text(0.0123), p_text(1e-9)
    ('0,012', '< 0,001')
    """
    return "< 0,001" if value < 0.001 else decimal_text(value, 3)


def p_phrase(value: float) -> str:
    """Write a p-value with its sign, for a sentence.

    >>> p_phrase(0.0123), p_phrase(1e-9)
    ('= 0,012', '< 0,001')
    """
    text = p_text(value)
    return text if text.startswith("<") else f"= {text}"


def threshold_names(design: Design) -> list[str]:
    """Return the name of each threshold, such as `2|3` or `huisvesting: 2|3`."""
    return [
        f"{name}: {low}|{high}" if name else f"{low}|{high}"
        for name, levels in zip(design.set_names, design.levels, strict=True)
        for low, high in pairwise(levels)
    ]


def parameter_names(design: Design) -> list[str]:
    """Return the names of thresholds and coefficients, in the order of a fit."""
    return [*threshold_names(design), *design.columns.names]


def coefficient_frame(design: Design, fit: Fit) -> pd.DataFrame:
    """Return one row a coefficient: term, estimate, se, low, high."""
    first = len(threshold_names(design))
    rows = slice(first, first + len(design.columns.names))
    return _wald_frame("term", list(design.columns.names), fit, rows)


def threshold_frame(design: Design, fit: Fit) -> pd.DataFrame:
    """Return one row a threshold: threshold, estimate, se, low, high."""
    names = threshold_names(design)
    return _wald_frame("threshold", names, fit, slice(0, len(names)))


def covariance_frame(design: Design, fit: Fit) -> pd.DataFrame:
    """Return the covariance of thresholds and coefficients, named on both sides."""
    names = parameter_names(design)
    values = fit.covariance[: len(names), : len(names)].copy()
    return pd.DataFrame(values, index=names, columns=names)


def deviation_frame(design: Design, fit: Fit) -> pd.DataFrame:
    """Return one row a random effect: group, effect, levels, estimate, se, low, high.

    `effect` is "intercept", "helling van x" or "correlatie met helling van x". A
    standard deviation of 0 has no standard error and no upper bound from this model.
    """
    rows = list(_deviations(design, fit))
    columns = ["group", "effect", "levels", "estimate", "se", "low", "high"]
    frame = pd.DataFrame(rows, columns=columns)
    kinds = dict.fromkeys(("estimate", "se", "low", "high"), "Float64")
    return frame.astype({"levels": "int64", **kinds})


def _wald_frame(head: str, names: list[str], fit: Fit, rows: slice) -> pd.DataFrame:
    values = fit.natural[rows]
    errors = np.sqrt(np.diag(fit.covariance)[rows])
    return pd.DataFrame(
        {
            head: pd.Series(names, dtype=object),
            "estimate": values,
            "se": errors,
            "low": values - Z95 * errors,
            "high": values + Z95 * errors,
        }
    )


def _deviations(design: Design, fit: Fit) -> Iterator[tuple[object, ...]]:
    start = len(parameter_names(design))
    for term in design.random:
        stop = start + term.parameters
        values = fit.natural[start:stop]
        spread = fit.covariance[start:stop, start:stop]
        free = fit.free[start:stop]
        start = stop
        head = (term.name, "intercept", term.levels)
        first = np.eye(len(values))[0]
        yield (*head, *_positive(values[0], spread, first, known=bool(free[0])))
        if term.slope is None:
            continue
        size = float(np.hypot(values[1], values[2]))
        turn = np.array([0, values[1], values[2]]) / max(size, 1e-12)
        name = f"helling van {term.slope_name}"
        head = (term.name, name, term.levels)
        yield (*head, *_positive(size, spread, turn, known=bool(free[2])))
        head = (term.name, f"correlatie met {name}", term.levels)
        yield (*head, *_correlation(values, spread, known=bool(free.all())))


def _positive(
    value: float, spread: Floats, turn: Floats, *, known: bool
) -> tuple[object, ...]:
    """Return estimate, standard error and an interval that stays above zero."""
    error = float(np.sqrt(turn @ spread @ turn))
    if not known or value <= 0:
        return float(value), pd.NA, pd.NA, pd.NA
    factor = float(np.exp(min(Z95 * error / value, 700.0)))
    return float(value), error, float(value) / factor, float(value) * factor


def _correlation(values: Floats, spread: Floats, *, known: bool) -> tuple[object, ...]:
    size = float(np.hypot(values[1], values[2]))
    if not known or size <= 0:
        return pd.NA, pd.NA, pd.NA, pd.NA
    value = float(values[1] / size)
    turn = np.array([0, values[2] ** 2, -values[1] * values[2]]) / size**3
    error = float(np.sqrt(turn @ spread @ turn))
    # Fisher's z keeps the interval between -1 and 1.
    middle, half = np.arctanh(value), Z95 * error / max(1 - value**2, 1e-12)
    return value, error, float(np.tanh(middle - half)), float(np.tanh(middle + half))
