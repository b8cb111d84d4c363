"""How far a change can be trusted: who left, and what was not measured."""

from tbresearch.outcomes.doubt.confounding import (
    EValue,
    RobustnessValue,
    e_value,
    robustness_value,
)
from tbresearch.outcomes.doubt.sensitivity import (
    DomainSensitivity,
    DropoutSensitivity,
    dropout_sensitivity,
)

__all__ = [
    "DomainSensitivity",
    "DropoutSensitivity",
    "EValue",
    "RobustnessValue",
    "dropout_sensitivity",
    "e_value",
    "robustness_value",
]
