"""What is drawn rather than written, with its known truth.

Scores of the example study, and whole studies in which a plan is true.
"""

from tbresearch.datasets.element_scores import example_elements
from tbresearch.datasets.plan import PlantedFactor, PlantedGroup, StudyPlan
from tbresearch.datasets.planted import PlantedStudy, planted_study
from tbresearch.datasets.source_lists import source_plan
from tbresearch.datasets.zrm import example_zrm

__all__ = [
    "PlantedFactor",
    "PlantedGroup",
    "PlantedStudy",
    "StudyPlan",
    "example_elements",
    "example_zrm",
    "planted_study",
    "source_plan",
]
