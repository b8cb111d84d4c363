"""What a layout is made of: pieces of a file, and who says what in them.

An opener turns the bytes of a file into pieces, without knowing who speaks. A
layout recognises its pieces and reads utterances from them. Nothing here knows
a file format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Protocol

__all__ = [
    "UNKNOWN_SPEAKER",
    "Layout",
    "Opened",
    "Opener",
    "Piece",
    "Reading",
    "Utterance",
    "seconds",
    "short",
]

UNKNOWN_SPEAKER = "Onbekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of a text, a paragraph or a cue, before it is known who speaks.

    Attributes
    ----------
    place : str
        Where it stands, in Dutch: "regel 12", "alinea 3".
    text : str
        One line, as it stands in the file.
    block : int
        The same for pieces with no blank line between them.
    begin, finish : float
        Seconds from the start of the recording; nan where unknown.
    speaker : str or None
        Who speaks, where the file has a place of its own for that, such as a
        column; "" where that place is empty, None where there is none.
    """

    place: str
    text: str
    block: int
    begin: float = nan
    finish: float = nan
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The pieces of a file, and what its opener left out of them."""

    pieces: tuple[Piece, ...]
    skipped: tuple[str, ...] = ()


class Opener(Protocol):
    """Turns the bytes of a file into pieces, or refuses them in Dutch."""

    def __call__(self, raw: bytes, *, source: str) -> Opened:
        """Return the pieces of the file that messages call `source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one speaker says at one place of the file.

    `text` is not cleaned yet; a line end in it separates paragraphs.
    """

    speaker: str
    text: str
    place: str
    begin: float = nan
    finish: float = nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a layout read.

    Attributes
    ----------
    utterances : tuple of Utterance
        In the order of the file.
    skipped : tuple of str
        What is in no utterance, each a Dutch sentence with its place.
    doubts : tuple of str
        What looks like a speaker and was read as text, in the same form.
    """

    utterances: tuple[Utterance, ...]
    skipped: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way in which a transcript is laid out.

    Attributes
    ----------
    label : str
        Dutch name, with the extension.
    suffix : str
        Extension of the file, in lower case and with its full stop.
    turn : str
        What a turn looks like, in Dutch, for who has a file without any.
    joint : str
        Stands between utterances of one speaker that follow each other: a
        line end for paragraphs, a space for cues that break mid-sentence.
    opener : Opener
        Layouts of one file format share one.
    detect : callable
        Tells whether pieces are in this layout.
    read : callable
        Reads the pieces that `detect` recognised.
    """

    label: str
    suffix: str
    turn: str
    joint: str
    opener: Opener
    detect: Callable[[Sequence[Piece]], bool]
    read: Callable[[Sequence[Piece]], Reading]


def seconds(clock: str) -> float:
    """Return the seconds of `m:ss` or `h:mm:ss`, with or without a fraction.

    >>> seconds("0:03"), seconds("01:00:08.500")
    (3.0, 3608.5)
    """
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = 60 * total + float(part)
    return total


def short(text: str) -> str:
    """Quote a text in a message, cut off where it gets long."""
    shown = " ".join(text.split())
    return f"'{shown}'" if len(shown) <= 60 else f"'{shown[:57]}...'"
