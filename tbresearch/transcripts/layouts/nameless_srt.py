"""SubRip without names: nobody wrote who spoke."""

from __future__ import annotations

from tbresearch.transcripts.cues import has_cues, read_nameless
from tbresearch.transcripts.reading import Layout
from tbresearch.transcripts.srt_file import open_srt

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="ondertitels zonder namen (.srt)",
    suffix=".srt",
    turn="een regel '00:00:08,000 --> 00:00:12,000', en de tekst",
    joint=" ",
    opener=open_srt,
    detect=has_cues,
    read=read_nameless,
)
