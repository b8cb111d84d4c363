"""What clients' grades and goals bring: satisfaction, and goals that were reached."""

from __future__ import annotations

from tbresearch.outcomes import GoalAttainment, Satisfaction
from tbresearch.privacy import disclosure_rule
from tbresearch.report.contributions.small_counts import (
    NOT_SHOWN,
    log_entry,
    shown_counts,
)
from tbresearch.report.evidence import Contribution
from tbresearch.report.tables import TableText
from tbresearch.study import Study

__all__ = ["goals_contribution", "satisfaction_contribution"]


def satisfaction_contribution(result: Satisfaction, study: Study) -> Contribution:
    """Return per instrument the middle grade and who gave an 8 or more."""
    rule = disclosure_rule(study)
    counts = {name: result.satisfied(name) for name in result.instruments}
    shown = shown_counts(counts, rule=rule)
    rows = []
    for name in result.instruments:
        few = counts[name].total < rule.smallest_denominator
        middle = NOT_SHOWN if few else result.middle(name)
        rows.append((name, middle, shown[name] or NOT_SHOWN))
    hidden = sum(text is None for text in shown.values())
    table = TableText(
        key="tabel:tevredenheid",
        caption="Tevredenheid van cliënten, van 0 tot en met 10",
        head=("Instrument", "Mediaan (kwartielen)", "Een 8 of hoger"),
        rows=tuple(rows),
        right=(1, 2),
        method=" ".join(result.notes),
        sources=("tevredenheid.csv",),
    )
    lines = "\n".join(f"- {note}" for note in result.notes)
    entry = log_entry(
        table.key, "Tevredenheid", cells=len(rows), hidden=hidden, rule=rule
    )
    return Contribution(
        sections={
            "resultaten": f"## Tevredenheid\n\n{{{{tabel:tevredenheid}}}}\n\n{lines}\n"
        },
        tables=(table,),
        disclosure=(entry,) if hidden else (),
    )


def goals_contribution(result: GoalAttainment, study: Study) -> Contribution:
    """Return how many goals were reached, to improve and to keep apart."""
    rule = disclosure_rule(study)
    kinds = {str(row[0]): row for row in result.rows()}
    keys = {"Iets verbeteren": "verbeteren", "Iets behouden": "behouden"}
    counts = {name: result.reached(keys.get(name, "")) for name in kinds}
    shown = shown_counts(counts, rule=rule)
    hidden = sum(text is None for text in shown.values())
    table = TableText(
        key="tabel:doelrealisatie",
        caption="Doelen die zijn gehaald, van de doelen met een score",
        head=("Doel", "Gehaald"),
        rows=tuple((name, text or NOT_SHOWN) for name, text in shown.items()),
        right=(1,),
        method=" ".join(result.notes),
        sources=("doelen.csv",),
    )
    lines = "\n".join(f"- {note}" for note in result.notes)
    entry = log_entry(
        table.key, "Doelrealisatie", cells=len(kinds), hidden=hidden, rule=rule
    )
    return Contribution(
        sections={
            "resultaten": "## Doelrealisatie\n\n{{tabel:doelrealisatie}}\n\n"
            f"{lines}\n"
        },
        tables=(table,),
        disclosure=(entry,) if hidden else (),
    )
