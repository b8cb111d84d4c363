"""Otter in Word: a block with keywords and speakers, then `Karin  00:12`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tbresearch.transcripts.headed import headings, read_headed
from tbresearch.transcripts.labelled import count_turns
from tbresearch.transcripts.reading import Layout, Piece, Reading
from tbresearch.transcripts.word_file import open_word

__all__ = ["LAYOUT"]

_TITLES = ("SUMMARY KEYWORDS", "SPEAKERS")
_NOTICES = re.compile(
    r"^\s*(transcribed|getranscribeerd)\b.*\botter\.ai", re.IGNORECASE
)


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether times have two digits for the minutes, or Otter's titles show."""
    heads = headings(pieces)
    padded = all(len(clock.split(":")[0]) > 1 for _, clock in heads.values())
    titled = any(piece.text.strip() in _TITLES for piece in pieces)
    return bool(heads) and (padded or titled) and len(heads) >= count_turns(pieces)


def read(pieces: Sequence[Piece]) -> Reading:
    """Read the paragraphs under each name and time."""
    return read_headed(pieces, notices=_NOTICES)


LAYOUT = Layout(
    label="Otter (.docx)",
    suffix=".docx",
    turn="boven elke alinea een regel als 'Karin Jansen  00:12'",
    joint="\n",
    opener=open_word,
    detect=detect,
    read=read,
)
