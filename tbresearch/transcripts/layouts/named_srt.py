"""SubRip of Whisper, Amberscript and others, with a name before what is said."""

from __future__ import annotations

from tbresearch.transcripts.cues import has_names, read_names
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.srt_file import open_srt

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="ondertitels met namen (.srt)",
    suffix=".srt",
    turn="onder elke tijd een regel als 'Spreker 1: Hoe gaat het?'",
    joint=" ",
    opener=open_srt,
    detect=has_names,
    read=read_names,
)
