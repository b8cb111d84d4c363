"""Maximising the likelihood, and how sure the maximum is.

L-BFGS-B brings the parameters near the maximum with the standard deviations kept
from below zero; Newton steps with the observed information finish. The information
is had by central differences of the exact gradient. Libraries for linear algebra
are held to one thread: the matrices are small, and more threads wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from tbresearch.outcomes.models.elimination import Effects
from tbresearch.outcomes.models.laplace import Evaluation, laplace
from tbresearch.outcomes.models.problem import (
    Problem,
    cut_derivatives,
    thresholds_of,
)
from tbresearch.outcomes.models.quadrature import quadrature
from tbresearch.outcomes.models.structure import Floats, build_structure

__all__ = ["Fit", "NotIdentifiedError", "information", "maximise", "natural"]

_DIFFERENCE = 1e-4
_POLISHING = 12
# Distance from the maximum, squared and in standard errors, that is near enough.
_NEAR = 1e-13
# Within this distance the information is the same to all digits that are printed.
_ROUNDS, _SAME_CURVATURE = 3, 1e-4
# Below this a standard deviation, in logits, is tried at 0.
_SMALL = 0.05
_AGAIN = 0.3
_START = 0.5
# Where a search stops: logits for thresholds and standardised coefficients, and the
# logarithm of the step between thresholds.
_FAR, _NARROW, _WIDE = 30.0, -12.0, 5.0

_Evaluate = Callable[[Floats, Effects], Evaluation]


class NotIdentifiedError(Exception):
    """The likelihood has no single maximum; `direction` tells along what.

    Attributes
    ----------
    direction : array of shape (parameters,)
        In parameters as `natural` gives them: thresholds, coefficients, loadings.
    """

    def __init__(self, direction: Floats) -> None:
        super().__init__("no single maximum")
        self.direction = direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The maximum.

    Attributes
    ----------
    log_likelihood : float
        There.
    vector : array of shape (size,)
        Parameters of the search.
    natural : array of shape (size,)
        Thresholds, coefficients of the columns as they were, loadings.
    covariance : array of shape (size, size)
        Of `natural`; rows and columns of what is not `free` are 0.
    free : array of bool of shape (size,)
        False for a standard deviation that is 0.
    modes : Effects
        The most likely random effects.
    distance : float
        Distance from the maximum that is left, squared and in standard errors.
    """

    log_likelihood: float
    vector: Floats
    natural: Floats
    covariance: Floats
    free: np.ndarray
    modes: Effects
    distance: float


