"""Deciding how the positions of each source count, or asking the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from tbresearch.errors import Problem, StudyError
from tbresearch.interchange.positions import (
    ALIKE,
    ASKED,
    EDGES,
    NOTHING,
    ORIGIN,
    OTHERS,
    QUOTES,
    READINGS,
    Marked,
    Reading,
    Resolution,
    SourceText,
)

__all__ = ["Placed", "resolve"]

_Ints = NDArray[np.int64]

# With so much more at edges of words a source settles it alone, and so do all
# sources together; with less, what the writing program is known to do goes first.
_STRONG = 4
_WEAK = 2
# Of the positions in which two readings differ; less is chance.
_LEAST = 0.15
# A name of a selection that is shorter is no quote.
_SHORTEST_QUOTE = 4
# Characters of a passage that a question shows.
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """Where the passages of a source are: code points, -1 for nowhere."""

    starts: _Ints
    ends: _Ints
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Tried:
    """One reading of one source, and what speaks for it.

    `hits` are starts and ends that are in no word; `edges` counts a start that
    begins a word once more, which tells apart readings that are one off.
    """

    reading: Reading
    starts: _Ints
    ends: _Ints
    hits: int
    edges: int
    quotes: int

    def differing(self, other: _Tried) -> int:
        """Return in how many positions two readings differ."""
        return int(
            (self.starts != other.starts).sum() + (self.ends != other.ends).sum()
        )


_Ways = Mapping[Reading, _Tried]


def resolve(
    sources: Mapping[str, tuple[SourceText, Marked]],
    *,
    prior: Reading | None,
    asked: Reading | None,
    asked_by: str = ASKED,
    where: str,
) -> dict[str, Placed]:
    """Return where every passage is, in the reading that the evidence favours.

    Parameters
    ----------
    sources : mapping of str to tuple
        Text and passages, by the name of the source.
    prior : Reading or None
        How the program that wrote the file is known to count.
    asked : Reading or None
        What the user, or a file of ours, says; then nothing is tried.
    asked_by : str
        Who says it, in Dutch.
    where : str
        What messages call the file.

    Raises
    ------
    StudyError
        With each source in which two readings differ and nothing tells which.
    """
    tried = {
        name: {reading: _tried(*pair, reading) for reading in pair[0].candidates()}
        for name, pair in sources.items()
    }
    together = _together(sources, tried)
    placed: dict[str, Placed] = {}
    problems: list[Problem] = []
    for name, ways in tried.items():
        text, marked = sources[name]
        if asked is not None:
            best, basis = ways[text.reduced(asked)], asked_by
        else:
            best, basis = _decided(text, ways, together, prior)
        if not basis:
            problems.append(_question(name, text, _ranked(ways), marked, where))
        placed[name] = _placed(name, best, basis, ways)
    if problems:
        raise StudyError(problems)
    return placed


def _tried(text: SourceText, marked: Marked, reading: Reading) -> _Tried:
    starts = text.places(marked.starts, reading)
    ends = text.places(marked.ends, reading)
    free_start, free_end, begins = text.edges(starts, ends)
    hits = int(free_start.sum() + free_end.sum())
    return _Tried(
        reading=reading,
        starts=starts,
        ends=ends,
        hits=hits,
        edges=hits + int(begins.sum()),
        quotes=_matching(text.text, starts, ends, marked.quotes),
    )


def _matching(text: str, starts: _Ints, ends: _Ints, quotes: Sequence[str]) -> int:
    """Count the stored quotes that stand where the reading says."""
    places = zip(quotes, starts.tolist(), ends.tolist(), strict=True)
    return sum(
        _is_quote(quote, text[start:end])
        for quote, start, end in places
        if quote and 0 <= start < end
    )


def _is_quote(stored: str, there: str) -> bool:
    """Tell whether the name of a selection is its text, perhaps cut off."""
    words = " ".join(stored.split())
    cut = words.removesuffix("…").removesuffix("...").rstrip()
    if len(cut) < _SHORTEST_QUOTE:
        return False
    said = " ".join(there.split())
    return said == words or (cut != words and said.startswith(cut))


def _together(
    sources: Mapping[str, tuple[SourceText, Marked]], tried: Mapping[str, _Ways]
) -> tuple[Reading, frozenset[Reading]]:
    """Return the reading that all sources favour, and those that it clearly beats."""
    of = {
        reading: [
            ways[sources[name][0].reduced(reading)] for name, ways in tried.items()
        ]
        for reading in READINGS.values()
    }
    sums = {
        r: (sum(w.quotes for w in own), sum(w.edges for w in own))
        for r, own in of.items()
    }
    best = max(sums, key=lambda reading: sums[reading])
    beaten = set()
    for other in of:
        quotes, edges = (a - b for a, b in zip(sums[best], sums[other], strict=True))
        pairs = zip(of[best], of[other], strict=True)
        differing = sum(one.differing(two) for one, two in pairs)
        if quotes > 0 or edges >= max(_STRONG, _LEAST * differing):
            beaten.add(other)
    return best, frozenset(beaten)


def _ranked(ways: _Ways) -> list[_Tried]:
    """Return the readings that put anything elsewhere, the best first."""
    found: list[_Tried] = []
    order = sorted(ways.values(), key=lambda w: (w.quotes, w.edges), reverse=True)
    for way in order:
        if all(way.differing(other) for other in found):
            found.append(way)
    return found


def _decided(
    text: SourceText,
    ways: _Ways,
    together: tuple[Reading, frozenset[Reading]],
    prior: Reading | None,
) -> tuple[_Tried, str]:
    """Return the best reading and what decides; nothing decides where it is ""."""
    best, *others = _ranked(ways)
    if not others:
        return best, ALIKE if len(best.starts) else NOTHING
    second = others[0]
    margin = best.edges - second.edges
    if best.quotes > second.quotes:
        return best, QUOTES
    if margin < _LEAST * best.differing(second):
        margin = 0
    if margin >= _STRONG:
        return best, EDGES
    favoured = ways[text.reduced(together[0])]
    rivals = [r for r in READINGS.values() if ways[text.reduced(r)].differing(favoured)]
    if together[1].issuperset(rivals):
        return favoured, OTHERS
    if margin >= _WEAK:
        return best, EDGES
    if prior is not None:
        return ways[text.reduced(prior)], ORIGIN
    return best, EDGES if margin else ""


def _placed(name: str, best: _Tried, basis: str, ways: _Ways) -> Placed:
    count = 2 * len(best.starts)
    others = [way.hits / count for way in ways.values() if way.differing(best)]
    resolution = Resolution(
        source=name,
        reading=best.reading.key,
        basis=basis,
        positions=count,
        share=best.hits / count if count else nan,
        runner_up=max(others, default=None),
    )
    return Placed(starts=best.starts, ends=best.ends, resolution=resolution)


def _question(
    name: str, text: SourceText, ways: Sequence[_Tried], marked: Marked, where: str
) -> Problem:
    """Return the question which reading is right, with what each would give."""
    tied = [way for way in ways if way.edges == ways[0].edges] or list(ways[:2])
    tied = tied if len(tied) > 1 else list(ways[:2])
    differs = (tied[0].starts != tied[1].starts) | (tied[0].ends != tied[1].ends)
    at = int(np.argmax(differs))
    shown = "; ".join(
        f"{way.reading.key}: «{_passage(text.text, way, at)}»" for way in tied
    )
    return Problem(
        what=f"de posities in bron {name!r} zijn op {len(tied)} manieren te lezen, en "
        f"niets wijst uit welke de goede is; teken {marked.starts[at]} tot "
        f"{marked.ends[at]} is dan {shown}",
        where=where,
        fix="zeg welke lezing de goede passage geeft, met --posities NAAM (in Python "
        f"reading=...), zoals --posities {tied[0].reading.key}",
    )


def _passage(text: str, way: _Tried, at: int) -> str:
    start, end = int(way.starts[at]), int(way.ends[at])
    if min(start, end) < 0:
        return "nergens"
    said = " ".join(text[start:end].split())
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}..."
