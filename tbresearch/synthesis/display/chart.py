"""A joint display as a picture: a shape and a word in each cell, not only a shade."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes
from tbresearch.synthesis.display.cells import JointCell
from tbresearch.vocabulary import (
    JOINT_LABELS,
    LEEFGEBIEDEN,
    RESPONDENT_GROUPS,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_display"]

# Marker and fill by candidate: told apart without colour.
_SHAPES = {
    "bevestigt": ("o", SHADES[0]),
    "vult_aan": ("P", SHADES[2]),
    "spreekt_tegen": ("X", SHADES[1]),
    "zwijgt": ("o", "none"),
}
_HEAD, _ROW = 0.6, 0.52
_NOT_SHOWN = "niet getoond"


def draw_display(
    cells: Sequence[JointCell], ax: Axes | None, *, hidden: Collection[str] = ()
) -> Axes:
    """Draw life domains under each other and groups beside each other.

    Parameters
    ----------
    cells : sequence of JointCell
        All cells of a display.
    ax : Axes or None
        Where to draw; None makes axes.
    hidden : collection of str
        Keys of cells that are not shown.
    """
    areas = list(dict.fromkeys(cell.leefgebied for cell in cells))
    groups = list(dict.fromkeys(cell.group for cell in cells))
    ax = ax or new_axes(height=_HEAD + _ROW * len(areas))
    for cell in cells:
        x, y = groups.index(cell.group), areas.index(cell.leefgebied)
        _draw_cell(ax, cell, x, y, shown=cell.key not in hidden)
    ax.set_xticks(
        range(len(groups)), [label(RESPONDENT_GROUPS, group) for group in groups]
    )
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(areas)), [label(LEEFGEBIEDEN, area) for area in areas])
    ax.set_xlim(-0.5, len(groups) - 0.5)
    ax.set_ylim(len(areas) - 0.5, -0.5)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.set_yticks([y - 0.5 for y in range(1, len(areas))], minor=True)
    ax.set_xticks([x - 0.5 for x in range(1, len(groups))], minor=True)
    ax.grid(which="minor", color="#e4e7eb", linewidth=0.8)
    ax.tick_params(which="both", length=0, colors=INK, labelsize=9)
    return ax


def _draw_cell(ax: Axes, cell: JointCell, x: int, y: int, *, shown: bool) -> None:
    if not shown:
        ax.text(x - 0.3, y, _NOT_SHOWN, va="center", fontsize=9, color=INK)
        return
    marker, fill = _SHAPES[cell.candidate]
    ax.scatter(
        [x - 0.38], [y], marker=marker, s=110, facecolor=fill, edgecolor=INK, lw=1.1
    )
    said = label(JOINT_LABELS, cell.candidate)
    ax.text(x - 0.3, y - 0.14, said, va="center", fontsize=9, color=INK)
    ax.text(x - 0.3, y + 0.2, _below(cell), va="center", fontsize=7.5, color=INK)


def _below(cell: JointCell) -> str:
    if cell.inference is None:
        return _silence(cell) if cell.candidate == "zwijgt" else "nog geen duiding"
    if cell.lapsed:
        return "duiding vervallen"
    return f"duiding: {label(JOINT_LABELS, cell.inference.label).lower()}"


def _silence(cell: JointCell) -> str:
    """Say in a few words which strand is silent."""
    nothing = [
        words
        for words, state in (
            ("niets gezegd", cell.talk.state),
            ("geen scores", cell.change.state),
        )
        if state == "niets"
    ]
    return ", ".join(nothing) or "geen van beide wijst een kant op"
