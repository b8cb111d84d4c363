"""Terms of claims: what a sentence of a report says, and what its words promise."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = ["CLAIM_KINDS", "CLAIM_MARKS", "CLAIM_RULES", "QUANTIFIERS"]

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
    ("kosten", "Kosten", "Euro's bij aannames, elk met een bron en een prijspeil."),
    (
        "norm",
        "Norm",
        "Wat zou moeten, wordt aanbevolen of het oordeel van de schrijver is; geen "
        "bevinding.",
    ),
)

# In the order in which a rule goes before another on the same words.
CLAIM_RULES = terms(
    (
        "aandeel",
        "Aandeel van weinig mensen",
        "Een percentage of breuk van minder dan twintig, of zonder noemer.",
    ),
    ("getypt", "Getypt", "Een getal of citaat is getypt in plaats van aangehaald."),
    (
        "effect",
        "Effecttaal",
        "Een zin zegt dat de hulp iets teweegbracht, en de opzet laat dat niet zien.",
    ),
    ("kop", "Oorzaak in een kop", "Een kop zegt dat de hulp iets teweegbracht."),
    (
        "absoluut",
        "Absolute woorden",
        "Een zin zegt iets van allen of van niemand, en de aantallen niet.",
    ),
    (
        "hoeveelheid",
        "Woord voor hoeveel",
        "Een woord als 'de meeste' past niet bij het aantal waarnaar de zin verwijst.",
    ),
    ("begrip", "Begrip", "Een woord van het vak staat voor iets anders dan het is."),
    (
        "zonder_bewijs",
        "Zonder bewijs",
        "Een zin zegt hoe het is, en de alinea verwijst nergens naar.",
    ),
)

CLAIM_MARKS = terms(
    ("norm", "Norm", "Wat volgens de schrijver zou moeten; bewijs staat er niet bij."),
    (
        "oordeel",
        "Oordeel van de schrijver",
        "Wat de schrijver zelf vindt; bewijs staat er niet bij.",
    ),
)

# What a word for an amount promises. A test holds the limits against these.
QUANTIFIERS = terms(
    (
        "bijna_alle",
        "bijna alle, vrijwel iedereen",
        "Minstens vier van de vijf, niet allen.",
    ),
    (
        "overgrote_deel",
        "het overgrote deel, verreweg de meeste",
        "Minstens drie van de vier.",
    ),
    ("meeste", "de meeste, het merendeel, een meerderheid", "Meer dan de helft."),
    ("veel", "veel, vele", "Minstens de helft."),
    ("minderheid", "een minderheid", "Minder dan de helft, en minstens één."),
    ("sommige", "sommige, een deel", "Minstens twee, en hooguit de helft."),
    ("enkele", "enkele, een paar, weinig", "Minstens twee, en hooguit een derde."),
    ("een_enkele", "een enkele, een enkeling", "Eén."),
    (
        "verschillende",
        "verschillende, meerdere, een aantal",
        "Minstens twee.",
    ),
)
