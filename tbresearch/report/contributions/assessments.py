"""What findings in a framework bring: verdicts with reservations, who disagrees.

The counts are of indicators and organisations, not of people, so disclosure control
has nothing to hide in them. A checklist names where evidence is, and no level.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tbresearch.frameworks import Assessment
from tbresearch.report.contributions.assessment_tables import (
    assessment_name,
    checklist_table,
    differences_table,
    indicators_table,
    themes_table,
    views_of,
)
from tbresearch.report.evidence import Contribution, Evidence, Picture, numbers_of
from tbresearch.report.tables import escape
from tbresearch.vocabulary import (
    FINDING_KINDS,
    VERDICT_STATES,
    join_text,
    label,
    quantity_text,
)

__all__ = [
    "assessment_contribution",
    "bullets",
    "checklist_text",
    "findings_text",
    "verdict_counts",
    "verdicts_picture",
]


# Indicators and titles of themes, in two columns on a page on its side.
_MOST_LINES = 44


def assessment_contribution(assessment: Assessment) -> Contribution:
    """Return the tables of an assessment, or of a checklist, with their notes."""
    if assessment.framework.kind == "controlelijst":
        table = checklist_table(assessment)
        return Contribution(
            sections={"controlelijst": checklist_text(assessment)}, tables=(table,)
        )
    views = views_of(assessment)
    themes, indicators = themes_table(assessment), indicators_table(assessment)
    tables = [themes, indicators]
    picture = verdicts_picture(assessment)
    title = f"{escape(assessment.framework.name)}: {escape(assessment.subject)}"
    parts = [
        f"## {title}",
        f"{verdict_counts(assessment)} Elk oordeel staat in de bijlage met oordelen "
        "per indicator.",
        *([f"{{{{{picture.key}}}}}"] if picture else []),
        f"{{{{{themes.key}}}}}",
        bullets(assessment.notes),
        *(["### Bevindingen", found] if (found := findings_text(assessment)) else []),
    ]
    if views is not None and views.discrepancies:
        table = differences_table(assessment, views)
        tables.append(table)
        parts += [
            "### Waar informanten van mening verschillen",
            f"{{{{{table.key}}}}}",
            bullets(views.notes),
        ]
    return Contribution(
        sections={
            "context": "\n\n".join(parts) + "\n",
            "oordelen": f"## {title}\n\n{{{{{indicators.key}}}}}\n",
        },
        evidence=tuple(_evidence(assessment)),
        tables=tuple(tables),
        pictures=(picture,) if picture else (),
    )


def verdicts_picture(assessment: Assessment) -> Picture | None:
    """Return every indicator with its verdict in one picture, if a page has room."""
    frame = assessment.to_frame()
    if len(frame) + len(assessment.framework.themes) > _MOST_LINES:
        return None
    themes = (
        f"{theme.label}: {join_text(list(_states(own)))}"
        for theme in assessment.framework.themes
        if len(own := frame[frame["theme"] == theme.key])
    )
    return Picture(
        key=f"figuur:kader.{assessment_name(assessment)}",
        caption=f"{assessment.framework.name}: elke indicator met zijn oordeel",
        alt="Per thema een teken bij elke indicator. "
        f"{'; '.join(themes)}. Welke indicator welk oordeel heeft, staat in de tabel "
        "met oordelen per indicator.",
        draw=assessment.plot,
        method=f"Overgenomen uit {assessment.file}; er is niets ingevuld dat er niet "
        "staat, en over indicatoren is niets opgeteld.",
        rests_on=numbers_of(frame),
    )


def _states(own: pd.DataFrame) -> Iterator[str]:
    """Yield how many of these indicators are in each state that there is."""
    for state in VERDICT_STATES:
        if n := int((own["state"] == state).sum()):
            yield f"{n} {label(VERDICT_STATES, state).lower()}"


def verdict_counts(assessment: Assessment) -> str:
    """Return how many verdicts are which, as a sentence that refers to the counts."""
    name = assessment_name(assessment)
    return (
        f"Van {{{{aantal:kader.{name}.oordelen}}}} zijn er "
        f"{{{{aantal:kader.{name}.voldoet}}}} een *voldoet* en "
        f"{{{{aantal:kader.{name}.verbeterpunt}}}} een *verbeterpunt*. Voorbehouden en "
        "wat ontbreekt, horen daarbij."
    )


def checklist_text(assessment: Assessment) -> str:
    """Return the table of a checklist, and how to read it."""
    table = checklist_table(assessment)
    return f"{{{{{table.key}}}}}\n\n{bullets(assessment.notes)}\n"


def bullets(notes: tuple[str, ...]) -> str:
    """Return notes as a list in Markdown."""
    return "\n".join(f"- {escape(note)}" for note in notes)


def findings_text(assessment: Assessment) -> str:
    """Return what was seen and what was concluded, a conclusion with its premises."""
    texts = {finding.key: finding.text for finding in assessment.findings}
    names = {
        **{informant.key: informant.label for informant in assessment.informants},
        **{document.key: document.title for document in assessment.documents},
    }
    lines = []
    for finding in assessment.findings:
        kind = label(FINDING_KINDS, finding.kind)
        why = [f"“{texts[key]}”" for key in finding.premises]
        by = [names[key] for key in (*finding.informants, *finding.documents)]
        told = [f"uit {join_text(why)}"] if why else []
        told += [f"volgens {join_text(by)}"] if by else []
        tail = f" ({'; '.join(told)})" if told else ""
        lines.append(f"{kind}: {finding.text}{tail}")
    return bullets(tuple(lines))


def _evidence(assessment: Assessment) -> Iterator[Evidence]:
    name = assessment_name(assessment)
    given = [v for v in assessment.given() if v != "geen_oordeel"]
    method = (
        "Geteld in de bevindingen; een oordeel dat niet aan een indicator is te "
        "koppelen, telt mee, en een indicator zonder oordeel niet."
    )
    for key, text in (
        ("oordelen", quantity_text(len(given), "oordeel", "oordelen")),
        ("voldoet", str(given.count("voldoet"))),
        ("verbeterpunt", str(given.count("verbeterpunt"))),
    ):
        yield Evidence(
            key=f"aantal:kader.{name}.{key}",
            text=text,
            method=method,
            sources=(assessment.file,),
        )
