"""SubRip files as pieces: one a line of a cue, with the times of the cue.

Not read with pysubs2: it takes text between braces for a command and leaves it
out, and a cue that it cannot read becomes text of the cue before.
"""

from __future__ import annotations

import re

from tbresearch.transcripts.cues import Cue, pieces_of
from tbresearch.transcripts.delivered import bounded_text
from tbresearch.transcripts.reading import Opened, Piece, seconds, short
from tbresearch.transcripts.vtt_file import text_blocks

__all__ = ["open_srt"]

_CLOCK = r"\d{1,3}:\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*-->\s*({_CLOCK})(?:\s.{{0,200}})?")


def open_srt(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every cue, and name each block that is not a cue."""
    pieces: list[Piece] = []
    skipped: list[str] = []
    for line, block in text_blocks(bounded_text(raw, source=source)):
        before, cues = _cues(line, block.split("\n"))
        pieces += pieces_of(cues, first=line)
        if before and not (cues and _is_number(before)):
            skipped.append(
                f"regel {line}: geen tekst met een leesbare begin- en eindtijd "
                f"({short(' '.join(before))})"
            )
    return Opened(pieces=tuple(pieces), skipped=tuple(skipped))


def _cues(line: int, lines: list[str]) -> tuple[list[str], list[Cue]]:
    """Return what stands above the first times, and the cues under it."""
    starts = [n for n, text in enumerate(lines) if _TIMES.fullmatch(text)]
    if not starts:
        return lines, []
    cues = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        # without an empty line, the number of the next cue ends this one
        next_number = end < len(lines) and _is_number(lines[end - 1 : end])
        found = _TIMES.fullmatch(lines[start])
        begin, finish = map(seconds, found.groups()) if found else (0.0, 0.0)
        cues.append(
            Cue(
                place=f"regel {line + start}",
                lines=tuple(lines[start + 1 : end - 1 if next_number else end]),
                begin=begin,
                finish=finish,
            )
        )
    return lines[: starts[0]], cues


def _is_number(lines: list[str]) -> bool:
    return len(lines) == 1 and lines[0].strip().isdigit()
