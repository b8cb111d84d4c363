"""Cues: text between two times, whatever file they come from.

An opener of captions or of JSON makes cues; here they become pieces. The names
in the text of cues, and cues without names, are read here for every such file.
Zoom puts a name before nearly every cue, and it is what people typed, such as
"iPhone van Karin". So less proof is asked here than of plain text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf, isnan

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.labels import PROOF, Proof, Shape
from tbresearch.transcripts.moments import finite
from tbresearch.transcripts.reading import (
    UNKNOWN_SPEAKER,
    Piece,
    Reading,
    Utterance,
)

__all__ = [
    "Cue",
    "cue_text",
    "has_cues",
    "has_names",
    "pieces_of",
    "read_nameless",
    "read_names",
]

_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<[\d:.]+>")
# What .srt files say about the place on the screen.
_PLACE = re.compile(r"\{\\an?\d{1,2}\}")
_PROOF = {**PROOF, Shape.WORD: Proof(2, 0.5), Shape.LOOSE: Proof(2, inf)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is said between two times; lines of it may have more than one speaker."""

    place: str
    lines: tuple[str, ...]
    begin: float
    finish: float
    speaker: str | None = None


def pieces_of(cues: Iterable[Cue], *, first: int = 0) -> list[Piece]:
    """Return a piece for each line of each cue; a cue is a block, from `first` on."""
    return [
        Piece(
            place=cue.place,
            text=line,
            block=block,
            begin=finite(cue.begin),
            finish=finite(cue.finish),
            speaker=cue.speaker,
        )
        for block, cue in enumerate(cues, start=first)
        for line in cue.lines
        if line.strip()
    ]


def cue_text(marked: str) -> str:
    """Return the text of a cue without its tags.

    >>> cue_text("<i>Kees &amp; Co</i> <onverstaanbaar>")
    'Kees & Co <onverstaanbaar>'
    """
    return html.unescape(_PLACE.sub("", _TAG.sub("", marked)))


def has_names(pieces: Sequence[Piece]) -> bool:
    """Tell whether cues begin with the name of a speaker."""
    return has_labels(_plain(pieces), proof=_PROOF)


def read_names(pieces: Sequence[Piece]) -> Reading:
    """Read the turns; a cue without a name continues the one before."""
    return read_labelled(_plain(pieces), proof=_PROOF)


def has_cues(pieces: Sequence[Piece]) -> bool:
    """Tell whether anything is said at a known time."""
    return any(not isnan(piece.begin) for piece in pieces)


def read_nameless(pieces: Sequence[Piece]) -> Reading:
    """Read cues of which nobody wrote who spoke."""
    return Reading(
        utterances=tuple(
            Utterance(
                speaker=UNKNOWN_SPEAKER,
                text=piece.text,
                place=piece.place,
                begin=piece.begin,
                finish=piece.finish,
            )
            for piece in _plain(pieces)
        ),
        doubts=(
            "hele bestand: nergens staat wie er spreekt; alles staat nu op naam van "
            f"{UNKNOWN_SPEAKER!r}",
        ),
    )


def _plain(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, text=cue_text(piece.text)) for piece in pieces]
