"""Teams in Word: `Karin Jansen   0:03`, and under it what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tbresearch.transcripts.headed import headings, read_headed
from tbresearch.transcripts.labelled import count_turns
from tbresearch.transcripts.reading import Layout, Piece, Reading
from tbresearch.transcripts.teams_names import without_organisation
from tbresearch.transcripts.word_file import open_word

__all__ = ["LAYOUT"]

_NOTICES = re.compile(
    r"^.{1,80}\b(started|stopped) transcription\s*$"
    r"|^.{1,80}\b(gestart|gestopt|begonnen) met (de )?(transcriptie|transcriberen)\W*$"
    r"|^.{1,80}\bheeft (de )?transcriptie (gestart|gestopt|beëindigd)\W*$",
    re.IGNORECASE,
)


def detect(pieces: Sequence[Piece]) -> bool:
    """Tell whether there are names with a time, more than there are plain turns."""
    heads = headings(pieces)
    return bool(heads) and len(heads) >= count_turns(pieces)


def read(pieces: Sequence[Piece]) -> Reading:
    """Read the lines under each name and time."""
    reading = read_headed(pieces, notices=_NOTICES)
    return replace(reading, utterances=without_organisation(reading.utterances))


LAYOUT = Layout(
    label="Teams (.docx)",
    suffix=".docx",
    turn="boven elke alinea een regel als 'Karin Jansen   0:03'",
    joint="\n",
    opener=open_word,
    detect=detect,
    read=read,
)
