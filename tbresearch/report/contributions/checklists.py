"""What the reporting checklists bring: a table a list, with the state of each item."""

from __future__ import annotations

from collections.abc import Mapping

from tbresearch.report.checklist import (
    ANSWERS_FILE,
    Checklists,
    FilledChecklist,
    OwnAnswer,
    answered_lines,
)
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText, escape
from tbresearch.study import SETTINGS_FILE

__all__ = ["checklist_contribution"]

_NOT_COREQ = (
    "Deze studie is een reflexieve thematische analyse. COREQ past daar niet bij: die "
    "lijst vraagt onder meer naar codeurs die het eens zijn en naar verzadiging, en "
    "meet dit onderzoek zo aan een andere traditie."
)


def checklist_contribution(
    lists: Checklists, answers: Mapping[tuple[str, int], OwnAnswer]
) -> Contribution:
    """Return an appendix for each list; one that does not apply says why.

    Parameters
    ----------
    lists : Checklists
        What became of every item.
    answers : mapping of (str, int) to OwnAnswer
        The author's answers, which are checked as other texts of an author are.
    """
    shown = [one for one in lists.lists if _has_rows(one)]
    return Contribution(
        sections={one.checklist.key: _text(one) for one in lists.lists},
        tables=tuple(_table(one) for one in shown),
        texts={ANSWERS_FILE: answered_lines(answers.values())} if answers else {},
    )


def _has_rows(filled: FilledChecklist) -> bool:
    """Return whether there is more to show than that the list does not apply."""
    answered = any(one.where for one in filled.items)
    return not filled.reason or answered


def _text(filled: FilledChecklist) -> str:
    checklist = filled.checklist
    source = f"{checklist.source}, doi {checklist.doi}"
    parts = [
        f"{checklist.name} is een lijst van wat een rapport vertelt over "
        f"{checklist.purpose} ({escape(source)}). De namen en vragen hieronder zijn "
        "in eigen woorden."
    ]
    if checklist.key == "rtarg":
        parts += [_NOT_COREQ, escape(checklist.verified)]
    if filled.reason:
        parts.append(f"De lijst is niet van toepassing: {escape(filled.reason)}.")
    if _has_rows(filled):
        parts.append(f"{{{{tabel:{checklist.key}}}}}")
    return "\n\n".join(parts) + "\n"


def _table(filled: FilledChecklist) -> TableText:
    checklist = filled.checklist
    return TableText(
        key=f"tabel:{checklist.key}",
        caption=f"{checklist.name}, punt voor punt",
        head=filled.head,
        rows=tuple(filled.rows()),
        method=f"De {len(filled.items)} punten van {checklist.name}. Wat uit de "
        "bestanden van de studie volgt, is ingevuld; wat de auteur schreef, gaat "
        "voor. Een verwijzing naar een tekst van de auteur zegt dat die er is, niet "
        "dat alles erin staat.",
        sources=(SETTINGS_FILE, ANSWERS_FILE)
        if any(one.where.startswith(ANSWERS_FILE) for one in filled.items)
        else (SETTINGS_FILE,),
        about_people=False,
        authored=tuple(
            (number, one.where)
            for number, one in enumerate(filled.items)
            if one.where.startswith(ANSWERS_FILE)
        ),
    )
