"""What the toezichttabel says: each assessment in full, and no score.

What the procesevaluatie says of an assessment is used here again: its counts, what it
found, what informants disagree on, the checklist and all notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tbresearch.frameworks import Assessment
from tbresearch.report.contributions.assessment_tables import (
    differences_table,
    views_of,
)
from tbresearch.report.contributions.assessments import (
    bullets,
    checklist_text,
    findings_text,
    verdict_counts,
    verdicts_picture,
)
from tbresearch.report.contributions.supervision_tables import (
    legend_table,
    supervision_tables,
    views_table,
)
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText, escape
from tbresearch.study import Study
from tbresearch.vocabulary import day_text

__all__ = ["supervision"]

_NO_SCORE = (
    "Er staat geen percentage en geen eindcijfer: een oordeel zegt pas iets met zijn "
    "voorbehoud, met wie het zegt en met waarover het gaat."
)
_NO_CONCLUSION = "Er zijn geen bevindingen opgeschreven.\n"
_NO_VIEWS = "Er staat bij geen indicator wat een informant zegt.\n"
_NO_SOURCES = "Er is geen informant en geen document genoemd.\n"


def supervision(study: Study, results: Sequence[object]) -> Iterator[Contribution]:
    """Yield every assessment, the legend, and the checklists."""
    found = [result for result in results if isinstance(result, Assessment)]
    judged = [one for one in found if one.framework.kind == "oordelen"]
    for assessment in judged:
        yield _in_full(assessment, named=len(judged) > 1)
    if judged:
        table = legend_table()
        text = f"## Tekens en woorden\n\n{_NO_SCORE}\n\n{{{{{table.key}}}}}\n"
        yield Contribution(sections={"leeswijzer": text}, tables=(table,))
    for assessment in found:
        if assessment.framework.kind == "controlelijst":
            heading = _heading(assessment)
            text = f"{heading}\n\n{checklist_text(assessment)}"
            yield Contribution(sections={"erkenning": text})


def _heading(assessment: Assessment) -> str:
    name, subject = assessment.framework.name, assessment.subject
    return f"## {escape(name)}: {escape(subject)}"


def _in_full(assessment: Assessment, *, named: bool) -> Contribution:
    """Return all of an assessment; its name above each part if there are several."""
    tables, picture = supervision_tables(assessment), verdicts_picture(assessment)
    texts: dict[str, list[str]] = defaultdict(list)
    texts["leeswijzer"] = [_told(assessment)]
    texts["totalen"] = [
        verdict_counts(assessment),
        *_references(tables["totalen"]),
        bullets(assessment.notes),
        *([f"{{{{{picture.key}}}}}"] if picture else []),
    ]
    texts["oordelen"] = _references(tables["oordelen"])
    texts["bevindingen"] = [findings_text(assessment) or _NO_CONCLUSION]
    texts["bronnen"] = _references(tables["bronnen"]) or [_NO_SOURCES]
    views = views_of(assessment)
    if views is None:
        texts["informanten"] = [_NO_VIEWS]
    else:
        tables["informanten"] = (views_table(assessment, views),)
        told = _references(tables["informanten"])
        if views.discrepancies:
            told.append(f"{{{{{differences_table(assessment, views).key}}}}}")
        texts["informanten"] = [*told, bullets(views.notes)]
    heading = [_heading(assessment)] if named else []
    return Contribution(
        sections={
            key: "\n\n".join([*heading, *parts]) + "\n" for key, parts in texts.items()
        },
        tables=tuple(table for part in tables.values() for table in part),
    )


def _references(tables: Sequence[TableText]) -> list[str]:
    return [f"{{{{{table.key}}}}}" for table in tables]


def _told(assessment: Assessment) -> str:
    """Return what was assessed with what, when."""
    framework = assessment.framework
    lines = [
        f"- Kader: {escape(framework.name)}"
        + (f", versie {escape(framework.version)}" if framework.version else ""),
        f"- Beoordeeld: {escape(assessment.subject)}",
        "- Datum: "
        + (day_text(assessment.date) if assessment.date else "niet opgegeven"),
        f"- Gelezen uit: {escape(assessment.file)} en {escape(framework.file)}",
    ]
    return "\n".join(lines)
