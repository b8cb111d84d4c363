"""How the positions of a file count characters.

The standard says code points; programs differ. What a position means is found by
trying: {code points, UTF-16} x {CRLF counts two, or one} x {a byte order mark
counts, or not}. A right reading puts nearly every start and end at the edge of a
word, a wrong one less than half; a stored quote beats both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "READINGS",
    "Marked",
    "Reading",
    "Resolution",
    "SourceText",
    "origin_reading",
    "own_reading",
]

_Ints = NDArray[np.int64]
_Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count: what an emoji, a CRLF and a byte order mark count for."""

    utf16: bool = False
    crlf: bool = False
    bom: bool = False

    @property
    def key(self) -> str:
        """Return how a user names it, such as ``"utf16-crlf"``."""
        unit = "utf16" if self.utf16 else "codepunt"
        return f"{unit}-{'crlf' if self.crlf else 'lf'}{'+bom' if self.bom else ''}"


READINGS = {
    reading.key: reading
    for bom in (False, True)
    for utf16 in (False, True)
    for crlf in (False, True)
    for reading in (Reading(utf16, crlf, bom),)
}
_ORIGINS = (
    ("nvivo", Reading(utf16=True, crlf=True)),
    ("atlas", Reading()),
    ("qualcoder", Reading()),
    ("qc", Reading()),
)


def own_reading(origin: str) -> Reading | None:
    """Return how a file of ours says that it counts.

    >>> own_reading("tbresearch (utf16-crlf)")
    Reading(utf16=True, crlf=True, bom=False)
    """
    own = re.fullmatch(r"tbresearch \(([a-z0-9+-]+)\)", origin)
    return READINGS.get(own[1]) if own else None


