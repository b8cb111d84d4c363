"""What practice examples bring: a heading, what it is, and plain text.

An example of somebody can be referred to; one that is made up cannot, by no name.
"""

from __future__ import annotations

from collections.abc import Iterator

from tbresearch.findings import VIGNETTES_FILE, Vignette, Vignettes
from tbresearch.report.evidence import Contribution, Evidence, Refusal
from tbresearch.report.tables import escape
from tbresearch.study import RESPONDENTS
from tbresearch.vocabulary import VIGNETTE_KINDS, label

__all__ = ["vignette_contribution"]

_MADE_UP = (
    "::: {.let-op}\n**Geconstrueerd voorbeeld.** De auteurs hebben het verzonnen om te "
    "laten zien hoe het kan gaan. De mensen erin bestaan niet. Het is geen bewijs, er "
    "staat geen citaat in, en het telt nergens mee.\n:::"
)
_AS_TOLD = (
    "dit gaat over iemand uit het onderzoek, die toestemming gaf om zo te worden "
    "beschreven. Namen zijn verzonnen, en waaraan iemand te herkennen is, is "
    "weggelaten of veranderd."
)


def vignette_contribution(found: Vignettes) -> Contribution:
    """Return the examples, with what may and what may not be referred to."""
    if not found.items:
        return Contribution()
    return Contribution(
        sections={"voorbeelden": "\n\n".join(_parts(found)) + "\n"},
        evidence=tuple(each for item in found.items for each in _known(item)),
        texts={VIGNETTES_FILE: _written(found)},
    )


def _parts(found: Vignettes) -> Iterator[str]:
    for item in found.items:
        yield f"## {escape(item.title)}"
        kind = f"{{{{voorbeeld:{item.key}}}}}: {_AS_TOLD}"
        yield _MADE_UP if item.constructed else kind
        for paragraph in item.text.strip().split("\n\n"):
            yield escape(" ".join(paragraph.split()))


def _known(item: Vignette) -> Iterator[Evidence | Refusal]:
    if not item.constructed:
        yield Evidence(
            key=f"voorbeeld:{item.key}",
            text=label(VIGNETTE_KINDS, item.kind),
            method=f"Praktijkvoorbeeld {item.title!r}, in woorden van de auteurs. "
            f"Nagelezen op herkenbaarheid: {item.review}",
            sources=(VIGNETTES_FILE, RESPONDENTS.file),
        )
        return
    for kind, what in (("voorbeeld", "geen bewijs"), ("citaat", "geen citaat")):
        yield Refusal(
            key=f"{kind}:{item.key}",
            what=f"{item.key!r} is een geconstrueerd voorbeeld, en dus {what}",
            fix="haal de verwijzing weg, of verwijs naar wat iemand heeft gezegd",
        )


def _written(found: Vignettes) -> str:
    """Return the authors' words, each on the line on which it stands in the file."""
    last = max(item.line + item.text.count("\n") for item in found.items)
    lines = [""] * last
    for item in found.items:
        for number, line in enumerate(item.text.split("\n"), start=item.line):
            lines[number - 1] = line
    return "\n".join(lines)
