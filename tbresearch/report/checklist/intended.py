"""What a study says of the items of TIDieR: the intervention, and what was done."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.implementation import Practice
from tbresearch.intervention import NOT_IN_SOURCES, Intervention
from tbresearch.report.checklist.filling import Answer
from tbresearch.report.checklist.materials import Materials
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["tidier_answers"]

_INTENDED = "interventie"
_DONE = "uitvoering"


def tidier_answers(held: Materials) -> Mapping[int, Answer]:
    """Return what the study says of the items of TIDieR, by number."""
    found = {1: Answer(text=held.study.intervention, section="colofon")}
    intended = held.one(Intervention)
    if intended is not None:
        found |= _intended(intended)
    practice = held.one(Practice)
    if practice is not None:
        found |= _done(practice)
    return found


def _intended(intervention: Intervention) -> Mapping[int, Answer]:
    why = [
        *(["het doel"] if intervention.goal else []),
        *_counted(intervention, "theories", "theorie", "theorieën"),
        *_counted(intervention, "elements", "werkzaam element", "werkzame elementen"),
        *(["de verbanden daartussen"] if intervention.links else []),
    ]
    steps = [
        *_counted(intervention, "phases", "fase", "fasen"),
        *_counted(intervention, "activities", "activiteit", "activiteiten"),
        *_counted(intervention, "building_blocks", "bouwsteen", "bouwstenen"),
    ]
    who = [
        *_counted(intervention, "competences", "competentie", "competenties"),
        *_counted(
            intervention,
            "quality_means",
            "middel voor kwaliteit",
            "middelen voor kwaliteit",
        ),
    ]
    materials = [i.label for i in intervention.materials if i.label != NOT_IN_SOURCES]
    found = {
        1: Answer(text=intervention.name, section=_INTENDED),
        2: _of(why),
        3: _of(materials, lacks="waar het materiaal te vinden is"),
        4: _of(steps),
        5: _of(who, lacks="welke opleiding begeleiders hebben"),
        8: _of(_dose(intervention)),
        9: _of(_tailored(intervention), lacks="wat verder per cliënt mag verschillen"),
    }
    return {number: answer for number, answer in found.items() if answer is not None}


def _of(parts: list[str], *, lacks: str = "") -> Answer | None:
    if not parts:
        return None
    text = join_text(parts)
    return Answer(text=text[0].upper() + text[1:], section=_INTENDED, lacks=lacks)


def _counted(
    intervention: Intervention, column: str, one: str, many: str
) -> tuple[str, ...]:
    items = getattr(intervention, column)
    return (quantity_text(len(items), one, many),) if items else ()


def _dose(intervention: Intervention) -> list[str]:
    dose = intervention.dose
    if dose is None:
        return []
    known = {
        "bezoeken per week": dose.visits_per_week,
        "uren per bezoek": dose.hours_per_visit,
        "uren in totaal": dose.hours_total,
        "duur van het traject": dose.mean_weeks or dose.shortest_weeks,
    }
    return [name for name, value in known.items() if value is not None]


def _tailored(intervention: Intervention) -> list[str]:
    complex_phases = any(p.complex_min is not None for p in intervention.phases)
    dose = intervention.dose
    lasting = dose is not None and dose.structural_from is not None
    return [
        *(["fasen duren langer bij een complexe situatie"] if complex_phases else []),
        *(
            ["de duur verschilt bij tijdelijk en bij blijvend verlies"]
            if lasting
            else []
        ),
    ]


def _done(practice: Practice) -> Mapping[int, Answer]:
    held_against = Answer(
        text="Fasen, dosering en evaluaties zijn vooraf beschreven en nagegaan in de "
        "registratie",
        section=_DONE,
    )
    found = {
        11: held_against,
        12: Answer(
            text="Gepland naast gedaan, per onderdeel en zonder totaalscore",
            section=_DONE,
        ),
    }
    if practice.adaptations.recorded:
        found[10] = Answer(
            text="Aanpassingen, met het oordeel of zij passen bij het werkzame element",
            section=_DONE,
        )
    return found
