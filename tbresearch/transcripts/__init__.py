"""Transcripts: files as delivered to canonical text, speakers and turns."""

from tbresearch.transcripts.corpus import Corpus, read_transcripts
from tbresearch.transcripts.importing import import_transcript
from tbresearch.transcripts.transcript import Transcript, read_transcript

__all__ = [
    "Corpus",
    "Transcript",
    "import_transcript",
    "read_transcript",
    "read_transcripts",
]
