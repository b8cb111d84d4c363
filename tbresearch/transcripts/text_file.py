"""Text files as pieces: one a line, with its line number."""

from __future__ import annotations

from tbresearch.transcripts.delivered import bounded_text
from tbresearch.transcripts.reading import Opened, Piece

__all__ = ["open_text", "pieces_of_lines"]


def open_text(raw: bytes, *, source: str) -> Opened:
    """Return every line that is not blank; a blank line starts a new block."""
    return pieces_of_lines(bounded_text(raw, source=source))


def pieces_of_lines(content: str) -> Opened:
    """Return a piece for each line of a text."""
    block = 0
    pieces = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            block += 1
            continue
        pieces.append(Piece(place=f"regel {number}", text=line, block=block))
    return Opened(pieces=tuple(pieces))
