"""Passages as counts of words, and words as stems and pieces.

Scores of codes are sums over the words of a passage. So each different word is
looked at once, whatever the number of passages, and the words that made a score
are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tbresearch.coding.retrieval.tokens import function_words, tokens

__all__ = ["Words", "pieces", "sequences_of", "stem", "words_of"]

_SHORTEST, _LONGEST = 3, 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of some texts.

    Attributes
    ----------
    names : tuple of str
        Each different word.
    content : array of bool
        Which of them are no function word.
    counts : sparse array, texts x words
        One where the text has the word.
    sequences : tuple of tuple of str
        All words of each text in order, function words included.
    """

    names: tuple[str, ...]
    content: NDArray[np.bool_]
    counts: sparse.csr_array
    sequences: tuple[tuple[str, ...], ...]

    @property
    def without_function_words(self) -> Words:
        """The same texts, their function words counted nowhere."""
        kept = np.flatnonzero(self.content)
        return Words(
            names=tuple(self.names[at] for at in kept),
            content=self.content[kept],
            counts=self.counts[:, kept],
            sequences=self.sequences,
        )


def words_of(texts: Sequence[str]) -> Words:
    """Return the words of texts."""
    sequences = sequences_of(tuple(texts))
    skipped = function_words()
    place: dict[str, int] = {}
    rows, columns = [], []
    for row, sequence in enumerate(sequences):
        for word in dict.fromkeys(sequence):
            rows.append(row)
            columns.append(place.setdefault(word, len(place)))
    shape = (len(texts), len(place))
    counts = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    return Words(
        names=tuple(place),
        content=np.array([word not in skipped for word in place], dtype=bool),
        counts=counts,
        sequences=sequences,
    )


@lru_cache(maxsize=1)
def sequences_of(texts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return all words of texts, in order; the last texts are asked for twice."""
    return tuple(tuple(t.word for t in tokens(text)) for text in texts)


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import SnowballStemmer  # 0.3 s, only for who asks

    stemmed: Callable[[str], str] = SnowballStemmer("dutch").stem
    return stemmed


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a Dutch word.

    >>> stem("luisterde")
    'luister'
    """
    return _stemmer()(word)


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[str, ...]:
    """Return the pieces of three to five letters of a word, its ends marked.

    >>> pieces("la")
    ('<la', 'la>', '<la>')
    """
    marked = f"<{word}>"
    return tuple(
        marked[at : at + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for at in range(len(marked) - size + 1)
    )
