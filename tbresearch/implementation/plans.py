"""Plans and goals held against what the intervention asks of them.

Faults are found and explained, one by one; parts of plans are counted over all plans.
No score is made of either: a plan with three faults is not half a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import SMALLEST_PERCENTAGE, Count
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.html import list_html, scroll_html, table_html, text_html
from tbresearch.implementation.goal_cycle import GoalCycle, goal_cycle
from tbresearch.implementation.goal_load import (
    Row,
    goals_in_version,
    rows_by_plan,
    versions_with_ends,
)
from tbresearch.implementation.plan_faults import filled, plan_faults
from tbresearch.vocabulary import (
    GOAL_PARTS,
    JUDGEMENTS,
    PLAN_FAULTS,
    PLAN_PARTS,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PlanCheck", "compare_plans"]

_UNITS = {"plan": "plannen", "goal": "doelen"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanCheck:
    """What is wrong with plans and goals, and how complete they are.

    Attributes
    ----------
    faults : pd.DataFrame
        One row a fault, as `plan_faults` gives it: fault, answer (ja, or onbekend where
        nobody wrote down whether it is so), plan, version, trajectory, goal, text.
    completeness : pd.DataFrame
        One row a part of the last version of each plan ("plan") or of each goal
        ("goal"): unit, part, label, yes, no, unknown and total.
    cycle : GoalCycle
        What followed what.
    plans, versions, goals : int
        How many were looked at.
    percentage_from : int
        Smallest denominator that is written as a percentage.
    notes : tuple of str
        Rules and what could not be told, in Dutch.
    """

    faults: pd.DataFrame
    completeness: pd.DataFrame
    cycle: GoalCycle
    plans: int
    versions: int
    goals: int
    percentage_from: int
    notes: tuple[str, ...]

    def __str__(self) -> str:
        plans = quantity_text(self.plans, "plan", "plannen")
        goals = quantity_text(self.goals, "doel", "doelen")
        answers = self.faults["answer"]
        found = quantity_text(
            int((answers == "ja").sum()), "punt gevonden", "punten gevonden"
        )
        unknown = quantity_text(int((answers == "onbekend").sum()), "keer", "keer")
        return f"{plans} met {goals}: {found}, en {unknown} onbekend"

    def count(self, part: str) -> Count:
        """Return how many plans or goals have a part.

        Parameters
        ----------
        part : str
            Key of `vocabulary.PLAN_PARTS` or `vocabulary.GOAL_PARTS`.

        Raises
        ------
        WorkbenchError
            If there is no such part.
        """
        known = list(self.completeness["part"])
        if part not in known:
            raise WorkbenchError(
                f"onderdeel {part!r} is niet bekend",
                where="de vraag naar een onderdeel van plannen",
                fix=f"kies één van: {', '.join(known)}",
            )
        own = self.completeness[self.completeness["part"] == part]
        row = own.to_dict("records")[0]
        return Count(
            k=row["yes"],
            total=row["total"],
            unit=_UNITS[row["unit"]],
            percentage_from=self.percentage_from,
        )

    def tally(self) -> pd.DataFrame:
        """Return one row a kind of fault that was looked for.

        Columns fault, label, found, unknown, and trajectories in which it was found.
        """
        rows = []
        for key, term in PLAN_FAULTS.items():
            own = self.faults[self.faults["fault"] == key]
            found = own[own["answer"] == "ja"]
            sizes = (len(found), len(own) - len(found), found["trajectory"].nunique())
            rows.append((key, term.label, *sizes))
        columns = ["fault", "label", "found", "unknown", "trajectories"]
        return pd.DataFrame(rows, columns=columns)

    def to_frame(self) -> pd.DataFrame:
        """Return the faults with their labels, one row each."""
        labels = [label(PLAN_FAULTS, key) for key in self.faults["fault"]]
        frame = self.faults.copy()
        frame.insert(1, "label", labels)
        return frame

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how many plans or goals have each part, lack it or leave it open."""
        return _draw_parts(self.completeness, ax)

    def _repr_html_(self) -> str:
        parts = [
            (
                row["label"],
                self.count(row["part"]).short,
                row["no"],
                row["unknown"],
            )
            for row in self.completeness.to_dict("records")
        ]
        heads = ("Onderdeel", "Aanwezig", "Niet", "Onbekend")
        tally = self.tally().drop(columns="fault").to_numpy().tolist()
        return "".join(
            (
                text_html(self),
                table_html(heads, parts),
                table_html(("Punt", "Gevonden", "Onbekend", "In trajecten"), tally),
                scroll_html(table_html(_FAULT_HEADS, list(_fault_rows(self.faults)))),
                list_html(self.notes),
            )
        )


_FAULT_HEADS = ("Traject", "Plan", "Versie", "Doel", "Punt", "Is het zo?", "Waarom")