def origin_reading(origin: str) -> Reading | None:
    """Return how a program is known to count, by the origin that its files name."""
    low = origin.casefold()
    return next((way for name, way in _ORIGINS if re.search(rf"\b{name}", low)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How the positions in one source were read.

    Attributes
    ----------
    source : str
        Name of the source.
    reading : str
        A key of `READINGS`.
    basis : str
        What decided, in Dutch.
    positions : int
        Starts and ends in the source.
    share : float
        Part of them at the edge of a word; nan without positions.
    runner_up : float or None
        The same of the best reading that differs, if one does.
    """

    source: str
    reading: str
    basis: str
    positions: int
    share: float
    runner_up: float | None = None

    @property
    def sure(self) -> bool:
        """Tell whether nobody has to look at it again."""
        return self.basis in _SURE or self.share >= 0.9 or not self.positions

    def __str__(self) -> str:
        if not self.positions:
            return f"{self.source}: geen posities"
        share = f"{100 * self.share:.0f}% van {self.positions} op een woordgrens"
        other = ""
        if self.runner_up is not None:
            other = f", op één na beste lezing {100 * self.runner_up:.0f}%"
        doubt = "" if self.sure else "; onzeker, controleer een paar citaten"
        return f"{self.source}: {self.reading}, {share}{other} ({self.basis}){doubt}"


NOTHING = "geen posities"
ALIKE = "alle lezingen geven hetzelfde"
QUOTES = "citaten in het bestand"
EDGES = "woordgrenzen"
OTHERS = "de andere bronnen van het project"
ORIGIN = "het programma dat het schreef"
ASKED = "zoals gevraagd"
_SURE = (NOTHING, ALIKE, QUOTES, ORIGIN, OTHERS, ASKED)


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """The passages of a source as the file gives them: positions, and any quote."""

    starts: _Ints
    ends: _Ints
    quotes: Sequence[str]


@dataclass(frozen=True, slots=True, eq=False)
class SourceText:
    """A text with what its file looked like.

    Attributes
    ----------
    text : str
        With LF and without a byte order mark.
    paired : np.ndarray of bool
        For each code point, whether it is a line end that was, or may have been,
        CRLF.
    bom : bool
        Whether the file began with a byte order mark.
    """

    text: str
    paired: _Bools = field(repr=False)
    points: _Ints = field(repr=False)
    bom: bool = False

    @classmethod
    def of_file(cls, content: str) -> SourceText:
        """Take the decoded content of a file."""
        bom = content.startswith("\ufeff")
        content = content[bom:]
        if "\r" not in content:
            points = _points(content)
            return cls(content, np.zeros(len(points), bool), points, bom)
        # A private character that cannot be in UTF-8 stands for CRLF meanwhile.
        joined = content.replace("\r\n", "\udc0a").replace("\r", "\n")
        points = _points(joined)
        paired = points == 0xDC0A
        text = joined.replace("\udc0a", "\n")
        return cls(text, paired, _points(text), bom)

    @classmethod
    def of_xml(cls, content: str) -> SourceText:
        """Take text from XML, which made any CRLF an LF before we could see it."""
        found = cls.of_file(content)
        line_ends = found.points == 10
        return cls(found.text, line_ends, found.points, found.bom)

    def candidates(self) -> list[Reading]:
        """Return the readings that can differ in this text."""
        return [
            reading
            for reading in READINGS.values()
            if (not reading.utf16 or bool((self.points > 0xFFFF).any()))
            and (not reading.crlf or bool(self.paired.any()))
            and (not reading.bom or self.bom)
        ]

    def reduced(self, reading: Reading) -> Reading:
        """Return the candidate that says the same as `reading` in this text."""
        return Reading(
            utf16=reading.utf16 and bool((self.points > 0xFFFF).any()),
            crlf=reading.crlf and bool(self.paired.any()),
            bom=reading.bom and self.bom,
        )

    def offsets(self, reading: Reading) -> _Ints:
        """Return the position in the file of each code point, and of the end."""
        widths = np.ones(len(self.points), np.int64)
        if reading.utf16:
            widths += self.points > 0xFFFF
        if reading.crlf:
            widths += self.paired
        begin = 1 if reading.bom and self.bom else 0
        return np.concatenate(([0], np.cumsum(widths))) + begin

    def places(self, positions: _Ints, reading: Reading) -> _Ints:
        """Return code points for positions; -1 for one that is nowhere."""
        offsets = self.offsets(reading)
        at = np.searchsorted(offsets, positions, side="right") - 1
        inside = np.clip(at, 0, len(self.points))
        whole = offsets[inside] == positions
        # between CR and LF is before the line end; before a byte order mark is 0
        if len(self.points):
            mid = self.points[np.minimum(inside, len(self.points) - 1)] == 10
        else:
            mid = np.zeros(len(inside), bool)
        ok = whole | (mid & (positions < offsets[-1])) | (at < 0)
        ok &= (positions >= 0) & (positions <= offsets[-1])
        return np.where(ok, np.maximum(at, 0), -1)

    def edges(self, starts: _Ints, ends: _Ints) -> tuple[_Bools, _Bools, _Bools]:
        """Return which starts and ends are in no word, and which starts begin one."""
        size = len(self.points)
        word = np.zeros(size + 2, bool)
        blank = np.ones(size + 2, bool)
        word[1:-1] = _is_word(self.points)
        blank[1:-1] = _is_blank(self.points)
        free = ~(word[:-1] & word[1:])  # free[i]: no word runs over the edge before i
        good_start = (starts >= 0) & free[np.maximum(starts, 0)]
        good_end = (ends >= 0) & free[np.maximum(ends, 0)]
        return good_start, good_end, good_start & ~blank[np.maximum(starts, 0) + 1]


def _points(text: str) -> _Ints:
    raw = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(raw, dtype="<u4").astype(np.int64)


@cache
def _tables() -> tuple[_Bools, _Bools]:
    """Return which of the first 65,536 code points belong to words, or are blank."""
    kinds = [unicodedata.category(chr(point))[0] for point in range(0x10000)]
    word = np.array([kind in "LNM" for kind in kinds])
    word[ord("_")] = True
    return word, np.array([chr(point).isspace() for point in range(0x10000)])


def _is_word(points: _Ints) -> _Bools:
    return _looked_up(points, _tables()[0])


def _is_blank(points: _Ints) -> _Bools:
    return _looked_up(points, _tables()[1])


def _looked_up(points: _Ints, table: _Bools) -> _Bools:
    low: _Bools = table[np.minimum(points, 0xFFFF)] & (points <= 0xFFFF)
    return low
