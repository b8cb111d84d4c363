"""JSON of Whisper, which does not tell speakers apart."""

from __future__ import annotations

from collections.abc import Sequence

from tbresearch.transcripts.cues import has_names, read_nameless, read_names
from tbresearch.transcripts.json_file import open_json
from tbresearch.transcripts.reading import Layout, Piece, Reading

__all__ = ["LAYOUT"]


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether anything is said."""
    return bool(pieces)


def read(pieces: Sequence[Piece]) -> Reading:
    """Read names from the text where there are any."""
    return read_names(pieces) if has_names(pieces) else read_nameless(pieces)


LAYOUT = Layout(
    label="Whisper (.json)",
    suffix=".json",
    turn='een segment als \'{"start": 0.5, "end": 2.0, "text": "Goed."}\'',
    joint=" ",
    opener=open_json,
    detect=detect,
    read=read,
)
