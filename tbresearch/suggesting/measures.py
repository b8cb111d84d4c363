"""How good a ranking of codes is, for passages whose codes are known.

`truth` is passages x codes, true where a code is right; each passage has one at least.
Weights are draws x passages: 1 everywhere, or how often a draw holds each passage.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

from tbresearch.suggesting.protocol import Floats, order_of

__all__ = [
    "MEASURES",
    "chance",
    "f1_scores",
    "passage_measures",
    "ranking_measures",
    "respondent_weights",
]

Bools = NDArray[np.bool_]
# Per passage, save the last, which is the mean over codes.
MEASURES = ("top-1", "top-3", "MAP", "macro-F1")


def passage_measures(truth: Bools, values: Floats) -> Floats:
    """Return for each passage top-1, top-3 and average precision.

    >>> passage_measures(np.array([[True, False]]), np.array([[0.1, 0.9]])).tolist()
    [[0.0, 1.0, 0.5]]
    """
    right = np.take_along_axis(truth, order_of(values), axis=1)
    ranks = np.arange(1, truth.shape[1] + 1)
    precision = np.cumsum(right, axis=1) / ranks
    average = (precision * right).sum(axis=1) / right.sum(axis=1)
    first = [right[:, :k].any(axis=1) for k in (1, 3)]
    return np.column_stack([*first, average]).astype(float)


def f1_scores(truth: Bools, guess: Bools, weights: Floats) -> Floats:
    """Return draws x columns: F1, and 0 where nothing was right."""
    both = weights @ (truth & guess)
    all_of_both = weights @ truth.astype(float) + weights @ guess.astype(float)
    full = np.where(all_of_both > 0, all_of_both, 1.0)
    scores: Floats = 2 * both / full
    return scores


def ranking_measures(truth: Bools, values: Floats, weights: Floats) -> Floats:
    """Return draws x `MEASURES`.

    macro-F1 is of the first code, over the codes that occur in the draw.
    """
    each = passage_measures(truth, values)
    means = (weights @ each) / weights.sum(axis=1, keepdims=True)
    first = np.zeros_like(truth)
    first[np.arange(len(truth)), order_of(values)[:, 0]] = True
    occurs = (weights @ truth.astype(float)) > 0
    f1 = (f1_scores(truth, first, weights) * occurs).sum(axis=1) / occurs.sum(axis=1)
    return np.column_stack([means, f1])


def respondent_weights(
    respondents: NDArray[np.str_], *, draws: int, seed: int
) -> Floats:
    """Return how often each draw of respondents, with replacement, holds a passage."""
    people, number = np.unique(respondents, return_inverse=True)
    random = np.random.default_rng(seed)
    equal = np.full(len(people), 1 / len(people))
    drawn = random.multinomial(len(people), equal, size=draws)
    return drawn[:, number].astype(float)


def chance(truth: Bools) -> tuple[float, float, float]:
    """Return top-1, top-3 and MAP that a random order is expected to have.

    Closed formulas; for the mean average precision of m right ones among n
    in random order, ``H/n + (m - 1)/(n - 1) * (1 - H/n)``, H the harmonic number of n.
    """
    n = truth.shape[1]
    right = truth.sum(axis=1)
    share = sum(1 / k for k in range(1, n + 1)) / n
    hits = [
        [1 - comb(n - int(m), k) / comb(n, k) for m in right] for k in (1, min(3, n))
    ]
    average = [share + (m - 1) / max(n - 1, 1) * (1 - share) for m in right]
    return float(np.mean(hits[0])), float(np.mean(hits[1])), float(np.mean(average))
