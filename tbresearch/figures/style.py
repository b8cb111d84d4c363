"""One look for every picture: size, colours that survive greyscale, plain axes.

Pictures are made without pyplot, so that nothing global is touched and the same
call gives the same picture in a notebook, in a test and in the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["INK", "SHADES", "new_axes", "strip"]

INK = "#1f2933"
# From dark to light: told apart by lightness alone, so also in print and by eyes
# that see no colour.
SHADES = ("#00508c", "#d98b3a", "#a9c7dd", "#e9e4da")


def new_axes(*, width: float = 7.2, height: float = 4.0) -> Axes:
    """Return empty axes on a figure of their own.

    Parameters
    ----------
    width, height : float
        Size in inches; 7.2 is the text width of the report.
    """
    from matplotlib.figure import Figure

    from tbresearch.figures.shown_axes import ShownAxes

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure.add_subplot(axes_class=ShownAxes)


def strip(ax: Axes) -> None:
    """Take away the frame lines and ticks that carry nothing."""
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color("#9aa5b1")
    ax.tick_params(axis="both", length=0, colors=INK, labelsize=9)
