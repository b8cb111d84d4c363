"""Trajecten with their plans and goals, as checked frames."""

from tbresearch.trajectories.goals import GOALS, Goals, goal_problems, read_goals
from tbresearch.trajectories.plans import PLANS, Plans, plan_problems, read_plans

__all__ = [
    "GOALS",
    "PLANS",
    "Goals",
    "Plans",
    "goal_problems",
    "plan_problems",
    "read_goals",
    "read_plans",
]
