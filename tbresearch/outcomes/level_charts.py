"""Pictures of levels: how clients are divided, and where they went."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.figures import INK, new_axes, strip
from tbresearch.vocabulary import DOMAIN_LABELS, MOMENTS, ZRM_LEVELS, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.outcomes.levels import Transitions, ZrmLevels

__all__ = ["LEVEL_FILLS", "draw_levels", "draw_transitions"]

# From 1 to 5, dark to light: an order that greyscale keeps.
LEVEL_FILLS = ("#08306b", "#2b6aa8", "#6ca6cf", "#b3d0e6", "#eaf2f9")
_INKS = ("white", "white", INK, INK, INK)
_GAP = 0.02


def draw_levels(
    levels: ZrmLevels, ax: Axes | None, *, moment: str, hidden: Collection[str]
) -> Axes:
    """Draw one bar of 100% per domain, lowest level on the left."""
    domains = [
        domain
        for domain, at in levels.counts.index
        if at == moment and domain not in hidden
    ]
    ax = ax or new_axes(height=1.5 + 0.3 * len(domains))
    for place, domain in enumerate(domains):
        counts = levels.counts.loc[(domain, moment)].to_numpy()
        total = max(int(counts.sum()), 1)
        left = 0.0
        for count, fill, ink in zip(counts, LEVEL_FILLS, _INKS, strict=True):
            share = 100 * count / total
            ax.barh(
                place,
                share,
                left=left,
                height=0.74,
                color=fill,
                edgecolor=INK,
                linewidth=0.5,
            )
            if share > 5:
                ax.text(
                    left + share / 2,
                    place,
                    str(int(count)),
                    ha="center",
                    va="center",
                    fontsize=8,
                    color=ink,
                )
            left += share
    ax.set_yticks(range(len(domains)), [DOMAIN_LABELS[d] for d in domains])
    ax.set_ylim(len(domains) - 0.5, -0.5)
    ax.set_xlim(0, 100.4)
    name = label(MOMENTS, moment).lower()
    ax.set_xlabel(f"% van wie bij de {name} is gescoord", fontsize=9, color=INK)
    _legend(ax)
    strip(ax)
    return ax


def _legend(ax: Axes) -> None:
    from matplotlib.patches import Patch

    ax.legend(
        handles=[
            Patch(
                facecolor=fill,
                edgecolor=INK,
                linewidth=0.5,
                label=f"{level} {label(ZRM_LEVELS, level).lower()}",
            )
            for level, fill in zip(ZRM_LEVELS, LEVEL_FILLS, strict=True)
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=8,
    )


def draw_transitions(transitions: Transitions, ax: Axes | None) -> Axes:
    """Draw a column for each moment and a band for each move between levels.

    Level 5 is on top. Who has no second score is the white part at the bottom right.
    """
    ax = ax or new_axes(height=4.6)
    flows = np.column_stack([transitions.left, transitions.counts])
    total = max(int(flows.sum()), 1)
    starts, ends = _places(flows.sum(axis=1), total), _places(flows.sum(axis=0), total)
    from_, to = starts.copy(), ends.copy()
    fills = ("white", *LEVEL_FILLS)
    inks = (INK, *_INKS)
    for a in range(5):
        for b in range(6):
            size = flows[a, b] / total
            if size:
                _band(ax, from_[a], to[b], size, LEVEL_FILLS[a])
                from_[a] += size
                to[b] += size
    names = (
        (
            -0.06,
            starts,
            flows.sum(axis=1),
            LEVEL_FILLS,
            _INKS,
            ("1", "2", "3", "4", "5"),
        ),
        (1.0, ends, flows.sum(axis=0), fills, inks, ("geen", "1", "2", "3", "4", "5")),
    )
    for x, places, counts, colors, texts, labels in names:
        for place, count, fill, ink, name in zip(
            places, counts, colors, texts, labels, strict=True
        ):
            if count:
                _block(ax, x, place, int(count), count / total, (fill, ink), name)
    begin, end = (label(MOMENTS, moment) for moment in transitions.between)
    ax.set_xticks([-0.03, 1.03], [begin, end])
    ax.set_xlim(-0.2, 1.2)
    ax.set_ylim(-0.01, 1 + 6 * _GAP)
    ax.set_yticks([])
    ax.set_title(
        f"{DOMAIN_LABELS[transitions.domain]}: niveau 1 tot en met 5, en hoeveel "
        "cliënten",
        fontsize=10,
        color=INK,
        loc="left",
    )
    strip(ax)
    ax.spines["bottom"].set_visible(False)
    return ax


def _places(counts: np.ndarray, total: int) -> np.ndarray:
    """Return the bottom of each block, first one at the bottom."""
    sizes = counts / total + np.where(counts > 0, _GAP, 0.0)
    return np.concatenate([[0.0], np.cumsum(sizes)[:-1]])


def _band(ax: Axes, low: float, high: float, size: float, fill: str) -> None:
    x = np.linspace(0, 1, 40)
    bend = x * x * (3 - 2 * x)
    under = low + (high - low) * bend
    ax.fill_between(
        x, under, under + size, color=fill, alpha=0.45, linewidth=0.3, edgecolor=INK
    )


def _block(
    ax: Axes,
    x: float,
    place: float,
    count: int,
    size: float,
    colors: tuple[str, str],
    name: str,
) -> None:
    fill, _ = colors
    ax.bar(
        x,
        size,
        width=0.06,
        bottom=place,
        align="edge",
        color=fill,
        edgecolor=INK,
        linewidth=0.6,
    )
    outside = x - 0.01 if x < 0.5 else x + 0.07
    ax.text(
        outside,
        place + size / 2,
        f"{name}: {count}",
        ha="right" if x < 0.5 else "left",
        va="center",
        fontsize=8,
        color=INK,
    )
