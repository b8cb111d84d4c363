"""Words that say that the help did it, where the design cannot tell.

What people say in their experience may be told, and so may a question, a doubt or a
denial. The name of a rule or a theory in such a sentence makes it no finding either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.synthesis.claims.effect_words import (
    BECAUSE,
    CAUSAL_HEADING,
    CLAIMED,
    DENIED,
    OPEN,
    SAID,
    WITHOUT,
)
from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement
from tbresearch.vocabulary import DESIGNS, label

__all__ = ["causal_headings", "claims_effect", "effect_language"]

_CLAIMED, _WITHOUT = re.compile(CLAIMED), re.compile(WITHOUT)
_BECAUSE, _HEADING = re.compile(BECAUSE), re.compile(CAUSAL_HEADING)
_DENIED, _OPEN, _SAID = re.compile(DENIED), re.compile(OPEN), re.compile(SAID)


def effect_language(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield the words of a sentence that claim an effect, if the design shows none."""
    if statement.kind == "heading" or grounds.wording.compares or statement.asks:
        return
    changed = any(key.startswith(("aantal:zrm", "model:")) for key in statement.keys)
    found = _claimed(statement.words, because=changed)
    if found is not None:
        yield _finding(statement, found, grounds, rule="effect")


def causal_headings(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield a heading that claims an effect, if the design shows none."""
    if statement.kind != "heading" or grounds.wording.compares or statement.asks:
        return
    words = statement.words
    found = _HEADING.search(words) or _CLAIMED.search(words)
    if found and not _DENIED.search(words) and not _SAID.search(words):
        yield _finding(statement, found, grounds, rule="kop")


def claims_effect(words: str) -> bool:
    """Tell whether a sentence, in small letters, says that the help did it."""
    if words.rstrip().endswith("?"):
        return False
    return _claimed(words, because=True) is not None


def _claimed(words: str, *, because: bool) -> re.Match[str] | None:
    if _SAID.search(words):
        return None
    if found := _WITHOUT.search(words):
        return found
    found = _CLAIMED.search(words) or (_BECAUSE.search(words) if because else None)
    if found is None or _OPEN.search(words) or _DENIED.search(_clause(words, found)):
        return None
    return found


def _clause(words: str, found: re.Match[str]) -> str:
    """Return the part of the sentence, between commas, that a match stands in."""
    before = re.split(r"[,;:]|\bmaar\b", words[: found.start()])[-1]
    after = re.split(r"[,;:]|\bmaar\b", words[found.end() :])[0]
    return before + found[0] + after


def _finding(
    statement: Statement, found: re.Match[str], grounds: Grounds, *, rule: str
) -> Finding:
    said = " ".join(found[0].split())
    design = label(DESIGNS, grounds.wording.design).lower()
    noun = grounds.wording.noun
    where = "deze kop zegt" if rule == "kop" else "hier staat"
    fix = (
        f"noem in de kop het onderwerp, of schrijf {noun!r}"
        if rule == "kop"
        else f"schrijf {noun!r}, of zeg wie dit zo ervaart"
    )
    return Finding(
        rule,
        statement.start + found.start(),
        statement.start + found.end(),
        what=f"{where} {said!r}, en de opzet is een {design} zonder vergelijkingsgroep",
        fix=fix,
    )
