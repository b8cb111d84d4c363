"""Suggestions for codes: words of the codebook, measured, never written by itself."""

from tbresearch.suggesting.polarity import PointsTo, polarity_hints
from tbresearch.suggesting.protocol import SHOWN, Scores, Suggester
from tbresearch.suggesting.suggesting import suggest
from tbresearch.suggesting.suggestions import Suggestions

__all__ = [
    "SHOWN",
    "PointsTo",
    "Scores",
    "Suggester",
    "Suggestions",
    "polarity_hints",
    "suggest",
]
