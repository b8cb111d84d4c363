"""The example study: what is drawn rather than written, with its known truth."""

from tbresearch.datasets.practice_model import PracticeModel
from tbresearch.datasets.trajectories import Practice, draw_practice, example_practice
from tbresearch.datasets.zrm import example_zrm

__all__ = [
    "Practice",
    "PracticeModel",
    "draw_practice",
    "example_practice",
    "example_zrm",
]
