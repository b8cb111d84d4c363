"""What may be said of a difference follows from how it was had.

One place decides: results print the noun of their design, and an author's sentence is
held against it (`synthesis.claims`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import DESIGNS

__all__ = ["Wording", "allowed_wording"]


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
