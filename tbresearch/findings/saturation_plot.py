"""The picture of saturation: one line a group, told apart without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.findings.saturation_groups import UNITS_OF_TALK, GroupSaturation
from tbresearch.vocabulary import RESPONDENT_GROUPS, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.findings.saturation_result import Saturation

__all__ = ["draw_saturation"]

# Line, marker and hatch of each group: told apart in grey as well.
_LOOKS = (
    ("-", "o", "///"),
    ("--", "s", "..."),
    ("-.", "^", "\\\\\\"),
    (":", "D", "xxx"),
)


def draw_saturation(result: Saturation, ax: Axes | None) -> Axes:
    """Draw different codes after n conversations, with the band of random orders."""
    from matplotlib.ticker import MaxNLocator

    ax = ax or new_axes()
    drawn = [(i, own) for i, own in enumerate(result.groups) if not own.curve.empty]
    for i, own in drawn:
        _draw_group(ax, own, i, run_length=result.rule.run_length)
    strip(ax)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.margins(y=0.08)
    ax.set_ylim(bottom=0)
    ax.set_xlabel(f"Aantal {UNITS_OF_TALK[result.unit][1]}", fontsize=9, color=INK)
    ax.set_ylabel("Verschillende codes", fontsize=9, color=INK)
    if drawn:
        ax.legend(loc="lower right", frameon=False, fontsize=9)
    else:
        ax.set_xticks([])
        ax.set_yticks([])
        ax.text(0.5, 0.5, "geen gegevens", transform=ax.transAxes, ha="center")
    return ax


def _draw_group(ax: Axes, own: GroupSaturation, i: int, *, run_length: int) -> None:
    from matplotlib.colors import to_rgb

    style, marker, hatch = _LOOKS[i % len(_LOOKS)]
    colour, name = SHADES[i % 2], label(RESPONDENT_GROUPS, own.group)
    n, curve = own.curve["n"].astype(int), own.curve
    if len(n) > 1:
        ax.fill_between(
            n,
            curve["low"].astype(float),
            curve["high"].astype(float),
            facecolor=(*to_rgb(colour), 0.1),
            edgecolor=(*to_rgb(colour), 0.4),
            hatch=hatch,
            linewidth=0.6,
            label=f"{name}: 95% van de willekeurige volgordes",
        )
    total = curve["total"].astype(int)
    ax.plot(
        n,
        total,
        linestyle=style,
        marker=marker,
        color=colour,
        linewidth=1.6,
        markersize=5,
        label=f"{name}: in de volgorde van de datums",
    )
    if own.after is None:
        return
    x, y = own.after, int(total.iloc[own.after - 1])
    ax.annotate(
        f"{own.after}+{run_length}",
        (x, y),
        xytext=(0, 14),
        textcoords="offset points",
        ha="center",
        fontsize=9,
        color=INK,
        arrowprops={"arrowstyle": "-", "color": INK, "lw": 0.8},
    )
