"""Transcripts: files as delivered to canonical text, speakers and turns."""

from tbresearch.transcripts.corpus import Corpus, read_transcripts
from tbresearch.transcripts.importing import import_transcript
from tbresearch.transcripts.preview import Preview, SpeakerCount, preview_transcript
from tbresearch.transcripts.transcript import (
    Transcript,
    parse_transcript,
    read_transcript,
)
from tbresearch.transcripts.writing import write_turns, written_turns

__all__ = [
    "Corpus",
    "Preview",
    "SpeakerCount",
    "Transcript",
    "import_transcript",
    "parse_transcript",
    "preview_transcript",
    "read_transcript",
    "read_transcripts",
    "write_turns",
    "written_turns",
]
