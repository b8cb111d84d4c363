"""Zoom captions: the name stands in the text of a cue, with a colon after it.

Zoom puts a name before nearly every cue, and it is what people typed, such as
"iPhone van Karin". So less proof is asked here than of plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.labels import PROOF, Proof, Shape
from tbresearch.transcripts.reading import Layout, Piece, Reading
from tbresearch.transcripts.vtt_file import cue_text, open_vtt

__all__ = ["LAYOUT"]

_PROOF = {**PROOF, Shape.WORD: Proof(2, 0.5), Shape.LOOSE: Proof(2, inf)}


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether cues begin with the name of a speaker."""
    return has_labels(_plain(pieces), proof=_PROOF)


def read(pieces: Sequence[Piece]) -> Reading:
    """Read the turns; a cue without a name continues the one before."""
    return read_labelled(_plain(pieces), proof=_PROOF)


def _plain(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, text=cue_text(piece.text)) for piece in pieces]


LAYOUT = Layout(
    label="Zoom (.vtt)",
    suffix=".vtt",
    turn="onder elke tijd een regel als 'Karin Jansen: Hoe gaat het?'",
    joint=" ",
    opener=open_vtt,
    detect=detect,
    read=read,
)
