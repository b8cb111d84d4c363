"""Sentences of an author that say more than the counts: everybody, undividedly.

A sentence that has all of a group be positive is held against the improvement points
that the group itself mentions, and one that has all of them mention a thing against
the count that it refers to. Only words are looked at. What this cannot see is listed
in `tests/report/test_claims.py`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from tbresearch.errors import Problem
from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import Factors
from tbresearch.synthesis.claims.references import REFERENCE, SOURCED
from tbresearch.vocabulary import RESPONDENT_GROUPS, UNITS, label

__all__ = ["absolute_claims"]

_Reference: TypeAlias = tuple[str, str, str, str]
_SENTENCE = re.compile(r"(?:\{\{[^{}\n]*\}\}|[^.!?\n]|\n(?!\s*\n))+[.!?]?")
_WHO: Mapping[str, str] = {
    "begeleider": r"(?:thuis)?begeleid(?:st)?ers?|professionals?|hulpverleners?",
    "client": r"cli[eë]nt(?:en)?",
    "naaste": r"naasten?|familieleden|mantelzorgers?",
    "ketenpartner": r"ketenpartners?|verwijzers?",
}
_ANYONE = "|".join([*_WHO.values(), "respondenten?", "deelnemers?", "mensen"])
_ALL = (
    rf"(?:alle|elke|iedere?|ieder)\s+(?:\w+\s+)?(?:{_ANYONE})\b|al\s+(?:de|onze)\s+"
    r"\w+|allen\b|allemaal\b|iedereen\b|zonder\s+uitzondering|stuk\s+voor\s+stuk|"
    r"unaniem\b|unanieme\b|eensgezinde?\b|eenstemmig\b|over\s+de\s+hele\s+linie"
)
_ONLY = (
    r"onverdeelde?\b|louter\b|uitsluitend\b|alleen\s+maar\b|enkel\s+(?:en\s+alleen\s+)?"
    r"|volmondig\b|niets\s+dan\b|volledig\b|unaniem\b"
)
_WHOLE = re.compile(rf"\b(?:{_ALL}|{_ONLY})")
_EVERYONE = re.compile(rf"\b(?:{_ALL})")
_EVERY_SESSION = re.compile(
    r"\b(?:alle|elke|iedere?)\s+(?:\w+\s+)?(?:focus)?groep(?:en)?\b"
)
_POSITIVE = re.compile(
    r"\b(?:positie(?:f|ve)|tevreden(?:heid)?|lovend|lof|enthousiast|blij|dankbaar|"
    r"goed\s+te\s+spreken|goede\s+ervaring(?:en)?|gelukkig|waardering|prettige?)\b"
)
_NOBODY = re.compile(
    r"\b(?:niemand|geen\s+(?:enkele?|van\s+(?:de|hen|allen))|geen)\b[^.!?]*?"
    r"\b(?:ontevreden\w*|negatie(?:f|ve)|klaag\w*|klach\w*|kritiek\w*|kritisch\w*|"
    r"slechte\s+ervaring\w*|minpunt\w*|verbeterpunt\w*)\b"
)
_NOT_BEFORE = re.compile(
    r"\b(?:niet|geen|nooit|bijna|vrijwel|haast|nagenoeg|lang\s+niet)\s+(?:\w+\s+)?$"
)
_NOT_AT_END = re.compile(r"\bniet\W*$")
_NAMES = re.compile(
    r"\b(?:noem|benoem|vind|vond|zeg|zei|vertel|ervaar|ervar|waarde|zie)\w*"
)

# Whom a judgement is about, and not whose it is.
_ABOUT = re.compile(
    rf"\b(?:over|met|door|voor|bij)\s+(?:(?:de|het|hun|haar|zijn|een)\s+)?"
    rf"(?:{_ANYONE})\b"
)


def absolute_claims(text: str, *, source: str, factors: Factors) -> Iterator[Problem]:
    """Yield the sentences that say of everybody what the counts do not.

    Parameters
    ----------
    text : str
        The author's Markdown.
    source : str
        Its file name, for messages.
    factors : Factors
        The counts of one polarity. Whether all are positive is held against
        improvement points only.
    """
    for found in _SENTENCE.finditer(unicodedata.normalize("NFC", text)):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        where = f"{source}, regel {found.string.count(chr(10), 0, start) + 1}"
        cited = [
            reference
            for key in REFERENCE.findall(found[0])
            if (reference := _parsed(key)) is not None
        ]
        plain = SOURCED.sub(" ", REFERENCE.sub(" ", found[0]))
        plain = re.sub(r"[*_()\s]+", " ", plain).strip().lower()
        if plain.endswith("?"):
            continue
        if factors.polarity == "verbeterpunt":
            yield from _praise(plain, cited, factors, where)
        yield from _overstated(plain, cited, factors, where)


def _praise(
    plain: str, cited: list[_Reference], factors: Factors, where: str
) -> Iterator[Problem]:
    """Yield for each group that cannot be undividedly positive why not."""
    if not (_affirmed(_WHOLE, plain) and _affirmed(_POSITIVE, plain)) and not (
        _NOBODY.search(plain)
    ):
        return
    for group in _groups(plain, factors):
        codes = {code for _, of, code, _ in cited if of == group}
        count = _critical(factors, group, codes)
        if count is not None and count.k:
            who = label(RESPONDENT_GROUPS, group).lower()
            yield Problem(
                what=f"hier staat dat {who} onverdeeld positief zijn, en van {who} "
                f"noemt {count} een verbeterpunt",
                where=where,
                fix="schrijf wie wat vindt, en noem ook wat er beter kan",
            )


def _overstated(
    plain: str, cited: list[_Reference], factors: Factors, where: str
) -> Iterator[Problem]:
    """Yield each count that is referred to as all, and is not."""
    for unit, words in (("respondent", _EVERYONE), ("groep", _EVERY_SESSION)):
        if not _affirmed(words, plain):
            continue
        if unit == "respondent" and not _NAMES.search(plain):
            continue
        for polarity, group, code, of in cited:
            if (polarity, of) != (factors.polarity, unit):
                continue
            if group not in _groups(plain, factors) or code not in (
                factors.coding.codebook.codes
            ):
                continue
            count = factors.count(group, code, unit)
            if isinstance(count, Count) and count.k < count.total:
                yield Problem(
                    what=f"hier staat dat allen het noemen, en het is {count}",
                    where=where,
                    fix="schrijf niet dat het allen zijn; het aantal zegt hoeveel",
                )


def _affirmed(words: re.Pattern[str], plain: str) -> bool:
    """Tell whether words stand in a sentence that does not take them back."""
    if _NOT_AT_END.search(plain):
        return False
    return any(
        not _NOT_BEFORE.search(plain[: found.start()])
        for found in words.finditer(plain)
    )


def _groups(plain: str, factors: Factors) -> list[str]:
    """Return the groups that a sentence names; all, if it names none."""
    groups = factors.coding.study.groups
    subject = _ABOUT.sub(" ", plain)
    named = [g for g in groups if re.search(rf"\b(?:{_WHO[g]})\b", subject)]
    return named or list(groups)


def _critical(factors: Factors, group: str, codes: set[str]) -> Count | None:
    """Return how many of a group mention an improvement point, or one of `codes`."""
    first = next(iter(factors.coding.codebook.codes), None)
    total = factors.count(group, first, "respondent") if first else None
    if total is None or isinstance(total, NotEstimable):
        return None
    own = factors.passages[factors.passages["group"] == group]
    if codes:
        own = own[own["code"].isin(codes)]
    return Count(
        k=own["respondent"].nunique(),
        total=total.total,
        unit=label(UNITS, "respondent"),
        percentage_from=total.percentage_from,
    )


def _parsed(key: str) -> _Reference | None:
    """Return polarity, group, code and unit of a count of a factor."""
    kind, _, rest = key.partition(":")
    polarity, _, rest = rest.partition(".")
    group, _, rest = rest.partition(".")
    code, _, unit = rest.rpartition(".")
    known = kind == "aantal" and group in RESPONDENT_GROUPS and unit in UNITS
    return (polarity, group, code, unit) if known else None
