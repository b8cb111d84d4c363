"""The Laplace approximation of a cumulative-link mixed model, with exact gradient.

The random effects are integrated out by a normal curve at their most likely values
(the modes). H is minus the second derivative there; with the effects of the blocks
first, only the matrix that is left after eliminating the blocks is dense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tbresearch.outcomes.models.elimination import (
    Curvature,
    Effects,
    curvature,
    gather,
    leverages,
    predictor,
    solve,
)
from tbresearch.outcomes.models.logistic import (
    Slopes,
    cut_slopes,
    log_probabilities,
    score_and_weight,
)
from tbresearch.outcomes.models.problem import (
    Point,
    Problem,
    cut_derivatives,
)
from tbresearch.outcomes.models.structure import Floats, Slot

__all__ = [
    "Evaluation",
    "assemble_gradient",
    "find_modes",
    "indirect_parts",
    "laplace",
]

_STEPS = 100
_SMALLEST_STEP = 1e-8
# Gain that a further Newton step would bring, in units of the log-likelihood.
_GAIN = 1e-16


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The log-likelihood at a point, its gradient, and the modes it was had at."""

    log_likelihood: float
    gradient: Floats
    modes: Effects


def laplace(problem: Problem, vector: Floats, start: Effects) -> Evaluation:
    """Evaluate the Laplace log-likelihood, warm from the modes `start`."""
    point = Point.at(problem, vector)
    modes, value, bend = find_modes(point, start)
    cuts = _cuts(point, predictor(point, modes))
    slopes = cut_slopes(*cuts)
    spread, leverage = leverages(point, bend)
    pull = leverage * slopes.weight_slope
    adjoint = solve(problem.structure, bend, gather(point, pull))
    parts = indirect_parts(point, slopes, leverage=leverage, adjoint=adjoint)
    score = slopes.score - 0.5 * pull + 0.5 * parts.along * slopes.weight
    gradient = assemble_gradient(
        point,
        upper=slopes.upper + parts.upper,
        lower=slopes.lower + parts.lower,
        score=score,
        loadings=_loading_gradient(point, slopes, modes, adjoint, spread, score),
    )
    return Evaluation(
        log_likelihood=value - 0.5 * bend.log_determinant,
        gradient=gradient,
        modes=modes,
    )


def find_modes(point: Point, start: Effects) -> tuple[Effects, float, Curvature]:
    """Maximise over the random effects by damped Newton steps.

    Returns
    -------
    Effects, float, Curvature
        The modes, the joint log-density there, and H there.
    """
    structure = point.problem.structure
    effects = start
    cuts = _cuts(point, predictor(point, effects))
    value = float(log_probabilities(*cuts).sum()) - 0.5 * effects.dot(effects)
    for _ in range(_STEPS):
        score, weight = score_and_weight(*cuts)
        bend = curvature(point, weight)
        slope = gather(point, score) + effects * -1.0
        step = solve(structure, bend, slope)
        if slope.dot(step) < _GAIN:
            break
        length = 1.0
        while length > _SMALLEST_STEP:
            trial = effects + step * length
            trial_cuts = _cuts(point, predictor(point, trial))
            reached = log_probabilities(*trial_cuts).sum() - 0.5 * trial.dot(trial)
            if reached >= value - 1e-12 * abs(value):
                break
            length /= 2
        effects, cuts, value = trial, trial_cuts, float(reached)
    return effects, value, bend


@dataclass(frozen=True, slots=True, kw_only=True)
class Indirect:
    """What reaches the likelihood through the determinant and the modes, per row."""

    upper: Floats
    lower: Floats
    along: Floats


def indirect_parts(
    point: Point, slopes: Slopes, *, leverage: Floats, adjoint: Effects
) -> Indirect:
    """Return the part of the gradient to the cuts that is not the score of a row.

    Parameters
    ----------
    point : Point
        Where.
    slopes : Slopes
        Derivatives of the rows at the modes.
    leverage : array of shape (n,)
        Derivative of the log-determinant to the weight of each row.
    adjoint : Effects
        Inverse of H times the derivative of the log-determinant to the effects.
    """
    along = predictor(point, adjoint)
    bend_upper = leverage * slopes.weight_upper + along * slopes.score_upper
    bend_lower = leverage * slopes.weight_lower + along * slopes.score_lower
    return Indirect(upper=-0.5 * bend_upper, lower=-0.5 * bend_lower, along=along)


def assemble_gradient(
    point: Point,
    *,
    upper: Floats,
    lower: Floats,
    score: Floats,
    loadings: Floats,
) -> Floats:
    """Bring derivatives of rows to the parameters of the search."""
    problem = point.problem
    cells = problem.cuts + 2

    def by_cut(high: Floats, low: Floats) -> Floats:
        found = np.bincount(problem.upper, high, cells)
        found += np.bincount(problem.lower, low, cells)
        return np.asarray(found[: problem.cuts], dtype=np.float64)

    cuts = by_cut(upper, lower) @ cut_derivatives(problem, point.vector)
    shifts = [by_cut(upper * column, lower * column)[1:] for column in problem.shifts.T]
    shifted = np.stack(shifts, axis=1).ravel() if shifts else np.zeros(0)
    return np.concatenate([cuts, problem.design.T @ score, loadings, shifted])


def _cuts(point: Point, random: Floats) -> tuple[Floats, Floats]:
    return point.upper - random, point.lower - random


def _loading_gradient(
    point: Point,
    slopes: Slopes,
    modes: Effects,
    adjoint: Effects,
    spread: Floats,
    score: Floats,
) -> Floats:
    structure = point.problem.structure
    found = np.zeros(structure.parameters)
    held = len(structure.own)

    def add(slots: Sequence[Slot], values: Floats, bent: Floats, first: int) -> None:
        for r, slot in enumerate(slots):
            direct = score * values[slot.index]
            turned = slopes.weight * spread[first + r]
            each = direct - turned - 0.5 * slopes.score * bent[slot.index]
            for parameter, basis in slot.loadings:
                found[parameter] += each.sum() if basis is None else each @ basis

    add(structure.own, modes.own, adjoint.own, 0)
    add(structure.other, modes.other, adjoint.other, held)
    return found
