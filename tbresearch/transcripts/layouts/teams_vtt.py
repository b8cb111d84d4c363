"""Teams captions: the name stands in a voice tag, `<v Karin Jansen>`.

Cues overlap and break in the middle of a sentence. The closing tag may be
absent, and one cue may hold two voices.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from tbresearch.transcripts.cues import cue_text
from tbresearch.transcripts.reading import (
    UNKNOWN_SPEAKER,
    Layout,
    Piece,
    Reading,
    Utterance,
)
from tbresearch.transcripts.teams_names import without_organisation
from tbresearch.transcripts.vtt_file import open_vtt

__all__ = ["LAYOUT"]

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>")


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether any cue has a voice tag with a name in it."""
    return any(name for piece in pieces for name in _VOICE.findall(piece.text))


def read(pieces: Sequence[Piece]) -> Reading:
    """Read the voices; nobody is guessed for a cue that names none."""
    utterances: list[Utterance] = []
    block = None
    speaker = UNKNOWN_SPEAKER
    for piece in pieces:
        if piece.block != block:
            block, speaker = piece.block, UNKNOWN_SPEAKER
        before, *tagged = _VOICE.split(piece.text)
        said = [(speaker, before)] if cue_text(before).strip() else []
        said += [
            (html.unescape(name or "").strip() or UNKNOWN_SPEAKER, text)
            for name, text in zip(tagged[::2], tagged[1::2], strict=True)
        ]
        utterances += [
            Utterance(
                speaker=name,
                text=cue_text(text),
                place=piece.place,
                begin=piece.begin,
                finish=piece.finish,
            )
            for name, text in said
        ]
        speaker = said[-1][0] if said else speaker
    return Reading(utterances=without_organisation(utterances))


LAYOUT = Layout(
    label="Teams (.vtt)",
    suffix=".vtt",
    turn="onder elke tijd een regel als '<v Karin Jansen>Hoe gaat het?</v>'",
    joint=" ",
    opener=open_vtt,
    detect=detect,
    read=read,
)
