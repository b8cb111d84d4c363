"""What was done: trajecten, contacts, phases, evaluations and adaptations."""

from tbresearch.trajectories.reading import (
    Trajectories,
    has_trajectories,
    read_trajectories,
)
from tbresearch.trajectories.relations import positions
from tbresearch.trajectories.tables import (
    ADAPTATIONS,
    CONTACTS,
    EVALUATIONS,
    PHASES,
    TABLES,
    TRAJECTORIES,
)

__all__ = [
    "ADAPTATIONS",
    "CONTACTS",
    "EVALUATIONS",
    "PHASES",
    "TABLES",
    "TRAJECTORIES",
    "Trajectories",
    "has_trajectories",
    "positions",
    "read_trajectories",
]
