"""Text files as pieces: one a line, with its line number."""

from __future__ import annotations

from tbresearch.study import decode
from tbresearch.transcripts.reading import Opened, Piece

__all__ = ["open_text"]


def open_text(raw: bytes, *, source: str) -> Opened:
    """Return every line that is not blank; a blank line starts a new block."""
    block = 0
    pieces = []
    for number, line in enumerate(decode(raw, source=source).split("\n"), start=1):
        if not line.strip():
            block += 1
            continue
        pieces.append(Piece(place=f"regel {number}", text=line, block=block))
    return Opened(pieces=tuple(pieces))
