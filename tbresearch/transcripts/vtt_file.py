"""WebVTT files as pieces: one a line of a cue, with the times of the cue.

Each block is parsed on its own, so that a cue that cannot be read is named with
its line. A parser of the whole file would leave it out in silence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tbresearch.study import decode
from tbresearch.transcripts.reading import Opened, Piece, seconds, short

__all__ = ["cue_text", "open_vtt"]

_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang)(?:[.\s][^>]*)?>|<[\d:.]+>")
_NO_SPEECH = {"NOTE": "een opmerking", "STYLE": "opmaak", "REGION": "opmaak"}


def cue_text(marked: str) -> str:
    """Return the text of a cue without its tags.

    >>> cue_text("<i>Kees &amp; Co</i> <onverstaanbaar>")
    'Kees & Co <onverstaanbaar>'
    """
    return html.unescape(_TAG.sub("", marked))


def open_vtt(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every cue, and name each block that is not a cue."""
    pieces: list[Piece] = []
    skipped: list[str] = []
    for line, block in _blocks(decode(raw, source=source)):
        said = _cue_pieces(line, block)
        pieces += said
        if not said and block != "WEBVTT":
            skipped.append(f"regel {line}: {_reason(block)} ({short(block)})")
    return Opened(pieces=tuple(pieces), skipped=tuple(skipped))


def _blocks(content: str) -> Iterator[tuple[int, str]]:
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
    return [
        Piece(
            place=f"regel {line}",
            text=text,
            block=line + number,
            begin=seconds(cue.start),
            finish=seconds(cue.end),
        )
        for number, cue in enumerate(cues)
        for text in cue.lines
        if text.strip()
    ]


def _reason(block: str) -> str:
    word = block.split(maxsplit=1)[0]
    if word.startswith("WEBVTT"):
        return "de kop van het bestand"
    if word in _NO_SPEECH:
        return f"{_NO_SPEECH[word]}, geen gesproken tekst"
    return "geen tekst met een leesbare begin- en eindtijd"
