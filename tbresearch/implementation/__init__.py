"""Practice held against the intervention as intended."""

from tbresearch.implementation.adaptations import AdaptationRecord, adaptation_record
from tbresearch.implementation.care_flow import CareFlow, care_flow
from tbresearch.implementation.dose import DoseDelivered, dose_delivered
from tbresearch.implementation.evaluations import (
    EvaluationSchedule,
    evaluation_schedule,
)
from tbresearch.implementation.funnel import Funnel, recruitment_funnel, share_text
from tbresearch.implementation.goal_cycle import GoalCycle, goal_cycle
from tbresearch.implementation.labels import (
    DIMENSIONS,
    label_sum,
    labels_applied,
    labels_reached,
)
from tbresearch.implementation.phases import VERDICTS, PhaseAdherence, phase_adherence
from tbresearch.implementation.plan_faults import plan_faults
from tbresearch.implementation.plan_reading import check_plans, known_lvb
from tbresearch.implementation.plans import PlanCheck, compare_plans
from tbresearch.implementation.practice import Practice, practice_of, review_practice
from tbresearch.implementation.process import PhaseCycle, phase_cycle
from tbresearch.implementation.profile import Component
from tbresearch.implementation.reach import Reach, compare_reach, has_reach, reach
from tbresearch.implementation.reach_charts import draw_funnel
from tbresearch.implementation.selection import Selection, any_of, apply_rules
from tbresearch.implementation.workers import Continuity, continuity

__all__ = [
    "DIMENSIONS",
    "VERDICTS",
    "AdaptationRecord",
    "CareFlow",
    "Component",
    "Continuity",
    "DoseDelivered",
    "EvaluationSchedule",
    "Funnel",
    "GoalCycle",
    "PhaseAdherence",
    "PhaseCycle",
    "PlanCheck",
    "Practice",
    "Reach",
    "Selection",
    "adaptation_record",
    "any_of",
    "apply_rules",
    "care_flow",
    "check_plans",
    "compare_plans",
    "compare_reach",
    "continuity",
    "dose_delivered",
    "draw_funnel",
    "evaluation_schedule",
    "goal_cycle",
    "has_reach",
    "known_lvb",
    "label_sum",
    "labels_applied",
    "labels_reached",
    "phase_adherence",
    "phase_cycle",
    "plan_faults",
    "practice_of",
    "reach",
    "recruitment_funnel",
    "review_practice",
    "share_text",
]
