"""Excel with a column of speakers."""

from __future__ import annotations

from tbresearch.transcripts.columns import has_speakers, read_speakers
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.xlsx_file import open_xlsx

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="tabel (.xlsx)",
    suffix=".xlsx",
    turn="boven de tabel de koppen 'spreker', 'begin', 'eind' en 'tekst'",
    joint="\n",
    opener=open_xlsx,
    detect=has_speakers,
    read=read_speakers,
)
