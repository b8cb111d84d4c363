"""The same words in two texts that differ in blanks, line ends and composed letters.

Words are never matched loosely: what is found is the same, sign for sign, blanks left
out. Where it stands in several places, its surroundings choose, or nothing does.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tbresearch.coding import new_place

__all__ = ["Squeezed", "alike", "moved", "squeezed"]

# Lines of fewer signs say little about whether two texts are the same.
_TELLING = 12


@dataclass(frozen=True, slots=True, eq=False)
class Squeezed:
    """A text without blanks, and where each sign of it began and ended."""

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


@cache
def _tables() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which of the first 65,536 code points go, and which join the one before.

    Blanks go, and invisible signs that canonical text drops.
    """
    signs = [chr(point) for point in range(0x10000)]
    gone = [s.isspace() or unicodedata.category(s) in ("Cc", "Cf") for s in signs]
    joining = [unicodedata.combining(s) > 0 for s in signs]
    return np.array(gone), np.array(joining)


def squeezed(text: str) -> Squeezed:
    r"""Return a text without blanks and invisible signs, composed (NFC).

    >>> squeezed("e\u0301\u00e9n  ja").text
    'éénja'
    """
    raw = text.encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(raw, dtype="<u4").astype(np.int64)
    gone, joining = (
        table[np.minimum(points, 0xFFFF)] & (points <= 0xFFFF) for table in _tables()
    )
    if joining.any() or not unicodedata.is_normalized("NFC", text):
        return _composed(text, joining)
    kept = np.flatnonzero(~gone)
    signs = points[kept].astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return Squeezed(signs, kept, kept + 1)


def _composed(text: str, joining: NDArray[np.bool_]) -> Squeezed:
    """Return the same for a text with signs that are made of several."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begins = [*np.flatnonzero(~joining).tolist(), len(text)]
    if begins[0]:
        begins.insert(0, 0)
    gone = _tables()[0]
    for start, end in pairwise(begins):
        for sign in unicodedata.normalize("NFC", text[start:end]):
            if ord(sign) > 0xFFFF or not gone[ord(sign)]:
                signs.append(sign)
                starts.append(start)
                ends.append(end)
    return Squeezed(
        "".join(signs), np.array(starts, np.int64), np.array(ends, np.int64)
    )


def moved(
    start: int, end: int, *, old: Squeezed, new: Squeezed
) -> tuple[int, int] | None:
    """Return where a passage of one text stands in another, or None for nowhere.

    Parameters
    ----------
    start, end : int
        Code points of the old text, end exclusive.
    old, new : Squeezed
        Both texts.
    """
    first = int(np.searchsorted(old.starts, start))
    stop = int(np.searchsorted(old.ends, end, side="right"))
    if first >= stop:
        return None
    place: int | None = first
    if old.text != new.text:
        words = old.text[first:stop]
        place = new_place(words, first, old=old.text, new=new.text)
    if place is None:
        return None
    return int(new.starts[place]), int(new.ends[place + stop - first - 1])


def alike(text: str, other: Squeezed) -> float:
    """Return the part of the lines of a text that stand in another, from 0 to 1."""
    lines = {squeezed(line).text for line in text.split("\n")}
    telling = {line for line in lines if len(line) >= _TELLING} or lines - {""}
    if not telling:
        return 0.0
    return sum(line in other.text for line in telling) / len(telling)
