"""Word with turns in paragraphs: each begins with its speaker and a colon."""

from __future__ import annotations

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.word_file import open_word

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="Word met beurten (.docx)",
    suffix=".docx",
    turn="een alinea als 'I: Hoe gaat het?' of 'P4 (Thuisbegeleider): Goed.'",
    joint="\n",
    opener=open_word,
    detect=has_labels,
    read=read_labelled,
)
