"""Claim: suggestions for a whole study are there before a coder looks for them.

10,000 passages of 30 words, drawn with a fixed seed from the words of the starter
codebook and as many made-up ones, against its 25 codes.
"""

from __future__ import annotations

import random

from measuring import Measured, median_seconds

import tbresearch as tb

PASSAGES = 10_000
WORDS = 30
LIMIT = 5.0


def passages() -> list[str]:
    """Return passages with known and unknown words."""
    draw = random.Random(1)
    codes = tb.starter_codebook().codes.values()
    known = " ".join(f"{c.definition} {' '.join(c.examples)}" for c in codes).split()
    other = ["".join(draw.choices("aeioudkmnrst", k=7)) for _ in range(len(known))]
    return [" ".join(draw.choices(known + other, k=WORDS)) for _ in range(PASSAGES)]


def measure() -> list[Measured]:
    """Time suggestions from passages to the frame."""
    said = passages()
    book = tb.starter_codebook()
    seconds = median_seconds(lambda: tb.suggest(said, book, sentences=False))
    what = f"suggestions for {PASSAGES:,} passages and {len(book.codes)} codes"
    return [Measured(what=what, value=seconds, limit=LIMIT, unit="s")]


if __name__ == "__main__":
    print(*measure(), sep="\n")
