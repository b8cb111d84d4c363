"""Telling the label of a speaker from a sentence with a colon in it.

A label is judged by its shape and by the file: how often it comes back, and
whether the paragraphs of this file begin with labels at all. The clearer the
shape, the less proof is asked (`PROOF`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import inf, isnan, nan

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
from tbresearch.transcripts.marks import Split, split_brackets, split_colon
from tbresearch.transcripts.moments import first_stamp, take_stamps
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
_NO_LABEL = re.compile(r"[?!;\"“”„«»…]|\.\.")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CODE = re.compile(r"[^\W\d_](?:[ .-]?\d{1,3}[a-z]?)?|[^\W\d_]{2,3}\d{1,3}[a-z]?")
_NUMBER = re.compile(r"\d{1,3}[a-z]?")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)+(?:-?[^\W\d_]\.)*")
_WORD = re.compile(rf"[^\W\d_][\w{_APOSTROPHES}-]*")
_JOINTS = frozenset("&+-\u2013")
_MOST_WORDS = 6
_FEWEST_HOMONYMS = 5
_HOMONYM_SHARE = 0.2


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
    """A clean piece, split where it may begin a turn; `label` is "" if nowhere.

    Timestamps are taken out of the text; `begin` and `finish` are what they say.
    """

    piece: Piece
    text: str
    label: str
    rest: str
    shape: Shape | None
    opens_block: bool
    begin: float = nan
    finish: float = nan


def as_lines(pieces: Sequence[Piece]) -> list[Line]:
    """Clean each piece and split off what may be the label of a speaker.

    A file marks its speakers in one way: names in brackets count where more
    lines begin with those than with a name and a colon.
    """
    cleaned = [(piece, text) for piece in pieces if (text := clean(piece.text))]
    colons = _split(cleaned, split_colon)
    if not any(text[0] in "[{" for _, text in cleaned):
        return colons
    brackets = _split(cleaned, split_brackets)
    return brackets if _named(brackets) > _named(colons) else colons


def _named(lines: Sequence[Line]) -> int:
    return sum(line.shape not in (None, Shape.LOOSE) for line in lines)


def _split(
    cleaned: Sequence[tuple[Piece, str]], splitter: Callable[[str], Split | None]
) -> list[Line]:
    stamped = [(piece, *first_stamp(text)) for piece, text in cleaned]
    splits = [splitter(text) for _, text, _ in stamped]
    homonyms = _homonyms(splits)
    lines = []
    block = None
    waiting = nan  # a time on a line of its own, for the next line
    for (piece, whole, begin), found in zip(stamped, splits, strict=True):
        text, _, finish = take_stamps(whole)
        if not text:
            waiting = begin
            continue
        kind = _kind(found, homonyms) if found else None
        label, rest = (found.label, found.rest) if found and kind else ("", text)
        if found and kind:
            rest, after, last = take_stamps(rest.strip())
            begin = _first(begin, found.begin, after)
            finish = last
        lines.append(
            Line(
                piece=piece,
                text=text,
                label=label,
                rest=rest,
                shape=kind,
                opens_block=piece.block != block,
                begin=_first(piece.begin, begin, waiting),
                finish=_first(piece.finish, finish),
            )
        )
        block, waiting = piece.block, nan
    return lines


def _homonyms(splits: Sequence[Split | None]) -> frozenset[str]:
    """Return the words that begin sentences and are names here, such as "Dan".

    Nobody says "Kortom:" at the head of one in five turns.
    """
    times = Counter(found.label for found in splits if found)
    few = max(_FEWEST_HOMONYMS, _HOMONYM_SHARE * times.total())
    return frozenset(
        label
        for label, count in times.items()
        if count >= few and label.istitle() and label.isalpha() and not shape(label)
    )


def _kind(found: Split, homonyms: frozenset[str]) -> Shape | None:
    """Return the shape of a label, given how it is marked."""
    kind = Shape.NAME if found.label in homonyms else shape(found.label)
    if kind and found.marked:
        return Shape.CLEAR
    return kind if kind is Shape.CLEAR or not found.timed else None


def _first(*times: float) -> float:
    return next((time for time in times if not isnan(time)), nan)


def shape(label: str) -> Shape | None:
    """Return the shape of a label, or None if nobody is called so.

    >>> shape("B.C. de Liefde"), shape("Kortom"), shape("Ik zei tegen haar")
    (<Shape.NAME: 2>, None, None)
    """
    core = _ASIDE.sub(" ", label).replace("_", " ")  # "SPEAKER_00"
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
