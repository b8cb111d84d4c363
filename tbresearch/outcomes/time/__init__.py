"""How long trajecten last and how they end."""

from tbresearch.outcomes.time.duration import Duration, traject_duration
from tbresearch.outcomes.time.exits import Exits, traject_exits
from tbresearch.outcomes.time.hazards import ExitModel, fit_exit
from tbresearch.outcomes.time.measurements import (
    Measurements,
    of_ended,
    planned_measurements,
)

__all__ = [
    "Duration",
    "ExitModel",
    "Exits",
    "Measurements",
    "fit_exit",
    "of_ended",
    "planned_measurements",
    "traject_duration",
    "traject_exits",
]
