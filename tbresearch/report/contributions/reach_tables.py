"""The tables on reach, protected, with every cell written in Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.implementation import (
    DIMENSIONS,
    CareFlow,
    Funnel,
    Reach,
    Selection,
    draw_funnel,
    share_text,
)
from tbresearch.privacy import (
    LogEntry,
    ProtectedTable,
    cell_text,
    count_text,
    disclosure_rule,
    protect_funnel,
    protect_rows,
)
from tbresearch.report.tables import TableText
from tbresearch.study import Study
from tbresearch.vocabulary import (
    ANSWERS,
    LOSS_REASONS,
    RECRUITMENT_STEPS,
    RULE_KINDS,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "FunnelTables",
    "applied_table",
    "flow_table",
    "funnel_tables",
    "label_table",
    "rules_table",
]

_UNKNOWN = "Niet ingevuld"
_ONE_LABEL = ("law", "route")


def label_table(result: Reach, study: Study) -> tuple[TableText, ProtectedTable]:
    """Return who was reached by label; what is not filled in is a row of its own."""
    rows = _label_rows(result.labels)
    counts = pd.DataFrame(
        {"n": [row["n"] for row in rows]},
        index=pd.Index([f"{row['dimension']}/{row['key']}" for row in rows]),
    )
    counts["rest"] = [row["total"] - row["n"] for row in rows]
    protected = protect_rows(
        counts,
        key="tabel:bereik.labels",
        title="Bereik per label",
        rule=disclosure_rule(study),
        shown=["n"],
        add_up=[
            [name for name in counts.index if name.startswith(f"{dimension}/")]
            for dimension in _ONE_LABEL
        ],
    )
    cells = [
        count_text(
            protected.value(name, "n"),
            row["total"],
            rule=protected.rule,
            percentage_from=study.percentage_from,
        )
        for name, row in zip(counts.index, rows, strict=True)
    ]
    return (
        TableText(
            key="tabel:bereik.labels",
            caption="Wie is bereikt, naast wie de interventie bedoelt",
            head=("Dimensie", "Label", "Bereikt"),
            rows=tuple(
                (DIMENSIONS[row["dimension"]], _label_text(row), cell)
                for row, cell in zip(rows, cells, strict=True)
            ),
            right=(2,),
            method="Doelgroep en herkomst: cliënten, met de labels van al hun "
            "trajecten samen. Wet en route: trajecten.",
            sources=("trajecten.csv",),
        ),
        protected,
    )


def _label_rows(labels: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the labels, and for each dimension how many have none."""
    rows = []
    for _, own in labels.groupby("dimension", sort=False):
        rows += own.to_dict("records")
        last = rows[-1]
        rows.append(
            last
            | {"key": "", "label": _UNKNOWN, "n": last["unknown"], "intended": True}
        )
    return rows