def _fault_rows(faults: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    for row in faults.to_dict("records"):
        named = (row[name] for name in ("trajectory", "plan", "version", "goal"))
        yield (
            *("" if pd.isna(value) else str(value) for value in named),
            label(PLAN_FAULTS, row["fault"]),
            label(JUDGEMENTS, row["answer"]),
            row["text"],
        )


def compare_plans(
    plans: pd.DataFrame,
    goals: pd.DataFrame,
    *,
    max_goals: int | None,
    max_goals_at_once_lvb: int | None,
    lvb: Mapping[str, bool | None],
    percentage_from: int = SMALLEST_PERCENTAGE,
) -> PlanCheck:
    """Hold plans and goals against what the intervention asks.

    Parameters
    ----------
    plans, goals : pd.DataFrame
        As `Plans.frame` and `Goals.frame`.
    max_goals, max_goals_at_once_lvb : int or None
        How many goals there may be in one version of a plan, and on one day for a
        client with a light intellectual disability (LVB); None sets no limit.
    lvb : mapping of str to bool or None
        By trajectory, whether the client has a light intellectual disability.
    percentage_from : int
        Smallest denominator that is written as a percentage.

    Returns
    -------
    PlanCheck
    """
    return PlanCheck(
        faults=plan_faults(
            plans,
            goals,
            max_goals=max_goals,
            max_goals_at_once_lvb=max_goals_at_once_lvb,
            lvb=lvb,
        ),
        completeness=_completeness(plans, goals),
        cycle=goal_cycle(plans, goals),
        plans=int(plans["plan"].nunique()),
        versions=len(plans),
        goals=len(goals),
        percentage_from=percentage_from,
        notes=tuple(_notes(plans, max_goals, max_goals_at_once_lvb, lvb)),
    )


def _completeness(plans: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    last = [
        (row, end)
        for own in rows_by_plan(plans).values()
        for row, end in versions_with_ends(own)
        if end is None
    ]
    of_plan = rows_by_plan(goals)
    rows = []
    for part, term in PLAN_PARTS.items():
        answers = [_plan_answer(row, part, of_plan) for row, _ in last]
        rows.append(("plan", part, term.label, *_tallied(answers)))
    for part, term in GOAL_PARTS.items():
        answers = [_answer(value) for value in goals[part]]
        rows.append(("goal", part, term.label, *_tallied(answers)))
    columns = ["unit", "part", "label", "yes", "no", "unknown", "total"]
    return pd.DataFrame(rows, columns=columns)


def _plan_answer(row: Row, part: str, of_plan: Mapping[str, Sequence[Row]]) -> str:
    if part != "doelen":
        return _answer(row[part])
    own = of_plan.get(row["plan"], ())
    inside = goals_in_version(own, begin=row["date"], end=None)
    return "ja" if inside else "nee"


def _answer(value: object) -> str:
    if isinstance(value, str) and value in JUDGEMENTS:
        return value
    return "ja" if filled(value) else "nee"


def _tallied(answers: list[str]) -> tuple[int, ...]:
    return (*(answers.count(answer) for answer in JUDGEMENTS), len(answers))


def _notes(
    plans: pd.DataFrame,
    max_goals: int | None,
    at_once_lvb: int | None,
    lvb: Mapping[str, bool | None],
) -> Iterator[str]:
    yield (
        "Onderdelen zijn geteld over de laatste versie van elk plan; de punten "
        "gaan over elke versie en elk doel. Wat niet is vastgelegd, is onbekend en "
        "geen fout."
    )
    if max_goals is None:
        yield "De interventie noemt geen hoogste aantal doelen in een plan."
    else:
        yield (
            f"Doelen in een plan (hoogstens {max_goals}) zijn de doelen van één "
            "versie, ook die later beginnen. Een doel dat een ander vervangt, komt er "
            "niet bij."
        )
    if at_once_lvb is None:
        yield "De interventie noemt geen hoogste aantal doelen tegelijk bij LVB."
        return
    yield (
        f"Doelen tegelijk (hoogstens {at_once_lvb} bij een licht verstandelijke "
        "beperking) zijn de doelen die op één dag lopen, in alle plannen van "
        "een traject."
    )
    unknown = sum(lvb.get(str(name)) is None for name in plans["trajectory"].unique())
    if unknown:
        them = quantity_text(unknown, "traject", "trajecten")
        yield f"Bij {them} is onbekend of er een licht verstandelijke beperking is."


_LOOKS = (
    ("yes", "Ja", SHADES[0], ""),
    ("no", "Nee", SHADES[1], "///"),
    ("unknown", "Onbekend", "white", "...."),
)


def _draw_parts(parts: pd.DataFrame, ax: Axes | None) -> Axes:
    """Draw one bar a part, first on top, all as long as what was looked at."""
    from matplotlib.ticker import PercentFormatter

    ax = ax or new_axes(height=1.2 + 0.27 * len(parts))
    total = parts["total"].where(parts["total"] > 0, 1)
    left = pd.Series(0.0, index=parts.index)
    for column, name, fill, hatch in _LOOKS:
        share = parts[column] / total
        ax.barh(
            range(len(parts)),
            share,
            left=left,
            height=0.72,
            color=fill,
            hatch=hatch,
            edgecolor=INK,
            linewidth=0.6,
            hatch_linewidth=0.4,
            label=name,
        )
        left += share
    names = [
        f"{row['label']} ({row['yes']} van {row['total']})"
        for row in parts.to_dict("records")
    ]
    ax.set_yticks(range(len(parts)), names)
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    strip(ax)
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False)
    return ax
