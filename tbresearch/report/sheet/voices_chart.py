"""Bars of what each group mentions: what works, and what can be better beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["VoiceBar", "draw_voices"]

_TITLES = {"succesfactor": "Wat werkt", "verbeterpunt": "Wat beter kan"}
_APART = 1.14  # from one panel to the next, in widths of a bar of everybody
_INCHES = 0.3  # of a line
_WIDEST = 34  # characters that fit beside a number


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceBar:
    """How many of a group mention one thing."""

    name: str
    k: int
    total: int


def draw_voices(
    sides: Mapping[str, Sequence[tuple[str, Sequence[VoiceBar]]]],
) -> Axes:
    """Draw for each side and group a bar a factor, as long as its share.

    Parameters
    ----------
    sides : mapping of str to sequence of (str, sequence of VoiceBar)
        Polarity to groups, each with its label and its bars.
    """
    lines = max(sum(1 + len(bars) for _, bars in groups) for groups in sides.values())
    ax = new_axes(width=7.2, height=_INCHES * (lines + 1.2))
    for place, (side, groups) in enumerate(sides.items()):
        left, y = place * _APART, 0.0
        ax.text(left, y, _TITLES[side], fontsize=11, weight="bold", color=SHADES[0])
        for who, bars in groups:
            y += 1
            ax.text(left, y, f"Volgens {who.lower()}", fontsize=8.5, color="#56616b")
            for bar in bars:
                y += 1
                _draw_bar(ax, bar, left=left, y=y, color=SHADES[0 if not place else 1])
    ax.set_xlim(-0.01, _APART * (len(sides) - 1) + 1.01)
    ax.set_ylim(lines + 0.5, -0.7)
    ax.set_axis_off()
    return ax


def _draw_bar(ax: Axes, bar: VoiceBar, *, left: float, y: float, color: str) -> None:
    """Draw a thin bar on a grey line of everybody, with its words above it."""
    share = bar.k / bar.total if bar.total else 0.0
    for width, shade in ((1.0, "#e7eaed"), (share, color)):
        ax.barh(y + 0.24, width, left=left, height=0.2, color=shade, linewidth=0)
    ax.text(left, y + 0.06, _fitting(bar.name), fontsize=9, color=INK)
    number = f"{bar.k} van {bar.total}"
    ax.text(
        left + 1, y + 0.06, number, fontsize=9, ha="right", color=INK, weight="bold"
    )


def _fitting(name: str) -> str:
    """Return what fits beside the number; the list on the sheet has all of it."""
    cut = name if len(name) <= _WIDEST else f"{name[: _WIDEST - 1].rstrip()}…"
    return cut.replace("$", r"\$")  # no formulas
