"""What a study says of the items of GRAMMS: talk and figures together."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.costs import CostPerTrajectory
from tbresearch.findings import Factors
from tbresearch.implementation import Practice, Reach
from tbresearch.outcomes import Satisfaction, ZrmChange
from tbresearch.report.checklist.filling import Answer
from tbresearch.report.checklist.materials import Materials
from tbresearch.vocabulary import join_text

__all__ = ["gramms_answers", "not_mixed"]

_TOGETHER = "samenhang"
_FIGURES: Mapping[type, str] = {
    Reach: "aanmeldingen",
    Practice: "trajecten",
    ZrmChange: "ZRM-scores",
    Satisfaction: "cijfers van cliënten",
    CostPerTrajectory: "kosten",
}


def gramms_answers(held: Materials) -> Mapping[int, Answer]:
    """Return what the study says of the items of GRAMMS, by number.

    Where the strands meet is a section of the report (`samenhang`); who fills it,
    the author or a result, is all that this needs to know.
    """
    figures = _figures(held)
    found: dict[int, Answer] = {}
    if _talked(held) and figures:
        found[3] = Answer(
            text="Gesprekken staan in de onderzoeksopzet; bij elke tabel met "
            f"{join_text(figures)} staat waar zij uit komt",
            section="onderzoeksopzet",
            lacks="hoe het verzamelen van de cijfers is gegaan",
        )
    if held.has(_TOGETHER):
        generated = _TOGETHER in held.made
        found[4] = Answer(
            text="Ervaringen, verandering en kosten naast elkaar" if generated else "",
            section=_TOGETHER,
            written=not generated,
            lacks="wie de verbinding legde" if generated else "",
        )
        if _TOGETHER in held.written:
            found[6] = Answer(section=_TOGETHER, written=True)
    return found


def not_mixed(held: Materials) -> str:
    """Return why a study is not mixed; empty if it is, or if it has nothing yet."""
    talked, figures = _talked(held), _figures(held)
    if talked and not figures:
        return "de studie heeft alleen gesprekken"
    if figures and not talked:
        return "de studie heeft alleen cijfers"
    return ""


def _talked(held: Materials) -> bool:
    found = (r for r in held.results if isinstance(r, Factors))
    return any(len(factors.passages) for factors in found)


def _figures(held: Materials) -> list[str]:
    return [name for kind, name in _FIGURES.items() if held.any(kind)]
