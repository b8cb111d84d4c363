"""Claim: who asks for passages, tables or words of a big study does not wait.

100,000 codings are the design limit of a project; each question is one that a
researcher asks again and again, so its limit is that of a page that opens.
Words are asked of 30 talks of 8,000 words.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from big_study import big_study
from measuring import Measured, median_seconds

import tbresearch as tb

SESSIONS = 30
WORDS = 8_000
CODINGS = 100_000
CODE = "begrenzing"


def measure() -> list[Measured]:
    """Time every question, as a notebook shows its answer."""
    with TemporaryDirectory() as name:
        root = Path(name) / "groot"
        big_study(root, sessions=SESSIONS, words=WORDS, codings=CODINGS)
        corpus = tb.read_transcripts(tb.open_study(root))
        coding = tb.read_coding(corpus.study, corpus, tb.read_codebook(corpus.study))
        assert len(coding.codings) == CODINGS
        file = Path(name) / "passages.xlsx"
        found = tb.passages(coding, code=CODE)
        pairs = {"min_count": 5, "function_words": "weglaten"}
        questions = {
            f"passages of one code of {CODINGS:,} codings": (
                lambda: tb.passages(coding, code=CODE)._repr_html_(),
                1.0,
            ),
            "all of those in a workbook": (
                lambda: tb.export_tables(found, path=file),
                10.0,
            ),
            "codes by respondent, in turns": (
                lambda: tb.code_matrix(coding, by="respondent", unit="uiting"),
                1.0,
            ),
            "codes together in a turn": (
                lambda: tb.code_cooccurrence(coding, within="uiting"),
                2.0,
            ),
            "codes that overlap": (
                lambda: tb.code_cooccurrence(coding, within="overlap"),
                5.0,
            ),
            f"a word in {SESSIONS * WORDS:,} words": (
                lambda: tb.concordance(corpus, "wacht*")._repr_html_(),
                1.0,
            ),
            "two words with any between": (
                lambda: tb.concordance(corpus, "een * van")._repr_html_(),
                2.0,
            ),
            "pairs of neighbouring words": (
                lambda: tb.collocations(corpus, measure="loglikelihood", **pairs),
                3.0,
            ),
        }
        return [
            Measured(what=what, value=median_seconds(run), limit=limit, unit="s")
            for what, (run, limit) in questions.items()
        ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