def maximise(problem: Problem, *, nodes: int = 1) -> Fit:
    """Find the maximum of the likelihood.

    Parameters
    ----------
    problem : Problem
        What to fit.
    nodes : int
        1 for Laplace; more for adaptive quadrature of one random intercept.

    Raises
    ------
    NotIdentifiedError
        If the information is not positive at the place where the search ended.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        evaluate = _evaluator(problem, nodes)
        start = _start(problem)
        modes = Effects.zero(problem.structure)
        vector, found = _search(problem, evaluate, start, modes)
        _refuse_far(problem, vector)
        vector, found = _settle_zeros(problem, evaluate, vector, found)
        return _finish(problem, evaluate, vector, found)


def information(
    problem: Problem, evaluate: _Evaluate, vector: Floats, modes: Effects
) -> Floats:
    """Return minus the second derivative, by central differences of the gradient."""
    rows = []
    for j in range(len(vector)):
        step = np.zeros(len(vector))
        step[j] = _DIFFERENCE
        ahead = evaluate(vector + step, modes).gradient
        behind = evaluate(vector - step, modes).gradient
        rows.append((behind - ahead) / (2 * _DIFFERENCE))
    found = np.stack(rows)
    return np.asarray((found + found.T) / 2)


def natural(problem: Problem, vector: Floats) -> tuple[Floats, Floats]:
    """Return thresholds, coefficients and loadings, and how they follow `vector`.

    Returns
    -------
    array of shape (size,), array of shape (size, size)
        The parameters as they are reported, and their derivatives.
    """
    cuts, loadings = problem.cuts, problem.loadings
    turn = np.eye(len(vector))
    turn[:cuts, :cuts] = cut_derivatives(problem, vector)
    turn[:cuts, cuts : loadings.start] = problem.means @ problem.triangle
    turn[cuts : loadings.start, cuts : loadings.start] = problem.triangle
    beta = problem.triangle @ vector[cuts : loadings.start]
    scales = np.array(problem.structure.scales)
    turn[loadings, loadings] = np.diag(1 / scales)
    values = vector.copy()
    values[:cuts] = thresholds_of(problem, vector) + problem.means @ beta
    values[cuts : loadings.start] = beta
    values[loadings] = vector[loadings] / scales
    return values, turn


def _evaluator(problem: Problem, nodes: int) -> _Evaluate:
    if nodes == 1:
        return partial(laplace, problem)
    return partial(quadrature, problem, nodes=nodes)


def _start(problem: Problem) -> Floats:
    """Return where to begin: the fit without random effects, a little wider."""
    vector = np.zeros(problem.size)
    start = 0
    for count in problem.sets:
        inside = np.bincount(problem.upper, minlength=problem.cuts + 2)
        rows = inside[start : start + count].astype(float)
        last = np.bincount(problem.lower, minlength=problem.cuts + 2)
        total = rows.sum() + last[start + count - 1]
        shares = np.cumsum(rows) / total
        logits = np.log(shares / (1 - shares))
        vector[start] = logits[0]
        vector[start + 1 : start + count] = np.log(np.diff(logits))
        start += count
    if not problem.structure.parameters:
        return vector
    plain = replace(problem, structure=build_structure(problem.structure.rows, ()))
    none = Effects.zero(plain.structure)
    small = np.delete(vector, np.r_[problem.loadings])
    fixed, _ = _search(plain, partial(laplace, plain), small, none)
    wide = np.sqrt(1 + 0.35 * _START**2 * sum(problem.structure.diagonal))
    vector[: problem.loadings.start] = fixed[: problem.loadings.start]
    start = 0
    for count in problem.sets:
        vector[start] *= wide
        vector[start + 1 : start + count] += np.log(wide)
        start += count
    vector[problem.cuts : problem.loadings.start] *= wide
    vector[problem.loadings] = np.where(problem.structure.diagonal, _START, 0.0)
    return vector


def _search(
    problem: Problem, evaluate: _Evaluate, start: Floats, modes: Effects
) -> tuple[Floats, Evaluation]:
    best: list[Evaluation] = [evaluate(start, modes)]
    scale = max(1.0, abs(best[0].log_likelihood))

    def objective(vector: Floats) -> tuple[float, Floats]:
        best[0] = evaluate(vector, best[0].modes)
        return -best[0].log_likelihood / scale, -best[0].gradient / scale

    done = minimize(
        objective,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=_bounds(problem),
        options={"maxiter": 500, "ftol": 1e-10, "gtol": 1e-8, "maxcor": 20},
    )
    return done.x, evaluate(done.x, best[0].modes)


def _bounds(problem: Problem) -> list[tuple[float | None, float | None]]:
    bounds: list[tuple[float | None, float | None]] = [(-_FAR, _FAR)] * problem.size
    first = np.cumsum([0, *problem.sets])
    for j in set(range(problem.cuts)) - set(first.tolist()):
        bounds[j] = (_NARROW, _WIDE)
    for j, diagonal in enumerate(problem.structure.diagonal, problem.loadings.start):
        if diagonal:
            bounds[j] = (0, _FAR)
    return bounds


def _refuse_far(problem: Problem, vector: Floats) -> None:
    """Refuse a search that ran into its bounds: there is no maximum inside."""
    far = np.abs(vector) > 0.99 * _FAR
    if far.any():
        direction = natural(problem, vector)[1] @ np.where(far, np.sign(vector), 0.0)
        raise NotIdentifiedError(direction)


def _settle_zeros(
    problem: Problem, evaluate: _Evaluate, vector: Floats, found: Evaluation
) -> tuple[Floats, Evaluation]:
    """Put a small standard deviation at 0, or bring it back if 0 is worse.

    The likelihood is flat at 0, so a search may stop there or just before it.
    """
    for j, diagonal in enumerate(problem.structure.diagonal, problem.loadings.start):
        if not diagonal or vector[j] > _SMALL:
            continue
        raised = vector.copy()
        raised[j] = _AGAIN
        again = _search(problem, evaluate, raised, found.modes)
        if again[0][j] > _SMALL and again[1].log_likelihood > found.log_likelihood:
            vector, found = again
            continue
        zero = vector.copy()
        zero[j] = 0.0
        at_zero = evaluate(zero, found.modes)
        if at_zero.log_likelihood >= found.log_likelihood - 1e-4:
            vector, found = zero, at_zero
    return vector, found


def _finish(
    problem: Problem, evaluate: _Evaluate, vector: Floats, found: Evaluation
) -> Fit:
    free = np.ones(len(vector), dtype=bool)
    for j, diagonal in enumerate(problem.structure.diagonal, problem.loadings.start):
        free[j] = not (diagonal and vector[j] == 0.0)
    for _ in range(_ROUNDS):
        seen = information(problem, evaluate, vector, found.modes)
        inverse = _inverse(problem, vector, seen, free)
        begin = float(found.gradient @ inverse @ found.gradient)
        vector, found = _polish(problem, evaluate, vector, found, inverse)
        if begin < _SAME_CURVATURE:
            break
    distance = float(found.gradient @ inverse @ found.gradient)
    values, turn = natural(problem, vector)
    return Fit(
        log_likelihood=found.log_likelihood,
        vector=vector,
        natural=values,
        covariance=turn @ inverse @ turn.T,
        free=free,
        modes=found.modes,
        distance=distance,
    )


def _polish(
    problem: Problem,
    evaluate: _Evaluate,
    vector: Floats,
    found: Evaluation,
    inverse: Floats,
) -> tuple[Floats, Evaluation]:
    """Take Newton steps as long as they lead up and stay inside."""
    diagonal = np.array(problem.structure.diagonal, dtype=bool)
    for _ in range(_POLISHING):
        if found.gradient @ inverse @ found.gradient < _NEAR:
            break
        trial = vector + inverse @ found.gradient
        if (trial[problem.loadings][diagonal] < 0).any():
            break
        at_trial = evaluate(trial, found.modes)
        if not at_trial.log_likelihood >= found.log_likelihood - 1e-9:
            break
        vector, found = trial, at_trial
    return vector, found


def _inverse(
    problem: Problem, vector: Floats, seen: Floats, free: np.ndarray
) -> Floats:
    """Return the inverse of the information of what is free, or refuse."""
    part = np.ix_(free, free)
    values, vectors = np.linalg.eigh(seen[part])
    if not np.isfinite(values).all() or values[0] <= 1e-7 * max(1.0, values[-1]):
        direction = np.zeros(len(vector))
        direction[free] = vectors[:, 0]
        raise NotIdentifiedError(natural(problem, vector)[1] @ direction)
    found = np.zeros_like(seen)
    found[part] = (vectors / values) @ vectors.T
    return found
