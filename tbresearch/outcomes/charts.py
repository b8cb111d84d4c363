"""Pictures of ZRM change."""

from __future__ import annotations

from collections.abc import Collection
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
    "Niet getoond": ("white", "xxxx", INK),
    "Score ontbreekt": ("white", "....", INK),
}
# A number narrower than this share of the bar would run into the next one.
_ROOM_FOR_NUMBER = 0.03


def draw_change(
    change: ZrmChange, ax: Axes | None, *, hidden: Collection[tuple[str, str]] = ()
) -> Axes:
    """Draw one bar per domain, first domain on top, as long as there are clients.

    What is `hidden` of a domain is drawn as one piece, as long as all of it together.
    A segment that is too narrow for its number has none; the table has them all.
    """
    from matplotlib.ticker import MaxNLocator

    ax = ax or new_axes(height=1.3 + 0.3 * len(change.domains))
    begin, end = (label(MOMENTS, moment).lower() for moment in change.between)
    places = range(len(change.domains))
    left = [0] * len(change.domains)
    for name, sizes in _segments(change, hidden).items():
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
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3 if hidden else 4,  # five do not fit beside one another
        frameon=False,
        fontsize=9,
    )
    strip(ax)
    return ax


def _segments(
    change: ZrmChange, hidden: Collection[tuple[str, str]]
) -> dict[str, list[int]]:
    """Return the length of each piece of each bar, in the order of drawing."""
    counts = {
        "down": ("Lager", [domain.down for domain in change.domains]),
        "same": ("Gelijk", [domain.same for domain in change.domains]),
        "up": ("Hoger", [domain.up for domain in change.domains]),
        "missing": ("Score ontbreekt", [d.clients - d.n for d in change.domains]),
    }
    names = [domain.domain for domain in change.domains]
    shown = {
        title: [
            0 if (name, part) in hidden else size
            for name, size in zip(names, sizes, strict=True)
        ]
        for part, (title, sizes) in counts.items()
    }
    if not hidden:
        return shown
    drawn = [sum(sizes) for sizes in zip(*shown.values(), strict=True)]
    rest = [d.clients - size for d, size in zip(change.domains, drawn, strict=True)]
    last = shown.pop("Score ontbreekt")
    return {**shown, "Niet getoond": rest, "Score ontbreekt": last}


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
