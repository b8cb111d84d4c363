"""The suggester that ships: words of the codebook, without a model or a download.

If the extra `use` is installed, it compares whole sentences as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tbresearch.coding import Codebook
from tbresearch.suggesting.cue_words import CueWords, cue_words
from tbresearch.suggesting.likeness import Likeness, code_lines, likeness
from tbresearch.suggesting.protocol import SHOWN, Floats, Scores, order_of
from tbresearch.suggesting.sentence_likeness import (
    SentenceLikeness,
    sentence_likeness,
    sentences_installed,
)
from tbresearch.suggesting.vocabulary_of import Words, words_of

__all__ = ["WordSuggester", "standardised", "summed", "word_suggester"]

# Likeness from which a match is called so; set on debates of parliament, where
# nothing is about care, so that few of their turns look like a strong match.
_ALIKE, _SOMEWHAT = 0.14, 0.07
# Matching words that are shown.
_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordSuggester:
    """TF-IDF over stems and pieces of words, and the cue words of the codebook.

    Attributes
    ----------
    codes : tuple of str
        Keys, in the order of the codebook.
    sentences : SentenceLikeness or None
        Likeness of whole sentences, if it counts as well.
    """

    codes: tuple[str, ...]
    alike: Likeness
    cues: CueWords
    worth: Mapping[str, float]
    sentences: SentenceLikeness | None

    @property
    def name(self) -> str:
        """The name that ids of suggestions start with."""
        return "woorden" if self.sentences is None else "zinnen"

    def score(self, passages: Sequence[str]) -> Scores:
        """Return how well each code matches each passage."""
        words = words_of(passages)
        features, by_word, hits = self.features(passages, words)
        values = summed(features)
        stems = self.alike.of(words.without_function_words)[0][0]
        found = [[len(own.get(code, ())) for code in self.codes] for own in hits]
        many = np.array(found, dtype=np.int64).reshape(stems.shape)
        return Scores(
            codes=self.codes,
            values=values,
            strengths=_strengths(stems, many),
            words=self._matching(words, by_word, hits, values),
        )

    def features(
        self, passages: Sequence[str], words: Words
    ) -> tuple[list[Floats], Floats, list[dict[str, dict[str, str]]]]:
        """Return likeness in stems, pieces, cues and sentences; then where from."""
        alike, by_word = self.alike.of(words)
        hits = self.cues.found(words.sequences)
        place = {code: at for at, code in enumerate(self.codes)}
        worth = np.zeros((len(hits), len(self.codes)))
        for row, own in enumerate(hits):
            for code, cues in own.items():
                worth[row, place[code]] = sum(self.worth[cue] for cue in cues)
        more = []
        if self.sentences is not None:
            said = np.array([bool(own) for own in words.sequences], dtype=bool)
            more.append(self.sentences.of(passages) * said[:, None])
        return [*alike, np.sqrt(worth), *more], by_word, hits

    def _matching(
        self,
        words: Words,
        by_word: Floats,
        hits: list[dict[str, dict[str, str]]],
        values: Floats,
    ) -> dict[tuple[int, int], tuple[str, ...]]:
        """Return the words that speak for the first codes of each passage."""
        found = {}
        starts = words.counts.indptr
        for row, order in enumerate(order_of(values)[:, :SHOWN]):
            own = words.counts.indices[starts[row] : starts[row + 1]]
            for code in order:
                cues = list(hits[row].get(self.codes[code], {}).values())
                said = {word for cue in cues for word in cue.split()}
                weights = by_word[own, code]
                best = own[np.argsort(-weights, kind="stable")]
                rest = [
                    words.names[w]
                    for w in best
                    if by_word[w, code] > 0 and words.content[w]
                ]
                more = [word for word in rest if word not in said]
                found[row, int(code)] = (*dict.fromkeys(cues), *more)[:_WORDS]
        return found


def word_suggester(
    codebook: Codebook, *, sentences: bool | None = False
) -> WordSuggester:
    """Make the suggester of a codebook.

    Parameters
    ----------
    codebook : Codebook
        The codes.
    sentences : bool or None
        Whether whole sentences are compared too; None is: if the extra is installed.

    Raises
    ------
    WorkbenchError
        If sentences are asked for and the extra is not installed.
    """
    if sentences is None:
        sentences = sentences_installed()
    codes = codebook.codes.values()
    phrases = {code.code: code.cues for code in codes}
    cues = cue_words(phrases)
    lines = {code.code: list(code_lines(code)) for code in codes}
    shared = Counter(cue.phrase for cue in cues.cues)
    return WordSuggester(
        codes=tuple(codebook.codes),
        alike=likeness(lines),
        cues=cues,
        worth={
            cue: (1 + 0.5 * cue.count(" ")) / codes_with
            for cue, codes_with in shared.items()
        },
        sentences=sentence_likeness(lines) if sentences else None,
    )


def summed(features: Sequence[Floats]) -> Floats:
    """Return the sum of features, each standardised within its passage."""
    total: Floats = np.sum([standardised(own) for own in features], axis=0)
    return total


def standardised(values: Floats) -> Floats:
    """Return each row with mean 0 and standard deviation 1; a flat row is 0."""
    centred = values - values.mean(axis=1, keepdims=True)
    spread = values.std(axis=1, keepdims=True)
    return np.where(spread > 1e-12, centred / np.where(spread > 1e-12, spread, 1), 0.0)


def _strengths(stems: Floats, cues: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the place in `STRENGTHS` of each passage and code."""
    strong = (cues >= 3) | ((cues >= 1) & (stems >= _ALIKE))
    fair = (cues >= 1) & (stems >= _SOMEWHAT) | (cues >= 2) | (stems >= _ALIKE)
    weak = (cues >= 1) | (stems > 0)
    return np.select([strong, fair, weak], [0, 1, 2], default=3).astype(np.int64)
