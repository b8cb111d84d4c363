"""A suggester that learns from decisions: one logistic regression over pairs.

A pair is a passage and a code. What it learns is shared over codes, so it needs few
decisions and serves a new code too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.suggesting.protocol import Floats, Scores
from tbresearch.suggesting.vocabulary_of import Words, stem, words_of
from tbresearch.suggesting.word_suggester import WordSuggester, standardised

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

__all__ = ["PairSuggester", "pair_suggester"]

_NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairSuggester:
    """Logistic regression over pairs of a passage and a code.

    Its features: those of the word suggester, each standardised in its passage;
    likeness to the nearest passage with the code, and to the nearest three on average;
    and the logarithm of the code's share of the passages.
    """

    words: WordSuggester
    known: tuple[str, ...]
    truth: NDArray[np.bool_]
    model: LogisticRegression

    @property
    def name(self) -> str:
        """The name that ids of suggestions start with."""
        return "geleerd"

    def score(self, passages: Sequence[str]) -> Scores:
        """Return how well each code matches each passage."""
        base = self.words.score(passages)
        if not len(passages):
            return base
        features = _features(self.words, passages, self.known, self.truth, None)
        values = self.model.decision_function(features.reshape(-1, features.shape[2]))
        return replace(base, values=values.reshape(base.values.shape))


def pair_suggester(
    words: WordSuggester, decisions: pd.DataFrame
) -> PairSuggester | None:
    """Learn from decisions; None if they hold no positive or no negative pair."""
    from sklearn.linear_model import LogisticRegression  # 0.5 s, only for who learns

    place = {code: at for at, code in enumerate(words.codes)}
    own = decisions[decisions["code"].isin(place)]
    keys = own[["respondent", "passage"]].drop_duplicates()
    row_of = {key: at for at, key in enumerate(keys.itertuples(index=False, name=None))}
    truth = np.zeros((len(keys), len(place)), dtype=bool)
    asked = np.zeros_like(truth)
    for who, text, code, accepted in zip(
        own["respondent"], own["passage"], own["code"], own["accepted"], strict=True
    ):
        truth[row_of[who, text], place[code]] |= bool(accepted)
        asked[row_of[who, text], place[code]] = True
    # Whoever gave a passage a code did not give it the others.
    asked |= truth.any(axis=1, keepdims=True)
    if not truth.any() or not (asked & ~truth).any():
        return None
    texts = tuple(keys["passage"])
    people = keys["respondent"].to_numpy(dtype=str)
    features = _features(words, texts, texts, truth, people)
    model = LogisticRegression(max_iter=1000).fit(features[asked], truth[asked])
    return PairSuggester(words=words, known=texts, truth=truth, model=model)


def _features(
    words: WordSuggester,
    passages: Sequence[str],
    known: Sequence[str],
    truth: NDArray[np.bool_],
    people: NDArray[np.str_] | None,
) -> Floats:
    """Return passages x codes x features.

    With `people`, passages are the known ones, and each is compared with those of
    other respondents only: it would be its own nearest otherwise.
    """
    base, _, _ = words.features(passages, words_of(passages))
    alike = _alike(passages, known)
    if people is not None:
        alike = np.where(people[:, None] == people[None, :], 0.0, alike)
    near = np.zeros((2, len(passages), truth.shape[1]))
    for code in range(truth.shape[1]):
        own = np.sort(alike[:, truth[:, code]], axis=1)[:, ::-1][:, :_NEAREST]
        if own.shape[1]:
            near[:, :, code] = own[:, 0], own.mean(axis=1)
    prior = np.log((truth.sum(axis=0) + 1) / (len(known) + truth.shape[1]))
    prior = np.broadcast_to(prior, near[0].shape)
    return np.stack([*map(standardised, base), *near, prior], axis=2)


def _alike(passages: Sequence[str], known: Sequence[str]) -> Floats:
    """Return the cosines of TF-IDF vectors of stems, rarity counted over the known."""
    both = words_of([*known, *passages]).without_function_words
    stems = _by_stem(both)
    learned = stems[: len(known)]
    seen = (learned > 0).sum(axis=0)
    rare = np.log((1 + len(known)) / (1 + seen)) + 1
    weighted = stems * rare
    length = np.sqrt((weighted**2).sum(axis=1, keepdims=True))
    unit = weighted / np.where(length > 0, length, 1)
    found: Floats = unit[len(known) :] @ unit[: len(known)].T
    return found


def _by_stem(words: Words) -> Floats:
    """Return texts x stems: one where the text has a word of that stem."""
    place: dict[str, int] = {}
    columns = [place.setdefault(stem(name), len(place)) for name in words.names]
    found = np.zeros((len(words.sequences), len(place)))
    for row in range(len(found)):
        own = words.counts.indices[
            words.counts.indptr[row] : words.counts.indptr[row + 1]
        ]
        found[row, [columns[word] for word in own]] = 1.0
    return found
