"""What working elements bring: the spread of scores per source, and the talk beside it.

Single scores stay with the study: a score of one case is about one client and one
worker. Of an element and source with few cases nothing is shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from tbresearch.estimate import NotEstimable
from tbresearch.findings import ELEMENT_SCORES, NO_DATA, WorkingElements, score_text
from tbresearch.privacy import LogEntry, disclosure_rule
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import PROCESS_EVALUATION
from tbresearch.report.tables import TableText
from tbresearch.study import Study, delivered
from tbresearch.trajectories import TABLES
from tbresearch.vocabulary import (
    ELEMENT_LISTS,
    ELEMENT_SOURCES,
    POLARITIES,
    RESPONDENT_GROUPS,
    label,
    quantity_text,
)

__all__ = ["elements_contribution"]

_SIDES = ("succesfactor", "verbeterpunt")
_HIDDEN = "niet getoond"


def elements_contribution(result: WorkingElements) -> Contribution:
    """Return a table of scores, and one of who speaks of each element."""
    study = result.coding.study
    name = ELEMENT_LISTS[result.elements]
    told, scored = study.statements == "tonen", _scores(result)
    cells = [cell for row in scored.rows for cell in row[1:]]
    given = [cell for cell in cells if cell != NO_DATA]
    hidden = given.count(_HIDDEN)
    gone = bool(given) and hidden == len(given)
    body = f"{{{{{scored.key}}}}}"
    if not given:
        body = f"Over deze elementen zijn er {NO_DATA}: er is geen enkele score."
    elif gone:
        body = left_out_text("De tabel met scores")
    talk = _talk(result)
    parts = [
        f"## {name}\n",
        f"{body}\n",
        f"{{{{{talk.key}}}}}\n"
        if told
        else "Wie er over elk element spreekt, staat hier niet: deze studie toont geen "
        "aantallen die over weinig mensen gaan.\n",
        "\n".join(f"- {note}" for note in _notes(result, hidden)) + "\n",
        *_needs(study),
    ]
    entry = LogEntry(
        table=scored.key,
        title=scored.caption,
        cells=len(given),
        primary=hidden,
        secondary=0,
        limited=0,
        exposed=0,
        rule=str(disclosure_rule(study)),
        left_out=gone,
    )
    shown = bool(given) and not gone
    return Contribution(
        sections={"uitvoering": "\n".join(parts)},
        evidence=left_out(scored.key) if gone else (),
        tables=(*((scored,) if shown else ()), *((talk,) if told else ())),
        disclosure=(entry,) if hidden else (),
    )


def _needs(study: Study) -> tuple[str, ...]:
    """Return what the section lacks, in a study without trajecten."""
    if delivered(study.root, TABLES["trajectories"]) is not None:
        return ()
    needs = next(
        section.needs
        for section in PROCESS_EVALUATION.outline
        if section.key == "uitvoering"
    )
    return (f"Voor de rest van deze paragraaf is nodig: {needs}.\n",)


def _notes(result: WorkingElements, hidden: int) -> list[str]:
    least = result.coding.study.smallest_count
    notes = [
        "De cel geeft de mediaan, tussen haakjes het eerste en het derde kwartiel, en "
        "van hoeveel gevallen en beoordelaars.",
        *result.notes,
    ]
    if hidden:
        notes.insert(1, f"{_HIDDEN.capitalize()}: er zijn minder dan {least} gevallen.")
    return notes


def _scores(result: WorkingElements) -> TableText:
    least = result.coding.study.smallest_count
    spread = {
        (row["element"], row["source"]): row for row in result.spread.to_dict("records")
    }
    rows = tuple(
        (
            term.label,
            *(_cell(spread[key, source], least) for source in result.sources),
        )
        for key, term in result.items.items()
    )
    return TableText(
        key=f"tabel:elementen.{result.elements}.scores",
        caption=f"{ELEMENT_LISTS[result.elements]}: scores van 0 tot en met 10",
        head=(
            "Element",
            *(label(ELEMENT_SOURCES, source) for source in result.sources),
        ),
        rows=rows,
        method=" ".join(result.notes),
        sources=(ELEMENT_SCORES.file,),
    )


def _cell(row: Mapping[Hashable, Any], least: int) -> str:
    if not row["scores"]:
        return NO_DATA
    if row["cases"] < least:
        return _HIDDEN
    low, middle, high = (score_text(float(row[n])) for n in ("low", "middle", "high"))
    cases = quantity_text(int(row["cases"]), "geval", "gevallen")
    scorers = quantity_text(int(row["scorers"]), "beoordelaar", "beoordelaars")
    return f"{middle} ({low} tot {high}); {cases}, {scorers}"


def _talk(result: WorkingElements) -> TableText:
    groups = result.coding.study.groups
    rows = []
    for key, term in result.items.items():
        counts = (
            result.count(key, group=group, polarity=side)
            for group in groups
            for side in _SIDES
        )
        cells = (NO_DATA if isinstance(n, NotEstimable) else n.short for n in counts)
        rows.append((term.label, *cells))
    return TableText(
        key=f"tabel:elementen.{result.elements}.gezegd",
        caption=f"{ELEMENT_LISTS[result.elements]}: respondenten die erover spreken",
        head=(
            "Element",
            *(
                f"{label(RESPONDENT_GROUPS, group)}: {label(POLARITIES, side).lower()}"
                for group in groups
                for side in _SIDES
            ),
        ),
        rows=tuple(rows),
        right=tuple(range(1, 1 + len(groups) * len(_SIDES))),
        method="Respondenten met minstens één passage onder een code die bij het "
        "element hoort.",
        sources=tuple(
            f"coderingen/{coder}.jsonl" for coder in result.coding.study.findings_from
        ),
    )
