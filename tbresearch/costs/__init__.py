"""What it costs and saves: assumptions, money in time, uncertainty and what decides."""

from tbresearch.costs.assumptions import (
    Assumption,
    CorrelationGroup,
    CostItem,
    number_text,
)
from tbresearch.costs.distributions import Distribution
from tbresearch.costs.reading import read_assumptions, starter_register
from tbresearch.costs.register import ASSUMPTIONS_FILE, Register, adjust_register
from tbresearch.costs.trajectory import (
    CostPerTrajectory,
    ItemCost,
    cost_per_trajectory,
)

__all__ = [
    "ASSUMPTIONS_FILE",
    "Assumption",
    "CorrelationGroup",
    "CostItem",
    "CostPerTrajectory",
    "Distribution",
    "ItemCost",
    "Register",
    "adjust_register",
    "cost_per_trajectory",
    "number_text",
    "read_assumptions",
    "starter_register",
]
