"""The author's text beside what the program makes: the author's wins.

What the author writes without a heading comes first. Under a heading that the program
has too, it stands in the place of what the program makes there; under the title of
the section itself, it stands in the place of all of it. What had to give way is
kept, so that a reader can see it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Piece", "Replaced", "shifted", "weave"]

_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_REFERENCE = re.compile(r"\{\{[^{}]*\}\}")
_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_MISSING = re.compile(r"^::: \{\.ontbreekt\}\n.*?\n:::$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text from one place.

    Attributes
    ----------
    text : str
        Markdown with references.
    source, line : str, int
        What it is from, and the line there on which it begins.
    """

    text: str
    source: str
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What the program made, and an author's text stands in the place of.

    Attributes
    ----------
    section, heading : str
        Titles; equal if the whole section was replaced.
    where : str
        File and line of the author's heading.
    text : str
        What the program made, with its references.
    """

    section: str
    heading: str
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A heading with all that is under it: lines `start` up to `end`."""

    title: str
    level: int
    start: int
    end: int

    @property
    def name(self) -> str:
        return _folded(self.title)


def weave(
    own: str, generated: str, *, title: str, source: str
) -> tuple[list[Piece], list[Replaced]]:
    """Put an author's text and a generated text of one section together.

    Parameters
    ----------
    own, generated : str
        Markdown; either may be empty.
    title : str
        The heading of the section, which neither text has to hold.
    source : str
        File of the author's text.

    Returns
    -------
    list of Piece, list of Replaced
        The text in order, and what had to give way.

    Notes
    -----
    Headings are compared without case, accents, references and attributes. A note on
    what is lacking, above the first heading, goes once the author has written.
    """
    made = f"{title}, gegenereerd deel"
    if not own.strip():
        return [Piece(text=generated, source=made)], []
    kept, lines = _before_headings(generated), own.split("\n")
    parts = list(_parts(lines))
    if parts and parts[0].level == 1 and parts[0].name == _folded(title):
        return _whole(lines, parts[0], kept, title=title, source=source)
    made_lines = kept.split("\n")
    pairs = list(_pairs(parts, list(_parts(made_lines))))
    rest = list(lines)
    for mine, _ in pairs:
        rest[mine.start : mine.end] = [""] * (mine.end - mine.start)
    pieces = [Piece(text="\n".join(rest), source=source)]
    gone, done = [], 0
    for mine, theirs in pairs:
        pieces.append(Piece(text=_between(made_lines, done, theirs.start), source=made))
        text = "\n".join(lines[mine.start : mine.end])
        text = shifted(text, by=theirs.level - mine.level)
        pieces.append(Piece(text=text, source=source, line=mine.start + 1))
        gone.append(
            Replaced(
                section=title,
                heading=_plain(theirs.title),
                where=f"{source}, regel {mine.start + 1}",
                text=_told(_between(made_lines, theirs.start + 1, theirs.end)),
            )
        )
        done = theirs.end
    pieces.append(Piece(text=_between(made_lines, done, None), source=made))
    return pieces, [each for each in gone if each.text]


def shifted(text: str, *, by: int) -> str:
    """Return a text with its headings so many levels lower (or higher, below 0)."""
    if not by:
        return text
    lines = text.split("\n")
    for number, found in _headings(lines):
        level = min(max(len(found[1]) + by, 1), 6)
        lines[number] = f"{'#' * level} {found[2]}"
    return "\n".join(lines)


def _whole(
    lines: Sequence[str], head: _Part, generated: str, *, title: str, source: str
) -> tuple[list[Piece], list[Replaced]]:
    rest = list(lines)
    rest[head.start] = ""
    gone = Replaced(
        section=title,
        heading=title,
        where=f"{source}, regel {head.start + 1}",
        text=_told(generated),
    )
    piece = Piece(text="\n".join(rest), source=source)
    return [piece], [gone] if gone.text else []


def _pairs(own: list[_Part], made: list[_Part]) -> Iterator[tuple[_Part, _Part]]:
    """Yield the parts of two texts that have one heading, in the order of the second.

    A part within one that was paired is not paired by itself.
    """
    taken: list[_Part] = []
    done = 0
    for theirs in made:
        if theirs.start < done:
            continue
        free = (
            mine
            for mine in own
            if mine.name == theirs.name
            and not any(t.start < mine.end and mine.start < t.end for t in taken)
        )
        mine = next(free, None)
        if mine is not None:
            taken.append(mine)
            done = theirs.end
            yield mine, theirs


def _parts(lines: Sequence[str]) -> Iterator[_Part]:
    found = [(n, len(match[1]), match[2]) for n, match in _headings(lines)]
    for index, (start, level, title) in enumerate(found):
        later = (n for n, other, _ in found[index + 1 :] if other <= level)
        yield _Part(title=title, level=level, start=start, end=next(later, len(lines)))


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines that are headings, and not code."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        elif not fence and (found := _HEADING.match(line)):
            yield number, found


def _before_headings(generated: str) -> str:
    """Return a generated text without notes on what is lacking above its headings."""
    lines = generated.split("\n")
    first = next((number for number, _ in _headings(lines)), len(lines))
    top = _MISSING.sub("", "\n".join(lines[:first]))
    return "\n".join([top, *lines[first:]])


def _told(text: str) -> str:
    """Return a generated text without what it says is lacking, and bare headings."""
    lines = _MISSING.sub("", text).split("\n")
    heads = {number for number, _ in _headings(lines)}
    says = {n for n, line in enumerate(lines) if line.strip() and n not in heads}
    bare = {p.start for p in _parts(lines) if not says & {*range(p.start, p.end)}}
    return "\n".join(line for n, line in enumerate(lines) if n not in bare).strip()


def _between(lines: Sequence[str], start: int, end: int | None) -> str:
    return "\n".join(lines[start:end])


def _plain(title: str) -> str:
    """Return a heading without references, attributes and emphasis."""
    bare = _ATTRIBUTES.sub("", _REFERENCE.sub("", title))
    return " ".join(re.sub(r"[*_`\\]", "", bare).split()).rstrip(" :#")


def _folded(title: str) -> str:
    apart = unicodedata.normalize("NFD", _plain(title).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
