"""Terms of an intervention as intended: who says so, who it is for, by which route."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = [
    "ANSWERS",
    "COMPARISONS",
    "CONTRADICTION_STATUSES",
    "EVALUATION_MOMENTS",
    "FEATURES",
    "LAWS",
    "RULE_KINDS",
    "SOURCE_KINDS",
]

SOURCE_KINDS = terms(
    ("kennisinstituut", "Kennisinstituut", "Beschrijft of onderzoekt de interventie."),
    ("eigenaar", "Eigenaar", "Beheert de interventie, of geeft er opdracht toe."),
    ("aanbieder", "Aanbieder", "Biedt de interventie aan, en wil haar bekend maken."),
    ("toezicht", "Toezicht", "Houdt toezicht op wie de interventie uitvoert."),
    ("wet", "Wet of uitvoerder", "Een wet, of wie die wet uitvoert."),
    (
        "eigen_lezing",
        "Eigen lezing",
        "Staat zo in geen bron: de makers lezen het erin, en u kunt het anders zien.",
    ),
)

RULE_KINDS = terms(
    ("vereist", "Vereist", "Wie hier niet aan voldoet, hoort niet bij de doelgroep."),
    (
        "liever_niet",
        "Liever niet",
        "Geen reden tot uitsluiting; de interventie past dan minder goed.",
    ),
)

COMPARISONS = terms(
    ("is", "is", "Het kenmerk heeft deze waarde."),
    ("is_niet", "is niet", "Het kenmerk heeft een andere waarde."),
    ("minstens", "is minstens", "Het kenmerk is dit getal of hoger."),
    ("hoogstens", "is hoogstens", "Het kenmerk is dit getal of lager."),
)

ANSWERS = terms(
    ("ja", "ja", "Alles wat ervoor nodig is, is bekend en klopt."),
    ("nee", "nee", "Er is iets bekend dat niet klopt."),
    ("onbekend", "onbekend", "Niets klopt niet, en niet alles is bekend."),
)

LAWS = terms(
    ("wmo", "Wmo", "Wet maatschappelijke ondersteuning 2015; de gemeente betaalt."),
    ("jeugdwet", "Jeugdwet", "Hulp aan wie nog geen 18 is; de gemeente betaalt."),
    ("wlz", "Wlz", "Wet langdurige zorg; het zorgkantoor betaalt."),
    ("geen", "Geen wet", "Hulp zonder aanspraak op grond van een wet."),
)

CONTRADICTION_STATUSES = terms(
    ("open", "Open", "Beide uitspraken staan; niemand heeft ertussen beslist."),
    ("opgelost", "Opgelost", "De toelichting zegt wie er wat over heeft beslist."),
)

EVALUATION_MOMENTS = terms(
    ("tussentijds", "Tussentijds", "Tijdens het traject, telkens na zoveel weken."),
    ("einde", "Aan het einde", "Eén keer, bij het einde van het traject."),
)

# What is known of a situation, and what rules and routes may ask.
FEATURES = terms(
    ("leeftijd", "Leeftijd", "Leeftijd van de cliënt, in jaren."),
    ("minderjarige", "Minderjarige in het gezin", "Iemand in het gezin is geen 18."),
    (
        "leeftijd_jongste_kind",
        "Leeftijd van het jongste kind",
        "Leeftijd van het jongste kind in het gezin, in jaren.",
    ),
    ("eigen_woning", "Eigen woning", "De cliënt woont in een eigen woning."),
    ("indicatie", "Indicatie", "Er is een besluit dat recht geeft op deze hulp."),
    (
        "blijvende_zorg",
        "Blijvende zorg nodig",
        "Er is blijvend toezicht nodig, of de hele dag zorg in de buurt.",
    ),
    (
        "vergevorderd_ziek",
        "Vergevorderd ziek",
        "De cliënt is zo ziek dat verpleging voorop staat.",
    ),
    ("wil_niet", "Wil helemaal niet", "De cliënt wil in geen geval hulp."),
    ("gevaarlijk", "Gevaarlijke situatie", "Thuis komen is niet veilig."),
    ("vrijwillig", "Vrijwillig", "De hulp is niet opgelegd."),
    (
        "risicofactoren",
        "Risicofactoren",
        "Er zijn risico's voor een kind in het gezin.",
    ),
    (
        "contract",
        "Contract met de gemeente",
        "De aanbieder heeft een contract met de gemeente van de cliënt.",
    ),
    ("wet", "Wet", "De wet waaronder de hulp valt."),
    ("gemeente", "Gemeente", "Waar de cliënt woont."),
    ("aanbieder", "Aanbieder", "Wie de hulp zou geven."),
)
