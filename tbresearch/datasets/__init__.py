"""The example study: what is drawn rather than written, with its known truth."""

from tbresearch.datasets.plans import FAULT_RATES, example_plans
from tbresearch.datasets.practice_model import PracticeModel
from tbresearch.datasets.recruitment import example_recruitment
from tbresearch.datasets.trajectories import Practice, draw_practice, example_practice
from tbresearch.datasets.zrm import example_zrm

__all__ = [
    "FAULT_RATES",
    "Practice",
    "PracticeModel",
    "draw_practice",
    "example_plans",
    "example_practice",
    "example_recruitment",
    "example_zrm",
]
