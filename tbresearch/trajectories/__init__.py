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
    "TAPER_SHARE",
    "TAPER_WEEKS",
    "TRAJECTORIES",
    "WITH_CLIENT",
    "Goals",
    "Plans",
    "Trajectories",
    "contact_periods",
    "current_phases",
    "doses",
    "durations",
    "exits",
    "goal_problems",
    "has_trajectories",
    "periods",
    "plan_problems",
    "positions",
    "read_goals",
    "read_plans",
    "read_trajectories",
    "tapers",
]
