"""Pictures of ZRM change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import MOMENTS, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.outcomes.change import ZrmChange

__all__ = ["draw_change"]

# Fill, hatching and colour of the number: told apart without any colour too.
_LOOKS = {
    "Lager": (SHADES[1], "///", INK),
    "Gelijk": (SHADES[3], "", INK),
    "Hoger": (SHADES[0], "", "white"),
    "Score ontbreekt": ("white", "....", INK),
}
# A number narrower than this share of the bar would run into the next one.
_ROOM_FOR_NUMBER = 0.03


def draw_change(change: ZrmChange, ax: Axes | None) -> Axes:
    """Draw one bar per domain, first domain on top, as long as there are clients.

    A segment that is too narrow for its number has none; the table has them all.
    """
    from matplotlib.ticker import MaxNLocator

    ax = ax or new_axes(height=1.3 + 0.3 * len(change.domains))
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    places = range(len(change.domains))
    left = [0] * len(change.domains)
    for name, sizes in _segments(change).items():
        fill, hatch, ink = _LOOKS[name]
        ax.barh(
            places,
            sizes,
            left=left,
            height=0.74,
            color=fill,
            hatch=hatch,
            edgecolor=INK,
            linewidth=0.6,
            hatch_linewidth=0.4,
            label=name,
        )
        for place, start, size in zip(places, left, sizes, strict=True):
            if size > _ROOM_FOR_NUMBER * change.clients:
                _number(ax, start + size / 2, place, text=str(size), ink=ink, fill=fill)
        left = [start + size for start, size in zip(left, sizes, strict=True)]
    ax.set_yticks(places, [domain.label for domain in change.domains])
    ax.set_ylim(len(change.domains) - 0.5, -0.5)
    # A hair wider than the bars, so that their right edge is drawn whole.
    ax.set_xlim(0, 1.004 * max(change.clients, 1))
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.set_xlabel(f"Aantal cliënten, van {begin} naar {end}", fontsize=9, color=INK)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False, fontsize=9
    )
    strip(ax)
    return ax


def _segments(change: ZrmChange) -> dict[str, list[int]]:
    return {
        "Lager": [domain.down for domain in change.domains],
        "Gelijk": [domain.same for domain in change.domains],
        "Hoger": [domain.up for domain in change.domains],
        "Score ontbreekt": [domain.clients - domain.n for domain in change.domains],
    }


def _number(ax: Axes, x: float, y: float, *, text: str, ink: str, fill: str) -> None:
    ax.text(
        x,
        y,
        text,
        ha="center",
        va="center",
        fontsize=9,
        color=ink,
        # Keeps hatching away from the digits.
        bbox={"facecolor": fill, "edgecolor": "none", "pad": 1.2},
    )
