"""Goals in plans, as a study keeps them in `doelen.csv`.

What a goal says and how it is measured are words about one person. They are read to
see that they are there, stay with the study, and go into no report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import (
    Field,
    choice,
    day,
    key,
    several,
    text,
    unknown_name,
    whole,
)
from tbresearch.trajectories.plans import Plans
from tbresearch.vocabulary import (
    GOAL_KINDS,
    GOAL_OWNERS,
    GOAL_SIDES,
    GOAL_STATUSES,
    JUDGEMENTS,
    day_text,
    quantity_text,
)

__all__ = ["GOALS", "Goals", "goal_problems", "read_goals"]

GOALS = Table(
    file="doelen.csv",
    fields=(
        Field(name="doel", column="goal", kind=key(), required=True),
        Field(name="plan", column="plan", kind=key(), required=True),
        Field(name="omschrijving", column="description", kind=text(), default=""),
        Field(name="start", column="start", kind=day(), required=True),
        Field(name="einde", column="end", kind=day()),
        Field(name="termijn", column="termijn", kind=day()),
        Field(name="maat", column="maat", kind=text(), default=""),
        Field(name="eigenaar", column="eigenaar", kind=choice(GOAL_OWNERS)),
        Field(
            name="eigen_woorden",
            column="eigen_woorden",
            kind=choice(JUDGEMENTS),
            default="onbekend",
        ),
        Field(name="subdoel", column="subdoel", kind=several(key()), default=()),
        Field(name="leefgebied", column="leefgebied", kind=several(key()), default=()),
        Field(name="soort", column="kind", kind=choice(GOAL_KINDS)),
        Field(name="verlangd", column="side", kind=choice(GOAL_SIDES)),
        Field(name="status", column="status", kind=choice(GOAL_STATUSES)),
        Field(name="gas", column="gas", kind=whole(-3, 2)),
        Field(name="vervangt", column="replaces", kind=key()),
    ),
    unique=("goal",),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Goals:
    """The goals of a study.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a goal: goal, plan, trajectory (of its plan), description, start,
        end (None while it runs), termijn (date), maat, eigenaar, eigen_woorden (ja,
        nee or onbekend), subdoel and leefgebied (tuples of keys), kind, side,
        status, gas (-3 to 2, <NA> without), replaces (an earlier goal), and line.
    """

    frame: pd.DataFrame

    def __str__(self) -> str:
        goals = quantity_text(len(self.frame), "doel", "doelen")
        plans = quantity_text(self.frame["plan"].nunique(), "plan", "plannen")
        return f"Doelen: {goals} in {plans}"


def read_goals(
    study: Study,
    plans: Plans,
    *,
    subgoals: Collection[str],
    life_domains: Collection[str],
) -> Goals:
    """Read the goals; without the file there are none.

    Parameters
    ----------
    study : Study
        Its folder may hold `doelen.csv`.
    plans : Plans
        The plans that the goals stand in.
    subgoals, life_domains : collection of str
        What the intervention has.

    Raises
    ------
    StudyError
        With one problem for each bad cell, and each goal that cannot be.
    """
    path = study.root / GOALS.file
    if path.is_file():
        frame = read_table(path, GOALS)
    else:
        frame = pd.DataFrame(columns=[*(f.column for f in GOALS.fields), LINE])
    problems = list(
        goal_problems(
            frame, plans=plans.frame, subgoals=subgoals, life_domains=life_domains
        )
    )
    if problems:
        raise StudyError(problems)
    of = plans.frame.drop_duplicates("plan").set_index("plan")["trajectory"]
    frame.insert(2, "trajectory", frame["plan"].map(of))
    return Goals(frame=frame.astype({"gas": "Int64"}))


def goal_problems(
    frame: pd.DataFrame,
    *,
    plans: pd.DataFrame,
    subgoals: Collection[str],
    life_domains: Collection[str],
) -> Iterator[Problem]:
    """Yield goals that cannot be: in time, in what they name, in what they replace.

    Parameters
    ----------
    frame : pd.DataFrame
        As `Goals.frame`.
    plans : pd.DataFrame
        As `Plans.frame`.
    subgoals, life_domains : collection of str
        What the intervention has.
    """
    known = set(plans["plan"])
    goals = {row["goal"]: row for row in frame.to_dict("records")}
    for row in goals.values():
        where = f"{GOALS.file}, regel {row[LINE]}"
        if row["plan"] not in known:
            yield Problem(
                what=f"plan {row['plan']!r} staat niet in plannen.csv",
                where=f"{where}, kolom plan",
                fix="verbeter de naam, of zet het plan in plannen.csv",
            )
        yield from _in_time(row, where)
        for column, names in (("subdoel", subgoals), ("leefgebied", life_domains)):
            for name in row[column]:
                if name not in names:
                    at = f"{where}, kolom {column}"
                    yield unknown_name(name, list(names), where=at)
        if not pd.isna(row["replaces"]):
            yield from _replacing(row, goals, f"{where}, kolom vervangt")
    yield from _rings(goals)


def _in_time(row: Mapping[Any, Any], where: str) -> Iterator[Problem]:
    start = row["start"]
    for column, name in (("end", "einde"), ("termijn", "termijn")):
        moment = row[column]
        if not pd.isna(moment) and moment < start:
            shown = (day_text(moment), day_text(start))
            yield Problem(
                what=f"{name} {shown[0]} ligt voor de start, {shown[1]}",
                where=f"{where}, kolom {name}",
                fix="verbeter een van de twee datums",
            )
    if row["status"] == "loopt" and not pd.isna(row["end"]):
        yield Problem(
            what="het doel loopt, en heeft een einde",
            where=f"{where}, kolom status",
            fix="maak het einde leeg, of schrijf hoe het doel eindigde",
        )


def _replacing(
    row: Mapping[Any, Any], goals: Mapping[str, Mapping[Any, Any]], where: str
) -> Iterator[Problem]:
    old = goals.get(str(row["replaces"]))
    if old is None:
        yield Problem(
            what=f"doel {row['replaces']!r} staat niet in {GOALS.file}",
            where=where,
            fix="verbeter de naam, of maak de cel leeg",
        )
    elif old["plan"] != row["plan"]:
        yield Problem(
            what=f"doel {row['goal']!r} vervangt {old['goal']!r}, en dat staat in een "
            "ander plan",
            where=where,
            fix="verbeter het plan of het doel dat vervangen is",
        )
    elif row["start"] < old["start"]:
        yield Problem(
            what=f"doel {row['goal']!r} vervangt {old['goal']!r}, en begon eerder",
            where=where,
            fix="verbeter een van de twee datums, of draai de twee om",
        )


def _rings(goals: Mapping[str, Mapping[Any, Any]]) -> Iterator[Problem]:
    """Yield goals that replace one another in a ring; each ring once."""
    done: set[str] = set()
    for first in goals:
        seen: list[str] = []
        name: str | None = first
        while name in goals and name not in seen and name not in done:
            seen.append(str(name))
            name = goals[str(name)]["replaces"]
        if name in seen:
            ring = seen[seen.index(str(name)) :]
            yield Problem(
                what=f"doelen vervangen elkaar in een kring: {' -> '.join(ring)}",
                where=f"{GOALS.file}, regel {goals[ring[0]][LINE]}, kolom vervangt",
                fix="maak de cel van het eerste doel leeg",
            )
        done.update(seen)
