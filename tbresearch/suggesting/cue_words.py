"""Cue words: short phrases, found in passages as whole words.

In a cue `*` is any number of letters of a word, or a whole word if it stands alone;
`..` is a few words or none, for Dutch parts what belongs together: "nam .. over".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tbresearch.coding.retrieval.tokens import query_words

__all__ = ["SKIPPED", "CueWords", "cue_words"]

# How a cue writes a gap, the words that it may skip, and how they are shown.
_GAP, _WIDEST, SKIPPED = "..", 3, "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    """A phrase for a key, as parts with a few words or none between them."""

    key: str
    phrase: str
    parts: tuple[tuple[str, ...], ...]


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
        patterns = {w for cue in self.cues for part in cue.parts for w in part}
        known = sorted({word for sequence in sequences for word in sequence})
        fits = {
            pattern: _fitting(pattern, known) if "*" in pattern else {pattern}
            for pattern in patterns
        }
        of_word: dict[str, list[str]] = defaultdict(list)
        for pattern, words in fits.items():
            for word in words:
                of_word[word].append(pattern)
        by_start: dict[tuple[str, str], list[_Cue]] = defaultdict(list)
        for cue in self.cues:
            first, *more = cue.parts[0]
            by_start[first, more[0] if more else ""].append(cue)
        return [_in_one(own, by_start, of_word, fits) for own in sequences]


def cue_words(phrases: Mapping[str, Iterable[str]]) -> CueWords:
    """Prepare cues, given by what they stand for.

    >>> cues = cue_words({"band": ["luister*"]})
    >>> cues.found([["zij", "luisterde", "wel"]])
    [{'band': {'luister*': 'luisterde'}}]
    """
    cues = (
        _Cue(key=key, phrase=phrase, parts=_parts(phrase))
        for key, own in phrases.items()
        for phrase in own
    )
    return CueWords(cues=tuple(cue for cue in cues if cue.parts))


def _parts(phrase: str) -> tuple[tuple[str, ...], ...]:
    parts = (tuple(query_words(part)) for part in phrase.split(_GAP))
    return tuple(part for part in parts if part)


def _fitting(pattern: str, vocabulary: Sequence[str]) -> set[str]:
    """Return the words of a sorted vocabulary that fit a pattern."""
    first, rest = pattern.split("*", 1)
    begin = bisect_left(vocabulary, first)
    near = vocabulary[begin : bisect_left(vocabulary, f"{first}\U0010ffff", begin)]
    if not rest:
        return set(near)
    whole = _whole(pattern)
    return {word for word in near if whole.fullmatch(word)}


@cache
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(r"\S*" if c == "*" else re.escape(c) for c in pattern))


def _in_one(
    sequence: Sequence[str],
    by_start: Mapping[tuple[str, str], list[_Cue]],
    of_word: Mapping[str, list[str]],
    fits: Mapping[str, set[str]],
) -> dict[str, dict[str, str]]:
    """Return what is found in one text; cues are looked up by their first two words."""
    found: dict[str, dict[str, str]] = {}
    for at, word in enumerate(sequence):
        after = of_word.get(sequence[at + 1], ()) if at + 1 < len(sequence) else ()
        for first in of_word.get(word, ()):
            for second in ("", *after):
                for cue in by_start.get((first, second), ()):
                    said = _said(sequence, at, cue.parts, fits)
                    if said is not None:
                        found.setdefault(cue.key, {}).setdefault(cue.phrase, said)
    return found


def _said(
    sequence: Sequence[str],
    at: int,
    parts: tuple[tuple[str, ...], ...],
    fits: Mapping[str, set[str]],
) -> str | None:
    """Return the words that parts stand for from a place on, or None."""
    part, *rest = parts
    piece = sequence[at : at + len(part)]
    if len(piece) < len(part):
        return None
    if any(word not in fits[own] for own, word in zip(part, piece, strict=True)):
        return None
    if not rest:
        return " ".join(piece)
    end = at + len(part)
    for begin in range(end, end + _WIDEST + 1):
        more = _said(sequence, begin, tuple(rest), fits)
        if more is not None:
            between = f" {SKIPPED} " if begin > end else " "
            return f"{' '.join(piece)}{between}{more}"
    return None
