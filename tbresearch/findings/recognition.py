"""By what somebody in a text could be recognised: names, and kinds of features.

A check on words, and so one that other words pass: it says what to read again, and
never that a text is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from tbresearch.privacy import propose_pseudonyms

__all__ = ["NAMES", "WHAT", "features", "named", "repeated"]

# What each kind of `privacy.KINDS` is, in a sentence.
WHAT: Mapping[str, str] = {
    "persoon": "de naam van een mens",
    "plaats": "de naam van een plaats",
    "organisatie": "de naam van een organisatie",
    "telefoon": "een telefoonnummer",
    "mail": "een mailadres",
    "postcode": "een postcode",
    "bsn": "een burgerservicenummer",
    "datum": "een datum",
    "leeftijd": "een leeftijd",
}
# Those that may stand in a text if they are made up.
NAMES = ("persoon", "plaats", "organisatie")

_RUN = 5
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_FEATURES: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        "leeftijd": r"(?:\d+|\w+)-?jarige?\b|\d+\s+jaar\b|"
        rf"(?:begin|midden|half|eind)\s+(?:{_TENS})\b|(?:{_TENS})er\b|bejaarde?\b|hoogbejaard|puber|tiener|"
        r"gepensioneerd",
        "gezin": r"alleenstaande?\b|gescheiden|weduwe|weduwnaar|kinderen\b|zoons?\b|"
        r"zonen\b|dochters?\b|tweeling|zwanger|getrouwd|partner\b|echtgeno|"
        r"pleeg(?:kind|gezin)|mantelzorger",
        "afkomst": r"gevlucht|vluchteling|statushouder|asiel|afkomstig|geëmigreerd|"
        r"(?:turk|marokkaan|syri|pool|surina[a]?m|antilliaan|eritre|somali|"
        r"oekraïen|irak|iraan|afghaan)\w*|moslim|gelovig|kerk\b|moskee",
        "gezondheid": r"schizofren|borderline|autis|adhd\b|ptss\b|dement|depressi|"
        r"psychose|psychotisch|parkinson|kanker|beroerte|cva\b|verslaa|verslaving|"
        r"alcohol|drugs|verstandelijke\s+beperking|lvb\b|rolstoel|blind|doof|"
        r"hersenletsel|reuma|diabetes",
        "werk": r"werkte?\s+(?:als|bij|in)\b|baan\s+(?:als|bij)\b|beroep\b|"
        r"eigen\s+(?:zaak|bedrijf)|werkloos|ontslagen|opleiding\s+tot",
        "gebeurtenis": r"brand\b|ontruim|uithuisplaats|uit\s+huis\s+geplaatst|overval|"
        r"ongeluk|gevangenis|detentie|suïcide|suicide|zelfmoord|mishandel|failliet|"
        r"opgenomen|opname",
    }.items()
}


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may name somebody, and its kind: a key of `WHAT`."""
    for item in propose_pseudonyms({"tekst": text}, names=()).items:
        yield item.decision.entity, item.decision.kind


def features(text: str) -> dict[str, str]:
    """Return the kinds of features that a text tells, each with its first words.

    >>> features("Een veertiger met drie kinderen.")
    {'leeftijd': 'veertiger', 'gezin': 'kinderen'}
    """
    found = ((kind, words.search(text)) for kind, words in _FEATURES.items())
    return {kind: match[0].lower() for kind, match in found if match}


def repeated(text: str, turns: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield runs of five words that a respondent said, and in which session; once each.

    Parameters
    ----------
    text : str
        What was written.
    turns : pd.DataFrame
        Turns of respondents, with `session` and `text`.
    """
    written = _words(text)
    runs = {tuple(written[i : i + _RUN]): i for i in range(len(written) - _RUN + 1)}
    if not runs:
        return
    for session, said in zip(turns["session"], turns["text"], strict=True):
        words = _words(str(said))
        for i in range(len(words) - _RUN + 1):
            run = tuple(words[i : i + _RUN])
            if run in runs:
                yield " ".join(run), str(session)
                break


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
