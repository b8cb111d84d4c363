"""Practice held against the intervention as intended."""

from tbresearch.implementation.goal_cycle import GoalCycle, goal_cycle
from tbresearch.implementation.plan_faults import plan_faults
from tbresearch.implementation.plans import PlanCheck, compare_plans

__all__ = [
    "GoalCycle",
    "PlanCheck",
    "compare_plans",
    "goal_cycle",
    "plan_faults",
]
