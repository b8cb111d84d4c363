"""Models of levels that repeat: within clients, at workers, at providers."""

from tbresearch.outcomes.models.by_domain import fit_change
from tbresearch.outcomes.models.changes import ChangeModels, DomainModel
from tbresearch.outcomes.models.checks import (
    ModelCheck,
    check_groups,
    check_proportional_odds,
)
from tbresearch.outcomes.models.model import OrdinalModel
from tbresearch.outcomes.models.ordinal import fit_ordinal

__all__ = [
    "ChangeModels",
    "DomainModel",
    "ModelCheck",
    "OrdinalModel",
    "check_groups",
    "check_proportional_odds",
    "fit_change",
    "fit_ordinal",
]
