"""What every suggester has in common: it scores codes for passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHOWN", "STRENGTHS", "Floats", "Scores", "Suggester", "order_of"]

Floats = NDArray[np.float64]

# Codes of a passage that a coder is shown.
SHOWN = 3
# How well a code matches, from well to not at all; words, for few labels make
# probabilities that claim too much.
STRENGTHS = ("sterk", "matig", "zwak", "geen")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """How well each code matches each passage.

    Attributes
    ----------
    codes : tuple of str
        The columns.
    values : array of float, passages x codes
        Higher is better; comparable within a passage only.
    strengths : array of int, passages x codes
        Place in `STRENGTHS`.
    words : mapping of (passage, code position) to tuple of str
        Words of the passage that speak for the code, of the first `SHOWN`.
    notes : tuple of str
        What went wrong or was refused, in Dutch.
    """

    codes: tuple[str, ...]
    values: Floats
    strengths: NDArray[np.int64]
    words: dict[tuple[int, int], tuple[str, ...]]
    notes: tuple[str, ...] = ()


class Suggester(Protocol):
    """Whatever can score codes for passages.

    A suggester never writes; what it says is measured on the decisions of the study
    like any other, and it is switched off when it does not beat the baselines.
    """

    @property
    def name(self) -> str:
        """A short name that ids of suggestions start with."""
        ...

    def score(self, passages: Sequence[str]) -> Scores:
        """Return how well each code matches each passage."""
        ...


def order_of(values: Floats) -> NDArray[np.int64]:
    """Return the codes of each passage, best first; equals in codebook order.

    >>> order_of(np.array([[0.1, 0.7, 0.7]])).tolist()
    [[1, 2, 0]]
    """
    return np.argsort(-values, axis=1, kind="stable").astype(np.int64)
