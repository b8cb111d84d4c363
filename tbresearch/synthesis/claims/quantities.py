"""Words for an amount, held against the count that the sentence refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement
from tbresearch.synthesis.claims.people import ANYONE, WHO
from tbresearch.synthesis.claims.references import REFERENCE
from tbresearch.vocabulary import QUANTIFIERS

__all__ = ["FITS", "quantities"]

# What the words of `vocabulary.QUANTIFIERS` promise of k out of N.
FITS: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {
        "bijna_alle": lambda k, n: 5 * k >= 4 * n and k < n,
        "overgrote_deel": lambda k, n: 4 * k >= 3 * n,
        "meeste": lambda k, n: 2 * k > n,
        "veel": lambda k, n: 2 * k >= n,
        "minderheid": lambda k, n: k >= 1 and 2 * k < n,
        "sommige": lambda k, n: k >= 2 and 2 * k <= n,
        "enkele": lambda k, n: k >= 2 and 3 * k <= n,
        "een_enkele": lambda k, n: k == 1,
        "verschillende": lambda k, n: k >= 2,
    }
)
_ALMOST = r"(?:bijna|vrijwel|haast|nagenoeg)"
_WORDS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        key: re.compile(rf"\b(?:{words})\b")
        for key, words in {
            "bijna_alle": rf"{_ALMOST}\s+(?:alle\w*|iedereen|elke|iedere?)",
            "overgrote_deel": r"overgrote\s+(?:deel|meerderheid)|grote\s+meerderheid|"
            r"verreweg\s+de\s+meesten?|leeuwendeel",
            "meeste": r"(?<!verreweg )de\s+meesten?|merendeel|grootste\s+deel|"
            r"(?<!grote )meerderheid",
            "veel": r"veel|velen?",
            "minderheid": r"minderheid",
            "sommige": r"sommigen?|een\s+(?:klein\s+)?deel",
            "enkele": r"(?<!een )(?<!geen )enkelen?|een\s+(?:hand(?:je)?vol|paar)|"
            r"weinig(?:en)?|een\s+klein\s+aantal",
            "een_enkele": r"een\s+enkele?|een\s+enkeling",
            "verschillende": r"verschillende|meerdere|diverse|verscheidene|"
            r"een\s+aantal",
        }.items()
    }
)
_PEOPLE = re.compile(
    rf"^\s+(?:(?:van\s+(?:de|het|hen|onze)|de|onze|gesproken|ge[iï]nterviewde|actieve)\s+)*"
    rf"(?:{ANYONE}|hen\b|zij\b|trajecten|plannen|doelen)"
    r"|^\s+(?:noem|vind|zeg|vertel|ervar)"
)
_NOT_BEFORE = re.compile(r"\b(?:niet|lang\s+niet|geen|te|zo|hoe|even)\s+$")


def quantities(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield a word for an amount that the count it goes with does not bear."""
    if statement.asks or statement.kind == "heading":
        return
    for name, pattern in _WORDS.items():
        for found in pattern.finditer(statement.words):
            before, after = (
                statement.words[: found.start()],
                statement.words[found.end() :],
            )
            whole = found[0].endswith(("iedereen", "allen")) or before.endswith("in ")
            people = _PEOPLE.search(after)
            if _NOT_BEFORE.search(before) or not (whole or people):
                continue
            count = _count_of(
                statement, found, people[0] if people else before, grounds
            )
            if count is not None and not FITS[name](*count):
                yield _finding(statement, found, name, count)


def _count_of(
    statement: Statement, found: re.Match[str], who: str, grounds: Grounds
) -> tuple[int, int] | None:
    """Return the first count after a word, or else before it, of who it is about."""
    named = [group for group, of in WHO.items() if re.search(rf"\b(?:{of})\b", who)]
    others = WHO.keys() - named if named else ()
    places = REFERENCE.finditer(statement.text)
    for place in sorted(places, key=lambda at: at.start() < found.start()):
        count = grounds.count(place[1])
        if count and not any(f".{group}." in place[1] for group in others):
            return count
    return None


def _finding(
    statement: Statement, found: re.Match[str], name: str, count: tuple[int, int]
) -> Finding:
    k, n = count
    fitting = [QUANTIFIERS[key].label for key, fits in FITS.items() if fits(k, n)]
    other = f", of {fitting[0].split(', ')[0]!r}" if fitting else ""
    promise = QUANTIFIERS[name].meaning.rstrip(".")
    said = " ".join(found[0].split())
    return Finding(
        "hoeveelheid",
        statement.start + found.start(),
        statement.start + found.end(),
        what=f"{said!r} betekent {promise[0].lower()}{promise[1:]}, en het is {k} van "
        f"{n}",
        fix=f"schrijf {k} van {n}{other}",
    )
