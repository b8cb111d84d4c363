"""Claim: the factors of 100,000 codings in 30 transcripts are counted in 2 seconds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from big_study import big_study
from measuring import Measured, extra_megabytes, median_seconds

import tbresearch as tb

SESSIONS = 30
WORDS = 8_000
CODINGS = 100_000


def tables(coding: tb.Coding) -> None:
    """Make both tables of factors, as a notebook shows them."""
    tb.success_factors(coding)._repr_html_()
    tb.improvement_points(coding)._repr_html_()


def balance(coding: tb.Coding) -> None:
    """Say of both what makes them hold: shared, disputed, contradicted."""
    for factors in (tb.success_factors(coding), tb.improvement_points(coding)):
        tb.perspectives(factors)._repr_html_()
        tb.group_patterns(factors)._repr_html_()
        tb.negative_cases(factors)._repr_html_()


def measure() -> list[Measured]:
    """Time reading the codings and counting them, and what reading takes."""
    with TemporaryDirectory() as name:
        root = Path(name) / "groot"
        big_study(root, sessions=SESSIONS, words=WORDS, codings=CODINGS)
        study = tb.open_study(root)
        corpus, codebook = tb.read_transcripts(study), tb.read_codebook(study)

        def read() -> tb.Coding:
            return tb.read_coding(study, corpus, codebook)

        coding = read()
        assert len(coding.codings) == CODINGS
        taken = median_seconds(read)
        memory = extra_megabytes(read)
        counted = median_seconds(lambda: tables(coding))
        held = median_seconds(lambda: balance(coding))
    return [
        Measured(what=f"read {CODINGS:,} codings", value=taken, limit=5, unit="s"),
        Measured(
            what=f"read {CODINGS:,} codings, memory on top",
            value=memory,
            limit=400,
            unit="MB",
        ),
        Measured(
            what=f"both factor tables of {CODINGS:,} codings",
            value=counted,
            limit=2,
            unit="s",
        ),
        Measured(
            what=f"what makes findings hold, of {CODINGS:,} codings",
            value=held,
            limit=2,
            unit="s",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
