"""What was done, from trajecten and contacts to plans and goals, as checked frames."""

from tbresearch.trajectories.goals import GOALS, Goals, goal_problems, read_goals
from tbresearch.trajectories.plans import (
    PLANS,
    Plans,
    has_plans,
    plan_problems,
    read_plans,
)
from tbresearch.trajectories.reading import (
    Trajectories,
    has_trajectories,
    read_trajectories,
)
from tbresearch.trajectories.recruitment import (
    RECRUITMENT,
    Recruitment,
    has_recruitment,
    read_recruitment,
)
from tbresearch.trajectories.relations import positions
from tbresearch.trajectories.situations import (
    SITUATIONS,
    Situations,
    Value,
    read_situations,
)
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
    "RECRUITMENT",
    "SITUATIONS",
    "TABLES",
    "TRAJECTORIES",
    "Goals",
    "Plans",
    "Recruitment",
    "Situations",
    "Trajectories",
    "Value",
    "goal_problems",
    "has_plans",
    "has_recruitment",
    "has_trajectories",
    "plan_problems",
    "positions",
    "read_goals",
    "read_plans",
    "read_recruitment",
    "read_situations",
    "read_trajectories",
]
