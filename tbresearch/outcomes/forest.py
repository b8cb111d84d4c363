"""A forest: estimates with their intervals, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from numpy.typing import NDArray

__all__ = ["draw_forest"]

_BAND = "#e9ecef"


def draw_forest(
    *,
    labels: Sequence[str],
    values: NDArray[np.float64],
    ax: Axes | None,
    axis_label: str,
    strong: Sequence[bool] = (),
    bands: Sequence[float] = (),
    write: Callable[[float], str] = lambda value: decimal_text(value, 1),
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
        Which lines may be called a change and have a filled mark; all if empty.
    bands : sequence of float
        How far from 0 luck alone brings each line; with these, a legend.
    write : callable
        Writes a value on the axis.
    """
    ax = ax or new_axes(height=1.5 + 0.3 * max(len(labels), 1))
    for place, band in enumerate(bands):
        ax.barh(place, 2 * band, left=-band, height=0.8, color=_BAND)
    for place, row in enumerate(values):
        filled = strong[place] if strong else True
        ax.plot(row[1:], [place, place], color=INK, linewidth=1.2)
        ax.plot(row[0], place, **_mark(filled))
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_yticks(range(len(labels)), list(labels))
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.xaxis.set_major_formatter(lambda value, _: write(value))
    ax.set_xlabel(axis_label, fontsize=9, color=INK)
    if bands:
        reach = max(0.3, *bands, *abs(values).ravel())
        ax.set_xlim(-1.05 * reach, 1.05 * reach)
    if strong:
        _legend(ax, bands=bool(bands))
    strip(ax)
    return ax


def _mark(filled: bool) -> dict[str, Any]:
    return {
        "marker": "o",
        "markersize": 7,
        "color": SHADES[0],
        "markerfacecolor": SHADES[0] if filled else "white",
    }


def _legend(ax: Axes, *, bands: bool) -> None:
    from matplotlib.patches import Patch

    handles: list[Line2D | Patch] = [
        _key(True, "Verandering"),
        _key(False, "Niet duidelijk"),
    ]
    if bands:
        handles.append(Patch(color=_BAND, label="Toeval, als er niets verandert"))
    ax.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=9,
    )


def _key(filled: bool, text: str) -> Line2D:
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="none", label=text, **_mark(filled))
