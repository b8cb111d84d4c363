"""Words and endings that tell what kind of name stands next to them."""

from __future__ import annotations

import re

__all__ = [
    "BODY_BEFORE",
    "BODY_LINKS",
    "IDIOMS",
    "PERSON_BEFORE",
    "PLACE_BEFORE",
    "STREET",
    "VERBS",
    "is_body",
    "looks_ordinary",
]

_RELATIONS = (
    "buurvrouw buurman neef nicht nichtje neefje broer broertje zus zusje zoon "
    "zoontje dochter dochtertje man vrouw collega vriend vriendin begeleider "
    "begeleidster begeleidsters heet heette heten noemen noemde noemden genaamd "
    "moeder vader kind kleinzoon kleindochter schoonzus zwager schoonmoeder ex "
    "hulpverlener coach mentor behandelaar psycholoog jongen meisje dokter naam en "
    "hond kat"
)
PERSON_BEFORE = frozenset(_RELATIONS.split()) - {"en"}
PLACE_BEFORE = frozenset("in te uit naar vanuit richting omgeving wijk dorp".split())
# In lower case before a name: what follows is an organisation.
BODY_BEFORE = frozenset(
    "kringloop kringloopwinkel basisschool school stichting zorgaanbieder aanbieder "
    "zorginstelling instelling organisatie vereniging huisartsenpraktijk praktijk "
    "kliniek ziekenhuis verpleeghuis verzorgingstehuis verzorgingshuis kerk moskee "
    "sportschool club voetbalclub supermarkt bedrijf woningcorporatie corporatie "
    "woningbouwvereniging buurthuis wijkcentrum opvang kinderopvang café krant "
    "bakkerij winkel tehuis crèche kinderdagverblijf college vakbond fonds bureau "
    "zorgboerderij dagbesteding woongroep praktijkschool peuterspeelzaal".split()
)
# Words that go on inside the name of an organisation.
BODY_LINKS = frozenset("op voor & met in".split())
_BODY_WHOLE = frozenset(
    "stichting vereniging zorggroep bewindvoering toko kringloop college lyceum "
    "ziekenhuis kliniek huize zorg welzijn café restaurant bakkerij instituut "
    "woningstichting fonds bureau gasthuis hospice hotel garage slagerij kapsalon "
    "sportschool basisschool school club fc vv sv bv nv manege apotheek praktijk "
    "wonen thuiszorg kinderopvang moskee kerk parochie buurthuis advies coöperatie "
    "groep opvang residentie zorgboerderij hoeve stadsbank team eetcafé snackbar "
    "cafetaria bibliotheek gymnasium academie universiteit hogeschool".split()
)
_BODY_ENDING = re.compile(
    r"[\w-]{2,}(?:school|club|groep|college|huis|kerk|gemeente|bedrijf|winkel|centrum|zorg|"
    r"hulp|thuis|stichting|vereniging|praktijk|opvang|welzijn|wonen|bank|garage|"
    r"kliniek|corporatie|boerderij|bewind|bewindvoering|kring|fonds|koor|bureau)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"[^\W\d_]*[^\W\d_A-Z][A-Z][^\W\d_A-Z]\w*")
_SCOTTISH = re.compile(r"(?:Mc|Mac|De|Van|Le|La)[A-Z]\w*")
STREET = re.compile(
    r"[^\W\d_]\w*(?:straat|laan|weg|plein|gracht|kade|singel|steeg|plantsoen|dreef|"
    r"pad|dijk|hof|wal|markt|park|ring|erf|oord|veld|kamp)",
    re.IGNORECASE,
)
# After a name that begins a sentence.
VERBS = frozenset(
    "was had heeft zei zegt kwam komt ging gaat deed doet belde belt woont woonde "
    "werkt werkte sprak spreekt wilde wil kan kon vond vindt moest moet mag zat zit "
    "stond staat kreeg krijgt noemde heet heette runde nam neemt gaf geeft bleef "
    "blijft zag ziet wist weet liep loopt huilde lachte riep vroeg vraagt schreef "
    "dacht denkt hielp helpt regelde regelt stuurde stuurt bracht brengt zelf".split()
)
# Sayings and brands that hold a first name.
IDIOMS = re.compile(
    r"\b(?:[Jj]an en alleman|Jan met de pet|Jan Modaal|Jan Rap|Jan Klaassen|"
    r"Piet Snot|[Zz]warte Piet(?:en)?|[Jj]oost mag(?: het)? weten|Albert Heijn|"
    r"Duitse [Mm]ark|Leger des Heils|Triple P|Jan Steen|Sint Maarten|Sint Nicolaas|"
    r"Eigen Kracht|Eerste Kamer|Tweede Kamer|Anton Pieck|Max Havelaar|"
    r"Douwe Egberts|Dirk van den Broek|Wet \w+ \w+|Eindje Anders|"
    r"ziekte van [A-Z]\w+|Jan Salie|Pietje Precies|Klaas Vaak|Barbertje)\b"
)
_ORDINARY_ENDING = re.compile(
    r"\w+(?:en|ing|heid|lijk|tie|tje|tjes|jes|isch|ische|baar|loos|teit|schap|"
    r"ingen|heden|elijke|igs|tijds|weg|uit|keer)"
)


def is_body(word: str) -> bool:
    """Return whether a word says by itself that it is part of an organisation.

    >>> is_body("WijzerThuis"), is_body("Praktijkschool"), is_body("Jansen")
    (True, True, False)
    """
    camel = bool(_CAMEL.fullmatch(word)) and not _SCOTTISH.fullmatch(word)
    return camel or word.lower() in _BODY_WHOLE or bool(_BODY_ENDING.fullmatch(word))


def looks_ordinary(word: str) -> bool:
    """Return whether a word is built as Dutch builds its nouns, verbs and adverbs."""
    return bool(_ORDINARY_ENDING.fullmatch(word.lower()))
