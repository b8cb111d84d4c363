"""Terms of disclosure control: what a study chooses to show of few people."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["MISSING_CHOICES", "STATEMENT_CHOICES", "ZERO_CHOICES"]

ZERO_CHOICES = terms(
    ("tonen", "Tonen", "Een 0 staat in het rapport."),
    (
        "onderdrukken",
        "Onderdrukken",
        "Ook een 0 wordt niet getoond, want die zegt iets van iedereen in de groep.",
    ),
)

MISSING_CHOICES = terms(
    ("tonen", "Tonen", "Aantallen ontbrekende scores staan in het rapport."),
    (
        "beschermen",
        "Beschermen",
        "Aantallen ontbrekende scores worden behandeld als andere aantallen.",
    ),
)

STATEMENT_CHOICES = terms(
    ("tonen", "Tonen", "Hoeveel respondenten iets noemen, staat in het rapport."),
    (
        "onderdrukken",
        "Onderdrukken",
        "Wat weinig respondenten noemen, of bijna allemaal, staat er zonder aantal.",
    ),
)
