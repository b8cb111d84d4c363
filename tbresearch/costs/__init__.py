"""What it costs and saves: assumptions, money in time, uncertainty and what decides."""

from tbresearch.costs.assumptions import (
    Assumption,
    CorrelationGroup,
    CostItem,
    number_text,
)
from tbresearch.costs.balance import CostBalance, cost_balance
from tbresearch.costs.break_even import (
    BreakEven,
    BreakEvenFrontier,
    break_even,
    break_even_frontier,
)
from tbresearch.costs.claim_costs import known_costs
from tbresearch.costs.claim_text import share_text
from tbresearch.costs.claims import UNIT_COSTS, ClaimAudit, audit_claim
from tbresearch.costs.comparison import (
    RegisterChange,
    RegisterComparison,
    compare_registers,
)
from tbresearch.costs.decision import Acceptability, acceptability_curve, icer_table
from tbresearch.costs.distributions import Distribution
from tbresearch.costs.effects import LinkedEffect, link_effect
from tbresearch.costs.information_result import (
    ValueOfInformation,
    value_of_information,
)
from tbresearch.costs.national import (
    NationalClaim,
    national_claim,
    national_heads,
)
from tbresearch.costs.reading import read_assumptions, starter_register
from tbresearch.costs.register import ASSUMPTIONS_FILE, Register, adjust_register
from tbresearch.costs.sensitivity import Tornado, one_way, tornado, two_way
from tbresearch.costs.simulation import Simulation, simulate
from tbresearch.costs.sobol_indices import sobol_indices
from tbresearch.costs.streams import incomplete
from tbresearch.costs.support import (
    named_codings,
    support_problems,
    support_text,
)
from tbresearch.costs.trajectory import (
    CostPerTrajectory,
    ItemCost,
    cost_per_trajectory,
)
from tbresearch.costs.value_of_information import evpi, evppi, population_value

__all__ = [
    "ASSUMPTIONS_FILE",
    "UNIT_COSTS",
    "Acceptability",
    "Assumption",
    "BreakEven",
    "BreakEvenFrontier",
    "ClaimAudit",
    "CorrelationGroup",
    "CostBalance",
    "CostItem",
    "CostPerTrajectory",
    "Distribution",
    "ItemCost",
    "LinkedEffect",
    "NationalClaim",
    "Register",
    "RegisterChange",
    "RegisterComparison",
    "Simulation",
    "Tornado",
    "ValueOfInformation",
    "acceptability_curve",
    "adjust_register",
    "audit_claim",
    "break_even",
    "break_even_frontier",
    "compare_registers",
    "cost_balance",
    "cost_per_trajectory",
    "evpi",
    "evppi",
    "icer_table",
    "incomplete",
    "known_costs",
    "link_effect",
    "named_codings",
    "national_claim",
    "national_heads",
    "number_text",
    "one_way",
    "population_value",
    "read_assumptions",
    "share_text",
    "simulate",
    "sobol_indices",
    "starter_register",
    "support_problems",
    "support_text",
    "tornado",
    "two_way",
    "value_of_information",
]
