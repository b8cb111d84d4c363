"""WebVTT files as pieces: one a line of a cue, with the times of the cue.

Each block is parsed on its own, so that a cue that cannot be read is named with
its line. A parser of the whole file would leave it out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.transcripts.cues import Cue, pieces_of
from tbresearch.transcripts.delivered import bounded_text
from tbresearch.transcripts.reading import Opened, Piece, seconds, short

__all__ = ["open_vtt", "text_blocks"]

_NO_SPEECH = {"NOTE": "een opmerking", "STYLE": "opmaak", "REGION": "opmaak"}


def open_vtt(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every cue, and name each block that is not a cue."""
    pieces: list[Piece] = []
    skipped: list[str] = []
    for line, block in text_blocks(bounded_text(raw, source=source)):
        said = _cue_pieces(line, block)
        pieces += said
        if not said and block != "WEBVTT":
            skipped.append(f"regel {line}: {_reason(block)} ({short(block)})")
    return Opened(pieces=tuple(pieces), skipped=tuple(skipped))


def text_blocks(content: str) -> Iterator[tuple[int, str]]:
    """Yield each run of lines without an empty one, with its first line number."""
    line = 1
    for run in re.split(r"(\n{2,})", content):
        text = run.strip("\n")
        if text.strip():
            yield line + len(run) - len(run.lstrip("\n")), text
        line += run.count("\n")


def _cue_pieces(line: int, block: str) -> list[Piece]:
    import webvtt
    from webvtt.errors import MalformedCaptionError

    if block.split(maxsplit=1)[0] in _NO_SPEECH:
        return []
    try:
        cues = webvtt.from_string(f"WEBVTT\n\n{block}").captions
    except MalformedCaptionError:
        return []
    return pieces_of(
        (
            Cue(
                place=f"regel {line}",
                lines=tuple(cue.lines),
                begin=seconds(cue.start),
                finish=seconds(cue.end),
            )
            for cue in cues
        ),
        first=line,
    )


def _reason(block: str) -> str:
    word = block.split(maxsplit=1)[0]
    if word.startswith("WEBVTT"):
        return "de kop van het bestand"
    if word in _NO_SPEECH:
        return f"{_NO_SPEECH[word]}, geen gesproken tekst"
    return "geen tekst met een leesbare begin- en eindtijd"
