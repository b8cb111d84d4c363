"""Category probabilities for a population: the random effects integrated out.

The effects of one row add up to one normal variable, whatever the groups are, so
the integral has one dimension and Gauss-Hermite nodes do it.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
from scipy.special import expit, roots_hermitenorm

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models.design import Design
from tbresearch.outcomes.models.fitting import Fit
from tbresearch.outcomes.models.formula import check_names
from tbresearch.outcomes.models.structure import Floats

__all__ = ["predict_probabilities"]

_NODES = 60
_DIFFERENCE = 1e-5


def predict_probabilities(
    design: Design,
    fit: Fit,
    frame: pd.DataFrame,
    *,
    thresholds_by: str,
    confidence: float,
) -> pd.DataFrame:
    """Return one row for each row of `frame` and each level.

    Returns
    -------
    pd.DataFrame
        Columns `row` (index in `frame`), `level`, `probability`, `low`, `high`.
    """
    slopes = [term.slope_name for term in design.random if term.slope is not None]
    by = [thresholds_by] if thresholds_by else []
    wanted = [*design.columns.spec_names(), *slopes, *by]
    check_names(frame, wanted, where="predict")
    columns = design.columns.of(frame)
    sets = _sets_of(design, frame, thresholds_by)
    slope = frame[slopes[0]].to_numpy(np.float64) if slopes else np.zeros(len(frame))
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    parts = []
    for i, levels in enumerate(design.levels):
        rows = np.flatnonzero(sets == i)
        if not len(rows):
            continue
        middle, errors = _with_errors(design, fit, i, columns[rows], slope[rows])
        logit = np.log(middle) - np.log1p(-middle)
        half = z * errors / (middle * (1 - middle))
        parts.append(
            pd.DataFrame(
                {
                    "place": np.repeat(rows, len(levels)),
                    "row": np.repeat(frame.index.to_numpy()[rows], len(levels)),
                    "level": np.tile(levels, len(rows)),
                    "probability": middle.ravel(),
                    "low": expit(logit - half).ravel(),
                    "high": expit(logit + half).ravel(),
                }
            )
        )
    if not parts:
        heads = ["row", "level", "probability", "low", "high"]
        return pd.DataFrame(columns=heads)
    made = pd.concat(parts).sort_values(["place", "level"], kind="stable")
    return made.drop(columns="place").reset_index(drop=True)


def _sets_of(design: Design, frame: pd.DataFrame, by: str) -> np.ndarray:
    if not by:
        return np.zeros(len(frame), dtype=np.intp)
    known = {name: i for i, name in enumerate(design.set_names)}
    names = [str(name) for name in frame[by]]
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise WorkbenchError(
            f"{', '.join(unknown)} komt in het model niet voor",
            where=f"predict, kolom {by!r}",
            fix=f"kies uit: {', '.join(known)}",
        )
    return np.array([known[name] for name in names], dtype=np.intp)


def _with_errors(
    design: Design, fit: Fit, chosen: int, columns: Floats, slope: Floats
) -> tuple[Floats, Floats]:
    """Return probabilities and their standard errors, each of shape (rows, levels)."""
    middle = _probabilities(design, fit.natural, chosen, columns, slope)
    turns = []
    for j in range(len(fit.natural)):
        step = np.zeros(len(fit.natural))
        step[j] = _DIFFERENCE
        ahead = _probabilities(design, fit.natural + step, chosen, columns, slope)
        behind = _probabilities(design, fit.natural - step, chosen, columns, slope)
        turns.append((ahead - behind) / (2 * _DIFFERENCE))
    turn = np.stack(turns, axis=-1)
    variance = np.einsum("rlj,jk,rlk->rl", turn, fit.covariance, turn)
    return middle, np.sqrt(np.maximum(variance, 0))


def _probabilities(
    design: Design, values: Floats, chosen: int, columns: Floats, slope: Floats
) -> Floats:
    counts = [len(levels) - 1 for levels in design.levels]
    first, cuts = sum(counts[:chosen]), sum(counts)
    thresholds = values[first : first + counts[chosen]]
    beta = values[cuts : cuts + columns.shape[1]]
    variance = _variance(design, values[cuts + columns.shape[1] :], slope)
    nodes, weights = roots_hermitenorm(_NODES)
    random = np.sqrt(variance)[:, None] * nodes
    place = (columns @ beta)[:, None] + random
    below = [expit(cut - place) @ weights / weights.sum() for cut in thresholds]
    zero, one = np.zeros(len(columns)), np.ones(len(columns))
    return np.diff(np.stack([zero, *below, one], axis=1), axis=1)


def _variance(design: Design, loadings: Floats, slope: Floats) -> Floats:
    """Return the variance of the random part of each row."""
    total = np.zeros(len(slope))
    start = 0
    for term in design.random:
        own = loadings[start : start + term.parameters]
        if term.slope is None:
            total += own[0] ** 2
        else:
            total += (own[0] + own[1] * slope) ** 2 + (own[2] * slope) ** 2
        start += term.parameters
    return total
