"""A line a client: from the first to the second measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.estimate import NotEstimable
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import MOMENTS, decimal_text, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.outcomes.reliable import MeanChange

__all__ = ["draw_individuals"]

_LOOKS = {
    "up": ("Betrouwbaar hoger", SHADES[0], "-", 1.6),
    "same": ("Niet van toeval te onderscheiden", "#9aa5b1", "-", 0.8),
    "down": ("Betrouwbaar lager", SHADES[1], "--", 1.6),
    "": ("Cliënt", "#7b8794", "-", 1.0),
}


def draw_individuals(change: MeanChange, ax: Axes | None) -> Axes:
    """Draw the mean over all domains of each client at both moments."""
    ax = ax or new_axes(height=4.2)
    told: set[str] = set()
    order = {"same": 0, "": 0, "down": 1, "up": 2}
    rows = sorted(
        change.frame.to_dict("records"), key=lambda row: order[str(row["verdict"])]
    )
    for row in rows:
        verdict = str(row["verdict"])
        name, color, line, width = _LOOKS[verdict]
        ax.plot(
            [0, 1],
            [row["before"], row["after"]],
            color=color,
            linestyle=line,
            linewidth=width,
            marker="o",
            markersize=3,
            label=None if verdict in told else name,
        )
        told.add(verdict)
    begin, end = (label(MOMENTS, moment) for moment in change.between)
    ax.set_xticks([0, 1], [begin, end])
    ax.set_xlim(-0.15, 1.15)
    ax.set_ylim(0.9, 5.1)
    ax.set_yticks(range(1, 6))
    ax.set_ylabel("Gemiddeld niveau over alle domeinen", fontsize=9, color=INK)
    if not isinstance(change.threshold, NotEstimable):
        ax.set_xlabel(
            f"Betrouwbaar: meer dan {decimal_text(change.threshold, 2)} niveau",
            fontsize=9,
            color=INK,
        )
    if told:
        ax.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=3,
            frameon=False,
            fontsize=9,
        )
    strip(ax)
    return ax
