"""Plans and goals as a cyclic process: what follows what, and how often again.

Going back is what the intervention intends: question, goals and plan are gone
through again as life changes. A loop is therefore counted, and is no fault.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.figures import Flow, draw_process_map
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import GOAL_STEPS, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["GoalCycle", "goal_cycle", "goal_events"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GoalCycle:
    """What happened with plans and goals, in its order.

    Attributes
    ----------
    steps : pd.DataFrame
        One row a step of `vocabulary.GOAL_STEPS`: step, label, the trajectories that
        came to it, and how often they did so again.
    flows : pd.DataFrame
        One row a pair of steps that follow one another: step, next, times, and
        trajectories.
    trajectories, plan_revisions, goal_revisions : int
        Trajectories with a plan or a goal, later versions of plans, and goals that
        replace another.
    """

    steps: pd.DataFrame
    flows: pd.DataFrame
    trajectories: int
    plan_revisions: int
    goal_revisions: int

    def __str__(self) -> str:
        trajectories = quantity_text(self.trajectories, "traject", "trajecten")
        plans = quantity_text(self.plan_revisions, "herziening", "herzieningen")
        goals = quantity_text(self.goal_revisions, "doel vervangt", "doelen vervangen")
        return f"{trajectories}: {plans} van plannen; {goals} een eerder doel"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch."""
        return (
            "Wat op één dag in één traject gebeurt, telt per soort stap één keer.",
            "Teruggaan naar een eerdere stap hoort bij de werkwijze. Het is geen fout.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the flows, with the labels of their steps."""
        names = {key: term.label for key, term in GOAL_STEPS.items()}
        return self.flows.assign(
            step_label=self.flows["step"].map(names),
            next_label=self.flows["next"].map(names),
        )

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the steps with arrows between them, thicker for more trajecten."""
        steps = self.steps[self.steps["trajectories"] > 0].to_dict("records")
        return draw_process_map(
            ax,
            {
                str(row["step"]): _box_text(
                    row["label"], row["trajectories"], row["again"]
                )
                for row in steps
            },
            [
                Flow(begin=row["step"], end=row["next"], weight=row["trajectories"])
                for row in self.flows.to_dict("records")
            ],
            caption="Bij elke pijl: in hoeveel trajecten deze stap op de vorige volgt",
        )

    def _repr_html_(self) -> str:
        steps = [
            (row["label"], row["trajectories"], row["again"])
            for row in self.steps.to_dict("records")
        ]
        flows = [
            (row["step_label"], row["next_label"], row["times"], row["trajectories"])
            for row in self.to_frame().to_dict("records")
        ]
        return "".join(
            (
                text_html(self),
                table_html(("Stap", "Trajecten", "Keren opnieuw"), steps),
                table_html(("Stap", "Daarna", "Keren", "Trajecten"), flows),
                list_html(self.notes),
            )
        )


def _box_text(name: str, trajectories: int, again: int) -> str:
    text = f"{name}\n{quantity_text(trajectories, 'traject', 'trajecten')}"
    return f"{text}, {again} keer opnieuw" if again else text


def goal_events(plans: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Return what happened: one row a trajectory, day and step, in order.

    Parameters
    ----------
    plans, goals : pd.DataFrame
        As `Plans.frame` and `Goals.frame`.

    Returns
    -------
    pd.DataFrame
        Columns trajectory, date, step, and n: how many plans or goals.
    """
    replaced = set(goals["replaces"].dropna())
    events: Counter[tuple[str, object, str]] = Counter()
    for row in plans.to_dict("records"):
        step = "plan_gemaakt" if row["version"] == 1 else "plan_herzien"
        events[row["trajectory"], row["date"], step] += 1
    for row in goals.to_dict("records"):
        step = "doel_gesteld" if pd.isna(row["replaces"]) else "doel_herzien"
        events[row["trajectory"], row["start"], step] += 1
        if not pd.isna(row["end"]) and row["goal"] not in replaced:
            events[row["trajectory"], row["end"], "doel_afgesloten"] += 1
    place = {step: i for i, step in enumerate(GOAL_STEPS)}
    rows = sorted(
        ((*key, n) for key, n in events.items()),
        key=lambda row: (row[0], row[1], place[row[2]]),
    )
    return pd.DataFrame(rows, columns=["trajectory", "date", "step", "n"])


def goal_cycle(plans: pd.DataFrame, goals: pd.DataFrame) -> GoalCycle:
    """Count what follows what in the plans and goals of each trajectory.

    Parameters
    ----------
    plans, goals : pd.DataFrame
        As `Plans.frame` and `Goals.frame`.
    """
    events = goal_events(plans, goals)
    pairs: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for _, own in events.groupby("trajectory"):
        steps = list(own["step"])
        following = list(pairwise(steps))
        pairs.update(following)
        passed.update(set(following))
    times = events["step"].value_counts()
    many = events.groupby("step")["trajectory"].nunique()
    place = list(GOAL_STEPS)
    order = sorted(pairs, key=lambda pair: (place.index(pair[0]), place.index(pair[1])))
    return GoalCycle(
        steps=pd.DataFrame(
            {
                "step": place,
                "label": [term.label for term in GOAL_STEPS.values()],
                "trajectories": [int(many.get(step, 0)) for step in place],
                "again": [int(times.get(s, 0) - many.get(s, 0)) for s in place],
            }
        ),
        flows=pd.DataFrame(
            [(*pair, pairs[pair], passed[pair]) for pair in order],
            columns=["step", "next", "times", "trajectories"],
        ),
        trajectories=int(events["trajectory"].nunique()),
        plan_revisions=int((plans["version"] > 1).sum()),
        goal_revisions=int(goals["replaces"].notna().sum()),
    )
