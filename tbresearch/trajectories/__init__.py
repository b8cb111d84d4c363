"""What was done, from trajecten and contacts to plans and goals, as checked frames."""

from tbresearch.trajectories.deriving import (
    TAPER_SHARE,
    TAPER_WEEKS,
    WITH_CLIENT,
    contact_periods,
    current_phases,
    doses,
    durations,
    exits,
    periods,
    tapers,
)
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
    "TAPER_SHARE",
    "TAPER_WEEKS",
    "TRAJECTORIES",
    "WITH_CLIENT",
    "Goals",
    "Plans",
    "Recruitment",
    "Situations",
    "Trajectories",
    "Value",
    "contact_periods",
    "current_phases",
    "doses",
    "durations",
    "exits",
    "goal_problems",
    "has_plans",
    "has_recruitment",
    "has_trajectories",
    "periods",
    "plan_problems",
    "positions",
    "read_goals",
    "read_plans",
    "read_recruitment",
    "read_situations",
    "read_trajectories",
    "tapers",
]
