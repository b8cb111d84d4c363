"""Sentences of an author that say more than the counts: everybody, undividedly.

A sentence that has all of a group be positive is held against the improvement points
that the group itself mentions, and one that has all of them mention a thing against
the count that it refers to. Only words are looked at. What this cannot see is listed
in `tests/report/test_claims.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import Factors
from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement
from tbresearch.synthesis.claims.people import ANYONE, WHO
from tbresearch.vocabulary import RESPONDENT_GROUPS, UNITS, label

__all__ = ["absolute_words", "groups_named"]

_Reference: TypeAlias = tuple[str, str, str, str]
_ALL = (
    rf"(?:alle|elke|iedere?|ieder)\s+(?:\w+\s+)?(?:{ANYONE})\b|al\s+(?:de|onze)\s+"
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
_FAULT = (
    r"\b(?:ontevreden\w*|negatie(?:f|ve)|klaag\w*|klach\w*|kritiek\w*|kritisch\w*|"
    r"slechte\s+ervaring\w*|minpunt\w*|verbeterpunt\w*)\b"
)
_NONE = r"\b(?:niemand|geen\s+(?:enkele?|van\s+(?:de|hen|allen)))\b"
_NOBODY = re.compile(
    rf"(?:{_NONE}|\bgeen\b)[^.!?]*?{_FAULT}|{_FAULT}(?:\s+[\w'-]+){{0,3}}\s+{_NONE}"
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
    rf"\b(?:over|met|door|voor|bij|in|aan|tegen)\s+(?:(?:de|het|hun|haar|zijn|een)\s+)?"
    rf"(?:{ANYONE})\b"
)


def absolute_words(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield what a sentence says of everybody and the counts do not.

    Whether all are positive is held against improvement points only.
    """
    if statement.kind == "heading" or statement.asks:
        return
    cited = [found for key in statement.keys if (found := _parsed(key)) is not None]
    for factors in grounds.factors:
        if factors.polarity == "verbeterpunt":
            yield from _praise(statement, cited, factors)
        yield from _overstated(statement, cited, factors)


def groups_named(words: str, groups: list[str]) -> list[str]:
    """Return the groups whose members a sentence speaks of, not those it is about."""
    subject = _ABOUT.sub(" ", words)
    return [g for g in groups if re.search(rf"\b(?:{WHO[g]})\b", subject)]


def _praise(
    statement: Statement, cited: list[_Reference], factors: Factors
) -> Iterator[Finding]:
    """Yield for each group that cannot be undividedly positive why not."""
    words = statement.words
    found = _affirmed(_WHOLE, words) if _affirmed(_POSITIVE, words) else None
    found = found or _NOBODY.search(words)
    if found is None:
        return
    for group in _groups(words, factors):
        codes = {code for _, of, code, _ in cited if of == group}
        count = _critical(factors, group, codes)
        if count is not None and count.k:
            who = label(RESPONDENT_GROUPS, group).lower()
            yield _finding(
                statement,
                found,
                what=f"hier staat dat {who} onverdeeld positief zijn, en van {who} "
                f"noemt {count} een verbeterpunt",
                fix="schrijf wie wat vindt, en noem ook wat er beter kan",
            )


def _overstated(
    statement: Statement, cited: list[_Reference], factors: Factors
) -> Iterator[Finding]:
    """Yield each count that is referred to as all, and is not."""
    for unit, pattern in (("respondent", _EVERYONE), ("groep", _EVERY_SESSION)):
        found = _affirmed(pattern, statement.words)
        if found is None or (
            unit == "respondent" and not _NAMES.search(statement.words)
        ):
            continue
        for polarity, group, code, of in cited:
            if (polarity, of) != (factors.polarity, unit):
                continue
            if group not in _groups(statement.words, factors) or code not in (
                factors.coding.codebook.codes
            ):
                continue
            count = factors.count(group, code, unit)
            if isinstance(count, Count) and count.k < count.total:
                yield _finding(
                    statement,
                    found,
                    what=f"hier staat dat allen het noemen, en het is {count}",
                    fix=f"schrijf {count.k} van {count.total}, en niet dat het allen "
                    "zijn",
                )


def _finding(
    statement: Statement, found: re.Match[str], *, what: str, fix: str
) -> Finding:
    start = statement.start
    return Finding(
        "absoluut", start + found.start(), start + found.end(), what=what, fix=fix
    )


def _affirmed(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Return words that stand in a sentence that does not take them back."""
    if _NOT_AT_END.search(words):
        return None
    matches = pattern.finditer(words)
    return next(
        (m for m in matches if not _NOT_BEFORE.search(words[: m.start()])), None
    )


def _groups(words: str, factors: Factors) -> list[str]:
    """Return the groups that a sentence names; all, if it names none."""
    groups = list(factors.coding.study.groups)
    return groups_named(words, groups) or groups


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
