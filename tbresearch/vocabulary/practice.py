"""What was done: trajecten, contacts, evaluations, and how practice is judged."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tbresearch.vocabulary.terms import terms

__all__ = [
    "COMPONENTS",
    "CONTACT_KINDS",
    "COUNTED_ONE",
    "EVALUATION_KINDS",
    "EXIT_REASONS",
    "JUDGEMENTS",
]

EXIT_REASONS = terms(
    ("doelen_bereikt", "Doelen bereikt", "Het traject is volgens plan afgerond."),
    ("client_stopt", "Cliënt stopt", "De cliënt wil niet verder."),
    ("verhuizing", "Verhuizing", "De cliënt verhuist buiten het gebied."),
    ("opname", "Opname", "De cliënt wordt opgenomen."),
    ("overlijden", "Overlijden", "De cliënt is overleden."),
    ("indicatie_eindigt", "Indicatie eindigt", "De indicatie wordt niet verlengd."),
    ("anders", "Anders", "Een andere reden."),
)

CONTACT_KINDS = terms(
    ("bezoek", "Bezoek", "De begeleider komt bij de cliënt thuis."),
    ("telefonisch", "Telefonisch", "Contact met de cliënt per telefoon."),
    ("online", "Online", "Contact met de cliënt per beeldscherm of bericht."),
    ("overleg", "Overleg", "Overleg met anderen over de cliënt."),
)

EVALUATION_KINDS = terms(
    ("evaluatie", "Evaluatie", "Tussentijds met de cliënt terugkijken op de doelen."),
    ("eindevaluatie", "Eindevaluatie", "Terugkijken bij het einde van het traject."),
    (
        "tevredenheid",
        "Tevredenheidsonderzoek",
        "De cliënt zegt bij het einde hoe tevreden die is.",
    ),
)

JUDGEMENTS = terms(
    ("ja", "Ja", "Het is beoordeeld, en het is zo."),
    ("nee", "Nee", "Het is beoordeeld, en het is niet zo."),
    ("onbekend", "Onbekend", "Het is niet beoordeeld; dat is iets anders dan nee."),
)

# One of what is counted, by its plural.
COUNTED_ONE: Mapping[str, str] = MappingProxyType(
    {
        "trajecten": "traject",
        "lopende trajecten": "lopend traject",
        "contacten": "contact",
        "evaluaties": "evaluatie",
        "momenten": "moment",
        "aanpassingen": "aanpassing",
        "oordelen": "oordeel",
        "informanten": "informant",
        "punten": "punt",
    }
)

COMPONENTS = terms(
    ("context", "Context", "De omgeving waarin de interventie wordt uitgevoerd."),
    ("bereik", "Bereik", "Welk deel van de beoogde doelgroep is bereikt."),
    ("dosis_geleverd", "Geleverde dosis", "Hoeveel de uitvoerders hebben geboden."),
    (
        "dosis_ontvangen",
        "Ontvangen dosis",
        "Hoeveel de cliënten hebben gekregen en gebruikt.",
    ),
    (
        "integriteit",
        "Integriteit",
        "In hoeverre is uitgevoerd zoals bedoeld, met welke aanpassingen.",
    ),
    (
        "uitvoering",
        "Uitvoering als geheel",
        "Een profiel van de onderdelen samen; er is geen totaalscore.",
    ),
    ("werving", "Werving", "Hoe deelnemers zijn benaderd en wie er afvielen."),
)
