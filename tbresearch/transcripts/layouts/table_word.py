"""Word with a table of speakers: columns for who, when and what."""

from __future__ import annotations

from tbresearch.transcripts.columns import has_speakers, read_speakers
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.word_tables import open_word_tables

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="Word met een tabel (.docx)",
    suffix=".docx",
    turn="boven een tabel de koppen 'spreker', 'tijd' en 'tekst'",
    joint="\n",
    opener=open_word_tables,
    detect=has_speakers,
    read=read_speakers,
)
