"""Words of the field that stand for something else than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement

__all__ = ["misnomers"]

_OWN = (
    r"(?:zelfregie|eigen\s+regie|eigen\s+kracht|zelfredzaamheid|"
    r"eigen\s+verantwoordelijkheid)"
)
_SAME = (
    r"\s*[(,/=]?\s*(?:oftewel|ofwel|ook\s+wel|dat\s+wil\s+zeggen|d\.w\.z\.|anders\s+gezegd|"
    r"met\s+andere\s+woorden|betekent|is\s+hetzelfde\s+als|is\s+gelijk\s+aan|/|=|\()\s*"
    r"(?:(?:de|het|een|genoemd|hetzelfde\s+als)\s+)*"
)
_EQUAL = re.compile(rf"\b({_OWN}){_SAME}({_OWN})\b")
_ACT_WORDS = re.compile(
    r"\bmedis\w+|\bethis\w+|\bonderzoek\s+viel\b|\bmetc\b|\bccmo\b|\bproefperso\w+|-plichtig"
)
_ACT = re.compile(r"\bWMO\b|\bWmo\b")
_FACTOR = re.compile(
    rf"\bwerkza(?:am|me)\s+element\w*{_SAME}succesfactor\w*"
    rf"|\bsuccesfactor\w*{_SAME}werkza(?:am|me)\s+element\w*"
    r"|\bsuccesfactor\w*\s+(?:uit|van|in|volgens)\s+(?:de\s+)?"
    r"(?:interventie(?:beschrijving)?|beschrijving|theorie|literatuur|databank)\b"
    r"|\bwerkza(?:am|me)\s+element\w*\s+(?:volgens|van)\s+(?:de\s+)?"
    r"(?:cli[eë]nten|begeleiders|respondenten|naasten)\b"
)
_LEVEL = re.compile(
    r"\b(?:goed\s+beschreven|goed\s+onderbouwd|(?:eerste|goede|sterke)\s+aanwijzingen)\b"
)
_GRANTED = re.compile(
    r"\berken\w*|\bniveau\b|\bstatus\b|\bpredica\w+|\bdatabank\b|\bkeurmerk\b"
)
_NOT_YET = re.compile(
    r"\b(?:niet|geen|nodig|voor\s+(?:een\s+)?erkenning|vereist|vra(?:ag|gt)\w*|wil\w*|zou\w*|"
    r"kan|kunnen|moet\w*|streef\w*|streven|verschil\w*|verschillend\w*|los\s+van)\b"
)


def misnomers(statement: Statement, _: Grounds) -> Iterator[Finding]:
    """Yield words of law, theory and recognition that are used for another."""
    yield from _acts(statement)
    if _NOT_YET.search(statement.words):
        return
    yield from _concepts(statement)
    text = statement.text.lower()
    level = _LEVEL.search(text)
    if level and _GRANTED.search(text):
        yield _finding(
            statement,
            level,
            what=f"hier krijgt de interventie het niveau {level[0]!r}, en een niveau "
            "geeft alleen een erkenningscommissie",
            fix="noem geen niveau; de controlelijst voor erkenning zegt waar bewijs "
            "staat",
        )


def _acts(statement: Statement) -> Iterator[Finding]:
    """Yield the one act named where the other is meant; capitals tell them apart."""
    medical = bool(_ACT_WORDS.search(statement.words))
    for found in _ACT.finditer(statement.text):
        if found[0] == "WMO" and not medical:
            yield _finding(
                statement,
                found,
                what="'WMO' is de wet op medisch onderzoek met mensen",
                fix="schrijf Wmo, of Wet maatschappelijke ondersteuning",
            )
        elif found[0] == "Wmo" and medical:
            yield _finding(
                statement,
                found,
                what="'Wmo' is de wet op maatschappelijke ondersteuning",
                fix="schrijf WMO, of Wet medisch-wetenschappelijk onderzoek",
            )


def _concepts(statement: Statement) -> Iterator[Finding]:
    equal = _EQUAL.search(statement.words)
    if equal and equal[1] != equal[2]:
        yield _finding(
            statement,
            equal,
            what=f"{equal[1]!r} en {equal[2]!r} staan hier voor hetzelfde, en dat zijn "
            "zij niet: willen, kunnen en doen zijn drie dingen",
            fix="kies het begrip dat u bedoelt; {{tabel:interventie.begrippen}} zegt "
            "welk",
        )
    if factor := _FACTOR.search(statement.words):
        yield _finding(
            statement,
            factor,
            what="een werkzaam element komt uit de theorie, een succesfactor uit wat "
            "mensen vertellen; hier staat het een voor het ander",
            fix="schrijf 'werkzame elementen' voor wat de beschrijving noemt, en "
            "'succesfactoren' voor wat respondenten noemen",
        )


def _finding(
    statement: Statement, found: re.Match[str], *, what: str, fix: str
) -> Finding:
    start = statement.start
    return Finding(
        "begrip", start + found.start(), start + found.end(), what=what, fix=fix
    )
