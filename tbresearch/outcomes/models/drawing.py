"""Pictures of models: estimates with their intervals, one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.outcomes.models.structure import Floats
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_forest"]


def draw_forest(
    *,
    labels: Sequence[str],
    values: Floats,
    ax: Axes | None,
    axis_label: str,
    strong: Sequence[bool] = (),
) -> Axes:
    """Draw one line for each label, the first on top.

    Parameters
    ----------
    labels : sequence of str
        Names, in Dutch.
    values : array of shape (labels, 3)
        Estimate, low and high; rows of NaN are left open.
    ax : Axes or None
        Where to draw.
    axis_label : str
        What the values are.
    strong : sequence of bool
        Which lines have a filled mark; all if empty.
    """
    ax = ax or new_axes(height=1.2 + 0.3 * max(len(labels), 1))
    for place, row in enumerate(values):
        filled = strong[place] if strong else True
        ax.plot(row[1:], [place, place], color=SHADES[0], linewidth=1.6)
        ax.plot(
            row[0],
            place,
            marker="o",
            markersize=6,
            color=SHADES[0],
            markerfacecolor=SHADES[0] if filled else "white",
        )
    ax.axvline(0, color=INK, linewidth=0.8, linestyle=":")
    ax.set_yticks(range(len(labels)), list(labels))
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.xaxis.set_major_formatter(lambda value, _: decimal_text(value, 1))
    ax.set_xlabel(axis_label, fontsize=9, color=INK)
    strip(ax)
    return ax
