"""Plain text: a turn begins with its speaker and a colon."""

from __future__ import annotations

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.text_file import open_text

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="platte tekst (.txt)",
    suffix=".txt",
    turn="een regel als 'I: Hoe gaat het?' of 'Respondent 3: Goed.'",
    joint="\n",
    opener=open_text,
    detect=has_labels,
    read=read_labelled,
)
