"""Telling the label of a speaker from a sentence with a colon in it.

A label is judged by its shape and by the file: how often it comes back, and
whether the paragraphs of this file begin with labels at all. The clearer the
shape, the less proof is asked (`PROOF`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import inf

from tbresearch.transcripts.canonical import clean
from tbresearch.transcripts.label_words import (
    DISCOURSE,
    HEADER,
    NUMBERED,
    PARTICLES,
    PHRASES,
    PREPOSITIONS,
    ROLES,
    TITLES,
)
from tbresearch.transcripts.reading import Piece

__all__ = [
    "PROOF",
    "Line",
    "Proof",
    "Shape",
    "as_lines",
    "is_code",
    "shape",
    "speaker_labels",
]

_APOSTROPHES = "'\u2019"
# What follows the colon: a blank, or at once a word. Not "17:30", "https://", ":)".
_LINE = re.compile(
    rf"(?P<label>(?:[^\W\d_]|[{_APOSTROPHES}])[^:\n]{{0,99}}?) ?:"
    r"(?=\s|$|[^\W\d_]|[\"'\u201c\u2018\u2026\[])"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_NO_LABEL = re.compile(r"[?!;\"“”„«»…]|\.\.")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CODE = re.compile(r"[^\W\d_](?:[ .-]?\d{1,3}[a-z]?)?|[^\W\d_]{2,3}\d{1,3}[a-z]?")
_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+(?:-?[^\W\d_]\.)*")
_WORD = re.compile(rf"[^\W\d_][\w{_APOSTROPHES}-]*")
_JOINTS = frozenset("&+-\u2013")
_MOST_WORDS = 6


class Shape(Enum):
    """How much a label looks like one, from what it says alone."""

    CLEAR = auto()  # "I", "R1", "Respondent 3", "Mevrouw Karin"
    NAME = auto()  # "J.F. Klaver", "Ringo Starr", "Karin (moeder)"
    WORD = auto()  # "Krol", "begeleider"
    LOOSE = auto()  # "Medewerker wijkteam"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a shape needs from the file; either of the two is enough.

    `times` is how often the label occurs. `share` is the share of the
    paragraphs, from the first label on, that begin with a label.
    """

    times: int
    share: float


PROOF: Mapping[Shape, Proof] = {
    Shape.CLEAR: Proof(1, 0.0),
    Shape.NAME: Proof(2, 0.5),
    Shape.WORD: Proof(2, 0.9),
    Shape.LOOSE: Proof(3, inf),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A clean piece, split where it may begin a turn; `label` is "" if nowhere."""

    piece: Piece
    text: str
    label: str
    rest: str
    shape: Shape | None
    opens_block: bool


def as_lines(pieces: Sequence[Piece]) -> list[Line]:
    """Clean each piece and split off what may be the label of a speaker."""
    lines = []
    block = None
    for piece in pieces:
        text = clean(piece.text)
        if not text:
            continue
        found = _LINE.match(text)
        kind = shape(found["label"]) if found else None
        label, rest = (found["label"], found["rest"]) if found and kind else ("", text)
        lines.append(Line(piece, text, label, rest, kind, piece.block != block))
        block = piece.block
    return lines


def shape(label: str) -> Shape | None:
    """Return the shape of a label, or None if nobody is called so.

    >>> shape("B.C. de Liefde"), shape("Kortom"), shape("Ik zei tegen haar")
    (<Shape.NAME: 2>, None, None)
    """
    core = _ASIDE.sub(" ", label)
    words = core.replace(",", " ").replace("/", " ").split()
    if _NO_LABEL.search(label) or set(core) & set("()[]") or not words:
        return None
    if is_code(label):
        return Shape.CLEAR
    if len(words) > _MOST_WORDS or _is_phrase(words):
        return None
    return _shape_of_words(words, aside=core != label)


def is_code(label: str) -> bool:
    """Tell whether a label is a code such as "I", "R1" or "P4 (Thuisbegeleider)"."""
    return bool(_CODE.fullmatch(_ASIDE.sub(" ", label).strip()))


def _is_phrase(words: Sequence[str]) -> bool:
    """Tell whether these words begin a sentence, or head a part of a text."""
    plain = [_plain(word) for word in words]
    second = words[1] if len(words) > 1 else ""
    return (
        plain[0] in DISCOURSE
        or " ".join(plain) in PHRASES
        or (plain[0] in PREPOSITIONS and not _joins(second))
        or (plain[0] in NUMBERED and second[:1].isdigit())
    )


def _shape_of_words(words: Sequence[str], *, aside: bool) -> Shape:
    first = _plain(words[0])
    rest = [word for word in words[1:] if not _joins(word)]
    numbers = sum(bool(_NUMBER.fullmatch(word)) for word in rest)
    names = sum(map(_is_name, rest))
    if first in HEADER | NUMBERED or names + numbers < len(rest):
        return Shape.LOOSE
    if first in ROLES or (first in TITLES and names):
        return Shape.CLEAR
    names += _is_name(words[0]) and first not in PARTICLES
    if names > 1 or (names and (numbers or aside)):
        return Shape.NAME
    return Shape.WORD if names or _WORD.fullmatch(words[0]) else Shape.LOOSE


def _plain(word: str) -> str:
    return _straight(word).casefold().replace(".", "")


def _is_name(word: str) -> bool:
    """Tell whether a word is written as a name; a script may have no capitals."""
    capital = any(c.isalpha() and not c.islower() for c in word[:3])
    return capital and bool(_INITIALS.fullmatch(word) or _WORD.fullmatch(word))


def _joins(word: str) -> bool:
    return _straight(word) in PARTICLES or word in _JOINTS


def _straight(word: str) -> str:
    return word.replace("\u2019", "'")


def speaker_labels(
    lines: Sequence[Line], *, proof: Mapping[Shape, Proof]
) -> frozenset[str]:
    """Return the labels that are speakers in this file.

    Parameters
    ----------
    lines : sequence of Line
        The whole file, without its header.
    proof : mapping of Shape to Proof
        What each shape needs.
    """
    units = _units(lines, proof)
    times = Counter(line.label for line in units if line.label)
    shapes = {line.label: line.shape for line in lines if line.shape}
    share = _share(units, times, proof)
    return frozenset(
        label
        for label, kind in shapes.items()
        if kind
        and (
            kind is Shape.CLEAR
            or times[label] >= proof[kind].times
            or (times[label] and share >= proof[kind].share)
        )
    )


def _units(lines: Sequence[Line], proof: Mapping[Shape, Proof]) -> Sequence[Line]:
    """Return the lines that can begin a turn: all, or those after a blank line."""
    times = Counter(line.label for line in lines if line.label)
    sure = (
        [n for n in lines if n.shape is Shape.CLEAR]
        or [n for n in lines if n.shape and times[n.label] >= proof[n.shape].times]
        or [n for n in lines if n.shape in (Shape.NAME, Shape.WORD)]
    )
    after_blank = sum(line.opens_block for line in sure)
    if len(sure) > 1 and after_blank >= 0.9 * len(sure):
        return [line for line in lines if line.opens_block]
    return lines


def _share(
    units: Sequence[Line], times: Mapping[str, int], proof: Mapping[Shape, Proof]
) -> float:
    """Return the share of units, from the first label on, that have a label."""
    labelled = [
        line.shape is not None
        and (
            line.shape is not Shape.LOOSE
            or times[line.label] >= proof[line.shape].times
        )
        for line in units
    ]
    if sum(labelled) < 2:
        return 0.0
    return sum(labelled) / (len(labelled) - labelled.index(True))
