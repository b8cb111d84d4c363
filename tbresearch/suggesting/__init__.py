"""Suggestions for codes: words of the codebook, measured, never written by itself."""

from tbresearch.suggesting.evaluating import Evaluation, evaluate_suggestions
from tbresearch.suggesting.polarity import PointsTo, polarity_hints
from tbresearch.suggesting.protocol import SHOWN, Scores, Suggester
from tbresearch.suggesting.suggesting import suggest
from tbresearch.suggesting.suggestions import Suggestions

__all__ = [
    "SHOWN",
    "Evaluation",
    "PointsTo",
    "Scores",
    "Suggester",
    "Suggestions",
    "evaluate_suggestions",
    "polarity_hints",
    "suggest",
]
