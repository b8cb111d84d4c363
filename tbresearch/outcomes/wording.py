"""What may be said of a difference follows from how it was had.

One place decides: results print the noun of their design, and an author's sentence is
held against it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.errors import Problem, WorkbenchError
from tbresearch.vocabulary import DESIGNS, label

__all__ = ["Wording", "allowed_wording", "effect_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a design lets one say.

    Attributes
    ----------
    design : str
        Key of `vocabulary.DESIGNS`.
    noun : str
        What the number may be called, in Dutch.
    caveat : str
        The sentence that has to stand beside it.
    compares : bool
        Whether there is a group to compare with, so that an effect may be spoken of.
    """

    design: str
    noun: str
    caveat: str
    compares: bool


_WORDINGS = {
    "veranderingsonderzoek": (
        "verandering tijdens het traject",
        "Zonder vergelijkingsgroep: dit beschrijft verandering tijdens het traject. Of "
        "de hulp daarvoor zorgde, is hiermee niet te zeggen. Wie op een slecht moment "
        "instroomt, scoort later gemiddeld al hoger.",
        False,
    ),
    "dubbele_voormeting": (
        "verandering na de start, naast die ervoor",
        "Zonder vergelijkingsgroep: wat er in dezelfde tijd nog meer veranderde, is "
        "niet van de hulp te onderscheiden.",
        False,
    ),
    "dosis": (
        "samenhang met de hoeveelheid hulp",
        "Dit is een samenhang: wie meer nodig heeft, krijgt vaak meer hulp, en wie "
        "vooruitgaat blijft soms langer.",
        False,
    ),
    "benchmarkstudie": (
        "verschil met de benchmark",
        "De vergelijking is met wat elders bij deze samenstelling gebeurde. Wat niet "
        "is gemeten, kan het verschil ook verklaren.",
        False,
    ),
    "gefaseerde_start": (
        "effect, als wachtenden en begonnenen zonder hulp gelijk op gingen",
        "Dit is alleen een effect als wie begon en wie wachtte zonder hulp evenveel "
        "waren veranderd.",
        True,
    ),
    "vergelijkingsgroep": (
        "effect, als alles wat telt is gemeten",
        "Dit is alleen een effect als de groepen verder niet verschillen in iets dat "
        "niet is gemeten.",
        True,
    ),
}
_SENTENCE = re.compile(r"(?:\{\{[^{}\n]*\}\}|[^.!?\n]|\n(?!\s*\n))+[.!?]?")
_EFFECT = re.compile(
    r"\beffect(?:en|ief|ieve|iever|iviteit)?\b|\bbewezen\s+werk(?:t|zaam)\b"
    r"|\b(?:dankzij|door|als\s+gevolg\s+van)\s+(?:de\s+)?(?:thuis)?"
    r"(?:begeleiding|hulp)\b"
)
_DOUBT = re.compile(
    r"\b(?:geen|niet|nooit|zonder|of|onbekend|pas|vraag|moet|zou|zouden|vinden|vindt|"
    r"zegt|zeggen|volgens|ervaren|ervaart)\b"
)


def allowed_wording(design: str) -> Wording:
    """Return what a design lets one say.

    Parameters
    ----------
    design : str
        Key of `vocabulary.DESIGNS`.

    Raises
    ------
    WorkbenchError
        If there is no such design.
    """
    if design not in _WORDINGS:
        raise WorkbenchError(
            f"{design!r} is geen onderzoeksopzet",
            where="design",
            fix=f"kies één van: {', '.join(DESIGNS)}",
        )
    noun, caveat, compares = _WORDINGS[design]
    return Wording(design=design, noun=noun, caveat=caveat, compares=compares)


def effect_claims(text: str, *, source: str, design: str) -> Iterator[Problem]:
    """Yield the sentences that claim an effect where the design shows none.

    Parameters
    ----------
    text : str
        An author's Markdown. Words between quotation marks or in a block quote are
        somebody else's, and a sentence that asks, doubts or denies claims nothing.
    source : str
        Its file name, for messages.
    design : str
        Key of `vocabulary.DESIGNS`.
    """
    wording = allowed_wording(design)
    if wording.compares:
        return
    for found in _SENTENCE.finditer(unicodedata.normalize("NFC", text)):
        if found[0].lstrip().startswith(("#", ">")) or found[0].endswith("?"):
            continue
        plain = re.sub(r"\{\{[^{}]*\}\}|[\"“”„][^\"“”„]*[\"“”„]", " ", found[0]).lower()
        claim = _EFFECT.search(plain)
        if claim is None or _DOUBT.search(plain):
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        line = text.count("\n", 0, start) + 1
        yield Problem(
            what=f"hier staat {claim[0]!r}, en de opzet is een "
            f"{label(DESIGNS, design).lower()} zonder vergelijkingsgroep",
            where=f"{source}, regel {line}",
            fix=f"schrijf {wording.noun!r}, of zeg wie dit zo ervaart",
        )
