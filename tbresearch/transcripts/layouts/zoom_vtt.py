"""Zoom captions: the name stands in the text of a cue, with a colon after it."""

from __future__ import annotations

from tbresearch.transcripts.cues import has_names, read_names
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.vtt_file import open_vtt

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="Zoom (.vtt)",
    suffix=".vtt",
    turn="onder elke tijd een regel als 'Karin Jansen: Hoe gaat het?'",
    joint=" ",
    opener=open_vtt,
    detect=has_names,
    read=read_names,
)
