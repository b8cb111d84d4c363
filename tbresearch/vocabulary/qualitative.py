"""Terms of the interviews: who spoke, how, and what was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tbresearch.vocabulary.terms import terms

__all__ = [
    "CODE_KINDS",
    "CONSENTS",
    "GROUP_MEMBERS",
    "GROUP_PATTERNS",
    "MODES",
    "OPPOSITES",
    "POLARITIES",
    "RESPONDENT_GROUPS",
    "SAMPLING_CHOICES",
    "SESSION_KINDS",
    "TRADITIONS",
    "UNITS",
    "VIGNETTE_KINDS",
]

RESPONDENT_GROUPS = terms(
    ("begeleider", "Begeleiders", "Professionals die thuisbegeleiding geven."),
    ("client", "Cliënten", "Mensen die thuisbegeleiding krijgen."),
    ("naaste", "Naasten", "Familie, vrienden en mantelzorgers van cliënten."),
    (
        "ketenpartner",
        "Ketenpartners",
        "Verwijzers en andere organisaties rond het gezin.",
    ),
)

# One of each group.
GROUP_MEMBERS: Mapping[str, str] = MappingProxyType(
    {
        "begeleider": "begeleider",
        "client": "cliënt",
        "naaste": "naaste",
        "ketenpartner": "ketenpartner",
    }
)

SESSION_KINDS = terms(
    ("focusgroep", "Focusgroep", "Gesprek met een groep; de groep is de eenheid."),
    ("interview", "Interview", "Gesprek met één respondent of één huishouden."),
)

MODES = terms(
    ("fysiek", "Fysiek", "Op locatie gehouden."),
    ("online", "Online", "Met beeldbellen gehouden."),
    ("telefoon", "Telefonisch", "Per telefoon gehouden."),
)

POLARITIES = terms(
    ("succesfactor", "Succesfactor", "De spreker noemt dit als wat helpt of werkt."),
    ("verbeterpunt", "Verbeterpunt", "De spreker noemt dit als wat beter kan of moet."),
    ("geen", "Geen oordeel", "De passage beschrijft, zonder te prijzen of te klagen."),
)

# The side that speaks against a finding of the other.
OPPOSITES: Mapping[str, str] = MappingProxyType(
    {"succesfactor": "verbeterpunt", "verbeterpunt": "succesfactor"}
)

GROUP_PATTERNS = terms(
    (
        "consensus",
        "consensus",
        "Alle deelnemers noemen het, en niemand de andere kant.",
    ),
    (
        "meerderheid",
        "meerderheid",
        "Meer dan de helft noemt het, niet allen, en niemand de andere kant.",
    ),
    (
        "enkelen",
        "enkelen",
        "Twee of meer noemen het, hooguit de helft, en niemand de andere kant.",
    ),
    (
        "omstreden",
        "omstreden",
        "De een noemt het, en een ander noemt de andere kant van hetzelfde.",
    ),
    (
        "een_stem",
        "één stem",
        "Niet meer dan één noemt het, en geen ander de andere kant.",
    ),
    ("andere_kant", "alleen andere kant", "Alleen de andere kant wordt genoemd."),
    ("stil", "stil", "Niemand noemt het, en niemand de andere kant."),
    (
        "alleen_een",
        "niet te zeggen",
        "Er sprak maar één deelnemer, en die vormt geen groep.",
    ),
)

SAMPLING_CHOICES = terms(
    (
        "doelgericht",
        "Doelgericht",
        "Respondenten zijn gekozen om wat zij kunnen vertellen; aantallen gelden voor "
        "hen en niet voor anderen.",
    ),
    (
        "aselect",
        "Aselect",
        "Respondenten zijn door loting getrokken uit allen om wie het gaat.",
    ),
)

CODE_KINDS = terms(
    ("succesfactor", "Succesfactor", "Code die meestal als succesfactor voorkomt."),
    ("verbeterpunt", "Verbeterpunt", "Code die meestal als verbeterpunt voorkomt."),
    ("thema", "Thema", "Code die net zo goed het een als het ander kan zijn."),
)

TRADITIONS = terms(
    (
        "codeboek",
        "Codeboekanalyse",
        "Thematische analyse met een codeboek dat vooraf grotendeels vastligt.",
    ),
    (
        "framework",
        "Frameworkmethode",
        "Analyse in een matrix van respondent en thema (Gale e.a. 2013).",
    ),
    (
        "betrouwbaarheid",
        "Coderen met betrouwbaarheidstoets",
        "Codeurs werken onafhankelijk en hun overeenstemming telt als kwaliteitseis.",
    ),
    (
        "reflexief",
        "Reflexieve thematische analyse",
        "De onderzoeker is het instrument; kappa en verzadiging passen daar niet bij.",
    ),
)

UNITS = terms(
    (
        "uiting",
        "uitingen",
        "Een beurt van één spreker waarin de code minstens één keer voorkomt.",
    ),
    ("respondent", "respondenten", "Een persoon, hoe vaak die het ook noemt."),
    ("groep", "groepen", "Een focusgroep, hoeveel deelnemers het ook noemen."),
    ("organisatie", "organisaties", "Een organisatie waar respondenten bij horen."),
)

CONSENTS = terms(
    ("deelname", "Deelname", "Mag meetellen in het onderzoek."),
    ("opname", "Opname", "Het gesprek mag worden opgenomen en uitgeschreven."),
    (
        "letterlijk_citeren",
        "Letterlijk citeren",
        "Uitspraken mogen als citaat in het rapport.",
    ),
    ("citeren_met_rol", "Citeren met rol", "Bij het citaat mag de rol staan."),
    ("vignet", "Vignet", "Mag als praktijkvoorbeeld worden beschreven."),
    (
        "koppeling",
        "Koppeling",
        "Het gesprek mag worden verbonden met ZRM- en trajectgegevens.",
    ),
    (
        "naast_elkaar",
        "Naast elkaar",
        "Het gesprek mag worden gelegd naast dat van de eigen begeleider of cliënt.",
    ),
    ("archivering", "Archivering", "Mag voor later onderzoek bewaard blijven."),
    ("hercontact", "Hercontact", "Mag opnieuw worden benaderd."),
)

VIGNETTE_KINDS = terms(
    (
        "echt",
        "Naar een echt geval",
        "Beschrijft iemand uit het onderzoek, met diens toestemming (vignet).",
    ),
    (
        "geconstrueerd",
        "Geconstrueerd",
        "Verzonnen om iets te laten zien: geen bewijs, geen citaat, telt nergens mee.",
    ),
)
