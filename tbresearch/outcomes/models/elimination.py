"""Linear algebra of the random effects: H, its factor, and its inverse where needed.

H is minus the second derivative of the log-density to the effects. The blocks (one
for each client) meet only through the rest, so they are eliminated first; what is
left is a small dense matrix. Only those parts of the inverse are ever made that a
row of the data has a loading on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dpotri

from tbresearch.outcomes.models.problem import Point
from tbresearch.outcomes.models.structure import Floats, Structure

__all__ = [
    "Curvature",
    "Effects",
    "curvature",
    "gather",
    "leverages",
    "predictor",
    "solve",
]


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


def predictor(point: Point, effects: Effects) -> Floats:
    """Return the random part of each row, array of shape (n,)."""
    structure = point.problem.structure
    total = np.zeros(structure.rows)
    for slot, loading in zip(structure.own, point.own, strict=True):
        total += loading * effects.own[slot.index]
    for slot, loading in zip(structure.other, point.other, strict=True):
        total += loading * effects.other[slot.index]
    return total


def gather(point: Point, values: Floats) -> Effects:
    """Return the loadings transposed times `values`."""
    structure = point.problem.structure
    found = Effects.zero(structure)
    for slot, loading in zip(structure.own, point.own, strict=True):
        found.own[:] += np.bincount(slot.index, loading * values, len(found.own))
    for slot, loading in zip(structure.other, point.other, strict=True):
        found.other[:] += np.bincount(slot.index, loading * values, len(found.other))
    return found


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


def solve(structure: Structure, bend: Curvature, right: Effects) -> Effects:
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


def leverages(point: Point, bend: Curvature) -> tuple[Floats, Floats]:
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
