"""Which random effects each row has, laid out so that most can be eliminated.

The factor with the most levels (clients) gives a block of its own per level: blocks
meet only through the other factors, so they are eliminated one by one and what is
left is a small dense matrix over the rest (workers, providers). Everything in here
follows from the data alone and is made once per fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "RandomTerm", "Slot", "Structure", "build_structure"]

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

# A factor whose levels each hold at most so many levels of the factors above it
# becomes the block itself: a few small dense blocks cost less than a wide rest.
_SUBLEVELS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomTerm:
    """One grouping factor, with an intercept and perhaps one slope.

    Attributes
    ----------
    name : str
        Column that the levels come from.
    codes : array of shape (n,)
        Level of each row, from 0.
    levels : int
        Number of levels.
    slope : array of shape (n,) or None
        The covariate whose slope varies over the levels.
    slope_name : str
        Its name; empty without a slope.
    slope_scale : float
        What `slope` was divided by, so that the search sees values around 1.
    """

    name: str
    codes: Ints
    levels: int
    slope: Floats | None = None
    slope_name: str = ""
    slope_scale: float = 1.0

    @property
    def parameters(self) -> int:
        """How many loadings it has: one, or the three of a 2 by 2 triangle."""
        return 1 if self.slope is None else 3

    def without_slope(self) -> RandomTerm:
        """Return the same factor with an intercept only."""
        return RandomTerm(name=self.name, codes=self.codes, levels=self.levels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One standard normal effect of each row, and what makes up its loading.

    Attributes
    ----------
    index : array of shape (n,)
        Place of the effect of each row, among the blocks or among the rest.
    loadings : tuple of (int, array of shape (n,) or None)
        Parameter and covariate; the loading is their sum of products, and None
        stands for ones.
    """

    index: Ints
    loadings: tuple[tuple[int, Floats | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The random effects of all rows: `blocks` of `size` effects, and `rest`.

    Attributes
    ----------
    rows, blocks, size, rest : int
        Rows, blocks, effects a block, and effects outside the blocks.
    parameters : int
        Number of loadings.
    scales : tuple of float
        What each loading is to be divided by to be that of the covariate as it was.
    diagonal : tuple of bool
        For each loading whether it is a standard deviation, so never negative.
    own, other : tuple of Slot
        Slots in the blocks (index is block times `size` plus place) and in the rest.
    own_pairs : tuple of (int, int, array of shape (n,))
        Two own slots, and where their product goes in the stacked blocks.
    other_pairs : tuple of (int, int, array of shape (n,))
        The same for the matrix of the rest.
    entry : tuple of array of shape (n,)
        For each other slot, which entry (pair of block and rest) each row is part of.
    entry_block, entry_column : array of shape (entries,)
        Block and rest of each entry, sorted by block.
    left, right : array of shape (pairs,)
        Each pair of entries of one block.
    pair_cell : array of shape (pairs,)
        Cell of the matrix of the rest that each pair belongs to.
    """

    rows: int
    blocks: int
    size: int
    rest: int
    parameters: int
    scales: tuple[float, ...]
    diagonal: tuple[bool, ...]
    own: tuple[Slot, ...]
    other: tuple[Slot, ...]
    own_pairs: tuple[tuple[int, int, Ints], ...]
    other_pairs: tuple[tuple[int, int, Ints], ...]
    entry: tuple[Ints, ...]
    entry_block: Ints
    entry_column: Ints
    left: Ints
    right: Ints
    pair_cell: Ints


def build_structure(rows: int, random: Sequence[RandomTerm]) -> Structure:
    """Lay out the effects of `random` (in any order) for `rows` rows."""
    first = np.concatenate([[0], np.cumsum([term.parameters for term in random])])
    numbered = [
        (int(start), term) for start, term in zip(first[:-1], random, strict=True)
    ]
    ordered = sorted(numbered, key=lambda pair: (-pair[1].levels, pair[0]))
    held = _block_factors([term for _, term in ordered])
    block = ordered[held - 1][1].codes if held else np.zeros(rows, dtype=np.intp)
    blocks = ordered[held - 1][1].levels if held else 0
    own, size = _own_slots(block, ordered[:held])
    other, rest = _other_slots(ordered[held:])
    entry, entry_block, entry_column = _entries(block, blocks, other, rest)
    left, right = _entry_pairs(entry_block, blocks)
    return Structure(
        rows=rows,
        blocks=blocks,
        size=size,
        rest=rest,
        parameters=int(first[-1]),
        scales=tuple(
            scale
            for term in random
            for scale in (1.0, term.slope_scale, term.slope_scale)[: term.parameters]
        ),
        diagonal=tuple(
            flag for term in random for flag in ((True, False, True)[: term.parameters])
        ),
        own=tuple(own),
        other=tuple(other),
        own_pairs=tuple(
            (r, s, own[r].index * size + own[s].index % size)
            for r, s in combinations_with_replacement(range(len(own)), 2)
        ),
        other_pairs=tuple(
            (r, s, other[r].index * rest + other[s].index)
            for r, s in combinations_with_replacement(range(len(other)), 2)
        ),
        entry=entry,
        entry_block=entry_block,
        entry_column=entry_column,
        left=left,
        right=right,
        pair_cell=entry_column[left] * rest + entry_column[right],
    )


def _block_factors(ordered: Sequence[RandomTerm]) -> int:
    """Return how many of the factors, largest first, share the blocks."""
    if not ordered:
        return 0
    held = 1
    for count in range(2, len(ordered) + 1):
        codes, levels = ordered[count - 1].codes, ordered[count - 1].levels
        above = ordered[: count - 1]
        if not all(_nested(term, codes, levels) for term in above):
            break
        held = count
    return held


def _nested(term: RandomTerm, codes: Ints, levels: int) -> bool:
    """Tell whether each level of `term` lies in one level, few enough in each."""
    both = np.unique(codes * term.levels + term.codes)
    if len(both) != term.levels:
        return False
    return int(np.bincount(both // term.levels, minlength=levels).max()) <= _SUBLEVELS


def _sublevels(block: Ints, codes: Ints) -> Ints:
    """Return the numbers of the levels of `codes` within each block, from 0."""
    width = int(codes.max()) + 1
    both, inverse = np.unique(block * width + codes, return_inverse=True)
    of_block = both // width
    starts = np.searchsorted(of_block, of_block)
    return np.asarray((np.arange(len(both)) - starts)[inverse.ravel()], dtype=np.intp)


def _own_slots(
    block: Ints, terms: Sequence[tuple[int, RandomTerm]]
) -> tuple[list[Slot], int]:
    """Return the slots in the blocks, and how many effects a block has."""
    slots: list[Slot] = []
    size = 0
    for first, term in terms:
        place = _sublevels(block, term.codes)
        slots += _slots(term, first=first, base=size, codes=place)
        size += (int(place.max()) + 1) * (1 if term.slope is None else 2)
    return [
        Slot(index=block * size + slot.index, loadings=slot.loadings) for slot in slots
    ], size


def _other_slots(
    terms: Sequence[tuple[int, RandomTerm]],
) -> tuple[list[Slot], int]:
    """Return the slots in the rest, and how many effects the rest has."""
    slots: list[Slot] = []
    rest = 0
    for first, term in terms:
        slots += _slots(term, first=first, base=rest, codes=term.codes)
        rest += term.levels * (1 if term.slope is None else 2)
    return slots, rest


def _slots(term: RandomTerm, *, first: int, base: int, codes: Ints) -> list[Slot]:
    if term.slope is None:
        return [Slot(index=base + codes, loadings=((first, None),))]
    # The triangle [[a, 0], [b, c]]: intercept a u, slope b u + c v.
    intercept = ((first, None), (first + 1, term.slope))
    slope = ((first + 2, term.slope),)
    return [
        Slot(index=base + 2 * codes, loadings=intercept),
        Slot(index=base + 2 * codes + 1, loadings=slope),
    ]


def _entries(
    block: Ints, blocks: int, other: Sequence[Slot], rest: int
) -> tuple[tuple[Ints, ...], Ints, Ints]:
    if not other or not blocks:
        none = np.zeros(0, dtype=np.intp)
        return (), none, none
    keys = np.concatenate([block * rest + slot.index for slot in other])
    found, inverse = np.unique(keys, return_inverse=True)
    parts = np.split(inverse.ravel().astype(np.intp), len(other))
    return tuple(parts), found // rest, found % rest


def _entry_pairs(entry_block: Ints, blocks: int) -> tuple[Ints, Ints]:
    counts = np.bincount(entry_block, minlength=blocks)
    first = np.concatenate([[0], np.cumsum(counts)])[:-1]
    repeats = counts[entry_block]
    left = np.repeat(np.arange(len(entry_block)), repeats)
    within = np.arange(len(left)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    right = first[entry_block[left]] + within
    return left.astype(np.intp), right.astype(np.intp)
