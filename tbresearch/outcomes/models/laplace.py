"""The Laplace approximation of a cumulative-link mixed model, with exact gradient.

The random effects are integrated out by a normal curve at their most likely values
(the modes). H is minus the second derivative there; with the effects of the blocks
first, only the matrix that is left after eliminating the blocks is dense.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dpotri

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
from tbresearch.outcomes.models.structure import Floats, Slot, Structure

__all__ = [
    "Curvature",
    "Effects",
    "Evaluation",
    "assemble_gradient",
    "curvature",
    "find_modes",
    "indirect_parts",
    "laplace",
    "predictor",
]

_STEPS = 100
_SMALLEST_STEP = 1e-8
# Gain that a further Newton step would bring, in units of the log-likelihood.
_GAIN = 1e-16


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """Values for all random effects, in units of their standard deviations.

    Attributes
    ----------
    own : array of shape (blocks * size,)
    other : array of shape (rest,)
    """

    own: Floats
    other: Floats

    @classmethod
    def zero(cls, structure: Structure) -> Effects:
        """Return effects that are all 0."""
        return cls(
            own=np.zeros(structure.blocks * structure.size),
            other=np.zeros(structure.rest),
        )

    def __add__(self, step: Effects) -> Effects:
        return Effects(own=self.own + step.own, other=self.other + step.other)

    def __mul__(self, by: float) -> Effects:
        return Effects(own=by * self.own, other=by * self.other)

    def dot(self, that: Effects) -> float:
        """Return the inner product."""
        return float(self.own @ that.own + self.other @ that.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curvature:
    """H, with the blocks eliminated.

    Attributes
    ----------
    inverse : array of shape (blocks, size, size)
        Inverse of each block.
    joint, solved : array of shape (entries, size)
        Blocks against the rest, and the same with the inverse applied.
    factor : array of shape (rest, rest)
        Lower Cholesky factor of what is left.
    log_determinant : float
        Of H.
    """

    inverse: Floats
    joint: Floats
    solved: Floats
    factor: Floats
    log_determinant: float


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
    spread, leverage = _leverages(point, bend)
    pull = leverage * slopes.weight_slope
    adjoint = _solve(problem.structure, bend, _gather(point, pull))
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


def predictor(point: Point, effects: Effects) -> Floats:
    """Return the random part of each row, array of shape (n,)."""
    structure = point.problem.structure
    total = np.zeros(structure.rows)
    for slot, loading in zip(structure.own, point.own, strict=True):
        total += loading * effects.own[slot.index]
    for slot, loading in zip(structure.other, point.other, strict=True):
        total += loading * effects.other[slot.index]
    return total


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
        slope = _gather(point, score) + effects * -1.0
        step = _solve(structure, bend, slope)
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


def curvature(point: Point, weight: Floats) -> Curvature:
    """Return H at the given weights, with the blocks eliminated."""
    structure = point.problem.structure
    size, rest = structure.size, structure.rest
    inverse, log_determinant = _inverses(_blocks(point, weight))
    joint = np.zeros((len(structure.entry_block), size))
    for r, entry in enumerate(structure.entry):
        for slot, loading in zip(structure.own, point.own, strict=True):
            cell = entry * size + slot.index % size
            made = np.bincount(cell, weight * loading * point.other[r], joint.size)
            joint += made.reshape(joint.shape)
    solved = np.einsum("eab,eb->ea", inverse[structure.entry_block], joint)
    if not rest:
        factor = np.zeros((0, 0))
    else:
        left = np.zeros(rest * rest)
        for r, s, cell in structure.other_pairs:
            product = weight * point.other[r] * point.other[s]
            left += np.bincount(cell, product, len(left))
            if r != s:
                turned = cell % rest * rest + cell // rest
                left += np.bincount(turned, product, len(left))
        crossed = (solved[structure.left] * joint[structure.right]).sum(axis=1)
        left -= np.bincount(structure.pair_cell, crossed, len(left))
        left[:: rest + 1] += 1
        factor, _ = cho_factor(
            left.reshape(rest, rest).T, lower=True, overwrite_a=True, check_finite=False
        )
        log_determinant += 2 * float(np.log(np.diag(factor)).sum())
    return Curvature(
        inverse=inverse,
        joint=joint,
        solved=solved,
        factor=factor,
        log_determinant=log_determinant,
    )


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


def _gather(point: Point, values: Floats) -> Effects:
    """Return the loadings transposed times `values`."""
    structure = point.problem.structure
    found = Effects.zero(structure)
    for slot, loading in zip(structure.own, point.own, strict=True):
        found.own[:] += np.bincount(slot.index, loading * values, len(found.own))
    for slot, loading in zip(structure.other, point.other, strict=True):
        found.other[:] += np.bincount(slot.index, loading * values, len(found.other))
    return found


def _blocks(point: Point, weight: Floats) -> Floats:
    structure = point.problem.structure
    size = structure.size
    found = np.zeros(structure.blocks * size * size)
    for r, s, cell in structure.own_pairs:
        product = weight * point.own[r] * point.own[s]
        found += np.bincount(cell, product, len(found))
        if r != s:
            base, place = cell // (size * size), cell % (size * size)
            turned = base * size * size + place % size * size + place // size
            found += np.bincount(turned, product, len(found))
    blocks = found.reshape(structure.blocks, size, size)
    blocks[:, np.arange(size), np.arange(size)] += 1
    return blocks


def _inverses(blocks: Floats) -> tuple[Floats, float]:
    if blocks.shape[1] == 1:
        return 1 / blocks, float(np.log(blocks).sum())
    if not blocks.size:
        return blocks, 0.0
    log_determinants = np.linalg.slogdet(blocks)[1]
    inverse = np.asarray(np.linalg.inv(blocks), dtype=np.float64)
    return inverse, float(log_determinants.sum())


def _solve(structure: Structure, bend: Curvature, right: Effects) -> Effects:
    """Return the inverse of H times `right`."""
    size = structure.size
    own = right.own.reshape(structure.blocks, size)
    first = np.einsum("bij,bj->bi", bend.inverse, own)
    if not structure.rest:
        return Effects(own=first.ravel(), other=right.other)
    pulled = (bend.joint * first[structure.entry_block]).sum(axis=1)
    reduced = right.other - np.bincount(structure.entry_column, pulled, structure.rest)
    other = cho_solve((bend.factor, True), reduced, check_finite=False)
    back = bend.solved * other[structure.entry_column, None]
    for place in range(size):
        first[:, place] -= np.bincount(
            structure.entry_block, back[:, place], structure.blocks
        )
    return Effects(own=first.ravel(), other=other)


def _leverages(point: Point, bend: Curvature) -> tuple[Floats, Floats]:
    """Return the inverse of H times the loadings of each row, and their product.

    Returns
    -------
    array of shape (slots, n), array of shape (n,)
        Own slots first, then the others.
    """
    structure = point.problem.structure
    size, rest = structure.size, structure.rest
    inside = bend.inverse
    spread = np.zeros((len(structure.own) + len(structure.other), structure.rows))
    held = len(structure.own)
    if rest:
        cross, inverse, inside = _inverse_parts(structure, bend)
        for r, entry in enumerate(structure.entry):
            for s, slot in enumerate(structure.own):
                shared = cross[entry, slot.index % size]
                spread[s] -= shared * point.other[r]
                spread[held + r] -= shared * point.own[s]
        flat = inverse.ravel()
        for r, s, cell in structure.other_pairs:
            spread[held + r] += flat[cell] * point.other[s]
            if r != s:
                spread[held + s] += flat[cell] * point.other[r]
    flat = inside.ravel()
    for r, s, cell in structure.own_pairs:
        spread[r] += flat[cell] * point.own[s]
        if r != s:
            spread[s] += flat[cell] * point.own[r]
    leverage = (spread[:held] * point.own).sum(axis=0)
    return spread, leverage + (spread[held:] * point.other).sum(axis=0)


def _inverse_parts(
    structure: Structure, bend: Curvature
) -> tuple[Floats, Floats, Floats]:
    """Return minus the inverse of H at the entries, in the rest, and in the blocks."""
    lower, _ = dpotri(bend.factor, lower=1)
    inverse = np.tril(lower) + np.tril(lower, -1).T
    gathered = inverse.ravel()[structure.pair_cell]
    cross = np.empty_like(bend.solved)
    for place in range(structure.size):
        product = gathered * bend.solved[structure.right, place]
        cross[:, place] = np.bincount(structure.left, product, len(cross))
    inside = bend.inverse.copy()
    for a in range(structure.size):
        for b in range(structure.size):
            product = bend.solved[:, a] * cross[:, b]
            inside[:, a, b] += np.bincount(
                structure.entry_block, product, structure.blocks
            )
    return cross, inverse, inside


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
