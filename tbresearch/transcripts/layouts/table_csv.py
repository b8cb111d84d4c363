"""CSV with a column of speakers; also how a changed transcript is written."""

from __future__ import annotations

from tbresearch.transcripts.columns import has_speakers, read_speakers
from tbresearch.transcripts.csv_file import open_csv
from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="tabel (.csv)",
    suffix=".csv",
    turn="boven de tabel de koppen 'spreker;begin;eind;tekst' en eronder een rij als "
    "'I;0:03;0:09;Hoe gaat het?'",
    joint="\n",
    opener=open_csv,
    detect=has_speakers,
    read=read_speakers,
)
