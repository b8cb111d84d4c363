"""RTF with turns in paragraphs, such as f4transkript and MAXQDA write."""

from __future__ import annotations

from tbresearch.transcripts.labelled import has_labels, read_labelled
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.rtf_file import open_rtf

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="RTF met beurten (.rtf)",
    suffix=".rtf",
    turn="een alinea als 'I: Hoe gaat het?' of '#Karin: Goed. #00:01:23-4#'",
    joint="\n",
    opener=open_rtf,
    detect=has_labels,
    read=read_labelled,
)
