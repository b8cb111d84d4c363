"""Terms of recruitment: who applies, the steps to a traject, why people are lost."""

from __future__ import annotations

from tbresearch.vocabulary.terms import terms

__all__ = [
    "APPLICANTS",
    "COMPLETIONS",
    "LOSS_REASONS",
    "RECRUITMENT_STEPS",
    "REGISTER_CHOICES",
]

APPLICANTS = terms(
    ("zelf", "Zelf", "De cliënt of het gezin meldt zich zelf."),
    ("betrokkene", "Betrokkene", "Familie, een vriend of iemand uit de buurt."),
    ("wijkteam", "Wijkteam", "Het wijkteam of de gemeente."),
    ("huisarts", "Huisarts", "De huisarts of de praktijkondersteuner."),
    ("ggz", "Ggz", "De geestelijke gezondheidszorg."),
    ("jeugd", "Jeugdhulp", "Jeugdteam, jeugdgezondheidszorg of school."),
    ("anders", "Anders", "Een andere organisatie of beroepskracht."),
)

RECRUITMENT_STEPS = terms(
    ("aangemeld", "Aangemeld", "Er is een aanmelding."),
    ("benaderd", "Benaderd", "Iemand heeft met de cliënt of het gezin gesproken."),
    ("passend", "Passend", "Het team vond de hulp passend."),
    ("gestart", "Gestart", "Er begon een traject."),
    ("afgerond", "Afgerond", "Het traject is volgens plan afgerond."),
)

COMPLETIONS = terms(
    ("ja", "Ja", "Het traject is volgens plan afgerond."),
    ("nee", "Nee", "Het traject is eerder gestopt."),
    (
        "loopt",
        "Loopt nog",
        "Het traject is bezig.",
    ),
    ("onbekend", "Onbekend", "Niemand heeft het vastgelegd."),
)

LOSS_REASONS = terms(
    ("wachttijd", "Wachttijd", "Het duurde te lang."),
    ("wil_niet", "Wil niet", "De cliënt of het gezin wil geen hulp, of niet meer."),
    ("andere_hulp", "Andere hulp", "Er kwam andere hulp, of die was er al."),
    ("niet_bereikbaar", "Niet bereikbaar", "Er was geen contact te krijgen."),
    ("geen_indicatie", "Geen indicatie", "Het besluit dat nodig was, kwam er niet."),
    ("niet_passend", "Niet passend", "De hulp past niet bij de vraag."),
    ("vol", "Geen plaats", "Er was geen begeleider beschikbaar."),
    ("verhuisd", "Verhuisd", "De cliënt ging elders wonen."),
    ("overleden", "Overleden", "De cliënt is overleden."),
    ("anders", "Anders", "Een andere reden."),
    ("onbekend", "Onbekend", "De reden is niet vastgelegd."),
)

REGISTER_CHOICES = terms(
    (
        "volledig",
        "Volledig",
        "Alle aanmeldingen en trajecten van de periode; er is niets geschat.",
    ),
    ("aselect", "Aselect", "Door loting getrokken uit alle aanmeldingen en trajecten."),
    (
        "deel",
        "Een deel",
        "Een deel dat niet door loting is gekozen; aantallen gelden voor dat deel.",
    ),
)
