"""What a suggester must beat: the commonest codes, and counted words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tbresearch.coding import Codebook
from tbresearch.suggesting.protocol import Floats
from tbresearch.suggesting.vocabulary_of import words_of

__all__ = ["keyword", "majority"]


def majority(truth: NDArray[np.bool_], respondents: NDArray[np.str_]) -> Floats:
    """Return how often each code was given to passages of the other respondents."""
    counts = truth.sum(axis=0)
    values = np.zeros(truth.shape)
    for who in np.unique(respondents):
        own = respondents == who
        values[own] = counts - truth[own].sum(axis=0)
    return values


def keyword(passages: Sequence[str], codebook: Codebook) -> Floats:
    """Return how many words of its label and definition each passage holds."""
    texts = [f"{code.label} {code.definition}" for code in codebook.codes.values()]
    sets = [set(own) for own in words_of(texts).sequences]
    found = words_of(passages).without_function_words
    holds = np.array([[word in own for own in sets] for word in found.names])
    return np.asarray(found.counts @ holds.reshape(-1, len(sets)), dtype=float)
