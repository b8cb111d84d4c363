"""A hint of the side of a passage, with the words that it comes from.

Written from general Dutch: how a person says that something is missing, too much or
wished otherwise, and how that it helps. It is a hint for a human and fills in nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tbresearch.suggesting.cue_words import SKIPPED, CueWords, cue_words
from tbresearch.suggesting.polarity_cues import (
    AFTER,
    BEFORE,
    PRAISE,
    PRAISE_HINTS,
    WISH_HINTS,
    WISHES,
)
from tbresearch.suggesting.vocabulary_of import sequences_of

__all__ = ["NEITHER", "PointsTo", "polarity_hints"]

SUCCESS: Final = "succesfactor"
IMPROVEMENT: Final = "verbeterpunt"
NEITHER: Final = "geen"

# A word before a cue that turns it round: "niet fijn", "geen rust", "helpt niet".
_TURNS = frozenset({"niet", "geen", "nooit", "nauwelijks", "niemand", "amper"})
_REACH = 3
# How many leaning words a plain word weighs.
_FULL = 2
_LEANS: Final = {IMPROVEMENT: "naar verbeterpunt", SUCCESS: "naar succesfactor"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsTo:
    """What the words of a passage point to.

    Attributes
    ----------
    polarity : str
        A key of `vocabulary.POLARITIES`; ``geen`` is also "the words do not say".
    words : tuple of str
        The words that it comes from.
    """

    polarity: str
    words: tuple[str, ...]


@cache
def _cues() -> CueWords:
    return cue_words(
        {
            IMPROVEMENT: WISHES,
            SUCCESS: PRAISE,
            _LEANS[IMPROVEMENT]: WISH_HINTS,
            _LEANS[SUCCESS]: PRAISE_HINTS,
        }
    )


def polarity_hints(
    passages: Sequence[str], *, interviewer: Sequence[bool] | None = None
) -> list[PointsTo]:
    """Return for each passage to which side its words point.

    Parameters
    ----------
    passages : sequence of str
        What was said.
    interviewer : sequence of bool or None
        Whether the interviewer said it: then it points to neither side.
    """
    sequences = sequences_of(tuple(passages))
    asked = [False] * len(passages) if interviewer is None else interviewer
    return [
        PointsTo(polarity=NEITHER, words=()) if skip else _hint(sequence, found)
        for sequence, found, skip in zip(
            sequences, _cues().found(sequences), asked, strict=True
        )
    ]


def _hint(sequence: Sequence[str], found: dict[str, dict[str, str]]) -> PointsTo:
    against = list(dict.fromkeys(found.get(IMPROVEMENT, {}).values()))
    good = []
    for phrase in dict.fromkeys(found.get(SUCCESS, {}).values()):
        turn = _turned(sequence, phrase.split())
        if turn is None:
            good.append(phrase)
        elif f"{turn} {phrase}" not in against:
            against.append(f"{turn} {SKIPPED} {phrase}")
    if turned := _better_now(sequence):
        good.append(turned)
    against = [cue for cue in against if not _within(cue, against)]
    good = [cue for cue in good if not _within(cue, good)]
    lean = len(found.get(_LEANS[SUCCESS], {})) - len(found.get(_LEANS[IMPROVEMENT], {}))
    weight = _FULL * (len(good) - len(against)) + lean
    if not (good or against or lean):
        return PointsTo(polarity=NEITHER, words=())
    # Who wishes or misses something often praises as well: a tie is a wish.
    if weight > 0:
        words = good or list(found[_LEANS[SUCCESS]].values())
        return PointsTo(polarity=SUCCESS, words=tuple(words))
    words = against or list(found.get(_LEANS[IMPROVEMENT], {}).values())
    return PointsTo(polarity=IMPROVEMENT, words=tuple(words or good))


def _better_now(sequence: Sequence[str]) -> str | None:
    """Return the words of a turn such as "eerst … nu", if there is one."""
    first = next((at for at, word in enumerate(sequence) if word in BEFORE), None)
    if first is None:
        return None
    now = next((word for word in sequence[first + 1 :] if word in AFTER), None)
    return None if now is None else f"{sequence[first]} {SKIPPED} {now}"


def _turned(sequence: Sequence[str], phrase: list[str]) -> str | None:
    """Return the word that turns the first place of a phrase round, if any."""
    size = len(phrase)
    for at in range(len(sequence) - size + 1):
        if list(sequence[at : at + size]) == phrase:
            near = (*sequence[max(0, at - _REACH) : at], *sequence[at + size :][:1])
            return next((word for word in near if word in _TURNS), None)
    return None


def _within(cue: str, others: list[str]) -> bool:
    return any(cue != other and f" {cue} " in f" {other} " for other in others)
