"""Adaptive Gauss-Hermite quadrature for one random intercept, with exact gradient.

Each level is integrated on nodes around its own mode, as wide as its own curvature.
One node is the Laplace approximation. The gradient counts that the nodes move with
the parameters, so it is the gradient of the sum and not only of its limit.
"""

from __future__ import annotations

import numpy as np
from scipy.special import roots_hermite

from tbresearch.outcomes.models.elimination import Curvature, Effects
from tbresearch.outcomes.models.laplace import (
    Evaluation,
    assemble_gradient,
    find_modes,
    indirect_parts,
)
from tbresearch.outcomes.models.logistic import cut_slopes, log_probabilities
from tbresearch.outcomes.models.problem import Point, Problem
from tbresearch.outcomes.models.structure import Floats

__all__ = ["quadrature"]


def quadrature(
    problem: Problem, vector: Floats, start: Effects, *, nodes: int
) -> Evaluation:
    """Evaluate the log-likelihood with `nodes` nodes a level.

    The structure must have one effect a level and nothing else.
    """
    point = Point.at(problem, vector)
    modes, _, bend = find_modes(point, start)
    width = np.sqrt(bend.inverse.ravel())
    places, weights = roots_hermite(nodes)
    steps = np.sqrt(2) * places
    log_weights = np.log(weights) + places**2 - 0.5 * np.log(np.pi)
    terms = np.stack([_joint(point, modes.own + step * width) for step in steps])
    terms += log_weights[:, None]
    top = terms.max(axis=0)
    shares = np.exp(terms - top)
    totals = shares.sum(axis=0)
    value = float((top + np.log(totals) + np.log(width)).sum())
    gradient = _gradient(point, modes, bend, steps=steps, shares=shares / totals)
    return Evaluation(log_likelihood=value, gradient=gradient, modes=modes)


def _joint(point: Point, effects: Floats) -> Floats:
    """Return the log-density of rows and effects together, per level."""
    slot = point.problem.structure.own[0]
    random = point.own[0] * effects[slot.index]
    rows = log_probabilities(point.upper - random, point.lower - random)
    return np.bincount(slot.index, rows, len(effects)) - 0.5 * effects**2


def _gradient(
    point: Point, modes: Effects, bend: Curvature, *, steps: Floats, shares: Floats
) -> Floats:
    slot, loading = point.problem.structure.own[0], point.own[0]
    index, levels = slot.index, len(modes.own)
    width = np.sqrt(bend.inverse.ravel())
    upper, lower, score, own = (np.zeros(len(index)) for _ in range(4))
    moved, stretched = np.zeros(levels), np.ones(levels)
    for step, share in zip(steps, shares, strict=True):
        effects = modes.own + step * width
        random = loading * effects[index]
        slopes = cut_slopes(point.upper - random, point.lower - random)
        each = share[index]
        upper += each * slopes.upper
        lower += each * slopes.lower
        score += each * slopes.score
        own += each * slopes.score * effects[index]
        pulled = np.bincount(index, loading * slopes.score, levels) - effects
        moved += share * pulled
        stretched += share * pulled * step * width
    # A level's sum changes by `moved` with its mode and by `stretched` with the
    # logarithm of its width; both follow from the modes and H, as in `laplace`.
    random = loading * modes.own[index]
    slopes = cut_slopes(point.upper - random, point.lower - random)
    variance = bend.inverse.ravel()
    spread = loading * (stretched * variance)[index]
    leverage = spread * loading
    pull = leverage * slopes.weight_slope
    bent = (np.bincount(index, loading * pull, levels) - 2 * moved) * variance
    adjoint = Effects(own=bent, other=modes.other)
    parts = indirect_parts(point, slopes, leverage=leverage, adjoint=adjoint)
    indirect = 0.5 * parts.along * slopes.weight - 0.5 * pull
    loadings = own + indirect * modes.own[index] - slopes.weight * spread
    loadings -= 0.5 * slopes.score * bent[index]
    return assemble_gradient(
        point,
        upper=upper + parts.upper,
        lower=lower + parts.lower,
        score=score + indirect,
        loadings=np.array([loadings.sum()]),
    )
