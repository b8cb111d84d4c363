"""A heat map with its numbers in the cells, readable with many rows."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tbresearch.figures.style import INK, SHADES, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_heat_map"]

_CELL = 0.27
_LABEL = 0.068
# Width in inches of a character of the caption, which is wrapped to fit.
_CHARACTER = 0.062
# From here on white stands out more from a cell than ink does (contrast of WCAG 2).
_DARK = 0.68


def draw_heat_map(
    ax: Axes | None,
    shade: NDArray[np.float64],
    *,
    texts: Sequence[Sequence[str]],
    rows: Sequence[str],
    columns: Sequence[str],
    caption: str,
) -> Axes:
    """Draw cells from light to dark, with a text in each.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes axes that are large enough for every label.
    shade : ndarray of shape (rows, columns)
        From 0 (light) to 1 (dark); nan is left white.
    texts : sequence of sequence of str
        What stands in the cells.
    rows, columns : sequence of str
        Labels, in Dutch.
    caption : str
        What the numbers are and what dark means, in Dutch; stands underneath.
    """
    from matplotlib.colors import LinearSegmentedColormap

    ax = ax or _axes_for(rows, columns)
    shades = LinearSegmentedColormap.from_list("tbresearch", ["#ffffff", SHADES[0]])
    if shade.size:
        ax.imshow(shade, cmap=shades, vmin=0, vmax=1, aspect="auto")
    for i, line in enumerate(texts):
        for j, text in enumerate(line):
            dark = bool(shade[i, j] >= _DARK)  # nan is not
            color = "white" if dark else INK
            ax.text(j, i, text, ha="center", va="center", fontsize=8, color=color)
    names = [[_plain(name) for name in side] for side in (rows, columns)]
    ax.set_yticks(range(len(rows)), names[0])
    ax.set_xticks(range(len(columns)), names[1], rotation=90, va="bottom")
    ax.xaxis.tick_top()
    ax.tick_params(length=0, colors=INK, labelsize=8)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.set_xticks([j - 0.5 for j in range(1, len(columns))], minor=True)
    ax.set_yticks([i - 0.5 for i in range(1, len(rows))], minor=True)
    ax.grid(which="minor", color="#e4e7eb", linewidth=0.6)
    ax.tick_params(which="minor", length=0)
    ax.set_xlabel(_wrapped(caption, ax), fontsize=8, color=INK, loc="right")
    return ax


def _axes_for(rows: Sequence[str], columns: Sequence[str]) -> Axes:
    beside, above = (
        _LABEL * max((len(name) for name in side), default=0)
        for side in (rows, columns)
    )
    return new_axes(
        width=max(4.0, 0.4 + beside + _CELL * 1.25 * len(columns)),
        height=max(2.5, 0.6 + above + _CELL * len(rows)),
    )


def _wrapped(caption: str, ax: Axes) -> str:
    """Return the caption in lines that fit on the figure; cut, it says half."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    most = max(20, int(figure.get_size_inches()[0] / _CHARACTER) - 4)
    return "\n".join(wrap(_plain(caption), most))


def _plain(name: str) -> str:
    return name.replace("$", r"\$")  # no formulas
