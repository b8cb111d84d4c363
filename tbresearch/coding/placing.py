"""Finding the quote of a coding again in a new version of its transcript.

Words are never matched loosely: the quote stands in the new text letter for
letter, or it has no place. What surroundings decide is only which of several.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

__all__ = ["new_place", "places"]

# Characters before and after a quote by which one place is told from another.
_AROUND = 40
# The share of those that must be the same; below it, the likeness is chance.
_LEAST = 0.5


def places(quote: str, text: str) -> list[int]:
    """Return every start of `quote` in `text`, overlapping ones too.

    >>> places("ee nee", "Nee nee nee")
    [1, 5]
    """
    found: list[int] = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found


def new_place(quote: str, start: int, *, old: str, new: str) -> int | None:
    """Return where the quote that `old` has at `start` begins in `new`.

    Parameters
    ----------
    quote : str
        The words of the coding.
    start : int
        Where they begin in `old`.
    old, new : str
        Canonical text before and after. An `old` that does not hold the quote at
        `start` tells nothing; the quote then has a place only if it occurs once.

    Returns
    -------
    int or None
        The same rank, if the number of occurrences did not change. Otherwise the
        one whose surroundings are most alike, if there is one such, and if no
        other occurrence in `old` is as much like it: a quote that is left over
        when another went is not that other. None if it cannot be told.
    """
    after = places(quote, new)
    before = places(quote, old)
    if start not in before:
        return after[0] if len(after) == 1 else None
    if len(after) == len(before):
        return after[before.index(start)]
    here = _around(old, start, len(quote))
    alike = [_alike(here, _around(new, at, len(quote))) for at in after]
    best = _only_best(alike)
    if best is None or alike[best] < _LEAST * sum(map(len, here)):
        return None
    there = _around(new, after[best], len(quote))
    origin = _only_best([_alike(_around(old, at, len(quote)), there) for at in before])
    return after[best] if origin == before.index(start) else None


def _around(text: str, start: int, length: int) -> tuple[str, str]:
    end = start + length
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]


def _alike(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Return how many characters before and after are the same, in order.

    Near the begin or end of a text there are fewer; no more are then compared.
    """
    (lead, tail), (lead2, tail2) = one, other
    before, after = min(len(lead), len(lead2)), min(len(tail), len(tail2))
    sides = (
        (lead[len(lead) - before :], lead2[len(lead2) - before :]),
        (tail[:after], tail2[:after]),
    )
    return sum(
        block.size
        for a, b in sides
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    )


def _only_best(alike: Sequence[int]) -> int | None:
    """Return the index of the most alike, if there is one such."""
    most = max(alike, default=0)
    return alike.index(most) if alike.count(most) == 1 else None
