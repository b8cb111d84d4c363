"""Pictures of reach: the funnel, and the labels of who was reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.figures import INK, SHADES, new_axes, strip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["draw_funnel", "draw_labels"]

_ROOM_FOR_NUMBER = 0.05


def draw_funnel(steps: pd.DataFrame, applications: int, ax: Axes | None) -> Axes:
    """Draw one bar a step, centred: who surely reached it, and who may have.

    Parameters
    ----------
    steps : pd.DataFrame
        As `Funnel.steps`, missing where a count is not shown.
    applications : int
        Width of a full bar.
    ax : Axes or None
        Where to draw.
    """
    ax = ax or new_axes(height=1.1 + 0.5 * len(steps))
    for place, row in enumerate(steps.to_dict("records")):
        if pd.isna(row["reached"]) or pd.isna(row["unknown"]):
            ax.text(0, place, "niet getoond", ha="center", va="center", color=INK)
            continue
        sure, maybe = int(row["reached"]), int(row["unknown"])
        whole = sure + maybe
        ax.barh(
            place,
            whole,
            left=-whole / 2,
            height=0.72,
            color="white",
            hatch="....",
            edgecolor=INK,
            linewidth=0.6,
            hatch_linewidth=0.4,
        )
        ax.barh(place, sure, left=-sure / 2, height=0.72, color=SHADES[0])
        _number(ax, place, row, applications)
    ax.set_yticks(range(len(steps)), steps["label"])
    ax.invert_yaxis()
    half = max(applications, 1) / 2
    ax.set_xlim(-1.02 * half, 1.35 * half)
    ax.set_xticks([])
    strip(ax)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel(
        "Donker: stap gehaald. Gestippeld: onbekend; het echte aantal ligt ertussen",
        fontsize=8,
        color=INK,
        loc="right",
    )
    return ax


def _number(ax: Axes, place: int, row: Mapping[Any, Any], applications: int) -> None:
    """Write the counts in the bar where they fit, and else beside it."""
    sure, maybe = int(row["reached"]), int(row["unknown"])
    text = f"{sure}" if not maybe else f"{sure} tot {sure + maybe}"
    inside = sure >= 2 * _ROOM_FOR_NUMBER * max(applications, 1)
    x = 0.0 if inside else (sure + maybe) / 2 + 0.02 * applications
    ax.text(
        x,
        place,
        text,
        ha="center" if inside else "left",
        va="center",
        fontsize=9,
        color="white" if inside else INK,
    )


def draw_labels(labels: pd.DataFrame, ax: Axes | None) -> Axes:
    """Draw the share of clients with each target group, between its bounds.

    Parameters
    ----------
    labels : pd.DataFrame
        As `Reach.labels`.
    ax : Axes or None
        Where to draw.
    """
    from matplotlib.ticker import PercentFormatter

    own = labels[labels["dimension"] == "target_groups"].to_dict("records")
    ax = ax or new_axes(height=1.1 + 0.34 * len(own))
    for place, row in enumerate(own):
        low, high = row["low"], row["high"]
        ax.barh(place, low, height=0.7, color=SHADES[0])
        ax.barh(
            place,
            high - low,
            left=low,
            height=0.7,
            color="white",
            hatch="....",
            edgecolor=INK,
            linewidth=0.6,
            hatch_linewidth=0.4,
        )
    ax.set_yticks(range(len(own)), [f"{row['label']} ({row['n']})" for row in own])
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    strip(ax)
    ax.set_xlabel(
        "Aandeel van de cliënten, die meer labels kunnen hebben. Gestippeld: onbekend",
        fontsize=8,
        color=INK,
        loc="right",
    )
    return ax
