"""What a study says of the items of GRAMMS: talk and figures together."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.costs import CostPerTrajectory
from tbresearch.findings import Factors
from tbresearch.implementation import Practice, Reach
from tbresearch.outcomes import Satisfaction, ZrmChange
from tbresearch.report.checklist.filling import Answer
from tbresearch.report.checklist.materials import Materials
from tbresearch.synthesis.display import JointDisplay
from tbresearch.vocabulary import join_text, quantity_text

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

    Where the strands meet is a section of the report (`samenhang`), which the joint
    display fills, or the author.
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
        found |= _joined(held)
    return found


def _joined(held: Materials) -> Mapping[int, Answer]:
    """Return where the strands meet, how, by whom, and what that gave."""
    written = _TOGETHER in held.written
    display = next((r for r in held.results if isinstance(r, JointDisplay)), None)
    if display is None:
        answer = Answer(section=_TOGETHER, written=True)
        return {4: answer, 6: answer} if written else {}
    read = [cell.standing for cell in display.cells if cell.standing is not None]
    people = len({inference.who for inference in read})
    where = Answer(
        text="Ervaringen, verandering en kosten per leefgebied en groep naast elkaar; "
        + (
            f"de duiding is van {quantity_text(people, 'persoon', 'personen')}"
            if people
            else "volgens een afgedrukte regel"
        ),
        section=_TOGETHER,
        lacks="" if people else "wie de verbinding legde",
    )
    if written:
        return {4: where, 6: Answer(section=_TOGETHER, written=True)}
    if not read:
        return {4: where}
    number = quantity_text(len(read), "duiding", "duidingen")
    return {4: where, 6: Answer(text=f"{number}, elk met bewijs", section=_TOGETHER)}


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
