"""References in a text: `{{aantal:gesprekken}}`, `{{citaat:...}}`, `{{tabel:...}}`.

The author's own text may hold no typed number and no typed quote. A year may
stand, so may a citation, and so may a number from elsewhere that names its source:
`[10.000]{bron="@S0, par. 4.1" jaar=2020 noemer="cliënten per jaar"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tbresearch.errors import Problem
from tbresearch.literature import without_citations
from tbresearch.privacy import TOKEN

__all__ = ["REFERENCE", "SOURCED", "loose_evidence"]

REFERENCE = re.compile(r"\{\{\s*([a-z]+:[\w.:-]+)\s*\}\}")
# A number, its source, and what may follow it: jaar=2020 noemer="..." cijfer="...".
SOURCED = re.compile(
    r"\[([^\]\n]+)\]\{bron=\"([^\"\n]+)\"((?:\s+\w+=(?:\"[^\"\n]*\"|[^\s\"}]+))*)\s*\}"
)
_UNREADABLE = re.compile(r"\{\{[^}\n]*\}?\}?")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d%]|[.,]\d)")
_MARKER = re.compile(r"^\s*\d+[.)]\s|\[\^\w+\]:?")
_DIGITS = re.compile(r"\d[\d.,]*%?")
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


def loose_evidence(text: str, *, source: str) -> Iterator[Problem]:
    """Yield numbers and quotes that were typed instead of referred to.

    Parameters
    ----------
    text : str
        The author's Markdown.
    source : str
        Its file name, for messages.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        where = f"{source}, regel {number}"
        rest = without_citations(SOURCED.sub(" ", REFERENCE.sub(" ", line)))
        for found in _UNREADABLE.finditer(rest):
            yield Problem(
                what=f"verwijzing {found[0]!r} is niet leesbaar",
                where=where,
                fix="schrijf {{soort:naam}}, bijvoorbeeld {{aantal:gesprekken}}",
            )
        # The number of a pseudonym counts nothing: "[persoon 1]".
        rest = TOKEN.sub(" ", _MARKER.sub(" ", _UNREADABLE.sub(" ", rest)))
        counts = [*_DIGITS.finditer(_YEAR.sub(" ", rest)), *_WORD_COUNT.finditer(rest)]
        for found in counts:
            yield Problem(
                what=f"getal {found[0].strip()!r} is met de hand getypt",
                where=where,
                fix="verwijs naar het bewijs, zoals {{aantal:gesprekken}}, of noem de "
                'bron: [10.000]{bron="titel, bladzijde"}',
            )
        for found in _QUOTED.finditer(rest):
            if len(found[1].split()) >= _QUOTE_WORDS:
                yield Problem(
                    what=f"citaat {found[0][:60]!r} is met de hand getypt",
                    where=where,
                    fix="verwijs naar de codering: {{citaat:...}}",
                )
