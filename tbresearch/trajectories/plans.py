"""Plans of trajecten, as a study keeps them in `plannen.csv`.

One row a version of a plan. The file says which parts the plan has and never what
stands in them: a plan is about one family, and its words stay in the dossier.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import Field, choice, day, key, whole
from tbresearch.vocabulary import JUDGEMENTS, day_text, quantity_text

__all__ = ["PLANS", "Plans", "plan_problems", "read_plans"]


def _answer(name: str, column: str) -> Field:
    return Field(name=name, column=column, kind=choice(JUDGEMENTS), default="onbekend")


PLANS = Table(
    file="plannen.csv",
    fields=(
        Field(name="plan", column="plan", kind=key(), required=True),
        Field(name="traject", column="trajectory", kind=key(), required=True),
        Field(name="versie", column="version", kind=whole(1, 99), default=1),
        Field(name="datum", column="date", kind=day(), required=True),
        _answer("hulpvragen", "hulpvragen"),
        _answer("acties_wat", "acties_wat"),
        _answer("acties_wie", "acties_wie"),
        _answer("acties_wanneer", "acties_wanneer"),
        _answer("planning", "planning"),
        _answer("bijdrage_eigen", "bijdrage_eigen"),
        _answer("bijdrage_netwerk", "bijdrage_netwerk"),
        _answer("bijdrage_professioneel", "bijdrage_professioneel"),
        Field(name="evaluatiemoment", column="evaluatiemoment", kind=day()),
        _answer("taal_gezin", "taal_gezin"),
        _answer("ondertekend", "ondertekend"),
    ),
    unique=("plan", "version"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plans:
    """The plans of a study.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a version of a plan, in the order of plan and version: plan,
        trajectory, version (from 1), date, one column for each part of
        `vocabulary.PLAN_PARTS` but the goals (ja, nee or onbekend; of
        evaluatiemoment the date or None), and line of the file.
    """

    frame: pd.DataFrame

    def __str__(self) -> str:
        plans = quantity_text(self.frame["plan"].nunique(), "plan", "plannen")
        versions = quantity_text(len(self.frame), "versie", "versies")
        return f"Plannen: {plans} in {versions}"


def read_plans(study: Study, *, trajectories: Collection[str] = ()) -> Plans:
    """Read the plans, or name everything that is wrong with them.

    Parameters
    ----------
    study : Study
        Its folder holds `plannen.csv`.
    trajectories : collection of str
        Trajecten that there are; any is good where none are given.

    Raises
    ------
    StudyError
        With one problem for each bad cell, and each plan that cannot be.
    """
    frame = read_table(study.root / PLANS.file, PLANS)
    problems = list(plan_problems(frame, trajectories=trajectories))
    if problems:
        raise StudyError(problems)
    order = ["plan", "version"]
    return Plans(frame=frame.sort_values(order, kind="stable", ignore_index=True))


def plan_problems(
    frame: pd.DataFrame, *, trajectories: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield plans of nobody, and versions that do not follow one another.

    Parameters
    ----------
    frame : pd.DataFrame
        As `Plans.frame`, in any order.
    trajectories : collection of str
        Trajecten that there are; any is good where none are given.
    """
    for row in frame.to_dict("records"):
        if trajectories and row["trajectory"] not in trajectories:
            yield Problem(
                what=f"traject {row['trajectory']!r} staat niet in trajecten.csv",
                where=f"{PLANS.file}, regel {row[LINE]}, kolom traject",
                fix="verbeter de naam, of zet het traject in trajecten.csv",
            )
        if not pd.isna(row["evaluatiemoment"]) and row["evaluatiemoment"] < row["date"]:
            yield Problem(
                what=f"het evaluatiemoment {day_text(row['evaluatiemoment'])} ligt "
                f"voor de datum van het plan, {day_text(row['date'])}",
                where=f"{PLANS.file}, regel {row[LINE]}, kolom evaluatiemoment",
                fix="verbeter een van de twee datums",
            )
    for plan, own in frame.sort_values("version", kind="stable").groupby("plan"):
        rows = own.to_dict("records")
        for place, row in enumerate(rows, start=1):
            yield from _following(str(plan), row, place, rows[max(place - 2, 0)])


def _following(
    plan: str, row: dict[Any, Any], place: int, last: dict[Any, Any]
) -> Iterator[Problem]:
    """Yield what is wrong with one version beside the version before it."""
    where = f"{PLANS.file}, regel {row[LINE]}"
    if row["version"] != place:
        yield Problem(
            what=f"plan {plan!r} heeft een versie {row['version']}, en geen {place}",
            where=f"{where}, kolom versie",
            fix="nummer de versies van een plan 1, 2, 3 ... zonder gat",
        )
    if row["trajectory"] != last["trajectory"]:
        yield Problem(
            what=f"plan {plan!r} hoort bij traject {row['trajectory']!r}, en een "
            f"eerdere versie bij {last['trajectory']!r}",
            where=f"{where}, kolom traject",
            fix="verbeter het traject, of geef dit plan een eigen naam",
        )
    if row["date"] < last["date"]:
        yield Problem(
            what=f"versie {row['version']} van plan {plan!r} is ouder dan de versie "
            "ervoor",
            where=f"{where}, kolom datum",
            fix="verbeter de datum of het nummer van de versie",
        )
