"""Words and endings that tell what kind of name stands next to them."""

from __future__ import annotations

import re

from tbresearch.privacy.pseudonyms.lists import cue_words

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

PERSON_BEFORE = cue_words("person_before")
PLACE_BEFORE = cue_words("place_before")
# In lower case before a name: what follows is an organisation.
BODY_BEFORE = cue_words("body_before")
# Words that go on inside the name of an organisation.
BODY_LINKS = cue_words("body_links")
_BODY_WHOLE = cue_words("body_words")
_BODY_ENDING = re.compile(
    r"[\w-]{2,}(?:school|club|groep|college|huis|kerk|gemeente|bedrijf|winkel|centrum|zorg|"
    r"hulp|thuis|stichting|vereniging|praktijk|opvang|welzijn|wonen|bank|garage|"
    r"kliniek|corporatie|boerderij|techniek|wielers|bewind|bewindvoering|kring|fonds|koor|bureau)",
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
VERBS = cue_words("verbs")
# Sayings and brands that hold a first name.
IDIOMS = re.compile(
    r"\b(?:[Jj]an en alleman|Jan met de pet|Jan Modaal|Jan Rap|Jan Klaassen|"
    r"Piet Snot|Leiden in last|[Zz]warte Piet(?:en)?|[Jj]oost mag(?: het)? weten|"
    r"Albert Heijn|"
    r"Duitse [Mm]ark|Leger des Heils|Triple P|Jan Steen|Sint Maarten|Sint Nicolaas|"
    r"Eigen Kracht|Eerste Kamer|Tweede Kamer|Anton Pieck|Max Havelaar|"
    r"Douwe Egberts|Dirk van den Broek|Wet \w+ \w+|Eindje Anders|"
    r"ziekte van [A-Z]\w+|Jan Salie|Pietje Precies|Klaas Vaak|Barbertje)\b"
)
_ORDINARY_ENDING = re.compile(
    r"(?:daar|hier|waar)\w+|\w+(?:en|ing|heid|lijk|tie|tje|tjes|jes|isch|ische|baar|loos|teit|schap|"
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
