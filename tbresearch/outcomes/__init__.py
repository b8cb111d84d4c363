"""What changed: scores on the Zelfredzaamheid-Matrix and their change."""

from tbresearch.outcomes.change import (
    Direction,
    DomainChange,
    ZrmChange,
    zrm_change,
)
from tbresearch.outcomes.scores import ZRM, ZrmScores, has_zrm, read_zrm

__all__ = [
    "ZRM",
    "Direction",
    "DomainChange",
    "ZrmChange",
    "ZrmScores",
    "has_zrm",
    "read_zrm",
    "zrm_change",
]
