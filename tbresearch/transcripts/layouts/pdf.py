"""PDF with turns, with or without numbers before the paragraphs."""

from __future__ import annotations

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.pdf_file import open_pdf
from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="PDF (.pdf)",
    suffix=".pdf",
    turn="een alinea als 'I: Hoe gaat het?' of '2   Karin: Goed.'",
    joint="\n",
    opener=open_pdf,
    detect=has_labels,
    read=read_labelled,
)