def _label_text(row: Mapping[Any, Any]) -> str:
    return (
        row["label"] if row["intended"] else f"{row['key']} (niet in de beschrijving)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelTables:
    """The funnel as it may leave: two tables that are protected as one."""

    funnel: Funnel
    steps: ProtectedTable
    reasons: ProtectedTable
    steps_text: TableText
    reasons_text: TableText

    def cell(self, step: str) -> str | None:
        """Return who reached a step, between bounds, or None if it is not shown."""
        reached = self.steps.value(step, "reached")
        unknown = self.steps.value(step, "unknown")
        if reached is None or unknown is None:
            return None
        ends = dict.fromkeys((cell_text(reached), cell_text(reached + unknown)))
        total = cell_text(self.funnel.applications)
        return f"{' tot '.join(ends)} van {total} aanmeldingen"

    def draw(self) -> Axes:
        """Draw the funnel with what is shown."""
        shown = self.steps.frame.reset_index()
        shown["label"] = [label(RECRUITMENT_STEPS, step) for step in shown["step"]]
        return draw_funnel(shown, self.funnel.applications, None)


def funnel_tables(funnel: Funnel, study: Study) -> FunnelTables:
    """Protect the steps and the reasons together, and write them in Dutch."""
    steps, reasons = protect_funnel(
        funnel.steps, funnel.losses, rule=disclosure_rule(study), missing=study.missing
    )
    total = max(funnel.applications, 1)
    rows = []
    for step, term in RECRUITMENT_STEPS.items():
        shown = [steps.value(step, n) for n in ("reached", "unknown", "lost_here")]
        reached, unknown, _ = shown
        share = ""
        if reached is not None and unknown is not None and funnel.applications:
            share = share_text(reached / total, (reached + unknown) / total)
            if funnel.applications < max(study.percentage_from, 20):
                share = ""
        rows.append((term.label, *map(cell_text, shown), share))
    return FunnelTables(
        funnel=funnel,
        steps=steps,
        reasons=reasons,
        steps_text=TableText(
            key="tabel:bereik.trechter",
            caption="Aanmeldingen per stap",
            head=("Stap", "Gehaald", "Onbekend", "Hier afgevallen", "Aandeel"),
            rows=tuple(rows),
            right=(1, 2, 3, 4),
            method="Een stap telt voor wie ook alle stappen ervoor haalde. Het aandeel "
            "loopt van alle onbekende als afgevallen tot alle als gehaald.",
            sources=("werving.csv",),
        ),
        reasons_text=TableText(
            key="tabel:bereik.afvallers",
            caption="Waar en waarom aanmeldingen afvielen",
            head=("Afgevallen bij", "Reden", "Aanmeldingen"),
            rows=tuple(
                (
                    label(RECRUITMENT_STEPS, row["step"]),
                    label(LOSS_REASONS, row["reason"]),
                    cell_text(reasons.value(f"{row['step']}/{row['reason']}", "n")),
                )
                for row in funnel.losses.to_dict("records")
            ),
            right=(2,),
            method="De reden bij de eerste stap die nee is; de redenen van een stap "
            "zijn samen wat daar afviel.",
            sources=("werving.csv",),
        ),
    )


def applied_table(
    applied: pd.DataFrame, study: Study
) -> tuple[TableText, ProtectedTable]:
    """Return by label who applied, and of those who started and who did not."""
    columns = ["started", "not_started", "unknown"]
    rule = disclosure_rule(study)
    # A row of few people is hidden whole: its total would give its parts away.
    few = applied["applied"].between(1, rule.smallest_count - 1)
    names = [f"{row['dimension']}/{row['key']}" for row in applied.to_dict("records")]
    protected = protect_rows(
        applied[columns].set_axis(names)[~few.to_numpy()],
        key="tabel:bereik.nietbereikt",
        title="Aangemeld en gestart per label",
        rule=rule,
        shown=columns,
    )
    rows = []
    for name, row in zip(names, applied.to_dict("records"), strict=True):
        there = name in protected.frame.index
        cells = [protected.value(name, column) if there else None for column in columns]
        total = row["applied"] if there else None
        rows.append(
            (
                DIMENSIONS[row["dimension"]],
                _label_text(row),
                *map(cell_text, (total, *cells)),
            )
        )
    return (
        TableText(
            key="tabel:bereik.nietbereikt",
            caption="Wie zich meldde en niet startte, per label",
            head=(
                *("Dimensie", "Label", "Aangemeld", "Gestart"),
                *("Niet gestart", "Onbekend"),
            ),
            rows=tuple(rows),
            right=(2, 3, 4, 5),
            method="Aanmeldingen zonder opgelegde hulp. Een aanmelding kan op elke "
            "dimensie meer dan één label hebben.",
            sources=("werving.csv",),
        ),
        protected,
    )


def rules_table(selection: Selection, study: Study) -> tuple[TableText, ProtectedTable]:
    """Return for each selection rule how often it is ja, nee and onbekend."""
    tally = selection.tally()
    protected = protect_rows(
        tally.set_index("rule")[list(ANSWERS)],
        key="tabel:bereik.selectie",
        title="Selectieregels",
        rule=disclosure_rule(study),
        shown=list(ANSWERS),
        fixed=["onbekend"] if study.missing == "tonen" else [],
    )
    rows = [
        (
            row["label"],
            label(RULE_KINDS, row["kind"]),
            *(cell_text(protected.value(row["rule"], key)) for key in ANSWERS),
        )
        for row in tally.to_dict("records")
    ]
    return (
        TableText(
            key="tabel:bereik.selectie",
            caption="Selectieregels, per aanmelding beantwoord",
            head=("Regel", "Soort", "Ja", "Nee", "Onbekend"),
            rows=tuple(rows),
            right=(2, 3, 4),
            method="De regels van de interventie, toegepast op wat in selectie.csv "
            "staat; wat daar niet staat, is onbekend.",
            sources=("selectie.csv", "werving.csv"),
        ),
        protected,
    )


def flow_table(flow: CareFlow, study: Study) -> tuple[TableText, LogEntry]:
    """Return stock against flow; left out if one of its counts is small."""
    least = study.smallest_count
    counts = (flow.stock, flow.inflow, flow.outflow)
    small = sum(int(study.zeros != "tonen") <= n < least and n > 0 for n in counts)
    return (
        TableText(
            key="tabel:bereik.doorstroom",
            caption="Lopende en begonnen trajecten",
            head=("Wat", "Aantal"),
            rows=tuple(flow.rows()),
            right=(1,),
            method=" ".join(flow.notes),
            sources=("trajecten.csv", "contacten.csv"),
        ),
        LogEntry(
            table="tabel:bereik.doorstroom",
            title="Lopende en begonnen trajecten",
            cells=len(counts),
            primary=small,
            secondary=len(counts) - small if small else 0,
            limited=0,
            exposed=0,
            rule=str(disclosure_rule(study)),
            left_out=bool(small),
        ),
    )
