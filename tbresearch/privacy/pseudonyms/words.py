"""The words of a text, and which of them begin a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tbresearch.privacy.pseudonyms.lists import cue_words

__all__ = [
    "PARTICLES",
    "TITLES",
    "Word",
    "is_capital",
    "is_code",
    "is_initial",
    "is_shouted",
    "lacks_capitals",
    "split_words",
]

_MARKS = "\u0300-\u036f"
_PIECE = rf"\w[\w{_MARKS}]*"
_WORD = re.compile(
    rf"['\u2019][tTsS]-{_PIECE}(?:-{_PIECE})*|['\u2019][tTsS](?!\w)"
    rf"|{_PIECE}(?:[-'\u2019]{_PIECE})*"
)
_STOP = re.compile('[].!?:…\n"“”„«»\u2018]')
_CODE = re.compile(r"\w{0,3}\d[\w.]*")

# Words inside a surname; written with a capital when no first name goes before.
PARTICLES = cue_words("particles")
# After these comes a person.
TITLES = cue_words("titles")
_ABBREVIATIONS = cue_words("abbreviations")
# An exclamation, and a form of address.
_NO_INITIALS = ("O", "U")
# Under this share of words with a capital, a text has none.
_FEW_CAPITALS = 0.01


@dataclass(frozen=True, slots=True)
class Word:
    """One word: where it stands, and how it is joined to the word before it.

    Attributes
    ----------
    text : str
        Without the 's of a possessive.
    start, end : int
        Code points, end exclusive.
    gap : str
        What stands between the word before and this one.
    opens : bool
        Whether it begins a sentence, so that its capital says nothing.
    possessive : bool
        Whether 's follows.
    """

    text: str
    start: int
    end: int
    gap: str
    opens: bool
    possessive: bool


def split_words(text: str) -> list[Word]:
    """Return the words of a text, in order."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()]
        opens = not words or (
            bool(_STOP.search(gap)) and not _abbreviated(words[-1].text, gap)
        )
        piece = found.group()
        possessive = len(piece) > 3 and piece[-2:] in ("'s", "\u2019s")
        end = found.end()
        if possessive:
            piece = piece[:-2]
        stop = found.start() + len(piece)
        words.append(Word(piece, found.start(), stop, gap, opens, possessive))
    return words


def _abbreviated(word: str, gap: str) -> bool:
    """Return whether the full stop belongs to the word: "dhr." or an initial."""
    initial = len(word) == 1 and word.isupper() and word not in _NO_INITIALS
    return gap in (".", ". ") and (initial or word.lower() in _ABBREVIATIONS)


def is_initial(text: str, word: Word) -> bool:
    """Return whether a word and its full stop stand for a first name: "J."."""
    short = len(word.text) == 1 or word.text in ("Th", "Chr", "Ph", "IJ", "Sj", "Tj")
    return (
        short
        and word.text[0].isupper()
        and word.text not in _NO_INITIALS
        and text[word.end : word.end + 1] == "."
    )


def is_capital(word: str) -> bool:
    """Return whether a word has a capital as its first letter."""
    return word[0].isupper() or (
        word[0] in "'\u2019" and word[2:4].strip("-").istitle()
    )


def is_shouted(word: str) -> bool:
    """Return whether a word of two letters or more is in capitals only."""
    return len(word) > 1 and word.isupper()


def is_code(word: str) -> bool:
    """Return whether this is a number or a code such as R1 or B01."""
    return bool(_CODE.fullmatch(word))


def lacks_capitals(words: Sequence[Word]) -> bool:
    """Return whether hardly any word has a capital, so that names do not show."""
    capitals = sum(word.text[0].isupper() for word in words)
    return bool(words) and capitals < _FEW_CAPITALS * len(words)
