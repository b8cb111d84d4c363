"""The joint display: talk, scores and money per life domain and respondent group."""

from tbresearch.synthesis.display.areas import AREAS, Areas, has_areas, read_areas
from tbresearch.synthesis.display.cells import JointCell
from tbresearch.synthesis.display.chart import draw_display
from tbresearch.synthesis.display.display import (
    JointDisplay,
    inference_text,
    joint_display,
)
from tbresearch.synthesis.display.inferences import INFERENCES, Inference
from tbresearch.synthesis.display.rule import JOINT_RULE
from tbresearch.synthesis.display.worksheet import (
    area_worksheet,
    take_in_worksheet,
)

__all__ = [
    "AREAS",
    "INFERENCES",
    "JOINT_RULE",
    "Areas",
    "Inference",
    "JointCell",
    "JointDisplay",
    "area_worksheet",
    "draw_display",
    "has_areas",
    "inference_text",
    "joint_display",
    "read_areas",
    "take_in_worksheet",
]
