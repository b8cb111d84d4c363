"""A bar in three parts per domain: higher, equal, lower, of who has both scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["ChangeBar", "draw_change_bars"]

# Dark, light, middle: the parts differ in lightness and stand in one order.
_PARTS = (
    ("Hoger", SHADES[0], "white"),
    ("Gelijk", SHADES[3], INK),
    ("Lager", SHADES[1], INK),
)
_NARROW = 0.06  # of a bar: a part that has no room for its number
_INCHES = 0.25  # of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBar:
    """Higher, equal and lower on one domain; empty where they are not shown."""

    name: str
    counts: tuple[int, ...]

    @property
    def spoken(self) -> str:
        """The counts in words."""
        if not self.counts:
            return "niet getoond"
        parts = zip(self.counts, _PARTS, strict=True)
        return ", ".join(f"{n} {title.lower()}" for n, (title, *_) in parts)


def draw_change_bars(bars: Sequence[ChangeBar]) -> Axes:
    """Draw the bars, the first domain on top."""
    ax = new_axes(width=3.7, height=_INCHES * (len(bars) + 1.8))
    for y, bar in enumerate(bars):
        _draw(ax, bar, y)
    for place, (title, fill, ink) in enumerate(_PARTS):
        box = {"boxstyle": "square,pad=0.35", "facecolor": fill, "edgecolor": INK}
        ax.text(
            (0.02, 0.5, 0.98)[place],
            -1.15,
            title,
            ha=("left", "center", "right")[place],
            va="center",
            fontsize=8.5,
            color=ink,
            bbox=box | {"linewidth": 0.5},
        )
    ax.set_yticks(range(len(bars)), [bar.name for bar in bars])
    ax.set_xlim(0, 1.004)
    ax.set_ylim(len(bars) - 0.4, -1.7)
    ax.set_xticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    ax.tick_params(length=0, colors=INK, labelsize=8.5)
    return ax


def _draw(ax: Axes, bar: ChangeBar, y: int) -> None:
    total = sum(bar.counts)
    if not total:
        words = "niet getoond" if not bar.counts else "geen scores"
        ax.text(
            0.02, y, words, va="center", fontsize=8, color="#56616b", style="italic"
        )
        return
    left = 0.0
    for n, (_, fill, ink) in zip(bar.counts, _PARTS, strict=True):
        width = n / total
        ax.barh(
            y, width, left=left, height=0.72, color=fill, edgecolor=INK, linewidth=0.5
        )
        if width > _NARROW:
            middle = left + width / 2
            ax.text(middle, y, str(n), ha="center", va="center", fontsize=8, color=ink)
        left += width
