"""Percentages and fractions of few people, or of nobody knows how many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.estimate import SMALLEST_PERCENTAGE
from tbresearch.synthesis.claims.finding import Finding, Grounds, Statement
from tbresearch.synthesis.claims.people import ANYONE

__all__ = ["shares"]

_NUMBER = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twintig|honderd)"
_PERCENT = (
    r"\w*(?:tig|tien|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|honderd)"
    r"\s+procent\b"
)
_SHARE = re.compile(
    "|".join(
        [
            rf"\b{_PERCENT}",
            r"\bde\s+helft\b|\bdriekwart\b|\been\s+kwart\b",
            r"\b(?:een|twee)\s+derde(?=\s+(?:van|deel)\b|\s*[.,;)]|\s{4,})",
            r"\b(?:een|twee|drie|vier)\s+(?:vierde|vijfde|zesde|tiende)"
            r"(?=\s+(?:van|deel)\b)",
            rf"\b(?:een|één|twee|drie|vier)\s+op\s+(?:de\s+|elke\s+)?{_NUMBER}\b",
            rf"\b(?:een|één|twee|drie|vier|vijf|zes)\s+van\s+de\s+{_NUMBER}\b"
            r"(?!\s+\w+\s+(?:gesprekken|groepen))",
        ]
    )
)
_TIME = re.compile(
    r"^\s+(?:van\s+)?(?:de\s+|het\s+|een\s+)?"
    r"(?:jaar|uur|tijd|dag|week|maand|gesprek|interview|verslag|rapport)"
)
# Without any of these it defines something, or speaks of chance.
_OF_WHOM = re.compile(
    rf"^(?:\s+[\w'-]+){{0,2}}?\s+(?:{ANYONE}|trajecten|huishoudens|plannen|teams)\b"
)


def shares(statement: Statement, grounds: Grounds) -> Iterator[Finding]:
    """Yield a share of fewer than twenty, or one without anything it is a share of."""
    if statement.asks:
        return
    counts = [
        (key, count)
        for key in statement.keys
        if (count := grounds.count(key)) is not None
    ]
    few = [(k, n) for _, (k, n) in counts if n < SMALLEST_PERCENTAGE]
    for found in _SHARE.finditer(statement.words):
        if _TIME.search(statement.words[found.end() :]):
            continue
        said = " ".join(found[0].split())
        start, end = statement.start + found.start(), statement.start + found.end()
        if few:
            k, n = few[0]
            yield Finding(
                "aandeel",
                start,
                end,
                what=f"{said!r} is een aandeel van {n}: bij minder dan "
                f"{SMALLEST_PERCENTAGE} zegt een aandeel te veel",
                fix=f"schrijf {k} van {n}",
            )
        elif not statement.around and (
            "procent" in said or _OF_WHOM.search(statement.words[found.end() :])
        ):
            yield Finding(
                "aandeel",
                start,
                end,
                what=f"{said!r} heeft geen noemer: waarvan is dit een deel?",
                fix="verwijs naar het aantal, zoals "
                "{{aantal:succesfactor.client.CODE.respondent}}",
            )
