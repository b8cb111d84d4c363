"""Pictures of time: how long trajecten run, and how they end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import EXIT_REASONS, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from tbresearch.outcomes.time.duration import Duration
    from tbresearch.outcomes.time.exits import Exits

__all__ = ["draw_duration", "draw_exits"]

# From below: told apart by lightness or hatching, without any colour too.
_LOOKS = (
    (SHADES[0], ""),
    (SHADES[1], "///"),
    (SHADES[2], ""),
    (SHADES[3], "\\\\\\"),
    ("#7b8794", ""),
    ("white", "...."),
    ("white", "xxx"),
)


def draw_duration(duration: Duration, ax: Axes | None, *, ticks: bool) -> Axes:
    """Draw the curve as steps, its interval as a band, and what runs as ticks."""
    ax = ax or new_axes(height=3.4)
    curve = duration.curve
    last = float(duration.months.max(initial=1.0))
    times = np.concatenate([[0.0], curve.times, [last]])

    def steps(values: NDArray[np.float64]) -> NDArray[np.float64]:
        tail = values[-1:] if len(values) else np.ones(1)
        return 100 * np.concatenate([[1.0], values, tail])

    ax.fill_between(
        times, steps(curve.low), steps(curve.high), step="post", color=SHADES[2], lw=0
    )
    ax.step(times, steps(curve.running), where="post", color=SHADES[0], linewidth=1.8)
    if ticks:
        running = np.sort(duration.months[~duration.ended])
        heights = [100 * curve.at(float(time))[0] for time in running]
        ax.plot(running, heights, "|", color=INK, markersize=5, markeredgewidth=0.8)
    ax.axhline(50, color="#9aa5b1", linewidth=0.8, linestyle=":")
    ax.set_xlim(0, last)
    ax.set_ylim(0, 101)
    ax.set_ylabel("% dat nog loopt", fontsize=9, color=INK)
    ax.set_xlabel(
        "Maanden sinds de start"
        + (" (streepje: loopt nog op de peildatum)" if ticks else ""),
        fontsize=9,
        color=INK,
    )
    strip(ax)
    return ax


def draw_exits(exits: Exits, ax: Axes | None, *, hidden: Collection[str]) -> Axes:
    """Draw a stacked area a reason; what is left white on top runs on.

    All that is `hidden` is one area.
    """
    ax = ax or new_axes(height=4.0)
    times = np.unique(
        np.concatenate([[0.0], *(found.times for found in exits.incidence.values())])
    )
    below = np.zeros(len(times))
    for (name, share), (fill, hatch) in zip(
        _areas(exits, times, hidden), _LOOKS, strict=False
    ):
        ax.fill_between(
            times,
            100 * below,
            100 * (below + share),
            step="post",
            facecolor=fill,
            hatch=hatch,
            edgecolor=INK,
            linewidth=0.5,
            label=name,
        )
        below = below + share
    ax.set_xlim(0, float(times.max(initial=1.0)) or 1.0)
    ax.set_ylim(0, 100)
    ax.set_ylabel("% van de trajecten", fontsize=9, color=INK)
    ax.set_xlabel("Maanden sinds de start", fontsize=9, color=INK)
    if exits.incidence:
        ax.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=4,
            frameon=False,
            fontsize=9,
        )
    strip(ax)
    return ax


def _areas(
    exits: Exits, times: NDArray[np.float64], hidden: Collection[str]
) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield the name and the share over time of each area, from below."""
    rest = np.zeros(len(times))
    for reason, found in exits.incidence.items():
        share = np.array([found.at(float(time))[0] for time in times])
        if reason in hidden:
            rest += share
        else:
            yield label(EXIT_REASONS, reason), share
    if hidden:
        yield "Niet getoond", rest
