"""In what way two coders can differ, and how a difference can stand."""

from __future__ import annotations

from tbresearch.vocabulary import terms

__all__ = ["BY_RULE", "KINDS", "OPEN", "SETTLED"]

KINDS = terms(
    ("only", "Alleen één codeur", "De ander gaf deze passage geen code."),
    (
        "place",
        "Andere plaats",
        "Dezelfde code en kant, bij andere woorden van dezelfde beurt.",
    ),
    ("code", "Andere code", "Beiden codeerden de passage, met een andere code."),
    ("polarity", "Andere kant", "Dezelfde code, met een andere richting."),
    ("extent", "Andere omvang", "Dezelfde code en kant, op meer of minder tekst."),
)
OPEN, SETTLED, BY_RULE = "open", "besloten", "vanzelf"
