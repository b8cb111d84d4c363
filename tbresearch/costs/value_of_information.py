"""What it is worth to know more: of everything, or of one parameter or group.

The value is what choosing with that knowledge gains on average, over choosing the
option that is best on average now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from threadpoolctl import threadpool_limits

from tbresearch.costs.draws import columns_of, same_draws
from tbresearch.costs.money import discount_factors
from tbresearch.costs.regression import Basis, basis_of, coefficients
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import TIMINGS

__all__ = ["evpi", "evppi", "population_value"]

Array = NDArray[np.float64]

# Draws on which error and noise are measured, and how often; both scale with the
# root of the number of draws.
_SAMPLE = 2**12
_RESAMPLES = 100
_PERMUTATIONS = 200
_NOISE = 0.95
# Two terms of a thousand draws at once; more are taken one by one.
_WIDE = 32


def evpi(net_benefit: pd.DataFrame) -> float:
    """Return the expected value of perfect information.

    Parameters
    ----------
    net_benefit : pd.DataFrame of shape (draws, options)
        Net benefit of each option in each draw.

    Returns
    -------
    float
        In the unit of `net_benefit`, at least 0.

    Raises
    ------
    WorkbenchError
        If there are fewer than two options or draws, or a value is missing.
    """
    return _evpi(columns_of(net_benefit, what="net_benefit"))


def evppi(
    parameters: pd.DataFrame,
    net_benefit: pd.DataFrame,
    *,
    of: Sequence[str | Sequence[str]] | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Return the expected value of perfect information on parameters and groups.

    Parameters
    ----------
    parameters : pd.DataFrame of shape (draws, parameters)
        Value of each parameter in each draw.
    net_benefit : pd.DataFrame of shape (draws, options)
        Net benefit of each option in the same draws.
    of : sequence of str or list of str, optional
        Parameters, and groups as lists; by default every parameter by itself.
    seed : int
        For error and noise; it does not touch the value itself.

    Returns
    -------
    pd.DataFrame
        One row each, columns parameter (names of a group joined by " + "), evppi,
        se (bootstrap) and noise_floor: 95% of values are below it when parameter
        and net benefit have nothing to do with one another. What does not rise
        above that cannot be told from noise.

    Raises
    ------
    WorkbenchError
        If draws are unequal in number, a name is unknown or a value is missing.

    Notes
    -----
    Regression of net benefit on a spline basis (Strong, Oakley and Brennan 2014,
    Medical Decision Making 34(3)), see `regression`. A fit can go just past what is
    possible; the value is kept between 0 and the value of perfect information, and
    a group is worth at least what each smaller one of the same call is worth. Linear
    algebra runs on one thread, so that the number of cores changes no digit.
    """
    values = columns_of(parameters, what="parameters", least=1)
    benefit = columns_of(net_benefit, what="net_benefit")
    same_draws({"parameters": len(parameters), "net_benefit": len(net_benefit)})
    names = [str(name) for name in parameters.columns]
    asked = [_members(group, names) for group in (names if of is None else of)]
    gains = np.ascontiguousarray(benefit[1:] - benefit[0])
    with threadpool_limits(1, user_api="blas"):
        rows = _rows(values, names, asked, gains, most=_evpi(benefit), seed=seed)
    return pd.DataFrame(
        [(" + ".join(group), *rows[frozenset(group)]) for group in asked],
        columns=["parameter", "evppi", "se", "noise_floor"],
    )


def _rows(
    values: Array,
    names: Sequence[str],
    asked: Sequence[tuple[str, ...]],
    gains: Array,
    *,
    most: float,
    seed: int,
) -> dict[frozenset[str], tuple[float, float, float]]:
    """Return value, error and noise of each group; the small groups come first."""
    trials = _trials(gains, seed=seed)
    rows: dict[frozenset[str], tuple[float, float, float]] = {}
    for group in sorted(set(map(frozenset, asked)), key=lambda g: (len(g), sorted(g))):
        basis = basis_of([values[i] for i, name in enumerate(names) if name in group])
        value, error, noise = _value(basis, gains, trials)
        smaller = [rows[other][0] for other in rows if other < group]
        rows[group] = (min(max(value, *smaller, 0.0), most), error, noise)
    return rows


def population_value(
    value: float, *, per_year: float, years: int, rate: float, timing: str
) -> float:
    """Return what a value per trajectory is worth for all trajectories to come.

    Parameters
    ----------
    value : float
        EVPI or EVPPI per trajectory.
    per_year : float
        Trajectories that start in a year.
    years : int
        Years in which the knowledge is used.
    rate : float
        Discount rate as a fraction.
    timing : str
        Key of `vocabulary.TIMINGS`.

    Raises
    ------
    WorkbenchError
        If there is no such moment.
    """
    if timing not in TIMINGS:
        raise WorkbenchError(
            f"moment {timing!r} is er niet",
            where="timing",
            fix=f"kies uit: {', '.join(TIMINGS)}",
        )
    shift = {"begin": 0.0, "midden": 0.5, "einde": 1.0}[timing]
    weights = discount_factors(np.arange(years) + shift, rate=rate)
    return float(value * per_year * weights.sum())


