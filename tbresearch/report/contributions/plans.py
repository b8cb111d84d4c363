"""What plans and goals bring: how complete they are, what is wrong, and the cycle.

Faults of single plans stay with the study: each is about one family. The picture of
the cycle has no numbers; steps that few trajecten take are left out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.figures import Flow, draw_process_map
from tbresearch.implementation import GoalCycle, PlanCheck
from tbresearch.privacy import (
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_rows,
)
from tbresearch.report.contributions.left_out import left_out, left_out_text
from tbresearch.report.evidence import Contribution, Evidence, Picture, Refusal
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import GOAL_STEPS, join_text, label, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plan_contribution"]

_PARTS, _FAULTS = "tabel:plannen.onderdelen", "tabel:plannen.punten"
_CYCLE = "figuur:plannen.kringloop"
_SOURCES = ("plannen.csv", "doelen.csv")
_UNITS = {"plan": ("plannen", "plan", "plannen"), "goal": ("doelen", "doel", "doelen")}


def plan_contribution(result: PlanCheck, study: Study) -> Contribution:
    """Return the part on plans and goals, with its tables, picture, numbers and log."""
    parts, shown = _parts_table(result, study)
    faults, found = _faults_table(result, study)
    made = [
        (parts, shown, ["yes", "no", "unknown"]),
        (faults, found, ["trajectories"]),
    ]
    gone = [table for table, own, columns in made if own.tells_nothing(columns)]
    text = [
        "## Plannen en doelen",
        "Bekeken zijn {{aantal:plannen}} met {{aantal:doelen}}. Wat in de plannen en "
        "doelen zelf staat, komt niet in dit rapport.",
    ]
    for table, _, _ in made:
        text.append(
            left_out_text(f"De tabel '{table.caption}'")
            if table in gone
            else f"{{{{{table.key}}}}}"
        )
    picture = _picture(result.cycle, study)
    text += [f"{{{{{_CYCLE}}}}}"] if picture else []
    text.append(_cycle_text(result.cycle, study))
    hidden = dict.fromkeys(
        n for table, own, _ in made if table not in gone for n in own.notes
    )
    text.append("\n".join(f"- {note}" for note in (*hidden, *result.notes)))
    return Contribution(
        sections={"uitvoering": "\n\n".join(text) + "\n"},
        evidence=(
            *_numbers(result, study, shown),
            *left_out(*(table.key for table in gone)),
        ),
        tables=tuple(table for table, _, _ in made if table not in gone),
        pictures=(picture,) if picture else (),
        disclosure=tuple(
            replace(own.entry, left_out=table in gone) for table, own, _ in made
        ),
    )


def _parts_table(result: PlanCheck, study: Study) -> tuple[TableText, ProtectedTable]:
    columns = ["yes", "no", "unknown"]
    protected = protect_rows(
        result.completeness.set_index("part")[columns],
        key=_PARTS,
        title="Onderdelen van plannen en doelen",
        rule=disclosure_rule(study),
        shown=columns,
        fixed=["unknown"] if study.missing == "tonen" else [],
    )
    rows = []
    for row in result.completeness.to_dict("records"):
        values = {name: protected.value(row["part"], name) for name in columns}
        there = count_text(
            values["yes"],
            row["total"],
            rule=protected.rule,
            percentage_from=study.percentage_from,
        )
        rest = (cell_text(values["no"]), cell_text(values["unknown"]))
        rows.append((row["label"], _UNITS[row["unit"]][0], there, *rest))
    return (
        TableText(
            key=_PARTS,
            caption="Wat er in plannen en doelen staat",
            head=("Onderdeel", "Van", "Aanwezig", "Niet", "Onbekend"),
            rows=tuple(rows),
            right=(2, 3, 4),
            method="De laatste versie van elk plan, en elk doel. "
            + " ".join(protected.notes),
            sources=_SOURCES,
        ),
        protected,
    )


def _faults_table(result: PlanCheck, study: Study) -> tuple[TableText, ProtectedTable]:
    """Return in how many trajecten each fault was found; faults themselves stay."""
    tally = result.tally()
    total = result.cycle.trajectories
    counts = pd.DataFrame(
        {"trajectories": tally["trajectories"], "rest": total - tally["trajectories"]}
    ).set_axis(tally["fault"])
    protected = protect_rows(
        counts,
        key=_FAULTS,
        title="Punten in plannen en doelen",
        rule=disclosure_rule(study),
        shown=["trajectories"],
    )
    rows = tuple(
        (
            row["label"],
            count_text(
                protected.value(row["fault"], "trajectories"),
                total,
                rule=protected.rule,
                percentage_from=study.percentage_from,
            ),
        )
        for row in tally.to_dict("records")
    )
    return (
        TableText(
            key=_FAULTS,
            caption="In hoeveel trajecten een punt minstens één keer is gevonden",
            head=("Punt", "Trajecten"),
            rows=rows,
            right=(1,),
            method="Elke versie van een plan en elk doel. Onbekend is geen punt.",
            sources=(*_SOURCES, "trajecten.csv"),
        ),
        protected,
    )


def _numbers(
    result: PlanCheck, study: Study, shown: ProtectedTable
) -> Iterator[Evidence | Refusal]:
    for unit, n in (("plan", result.plans), ("goal", result.goals)):
        name, one, more = _UNITS[unit]
        yield Evidence(
            key=f"aantal:{name}",
            text=quantity_text(n, one, more),
            method=f"Verschillende {more} in {name}.csv.",
            sources=(f"{name}.csv",),
        )
    for row in result.completeness.to_dict("records"):
        name, _, more = _UNITS[row["unit"]]
        key = f"aantal:{name}.{row['part']}"
        there = shown.value(row["part"], "yes")
        if there is None:
            yield Refusal(
                key=key,
                what=f"{{{{{key}}}}} wordt niet getoond: het gaat om weinig mensen, of "
                "verraadt een klein aantal",
                fix="haal de verwijzing weg, en beschrijf in woorden wat u zag",
            )
            continue
        text = count_text(
            there,
            row["total"],
            rule=shown.rule,
            percentage_from=study.percentage_from,
        )
        yield Evidence(
            key=key,
            text=f"{text} {more}",
            method=f"{row['label']}: aanwezig in {name}.csv; bij plannen in de laatste "
            "versie.",
            sources=_SOURCES,
        )


def _cycle_text(cycle: GoalCycle, study: Study) -> str:
    least = study.smallest_count
    counts = (
        (cycle.plan_revisions, "herziening van een plan", "herzieningen van plannen"),
        (
            cycle.goal_revisions,
            "doel dat een eerder doel vervangt",
            "doelen die een eerder doel vervangen",
        ),
    )
    told = [
        quantity_text(n, one, more) if n == 0 or n >= least else f"enkele {more}"
        for n, one, more in counts
    ]
    return f"Geteld zijn {join_text(told)}. {cycle.notes[1]}"


def _picture(cycle: GoalCycle, study: Study) -> Picture | None:
    flows = _shown_flows(cycle, study)
    if not flows:
        return None
    told = "; ".join(
        f"{label(GOAL_STEPS, flow.begin).lower()}, daarna "
        f"{label(GOAL_STEPS, flow.end).lower()}: {flow.text}"
        for flow in flows
    )
    return Picture(
        key=_CYCLE,
        caption="Plannen en doelen als kringloop: wat volgt waarop",
        alt=f"Schema van stappen met pijlen. {told}.",
        draw=lambda: _draw(flows),
        method="Wat in een traject op elkaar volgt. "
        "Meestal: in twee derde van de trajecten of meer; vaak: in een derde of "
        f"meer; soms: in minder. Pijlen van minder dan {study.smallest_count} "
        "trajecten ontbreken.",
    )


def _shown_flows(cycle: GoalCycle, study: Study) -> list[Flow]:
    """Return the flows of enough trajecten, in three classes instead of numbers."""
    flows = []
    for row in cycle.flows.to_dict("records"):
        share = row["trajectories"] / cycle.trajectories
        if row["trajectories"] >= study.smallest_count:
            weight = 1 + (share >= 1 / 3) + (share >= 2 / 3)
            name = ("soms", "vaak", "meestal")[weight - 1]
            flows.append(
                Flow(begin=row["step"], end=row["next"], weight=weight, text=name)
            )
    return flows


def _draw(flows: list[Flow]) -> Axes:
    used = {step for flow in flows for step in (flow.begin, flow.end)}
    return draw_process_map(
        None,
        {key: term.label for key, term in GOAL_STEPS.items() if key in used},
        flows,
        caption="Gestreept: terug naar een eerdere stap",
    )
