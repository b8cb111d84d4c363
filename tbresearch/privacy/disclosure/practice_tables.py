"""Tables of practice: rows that divide a total, and a funnel with its losses."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from tbresearch.privacy.disclosure.linked_counts import Relation, adds_up
from tbresearch.privacy.disclosure.protected import ProtectedTable, protected_table
from tbresearch.privacy.disclosure.rules import DisclosureRule
from tbresearch.privacy.disclosure.suppression import protect

__all__ = ["protect_funnel", "protect_rows"]

_SHOWN = ("reached", "unknown", "lost_here")


def protect_rows(
    counts: pd.DataFrame,
    *,
    key: str,
    title: str,
    rule: DisclosureRule,
    shown: Collection[str],
    add_up: Collection[Collection[str]] = (),
    fixed: Collection[str] = (),
) -> ProtectedTable:
    """Protect rows of which each divides a total that is printed.

    Parameters
    ----------
    counts : pd.DataFrame
        Counts of people; one row a subject with a name of its own, columns the parts.
        The parts of a row add up to its total.
    key, title : str
        Key of the table and what the log calls it, in Dutch.
    rule : DisclosureRule
        The thresholds.
    shown : collection of str
        Columns that the table prints; the others can be worked out from the total.
    add_up : collection of collections of str
        Rows of which the counts in the first of `shown` add up to their total, which
        all of them have in common.
    fixed : collection of str
        Columns that are printed whatever they are.

    Returns
    -------
    ProtectedTable
        Columns `shown` and total.
    """
    parts = list(counts.columns)
    cells: dict[str, int] = {}
    relations: list[Relation] = []
    for row, own in zip(counts.index, counts.to_dict("records"), strict=True):
        cells |= {f"{row}.{part}": int(own[part]) for part in parts}
        cells[f"{row}.total"] = sum(int(own[part]) for part in parts)
        relations.append(adds_up([f"{row}.{part}" for part in parts], f"{row}.total"))
    unprinted = [f"{r}.{p}" for r in counts.index for p in parts if p not in shown]
    first = next(iter(shown))
    for rows in add_up:
        names = [f"{row}.{first}" for row in rows]
        relations.append(adds_up(names, f"{next(iter(rows))}.total"))
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        relations,
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=[f"{row}.{name}" for row in counts.index for name in ("total", *fixed)],
        unprinted=[name for name in unprinted if name.rpartition(".")[2] not in fixed],
    )
    columns = [*shown, "total"]
    layout = pd.DataFrame(
        {column: [f"{row}.{column}" for row in counts.index] for column in columns},
        index=counts.index,
    )
    return protected_table(layout, suppression, key=key, title=title, rule=rule)


def protect_funnel(
    steps: pd.DataFrame,
    losses: pd.DataFrame,
    *,
    rule: DisclosureRule,
    missing: str,
) -> tuple[ProtectedTable, ProtectedTable]:
    """Protect who reached each step, and why others were lost, as one.

    Parameters
    ----------
    steps : pd.DataFrame
        In order: step, reached, unknown, lost (here or before) and lost_here. What is
        reached, lost and unknown adds up to the same total at every step.
    losses : pd.DataFrame
        step, reason and n; they add up to `lost_here`.
    rule : DisclosureRule
        The thresholds.
    missing : str
        "tonen" prints how many are unknown whatever it is.

    Returns
    -------
    tuple of ProtectedTable
        By step: reached, unknown, lost_here. By step and reason, as one name with a
        slash: n.
    """
    cells, relations = _funnel_cells(steps, losses)
    first = str(steps["step"].iloc[0])
    fixed = ["total", *(f"{first}.{column}" for column in _SHOWN)]
    if missing == "tonen":
        fixed += [f"{step}.unknown" for step in steps["step"]]
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        relations,
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=list(dict.fromkeys(fixed)),
        unprinted=[f"{step}.lost" for step in steps["step"]],
    )
    layout = pd.DataFrame(
        {column: [f"{step}.{column}" for step in steps["step"]] for column in _SHOWN},
        index=pd.Index(steps["step"], name="step"),
    )
    why = [f"{row['step']}/{row['reason']}" for row in losses.to_dict("records")]
    reasons = pd.DataFrame({"n": why}, index=pd.Index(why, name="loss"))
    key, title = "tabel:bereik.trechter", "Van aanmelding tot afronding"
    also, why_title = "tabel:bereik.afvallers", "Reden van afvallen"
    return (
        protected_table(layout, suppression, key=key, title=title, rule=rule),
        protected_table(reasons, suppression, key=also, title=why_title, rule=rule),
    )


def _funnel_cells(
    steps: pd.DataFrame, losses: pd.DataFrame
) -> tuple[dict[str, int], list[Relation]]:
    """Return the counts of a funnel by name, and what adds up in it."""
    cells: dict[str, int] = {}
    relations: list[Relation] = []
    before = ""
    for row in steps.to_dict("records"):
        step = row["step"]
        cells |= {f"{step}.{c}": int(row[c]) for c in (*_SHOWN, "lost")}
        cells["total"] = int(row["reached"] + row["unknown"] + row["lost"])
        parts = [f"{step}.{column}" for column in ("reached", "unknown", "lost")]
        relations.append(adds_up(parts, "total"))
        sources = [f"{step}.lost_here", *([f"{before}.lost"] if before else [])]
        relations.append(adds_up(sources, f"{step}.lost"))
        before = step
    for step in losses["step"].unique():
        own = losses[losses["step"] == step].to_dict("records")
        names = [f"{step}/{row['reason']}" for row in own]
        cells |= {name: int(row["n"]) for name, row in zip(names, own, strict=True)}
        relations.append(adds_up(names, f"{step}.lost_here"))
    return cells, relations
