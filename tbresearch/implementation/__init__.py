"""Practice held against the intervention as intended."""

from tbresearch.implementation.care_flow import CareFlow, care_flow
from tbresearch.implementation.funnel import Funnel, recruitment_funnel, share_text
from tbresearch.implementation.goal_cycle import GoalCycle, goal_cycle
from tbresearch.implementation.labels import (
    DIMENSIONS,
    label_sum,
    labels_applied,
    labels_reached,
)
from tbresearch.implementation.plan_faults import plan_faults
from tbresearch.implementation.plan_reading import check_plans, known_lvb
from tbresearch.implementation.plans import PlanCheck, compare_plans
from tbresearch.implementation.reach import Reach, compare_reach, has_reach, reach
from tbresearch.implementation.reach_charts import draw_funnel
from tbresearch.implementation.selection import Selection, any_of, apply_rules

__all__ = [
    "DIMENSIONS",
    "CareFlow",
    "Funnel",
    "GoalCycle",
    "PlanCheck",
    "Reach",
    "Selection",
    "any_of",
    "apply_rules",
    "care_flow",
    "check_plans",
    "compare_plans",
    "compare_reach",
    "draw_funnel",
    "goal_cycle",
    "has_reach",
    "known_lvb",
    "label_sum",
    "labels_applied",
    "labels_reached",
    "plan_faults",
    "reach",
    "recruitment_funnel",
    "share_text",
]
