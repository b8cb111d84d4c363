"""Models of levels that repeat: within clients, at workers, at providers."""

from tbresearch.outcomes.models.checks import (
    ModelCheck,
    check_groups,
    check_proportional_odds,
)
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.ordinal import fit_ordinal

__all__ = [
    "ModelCheck",
    "OrdinalModel",
    "check_groups",
    "check_proportional_odds",
    "fit_ordinal",
]
