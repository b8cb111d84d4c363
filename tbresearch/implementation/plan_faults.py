"""What is wrong with plans and goals, one row a fault, each with its reason.

Three answers: a fault is there (ja), is not (and has no row), or cannot be told
because nobody wrote it down (onbekend). What is unknown never counts as a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from tbresearch.implementation.goal_load import (
    goals_in_version,
    most_at_once,
    rows_by_plan,
    versions_with_ends,
)
from tbresearch.vocabulary import GOAL_PARTS, day_text, quantity_text

__all__ = ["FAULT_COLUMNS", "filled", "plan_faults"]

FAULT_COLUMNS = ("fault", "answer", "plan", "version", "trajectory", "goal", "text")


def plan_faults(
    plans: pd.DataFrame,
    goals: pd.DataFrame,
    *,
    max_goals: int | None,
    max_goals_at_once_lvb: int | None,
    lvb: Mapping[str, bool | None],
) -> pd.DataFrame:
    """Return every fault, and everything that cannot be told.

    Parameters
    ----------
    plans, goals : pd.DataFrame
        As `Plans.frame` and `Goals.frame`.
    max_goals, max_goals_at_once_lvb : int or None
        How many goals there may be in one version of a plan, and on one day for a
        client with a light intellectual disability (LVB); None sets no limit.
    lvb : mapping of str to bool or None
        By trajectory; None, or a trajectory that is not in it, is unknown.

    Returns
    -------
    pd.DataFrame
        Columns fault (key of `vocabulary.PLAN_FAULTS`), answer (ja or onbekend),
        plan, version (<NA> where it is not about one), trajectory, goal (None where it
        is not about one), and text, the reason in Dutch without anyone's words.
    """
    rows = [
        *_of_versions(plans, goals, max_goals),
        *_of_goals(plans, goals),
        *_at_once(goals, max_goals_at_once_lvb, lvb),
    ]
    frame = pd.DataFrame(rows, columns=list(FAULT_COLUMNS))
    frame = frame.astype({"version": "Int64"})
    order = ["trajectory", "plan", "version", "goal", "fault"]
    return frame.sort_values(order, kind="stable", ignore_index=True)


def _fault(
    fault: str,
    row: Mapping[Any, Any],
    text: str,
    *,
    answer: str = "ja",
    version: object = None,
    goal: object = None,
) -> tuple[object, ...]:
    plan, trajectory = row["plan"], row["trajectory"]
    return fault, answer, plan, version, trajectory, goal, text


def _of_versions(
    plans: pd.DataFrame, goals: pd.DataFrame, max_goals: int | None
) -> Iterator[tuple[object, ...]]:
    own = rows_by_plan(goals)
    for plan, versions in rows_by_plan(plans).items():
        for row, end in versions_with_ends(versions):
            number = row["version"]
            if plan in own and max_goals is not None:
                inside = goals_in_version(own[plan], begin=row["date"], end=end)
                if len(inside) > max_goals:
                    there = quantity_text(len(inside), "doel", "doelen")
                    text = f"{there} in deze versie; hoogstens {max_goals}"
                    yield _fault("te_veel_doelen", row, text, version=number)
            if pd.isna(row["evaluatiemoment"]):
                text = "het evaluatiemoment is niet ingevuld"
                yield _fault("geen_evaluatiemoment", row, text, version=number)
            if row["ondertekend"] == "nee":
                text = "deze versie is niet ondertekend"
                yield _fault("niet_ondertekend", row, text, version=number)
            elif row["ondertekend"] == "onbekend":
                text = "er staat niet of deze versie is ondertekend"
                yield _fault(
                    "niet_ondertekend", row, text, version=number, answer="onbekend"
                )


def _of_goals(plans: pd.DataFrame, goals: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    begins = plans.groupby("plan")["date"].min()
    for row in goals.to_dict("records"):
        begin, goal = begins[row["plan"]], row["goal"]
        if row["start"] < begin:
            text = (
                f"het doel begon op {day_text(row['start'])}, en het plan is van "
                f"{day_text(begin)}"
            )
            yield _fault("doel_voor_plan", row, text, goal=goal)
        for part in ("termijn", "maat", "eigenaar", "subdoel", "leefgebied"):
            if not filled(row[part]):
                text = f"{GOAL_PARTS[part].label.lower()} is niet ingevuld"
                yield _fault(f"geen_{part}", row, text, goal=goal)
        if row["eigen_woorden"] == "nee":
            text = "het doel staat niet in woorden van de cliënt"
            yield _fault("geen_eigen_woorden", row, text, goal=goal)
        elif row["eigen_woorden"] == "onbekend":
            text = "er staat niet of het doel in woorden van de cliënt is"
            yield _fault("geen_eigen_woorden", row, text, goal=goal, answer="onbekend")


def filled(value: Any) -> bool:  # noqa: ANN401
    """Tell whether a cell was filled in.

    >>> filled(""), filled(()), filled(None), filled("x"), filled(("adl",))
    (False, False, False, True, True)
    """
    if isinstance(value, str | tuple):
        return bool(value)
    return not pd.isna(value)


def _at_once(
    goals: pd.DataFrame, at_once_lvb: int | None, lvb: Mapping[str, bool | None]
) -> Iterator[tuple[object, ...]]:
    if at_once_lvb is None:
        return
    replaced = goals.dropna(subset="replaces").groupby("replaces")["start"].min()
    for trajectory, own in goals.groupby("trajectory"):
        known = lvb.get(str(trajectory))
        if known is False:
            continue
        spans = [
            (row["start"], _over(row["end"], replaced.get(row["goal"])))
            for row in own.to_dict("records")
        ]
        peak = most_at_once(spans)
        if peak is None or peak.goals <= at_once_lvb:
            continue
        text = (
            f"{peak.goals} doelen tegelijk op {day_text(peak.day)}; hoogstens "
            f"{at_once_lvb} bij een licht verstandelijke beperking"
        )
        if known is None:
            text += "; of die er is, is onbekend"
        row = own.iloc[0]
        yield (
            *("te_veel_tegelijk", "onbekend" if known is None else "ja"),
            *(row["plan"] if own["plan"].nunique() == 1 else None, None),
            *(trajectory, None, text),
        )


def _over(*days: date | None) -> date | None:
    """Return when a goal is over: its end, or earlier when another takes its place."""
    return min((day for day in days if not pd.isna(day)), default=None)
