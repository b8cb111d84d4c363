"""Practice held against the intervention as intended."""

from tbresearch.implementation.adaptations import AdaptationRecord, adaptation_record
from tbresearch.implementation.dose import DoseDelivered, dose_delivered
from tbresearch.implementation.evaluations import (
    EvaluationSchedule,
    evaluation_schedule,
)
from tbresearch.implementation.goal_cycle import GoalCycle, goal_cycle
from tbresearch.implementation.phases import VERDICTS, PhaseAdherence, phase_adherence
from tbresearch.implementation.plan_faults import plan_faults
from tbresearch.implementation.plans import PlanCheck, compare_plans
from tbresearch.implementation.practice import Practice, practice_of, review_practice
from tbresearch.implementation.process import PhaseCycle, phase_cycle
from tbresearch.implementation.profile import Component
from tbresearch.implementation.workers import Continuity, continuity

__all__ = [
    "VERDICTS",
    "AdaptationRecord",
    "Component",
    "Continuity",
    "DoseDelivered",
    "EvaluationSchedule",
    "GoalCycle",
    "PhaseAdherence",
    "PhaseCycle",
    "PlanCheck",
    "Practice",
    "adaptation_record",
    "compare_plans",
    "continuity",
    "dose_delivered",
    "evaluation_schedule",
    "goal_cycle",
    "phase_adherence",
    "phase_cycle",
    "plan_faults",
    "practice_of",
    "review_practice",
]
