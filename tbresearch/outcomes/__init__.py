"""What changed: scores on the Zelfredzaamheid-Matrix, and how trajecten go and end."""

from tbresearch.outcomes.change import (
    Direction,
    DomainChange,
    ZrmChange,
    zrm_change,
)
from tbresearch.outcomes.claims import ChangeClaim
from tbresearch.outcomes.doubt import (
    Comparison,
    DomainSensitivity,
    DropoutSensitivity,
    EValue,
    RobustnessValue,
    case_mix_benchmark,
    dose_response,
    double_baseline,
    dropout_sensitivity,
    e_value,
    overlap_difference,
    robustness_value,
    staggered_difference,
)
from tbresearch.outcomes.goals import GoalAttainment, goal_attainment
from tbresearch.outcomes.levels import (
    Transitions,
    ZrmLevels,
    zrm_levels,
    zrm_transitions,
)
from tbresearch.outcomes.reliable import (
    MeanChange,
    ReliableChange,
    clinical_cutoffs,
    reliable_change,
    zrm_mean_change,
)
from tbresearch.outcomes.satisfaction import (
    SATISFACTION,
    Satisfaction,
    has_satisfaction,
    read_satisfaction,
)
from tbresearch.outcomes.scores import ZRM, ZrmScores, has_zrm, read_zrm
from tbresearch.outcomes.time import (
    Duration,
    Exits,
    Measurements,
    of_ended,
    planned_measurements,
    traject_duration,
    traject_exits,
)
from tbresearch.outcomes.wording import Wording, allowed_wording, effect_claims

__all__ = [
    "SATISFACTION",
    "ZRM",
    "ChangeClaim",
    "Comparison",
    "Direction",
    "DomainChange",
    "DomainSensitivity",
    "DropoutSensitivity",
    "Duration",
    "EValue",
    "Exits",
    "GoalAttainment",
    "MeanChange",
    "Measurements",
    "ReliableChange",
    "RobustnessValue",
    "Satisfaction",
    "Transitions",
    "Wording",
    "ZrmChange",
    "ZrmLevels",
    "ZrmScores",
    "allowed_wording",
    "case_mix_benchmark",
    "clinical_cutoffs",
    "dose_response",
    "double_baseline",
    "dropout_sensitivity",
    "e_value",
    "effect_claims",
    "goal_attainment",
    "has_satisfaction",
    "has_zrm",
    "of_ended",
    "overlap_difference",
    "planned_measurements",
    "read_satisfaction",
    "read_zrm",
    "reliable_change",
    "robustness_value",
    "staggered_difference",
    "traject_duration",
    "traject_exits",
    "zrm_change",
    "zrm_levels",
    "zrm_mean_change",
    "zrm_transitions",
]
