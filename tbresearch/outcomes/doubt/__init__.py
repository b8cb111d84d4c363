"""How far a change can be trusted: who left, and what was not measured."""

from tbresearch.outcomes.doubt.confounding import (
    EValue,
    RobustnessValue,
    e_value,
    robustness_value,
)
from tbresearch.outcomes.doubt.designs import (
    Comparison,
    case_mix_benchmark,
    dose_response,
    double_baseline,
    overlap_difference,
    staggered_difference,
)
from tbresearch.outcomes.doubt.matching import MatchedChange, matched_change
from tbresearch.outcomes.doubt.sensitivity import (
    DomainSensitivity,
    DropoutSensitivity,
    dropout_sensitivity,
)

__all__ = [
    "Comparison",
    "DomainSensitivity",
    "DropoutSensitivity",
    "EValue",
    "MatchedChange",
    "RobustnessValue",
    "case_mix_benchmark",
    "dose_response",
    "double_baseline",
    "dropout_sensitivity",
    "e_value",
    "matched_change",
    "overlap_difference",
    "robustness_value",
    "staggered_difference",
]
