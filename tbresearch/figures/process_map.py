"""A process map: steps from top to bottom, and arrows for what follows what.

What goes on to a later step runs down, past steps that are left out along the right.
What goes back runs up along the left, and a step that follows itself has a loop there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from tbresearch.figures.style import INK, SHADES, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Flow", "draw_process_map"]

# In units of the distance between two steps.
_HALF_WIDTH, _HALF_HEIGHT = 1.0, 0.27
_THINNEST, _THICKEST = 0.7, 3.2
_CAPTION_WIDTH = 88


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """An arrow from one step to another, or to itself.

    Attributes
    ----------
    begin, end : str
        Keys of steps.
    weight : float
        What the thickness shows, 0 or more.
    text : str
        What stands at the arrow; without it the weight.
    """

    begin: str
    end: str
    weight: float
    text: str = ""


def draw_process_map(
    ax: Axes | None,
    steps: Mapping[str, str],
    flows: Sequence[Flow],
    *,
    caption: str,
) -> Axes:
    """Draw steps as boxes, and what follows what as arrows.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes axes that are large enough.
    steps : mapping of str to str
        Text of each box by key, in the order of the process.
    flows : sequence of Flow
        The arrows.
    caption : str
        What the numbers are, in Dutch; stands underneath.
    """
    ax = ax or new_axes(height=0.9 + 0.95 * max(len(steps), 1))
    place = {key: -float(i) for i, key in enumerate(steps)}
    for key, text in steps.items():
        _box(ax, place[key], text)
    heaviest = max((flow.weight for flow in flows), default=1) or 1
    for flow in flows:
        share = flow.weight / heaviest
        width = _THINNEST + (_THICKEST - _THINNEST) * share
        text = flow.text or f"{flow.weight:g}"
        _arrow(ax, place[flow.begin], place[flow.end], width=width, text=text)
    reach = _HALF_WIDTH + 0.45 * max(len(steps), 2)
    ax.set_xlim(-reach, reach)
    ax.set_ylim(-len(steps) + 0.4, 0.6)
    ax.set_axis_off()
    ax.set_title(
        "\n".join(wrap(_plain(caption), _CAPTION_WIDTH)),
        fontsize=8,
        color=INK,
        loc="right",
        y=-0.02,
        va="top",
    )
    return ax


def _box(ax: Axes, y: float, text: str) -> None:
    from matplotlib.patches import FancyBboxPatch

    ax.add_patch(
        FancyBboxPatch(
            (-_HALF_WIDTH, y - _HALF_HEIGHT),
            2 * _HALF_WIDTH,
            2 * _HALF_HEIGHT,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor=SHADES[3],
            edgecolor=INK,
            linewidth=0.8,
        )
    )
    ax.text(0, y, _plain(text), ha="center", va="center", fontsize=8.5, color=INK)


def _arrow(ax: Axes, begin: float, end: float, *, width: float, text: str) -> None:
    """Draw one arrow: straight to the next step, or round along a side."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    back = end >= begin
    if begin - end == 1:
        points = [(0.0, begin - _HALF_HEIGHT), (0.0, end + _HALF_HEIGHT)]
        codes = [Path.MOVETO, Path.LINETO]
        at = (0.08, (begin + end) / 2)
    else:
        side = -1 if back else 1
        edge = side * _HALF_WIDTH
        out, into = _ends(begin, end)
        bulge = edge + side * (0.35 + 0.5 * abs(begin - end))
        points = [(edge, out), (bulge, out), (bulge, into), (edge, into)]
        codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
        at = (0.25 * edge + 0.75 * bulge + side * 0.05, (out + into) / 2)
    ax.add_patch(
        FancyArrowPatch(
            path=Path(points, codes),
            arrowstyle="-|>",
            mutation_scale=9 + width,
            linewidth=width,
            linestyle="--" if back else "-",
            color=SHADES[1] if back else SHADES[0],
            shrinkA=0,
            shrinkB=0,
        )
    )
    to = "right" if back and begin - end != 1 else "left"
    ax.text(*at, _plain(text), ha=to, va="center", fontsize=8, color=INK)


def _ends(begin: float, end: float) -> tuple[float, float]:
    """Return the heights at which an arrow leaves and arrives, apart from others."""
    off = 0.6 * _HALF_HEIGHT
    return begin + (off if end > begin else -off), end + (-off if end > begin else off)


def _plain(text: str) -> str:
    return text.replace("$", r"\$")  # no formulas
