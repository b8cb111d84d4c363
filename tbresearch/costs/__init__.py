"""What it costs: the assumption register and the cost of a trajectory."""

from tbresearch.costs.assumptions import (
    ASSUMPTIONS_FILE,
    Assumption,
    CostItem,
    Register,
    number_text,
    read_assumptions,
)
from tbresearch.costs.trajectory import (
    CostPerTrajectory,
    ItemCost,
    cost_per_trajectory,
)

__all__ = [
    "ASSUMPTIONS_FILE",
    "Assumption",
    "CostItem",
    "CostPerTrajectory",
    "ItemCost",
    "Register",
    "cost_per_trajectory",
    "number_text",
    "read_assumptions",
]
