"""Suggestions for codes: words of the codebook, measured, never written by itself."""

from tbresearch.suggesting.bridge import suggestions_for
from tbresearch.suggesting.decisions import decisions_of
from tbresearch.suggesting.evaluating import Evaluation, evaluate_suggestions
from tbresearch.suggesting.judging import Verdict
from tbresearch.suggesting.language_model import LanguageModel, language_model
from tbresearch.suggesting.polarity import PointsTo, polarity_hints
from tbresearch.suggesting.protocol import SHOWN, Scores, Suggester
from tbresearch.suggesting.suggesting import (
    judged_suggester,
    suggest,
    suggestions_of,
)
from tbresearch.suggesting.suggestions import Suggestions

__all__ = [
    "SHOWN",
    "Evaluation",
    "LanguageModel",
    "PointsTo",
    "Scores",
    "Suggester",
    "Suggestions",
    "Verdict",
    "decisions_of",
    "evaluate_suggestions",
    "judged_suggester",
    "language_model",
    "polarity_hints",
    "suggest",
    "suggestions_for",
    "suggestions_of",
]
