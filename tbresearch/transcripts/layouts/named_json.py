"""JSON of speech recognition that tells the speakers apart: WhisperX, Amberscript."""

from __future__ import annotations

from tbresearch.transcripts.columns import has_speakers, read_speakers
from tbresearch.transcripts.json_file import open_json
from tbresearch.transcripts.reading import Layout

__all__ = ["LAYOUT"]

LAYOUT = Layout(
    label="spraakherkenning met sprekers (.json)",
    suffix=".json",
    turn='een segment als \'{"start": 0.5, "end": 2.0, "speaker": "SPEAKER_00", '
    '"text": "Goed."}\'',
    joint=" ",
    opener=open_json,
    detect=has_speakers,
    read=read_speakers,
)
