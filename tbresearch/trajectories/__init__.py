"""What was done, from trajecten and contacts to plans and goals, as checked frames."""

from tbresearch.trajectories.goals import GOALS, Goals, goal_problems, read_goals
from tbresearch.trajectories.plans import PLANS, Plans, plan_problems, read_plans
from tbresearch.trajectories.reading import (
    Trajectories,
    has_trajectories,
    read_trajectories,
)
from tbresearch.trajectories.relations import positions
from tbresearch.trajectories.tables import (
    ADAPTATIONS,
    CONTACTS,
    EVALUATIONS,
    PHASES,
    TABLES,
    TRAJECTORIES,
)

__all__ = [
    "ADAPTATIONS",
    "CONTACTS",
    "EVALUATIONS",
    "GOALS",
    "PHASES",
    "PLANS",
    "TABLES",
    "TRAJECTORIES",
    "Goals",
    "Plans",
    "Trajectories",
    "goal_problems",
    "has_trajectories",
    "plan_problems",
    "positions",
    "read_goals",
    "read_plans",
    "read_trajectories",
]
