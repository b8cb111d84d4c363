"""Terms of reading codings and words back: together, apart, and how often."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["ASSOCIATIONS", "FUNCTION_WORD_CHOICES", "QUOTING", "TOGETHER"]

TOGETHER = terms(
    (
        "uiting",
        "In dezelfde uiting",
        "Beide codes komen voor in dezelfde beurt van één spreker.",
    ),
    (
        "overlap",
        "Overlappend",
        "Een passage van de ene code deelt in een uiting tekst met een van de andere.",
    ),
    (
        "respondent",
        "Bij dezelfde respondent",
        "Beide codes komen bij dezelfde persoon voor, waar dan ook.",
    ),
)

ASSOCIATIONS = terms(
    (
        "loglikelihood",
        "Log-likelihood",
        "Hoe sterk een woordpaar afwijkt van toeval; vindt vooral paren die vaak "
        "voorkomen.",
    ),
    (
        "pmi",
        "PMI",
        "Hoeveel vaker dan bij toeval de woorden samen komen; vindt vooral zeldzame "
        "paren.",
    ),
)

FUNCTION_WORD_CHOICES = terms(
    (
        "meetellen",
        "Functiewoorden tellen mee",
        "Ook paren met woorden als de, en, van staan in de lijst.",
    ),
    (
        "weglaten",
        "Functiewoorden weggelaten",
        "Paren waarin een functiewoord staat, blijven uit de lijst.",
    ),
)

QUOTING = terms(
    ("met_rol", "ja, met rol", "Mag letterlijk worden geciteerd, met de rol erbij."),
    ("ja", "ja, zonder rol", "Mag letterlijk worden geciteerd, zonder de rol."),
    ("nee", "nee", "Mag meetellen, en niet letterlijk worden geciteerd."),
)
