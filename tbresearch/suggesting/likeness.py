"""How much a passage is like the text of each code: TF-IDF over stems and pieces."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tbresearch.coding import Code
from tbresearch.suggesting.protocol import Floats
from tbresearch.suggesting.vocabulary_of import Words, pieces, stem, words_of

__all__ = ["Likeness", "code_lines", "likeness"]

# A word of a passage is one stem, or many pieces.
_Units = Callable[[str], Iterable[str]]
_KINDS: tuple[_Units, ...] = (lambda word: (stem(word),), pieces)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Weights:
    """What each unit is worth for each code, and in general."""

    units: _Units
    by_unit: dict[str, Floats]
    rarity: dict[str, float]
    unknown: float

    def of_words(self, names: Sequence[str], codes: int) -> tuple[Floats, Floats]:
        """Return the weight of words for each code, and their squared length."""
        weights = np.zeros((len(names), codes))
        lengths = np.zeros(len(names))
        for row, name in enumerate(names):
            for unit in self.units(name):
                rare = self.rarity.get(unit, self.unknown)
                lengths[row] += rare * rare
                if unit in self.by_unit:
                    weights[row] += rare * self.by_unit[unit]
        return weights, lengths


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Likeness:
    """The texts of codes, ready to be compared with passages."""

    codes: tuple[str, ...]
    parts: tuple[_Weights, ...]

    def of(self, words: Words) -> tuple[list[Floats], Floats]:
        """Return the likeness of passages to codes, and what each word adds.

        Returns
        -------
        list of array, passages x codes
            Of stems and of pieces: the dot product of both TF-IDF vectors, over
            their lengths; that of a passage takes its words as different.
        array, words x codes
            The weight of each word's stem for each code.
        """
        found, first = [], None
        for part in self.parts:
            weights, lengths = part.of_words(words.names, len(self.codes))
            length = np.sqrt(words.counts @ lengths)
            dots = words.counts @ weights
            known = np.where(length > 0, length, 1.0)[:, None]
            found.append(np.asarray(dots / known, dtype=float))
            first = weights if first is None else first
        assert first is not None
        return found, first


def code_lines(code: Code) -> Iterator[str]:
    """Return what a codebook says a code is, line by line."""
    yield code.label
    yield code.definition.split("Kernvraag:")[0]
    yield from code.include
    yield from code.examples


def likeness(texts: Mapping[str, Sequence[str]]) -> Likeness:
    """Prepare the texts of codes; rarity is counted over all their lines."""
    lines = [line for own in texts.values() for line in own]
    words = words_of(lines)
    ends = np.cumsum([len(own) for own in texts.values()])
    parts = []
    for units in _KINDS:
        by_line = [
            {unit for word in set(sequence) for unit in units(word)}
            for sequence in words.sequences
        ]
        seen = Counter(unit for line in by_line for unit in line)
        rarity = {u: math.log((1 + len(lines)) / (1 + n)) + 1 for u, n in seen.items()}
        parts.append(
            _Weights(
                units=units,
                by_unit=_by_unit(by_line, ends, rarity),
                rarity=rarity,
                unknown=math.log(1 + len(lines)) + 1,
            )
        )
    return Likeness(codes=tuple(texts), parts=tuple(parts))


def _by_unit(
    by_line: list[set[str]], ends: np.ndarray, rarity: dict[str, float]
) -> dict[str, Floats]:
    """Return the unit-length TF-IDF vectors of the codes, by unit."""
    found: dict[str, Floats] = {}
    begin = 0
    for code, end in enumerate(ends):
        counts = Counter(unit for line in by_line[begin:end] for unit in line)
        values = {u: (1 + math.log(n)) * rarity[u] for u, n in counts.items()}
        length = math.sqrt(sum(v * v for v in values.values())) or 1.0
        for unit, value in values.items():
            row = found.setdefault(unit, np.zeros(len(ends)))
            row[code] = value / length
        begin = end
    return found
