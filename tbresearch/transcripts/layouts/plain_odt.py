"""OpenDocument with turns in paragraphs, such as f4transkript and MAXQDA write."""

from __future__ import annotations

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.odt_file import open_odt
from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="OpenDocument-tekst met beurten (.odt)",
    suffix=".odt",
    turn="een alinea als 'I: Hoe gaat het?' of '#Karin: Goed. #00:01:23-4#'",
    joint="\n",
    opener=open_odt,
    detect=has_labels,
    read=read_labelled,
)
