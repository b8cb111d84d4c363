"""Numbers and quotes that an author typed instead of referring to them.

A year may stand, and so may a number from elsewhere that names its source:
`[10.000]{bron="S0, par. 4.1"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.privacy import TOKEN
from tbresearch.synthesis.claims.finding import Finding
from tbresearch.synthesis.claims.references import (
    CITATION,
    MARKED,
    REFERENCE,
    SOURCED,
    blank,
)

__all__ = ["typed_evidence"]

_UNREADABLE = re.compile(r"\{\{[^}\n]*\}?\}?")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_MARKER = re.compile(r"^[ \t]*\d+[.)]\s|\[\^\w+\]:?", re.MULTILINE)
_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?%?")
_WORD_COUNT = re.compile(
    r"\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|"
    r"vijftien|zestien|zeventien|achttien|negentien|twintig|dertig|veertig|vijftig)"
    r"\s+(van\s+de(?:\s+\w+){1,2}|respondenten|cliënten|clienten|begeleiders|professionals|naasten|"
    r"ketenpartners|focusgroepen|groepen|interviews|gesprekken|organisaties|"
    r"aanbieders|trajecten|procent|keer)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"„«]([^”\"»\n]{2,})[”\"»]")
_QUOTE_WORDS = 4
_LOOSE_MARK = re.compile(r"\{(?:norm|oordeel)\}")


def typed_evidence(text: str) -> Iterator[Finding]:
    """Yield numbers and quotes that were typed, and references that cannot be read.

    Parameters
    ----------
    text : str
        The author's Markdown, as `normal` returns it.
    """
    rest = blank(text, REFERENCE, SOURCED, CITATION)
    for found in _UNREADABLE.finditer(rest):
        yield _finding(
            found,
            what=f"verwijzing {found[0]!r} is niet leesbaar",
            fix="schrijf {{soort:naam}}, bijvoorbeeld {{aantal:gesprekken}}",
        )
    for found in _LOOSE_MARK.finditer(blank(rest, MARKED)):
        yield _finding(
            found,
            what=f"merkteken {found[0]!r} staat niet achter een zin tussen haken",
            fix=f"schrijf [zin]{found[0]}, zonder andere haken of een lege regel erin",
        )
    # The number of a pseudonym counts nothing: "[persoon 1]".
    rest = blank(rest, _UNREADABLE, _MARKER, TOKEN)
    for found in [*_DIGITS.finditer(blank(rest, _YEAR)), *_WORD_COUNT.finditer(rest)]:
        yield _finding(
            found,
            what=f"getal {found[0].strip()!r} is met de hand getypt",
            fix="verwijs naar het bewijs, zoals {{aantal:gesprekken}}, of noem de "
            'bron: [10.000]{bron="titel, bladzijde"}',
        )
    for found in _QUOTED.finditer(rest):
        if len(found[1].split()) >= _QUOTE_WORDS:
            yield _finding(
                found,
                what=f"citaat {found[0][:60]!r} is met de hand getypt",
                fix="verwijs naar de codering: {{citaat:...}}",
            )


def _finding(found: re.Match[str], *, what: str, fix: str) -> Finding:
    return Finding("getypt", found.start(), found.end(), what=what, fix=fix)