def _members(group: str | Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    members = (group,) if isinstance(group, str) else tuple(group)
    for name in members:
        if name not in names:
            raise WorkbenchError(
                f"parameter {name!r} is er niet",
                where="of",
                fix=f"er zijn: {', '.join(names)}",
            )
    if not members:
        raise WorkbenchError(
            "een groep is leeg", where="of", fix="noem minstens één parameter"
        )
    return members


def _evpi(benefit: Array) -> float:
    gain = benefit.max(axis=0).mean() - benefit.mean(axis=1).max()
    return max(0.0, float(gain))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Trials:
    """Resampled and reordered draws, the same for every parameter of a call.

    Attributes
    ----------
    gains : ndarray of shape (options - 1, size)
        What is gained over the first option, in the first draws.
    means : ndarray of shape (options - 1,)
        The mean gain over all draws.
    weights : ndarray of shape (resamples, size)
        How often each draw is in each resample.
    reordered : ndarray of shape (options - 1, permutations, size)
        Gains around their mean, in other orders.
    scale : float
        Brings an error of these draws to that of all draws.
    """

    gains: Array
    means: Array
    weights: Array
    reordered: Array
    scale: float


def _trials(gains: Array, *, seed: int) -> _Trials:
    draws = gains.shape[1]
    size = min(draws, _SAMPLE)
    rng = np.random.default_rng(seed)
    even = np.full(size, 1 / size)
    weights = rng.multinomial(size, even, size=_RESAMPLES).astype(float)
    orders = np.array([rng.permutation(size) for _ in range(_PERMUTATIONS)])
    part = gains[:, :size]
    return _Trials(
        gains=part,
        means=gains.mean(axis=1),
        weights=weights,
        reordered=(part - part.mean(axis=1, keepdims=True))[:, orders],
        scale=float(np.sqrt(size / draws)),
    )


def _value(
    basis: Basis | None, gains: Array, trials: _Trials
) -> tuple[float, float, float]:
    """Return value, standard error and noise floor; `gains` is (options - 1, draws)."""
    if basis is None:
        return 0.0, 0.0, 0.0
    beta = coefficients(*_normal_equations(basis, gains))
    chosen = sum(float(_best((design @ beta).T).sum()) for _, design in basis.blocks())
    value = chosen / gains.shape[1] - float(_best(trials.means))
    design = basis.design(0, trials.gains.shape[1])
    return value, trials.scale * _bootstrap(design, trials), _noise(design, trials)


def _normal_equations(basis: Basis, gains: Array) -> tuple[Array, Array]:
    gram: Array | float = 0.0
    moments: Array | float = 0.0
    for rows, design in basis.blocks():
        gram = gram + design.T @ design
        moments = moments + design.T @ gains[:, rows].T
    return np.asarray(gram), np.asarray(moments)


def _best(gains: ArrayLike) -> Array:
    """Return what the best option gains over the first one, which gains nothing."""
    return np.asarray(np.maximum(np.max(gains, axis=0), 0.0))


def _bootstrap(design: Array, trials: _Trials) -> float:
    """Return the standard deviation of the value over resampled draws."""
    size = design.shape[0]
    values = []
    step = _RESAMPLES if design.shape[1] <= _WIDE else 1
    for first in range(0, _RESAMPLES, step):
        part = trials.weights[first : first + step]
        beta = coefficients(*_weighted(design, trials.gains, part))
        fitted = np.stack([beta[:, :, o] @ design.T for o in range(beta.shape[2])])
        now = _best(trials.gains @ part.T / size)
        values.append((_best(fitted) * part).mean(axis=1) - now)
    return float(np.concatenate(values).std(ddof=1))


def _weighted(design: Array, gains: Array, weights: Array) -> tuple[Array, Array]:
    """Return the normal equations of each row of weights."""
    terms = design.shape[1]
    if len(weights) == 1:
        heavy = design * weights[0][:, None]
        return (heavy.T @ design)[None], (heavy.T @ gains.T)[None]
    pairs = (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)
    gram = (weights @ pairs).reshape(-1, terms, terms)
    moments = np.stack([(weights * row) @ design for row in gains], axis=-1)
    return gram, moments


def _noise(design: Array, trials: _Trials) -> float:
    """Return the value that 95% of permutations stay under.

    With the draws of the gains in another order only noise is left to fit. Its size
    goes with the root of the number of draws.
    """
    gram = design.T @ design
    fitted = []
    for mean, rows in zip(trials.means, trials.reordered, strict=True):
        noise = coefficients(gram, (rows @ design).T).T @ design.T
        fitted.append(mean + trials.scale * noise)
    values = _best(fitted).mean(axis=1) - float(_best(trials.means))
    return float(max(0.0, np.quantile(values, _NOISE)))
