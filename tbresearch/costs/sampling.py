"""Drawing the uncertain assumptions: scrambled Sobol points, and correlated groups.

Each assumption has its own dimension, in alphabetical order of ids, so the order of
the file changes no draw.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.assumptions import Assumption, CorrelationGroup
from tbresearch.costs.distributions import quantiles
from tbresearch.costs.register import Register
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.vocabulary import decimal_text

__all__ = ["correlated", "draw", "sobol_points", "varying"]

Array = NDArray[np.float64]

_MOST_DRAWS = 2**24


def varying(register: Register, only: Sequence[str] | None) -> tuple[Assumption, ...]:
    """Return the assumptions that vary, in alphabetical order of ids.

    Parameters
    ----------
    register : Register
        Nothing in its items is unknown.
    only : sequence of str or None
        Ids; None takes every uncertain assumption that an item uses.

    Raises
    ------
    StudyError
        With every assumption that has no distribution, and every one that is
        spread between clients: that says nothing about the mean.
    """
    used = {factor for item in register.items for factor in item.factors}
    names = used if only is None else set(only)
    chosen = [register.assumption(name) for name in sorted(names)]
    problems = [_no_distribution(a) for a in chosen if _lacks_distribution(a)]
    if only is not None:
        problems += [_spread(a) for a in chosen if a.aspect == "spreiding"]
    if problems:
        raise StudyError(problems)
    return tuple(a for a in chosen if a.uncertain)


def draw(
    assumptions: Sequence[Assumption],
    groups: Sequence[CorrelationGroup],
    *,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Draw values of assumptions.

    Parameters
    ----------
    assumptions : sequence of Assumption
        Each varies.
    groups : sequence of CorrelationGroup
        Members that are not among `assumptions` are left out.
    draws : int
        A power of two.
    seed : int
        Same seed, same bytes.

    Returns
    -------
    pd.DataFrame of shape (draws, len(assumptions))
        Columns are ids in alphabetical order.
    """
    ordered = sorted(assumptions, key=lambda a: a.id)
    place = {a.id: i for i, a in enumerate(ordered)}
    points = sobol_points(len(ordered), draws=draws, seed=seed)
    found_rows: set[int] = set()
    for group in groups:
        kept = [i for i, member in enumerate(group.members) if member in place]
        columns = [place[group.members[i]] for i in kept]
        if len(kept) < 2:
            continue
        if group.matrix:
            matrix = np.array(group.matrix, dtype=float)[np.ix_(kept, kept)]
            order = np.argsort([group.members[i] for i in kept])
            at = [columns[i] for i in order]
            points[at] = correlated(points[at], matrix[np.ix_(order, order)])
        else:
            points[columns] = points[min(columns)]
            found_rows.update(columns)
    for row, assumption in enumerate(ordered):
        assert assumption.distribution is not None
        if row in found_rows:
            points[row] = _found(assumption.distribution.values, points[row])
        else:
            points[row] = quantiles(assumption.distribution, points[row])
    return pd.DataFrame(points.T, columns=[a.id for a in ordered], copy=False)


def sobol_points(dimensions: int, *, draws: int, seed: int) -> Array:
    """Return scrambled Sobol points of shape (dimensions, draws).

    Raises
    ------
    WorkbenchError
        If `draws` is no power of two: then the points are not balanced.
    """
    from scipy.stats import qmc

    if not 2 <= draws <= _MOST_DRAWS or draws & (draws - 1):
        raise WorkbenchError(
            f"{decimal_text(draws)} trekkingen kan niet",
            where="draws",
            fix="kies een macht van twee, zoals 16.384 (2**14) of 65.536 (2**16), en "
            f"hoogstens {decimal_text(_MOST_DRAWS)}",
        )
    if not dimensions:
        return np.empty((0, draws))
    engine = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed))
    return np.ascontiguousarray(engine.random_base2(draws.bit_length() - 1).T)


def correlated(points: Array, matrix: Array) -> Array:
    """Return points of shape (members, draws) with correlated normal scores.

    A Gaussian copula: the margins stay uniform. `matrix` may be singular.
    """
    from scipy.special import ndtr, ndtri

    values, vectors = np.linalg.eigh(matrix)
    root = vectors * np.sqrt(np.maximum(values, 0)) @ vectors.T
    edge = 2.0**-53
    scores = root @ ndtri(np.clip(points, edge, 1 - edge))
    found: Array = ndtr(scores)
    return found


def _found(values: Sequence[float], points: Array) -> Array:
    """Return values in the order of the file, so that draws stay together."""
    place = np.minimum((points * len(values)).astype(np.int64), len(values) - 1)
    return np.asarray(values, dtype=float)[place]


def _lacks_distribution(assumption: Assumption) -> bool:
    return (
        assumption.aspect == "onzekerheid"
        and assumption.distribution is None
        and assumption.low != assumption.high
    )


def _no_distribution(assumption: Assumption) -> Problem:
    return Problem(
        what=f"{assumption.id!r} heeft geen verdeling",
        where=assumption.where,
        fix='kies er een, zoals verdeling = "pert"; of "vast" als het niet varieert',
    )


def _spread(assumption: Assumption) -> Problem:
    return Problem(
        what=f"{assumption.id!r} is spreiding tussen cliënten en hoort niet in de "
        "simulatie: hoe cliënten verschillen zegt niets over hoe zeker het gemiddelde "
        "is, en het zou de waarde van meer onderzoek te hoog maken",
        where=assumption.where,
        fix="laat het weg; gaat het wel om onzekerheid over het gemiddelde, schrijf "
        'dan aard = "onzekerheid" met de grenzen van het gemiddelde',
    )
