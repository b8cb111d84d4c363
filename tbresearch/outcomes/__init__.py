"""What changed: scores on the Zelfredzaamheid-Matrix and their change."""

from tbresearch.outcomes.change import (
    Direction,
    DomainChange,
    ZrmChange,
    zrm_change,
)
from tbresearch.outcomes.models import (
    ChangeModels,
    DomainModel,
    ModelCheck,
    OrdinalModel,
    check_groups,
    check_proportional_odds,
    fit_change,
    fit_ordinal,
)
from tbresearch.outcomes.scores import ZRM, ZrmScores, has_zrm, read_zrm

__all__ = [
    "ZRM",
    "ChangeModels",
    "Direction",
    "DomainChange",
    "DomainModel",
    "ModelCheck",
    "OrdinalModel",
    "ZrmChange",
    "ZrmScores",
    "check_groups",
    "check_proportional_odds",
    "fit_change",
    "fit_ordinal",
    "has_zrm",
    "read_zrm",
    "zrm_change",
]
