"""How a text refers: `{{aantal:gesprekken}}`, `[10.000]{bron="..."}`, `[zin]{norm}`.

Whatever a rule looks at keeps the length of the text: what it may not see is blank, so
that a place in one is a place in the other.
"""

from __future__ import annotations

import re
import unicodedata

from tbresearch.coding.retrieval import CUT_CITATION

__all__ = [
    "MARKED",
    "REFERENCE",
    "REMOVED",
    "SOURCED",
    "blank",
    "normal",
    "sourced_key",
]

REFERENCE = re.compile(r"\{\{\s*([a-z]+:[\w.:-]+)\s*\}\}")
# A number, its source, and what else is said of it: jaar=2020 noemer="...".
SOURCED = re.compile(
    r"\[([^\]\n]+)\]\{bron=\"([^\"\n]+)\"((?:\s+\w+=(?:\"[^\"\n]*\"|[^\s\"}]+))*)\s*\}"
)
# Where a quote stood of who withdrew: the author has to read what is around it.
REMOVED = re.compile(re.escape(CUT_CITATION))
# What the author recommends, or finds, and no evidence says.
MARKED = re.compile(r"\[((?:[^\[\]\n]|\n(?![ \t]*\n))+)\]\{(norm|oordeel)\}")


def sourced_key(found: re.Match[str]) -> str:
    """Return the key of a number from elsewhere, as `SOURCED` found it."""
    return f"bron:{found[1]}|{found[2]}{found[3]}"


def normal(text: str) -> str:
    """Return a text with one kind of line end and composed accents."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", ends)


def blank(text: str, *patterns: re.Pattern[str]) -> str:
    """Return a text of the same length in which what fits a pattern is blank."""
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text
