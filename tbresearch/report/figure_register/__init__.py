"""Every figure that a study takes from elsewhere, in one place, with who disagrees."""

from tbresearch.report.figure_register.register import (
    FigureRegister,
    figure_register,
)
from tbresearch.report.figure_register.rows import RegisteredFigure

__all__ = ["FigureRegister", "RegisteredFigure", "figure_register"]
