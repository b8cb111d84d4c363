"""What is drawn rather than written, with its known truth.

Practice and scores of the example study, and whole studies in which a plan is true.
"""

from tbresearch.datasets.element_scores import example_elements
from tbresearch.datasets.plan import PlantedFactor, PlantedGroup, StudyPlan
from tbresearch.datasets.plans import FAULT_RATES, example_plans
from tbresearch.datasets.planted import PlantedStudy, planted_study
from tbresearch.datasets.practice_model import PracticeModel
from tbresearch.datasets.recruitment import example_recruitment
from tbresearch.datasets.scores import example_satisfaction, example_scores
from tbresearch.datasets.source_lists import source_plan
from tbresearch.datasets.trajectories import Practice, draw_practice, example_practice
from tbresearch.datasets.zrm import example_zrm
from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm

__all__ = [
    "FAULT_RATES",
    "PlantedFactor",
    "PlantedGroup",
    "PlantedStudy",
    "Practice",
    "PracticeModel",
    "StudyPlan",
    "ZrmPanel",
    "draw_practice",
    "example_elements",
    "example_plans",
    "example_practice",
    "example_recruitment",
    "example_satisfaction",
    "example_scores",
    "example_zrm",
    "planted_study",
    "simulate_zrm",
    "source_plan",
]
