"""Terms of a framework of assessment: verdicts, who says so, how far it reaches."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = [
    "FINDING_KINDS",
    "FRAMEWORK_KINDS",
    "INFORMANT_ROLES",
    "SCOPES",
    "VERDICTS",
    "VERDICT_STATES",
    "VIEW_PATTERNS",
]

FRAMEWORK_KINDS = terms(
    ("oordelen", "Oordelen", "Een beoordelaar geeft per indicator een oordeel."),
    (
        "controlelijst",
        "Controlelijst",
        "Per punt staat waar bewijs te vinden is; er is geen oordeel en geen niveau.",
    ),
)

_VERDICTS = (
    ("voldoet", "Voldoet", "De beoordelaar vindt de indicator in orde."),
    ("verbeterpunt", "Verbeterpunt", "De beoordelaar vindt dat het beter moet."),
    (
        "geen_oordeel",
        "Geen oordeel",
        "De beoordelaar zegt met zoveel woorden dat er geen oordeel is.",
    ),
)
VERDICTS = terms(*_VERDICTS)

# What may be so of an indicator: a verdict, or the lack of one.
VERDICT_STATES = terms(
    *_VERDICTS,
    (
        "open",
        "Niet te koppelen",
        "Er zijn oordelen bij een aantal indicatoren samen; welk oordeel bij welke "
        "hoort, staat er niet.",
    ),
    ("zonder", "Zonder oordeel", "Er staat niets bij de indicator."),
)

FINDING_KINDS = terms(
    (
        "observatie",
        "Observatie",
        "Wat iemand zei, wat in een stuk staat, of wat ontbreekt.",
    ),
    (
        "conclusie",
        "Conclusie",
        "Wat de beoordelaar eruit afleidt; noemt waaruit.",
    ),
)

SCOPES = terms(
    ("beleid", "Beleid", "Getoetst aan stukken en afspraken, niet aan het werk zelf."),
    ("praktijk", "Praktijk", "Getoetst aan wat er in gezinnen gebeurt."),
)

INFORMANT_ROLES = terms(
    ("gemeente", "Gemeente", "Opdrachtgever, die er ook zelf over gaat."),
    ("aanbieder", "Aanbieder", "Voert de interventie uit."),
    ("partner", "Partner", "Werkt in de keten met de aanbieder samen."),
    ("client", "Cliënt", "Krijgt de hulp, of vertegenwoordigt wie die krijgt."),
    ("anders", "Anders", "Een andere informant, of de rol is niet bekend."),
)

VIEW_PATTERNS = terms(
    ("eens", "Eens", "Alle informanten zeggen hetzelfde."),
    ("een_anders", "Eén zegt iets anders", "Op één na zeggen alle hetzelfde."),
    ("helft", "De helft", "Twee antwoorden, elk van de helft van de informanten."),
    ("alle_anders", "Allen verschillend", "Geen twee informanten zeggen hetzelfde."),
    ("verdeeld", "Verdeeld", "Er zijn verschillende antwoorden, anders verdeeld."),
    ("een_bron", "Eén informant", "Er is één informant, dus niets te vergelijken."),
)
