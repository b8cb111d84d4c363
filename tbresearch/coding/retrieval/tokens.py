"""The words of respondents, as a Dutch reader would count them.

A word keeps its apostrophes and hyphens (foto's, 's, zo'n, e-mail), a number its
marks (3,5 and 17:30), and an emoji with its skin tone or joiner is one. No model
and no download is needed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple, Protocol

import pandas as pd

from tbresearch.coding.counting import spoken_turns
from tbresearch.coding.retrieval.selection import (
    Selection,
    check_names,
)
from tbresearch.transcripts import Corpus

__all__ = ["Token", "asked_turns", "folded", "function_words", "query_words", "tokens"]

_MARK = "\u0300-\u036f"
_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
_TONE = "\U0001f3fb-\U0001f3ff"


def _pattern(more: str) -> str:
    """Return the pattern of a token, with `more` characters that a word may hold."""
    letter = rf"[\w{more}{_MARK}]"
    emoji = f"[{_EMOJI}][\ufe0f{_TONE}{more}]*"
    return "|".join(
        (
            r"\d+(?:[.,:]\d+)+(?!\w)",
            rf"['\u2019][stnkmr]\b(?!['\u2019])(?:-{letter}+)*",
            rf"{letter}+(?:[-'\u2019]{letter}+)*",
            "[\U0001f1e6-\U0001f1ff]{2}",
            f"{emoji}(?:\u200d{emoji})*",
        )
    )


class _Tokenizer(Protocol):
    def span_tokenize(self, text: str) -> Iterable[tuple[int, int]]: ...


class Token(NamedTuple):
    """A word in a text: how it counts, and where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and emoji of a text, in order.

    >>> [token.word for token in tokens("Zo'n foto's, om 17:30 👍🏽!")]
    ["zo'n", "foto's", 'om', '17:30', '👍🏽']
    """
    spans = _tokenizer("").span_tokenize(text)
    return [Token(folded(text[a:b]), a, b) for a, b in spans]


def query_words(query: str) -> list[str]:
    """Return the words of a query, in which `*` is any number of letters."""
    words = unicodedata.normalize("NFC", query)
    return [folded(words[a:b]) for a, b in _tokenizer("*").span_tokenize(words)]


def folded(word: str) -> str:
    """Return a word as it counts: composed, without case, one kind of apostrophe."""
    return word.replace("\u2019", "'").replace("\ufe0f", "").casefold()


@cache
def _tokenizer(more: str) -> _Tokenizer:
    from nltk.tokenize import RegexpTokenizer  # 0.3 s, only for who asks words

    return RegexpTokenizer(_pattern(more))  # type: ignore[no-any-return]


@cache
def function_words() -> frozenset[str]:
    """Return our own short list of Dutch function words.

    Stock lists hold zelf, samen, eigen and niet: the words that carry the codes.
    """
    file = resources.files("tbresearch.coding.retrieval") / "function_words.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def asked_turns(corpus: Corpus, selection: Selection) -> pd.DataFrame:
    """Return the turns of those who may be counted and are asked for.

    Raises
    ------
    StudyError
        If a name is unknown.
    """
    check_names(corpus.study, selection, None)
    turns = spoken_turns(corpus)
    for name in ("group", "respondent", "session"):
        wanted = getattr(selection, name)
        if wanted is not None:
            turns = turns[(turns[name] == wanted).fillna(False)]
    return turns
