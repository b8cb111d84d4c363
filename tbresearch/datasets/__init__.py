"""The example study: what is drawn rather than written, with its known truth."""

from tbresearch.datasets.practice_model import PracticeModel
from tbresearch.datasets.scores import example_satisfaction, example_scores
from tbresearch.datasets.trajectories import Practice, draw_practice, example_practice
from tbresearch.datasets.zrm import example_zrm
from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm

__all__ = [
    "Practice",
    "PracticeModel",
    "ZrmPanel",
    "draw_practice",
    "example_practice",
    "example_satisfaction",
    "example_scores",
    "example_zrm",
    "simulate_zrm",
]
