"""Transcripts: files as delivered to canonical text, speakers and turns."""

from tbresearch.transcripts.canonical import clean_label
from tbresearch.transcripts.corpus import Corpus, read_transcripts
from tbresearch.transcripts.delivered import read_delivered
from tbresearch.transcripts.importing import import_transcript, import_transcripts
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
    "clean_label",
    "import_transcript",
    "import_transcripts",
    "parse_transcript",
    "preview_transcript",
    "read_delivered",
    "read_transcript",
    "read_transcripts",
    "write_turns",
    "written_turns",
]
