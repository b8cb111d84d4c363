"""Cue words: short phrases, found in passages as whole words.

In a cue `*` is any number of letters of a word, or a whole word if it stands alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tbresearch.coding.retrieval.tokens import query_words

__all__ = ["CueWords", "cue_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """Cues by what they stand for, a code or a polarity."""

    cues: tuple[_Cue, ...]

    def found(
        self, sequences: Sequence[Sequence[str]]
    ) -> list[dict[str, dict[str, str]]]:
        """Return what was found in texts that are sequences of words.

        Returns
        -------
        list of dict
            For each text, by key, the words that were found by their cue.
        """
        vocabulary = {word for sequence in sequences for word in sequence}
        starts, fits = self._prepared(vocabulary)
        return [dict(_in_one(sequence, starts, fits)) for sequence in sequences]

    def _prepared(
        self, vocabulary: Iterable[str]
    ) -> tuple[Mapping[str, list[_Cue]], Mapping[str, set[str]]]:
        """Return the cues by the words they may begin with, and words by pattern."""
        patterns = {word for cue in self.cues for word in cue.words}
        known = set(vocabulary)
        fits = {
            pattern: _fitting(pattern, known) if "*" in pattern else {pattern}
            for pattern in patterns
        }
        starts: dict[str, list[_Cue]] = defaultdict(list)
        for cue in self.cues:
            for word in fits[cue.words[0]]:
                starts[word].append(cue)
        return starts, fits


def cue_words(phrases: Mapping[str, Iterable[str]]) -> CueWords:
    """Prepare cues, given by what they stand for.

    >>> cues = cue_words({"band": ["luister*"]})
    >>> cues.found([["zij", "luisterde", "wel"]])
    [{'band': {'luister*': 'luisterde'}}]
    """
    cues = (
        _Cue(key=key, words=tuple(query_words(phrase)))
        for key, own in phrases.items()
        for phrase in own
    )
    return CueWords(cues=tuple(cue for cue in cues if cue.words))


def _fitting(pattern: str, vocabulary: set[str]) -> set[str]:
    whole = _whole(pattern)
    return {word for word in vocabulary if whole.fullmatch(word)}


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(r"\S*" if c == "*" else re.escape(c) for c in pattern))


def _in_one(
    sequence: Sequence[str],
    starts: Mapping[str, list[_Cue]],
    fits: Mapping[str, set[str]],
) -> Iterator[tuple[str, dict[str, str]]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for at, word in enumerate(sequence):
        for cue in starts.get(word, ()):
            size = len(cue.words)
            piece = sequence[at : at + size]
            if len(piece) == size and all(
                said in fits[pattern]
                for pattern, said in zip(cue.words, piece, strict=True)
            ):
                found[cue.key].setdefault(" ".join(cue.words), " ".join(piece))
    yield from found.items()
