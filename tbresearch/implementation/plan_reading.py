"""Reading all that a check of plans needs: plans, goals, trajecten, intervention."""

from __future__ import annotations

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.implementation.plans import PlanCheck, compare_plans
from tbresearch.intervention import read_intervention
from tbresearch.study import Study
from tbresearch.trajectories import (
    has_plans,
    has_trajectories,
    read_goals,
    read_plans,
    read_trajectories,
)

__all__ = ["check_plans", "known_lvb"]

# Origins of problems that say that a client has a (light) intellectual disability.
_LVB = frozenset({"verstandelijke_beperking", "lvb"})


def check_plans(study: Study) -> PlanCheck:
    """Read plans and goals, and hold them against what the intervention asks.

    Parameters
    ----------
    study : Study
        Its folder holds `plannen`, and may hold `doelen` and `trajecten`. Without
        trajecten nobody is known to have a light intellectual disability.

    Raises
    ------
    WorkbenchError
        If there are no plans.
    StudyError
        With everything that is wrong in those files.
    """
    if not has_plans(study):
        raise WorkbenchError(
            "er zijn geen plannen",
            where="plannen.csv",
            fix="zet plannen.csv in de studie; docs/studiemap.md zegt wat erin staat",
        )
    intervention = read_intervention(study)
    rows = pd.DataFrame(columns=["trajectory", "origins"])
    if has_trajectories(study):
        rows = read_trajectories(study).trajectories
    plans = read_plans(study, trajectories=list(rows["trajectory"]))
    goals = read_goals(
        study,
        plans,
        subgoals=[item.key for item in intervention.subgoals],
        life_domains=[item.key for item in intervention.life_domains],
    )
    return compare_plans(
        plans.frame,
        goals.frame,
        max_goals=intervention.max_goals,
        max_goals_at_once_lvb=intervention.max_goals_at_once_lvb,
        lvb=known_lvb(rows),
        percentage_from=study.percentage_from,
    )


def known_lvb(trajectories: pd.DataFrame) -> dict[str, bool | None]:
    """Return by trajectory whether the client has LVB; None where nothing is known.

    Parameters
    ----------
    trajectories : pd.DataFrame
        As in `Trajectories`. Who has origins, and not this one, does not have it.
    """
    pairs = zip(trajectories["trajectory"], trajectories["origins"], strict=True)
    return {
        str(name): bool(_LVB & set(origins)) if origins else None
        for name, origins in pairs
    }
