"""Terms of claims: what a sentence of a report says, and what its words promise."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["CLAIM_KINDS"]

CLAIM_KINDS = terms(
    ("feit", "Feit", "Een telling of beschrijving van wat is vastgelegd."),
    (
        "ervaring",
        "Ervaring",
        "Wat mensen zeggen of meemaken: van wie het komt, en van hoeveel.",
    ),
    (
        "verandering",
        "Verandering",
        "Een verschil tussen twee momenten; waardoor het er is, zegt het niet.",
    ),
    (
        "effect",
        "Effect",
        "Een verschil dat door de hulp komt; daarvoor is een vergelijking nodig.",
    ),
    (
        "kosten",
        "Kosten",
        "Euro's bij aannames, elk met een bron en een prijspeil.",
    ),
    ("norm", "Norm", "Wat zou moeten of wordt aanbevolen; geen bevinding."),
)
