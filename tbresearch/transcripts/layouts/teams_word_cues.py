"""Teams in Word as it was: a line with two times, the name, and what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tbresearch.transcripts.reading import (
    UNKNOWN_SPEAKER,
    Layout,
    Piece,
    Reading,
    Utterance,
    seconds,
    short,
)
from tbresearch.transcripts.teams_names import without_organisation
from tbresearch.transcripts.word_file import open_word

__all__ = ["LAYOUT"]

_CLOCK = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d+)?"
_TIMES = re.compile(rf"\s*({_CLOCK})\s*--+>\s*({_CLOCK})\s*")


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether any line holds a begin and an end."""
    return any(_TIMES.fullmatch(piece.text) for piece in pieces)


def read(pieces: Sequence[Piece]) -> Reading:
    """Read each cue; with one line under its times nobody is named."""
    starts = [n for n, piece in enumerate(pieces) if _TIMES.fullmatch(piece.text)]
    cues = [
        _utterance(pieces[begin:end])
        for begin, end in zip(starts, [*starts[1:], len(pieces)], strict=True)
    ]
    skipped = tuple(
        f"{piece.place}: staat vóór de eerste beurt ({short(piece.text)})"
        for piece in pieces[: starts[0]]
    )
    return Reading(utterances=without_organisation(cues), skipped=skipped)


def _utterance(cue: Sequence[Piece]) -> Utterance:
    times, *lines = cue
    found = _TIMES.fullmatch(times.text)
    begin, finish = map(seconds, found.groups()) if found else (0.0, 0.0)
    name = lines[0].text if len(lines) > 1 else UNKNOWN_SPEAKER
    return Utterance(
        speaker=name,
        text=" ".join(line.text for line in lines[len(lines) > 1 :]),
        place=times.place,
        begin=begin,
        finish=finish,
    )


LAYOUT = Layout(
    label="Teams, oudere vorm (.docx)",
    suffix=".docx",
    turn="een regel '00:00:08.000 --> 00:00:12.000', de naam, en de tekst",
    joint=" ",
    opener=open_word,
    detect=detect,
    read=read,
)
