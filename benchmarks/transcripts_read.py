"""Claim: 30 transcripts of 8,000 words are read in seconds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from big_study import big_study
from measuring import Measured, median_seconds

import tbresearch as tb

SESSIONS = 30
WORDS = 8_000


def measure() -> list[Measured]:
    """Time `read_transcripts`: layout, canonical text, turns and speakers."""
    with TemporaryDirectory() as name:
        root = Path(name) / "groot"
        big_study(root, sessions=SESSIONS, words=WORDS, codings=0)
        study = tb.open_study(root)
        corpus = tb.read_transcripts(study)
        words = sum(len(text.split()) for text in corpus.turns["text"])
        assert words >= SESSIONS * WORDS
        taken = median_seconds(lambda: tb.read_transcripts(study))
    return [
        Measured(
            what=f"read {SESSIONS} transcripts of {WORDS:,} words",
            value=taken,
            limit=5,
            unit="s",
        )
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
