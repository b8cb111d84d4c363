"""Pictures of costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import decimal_text, euro_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.costs.trajectory import CostPerTrajectory

__all__ = ["cost_text", "draw_costs"]


def draw_costs(costs: CostPerTrajectory, ax: Axes | None) -> Axes:
    """Draw a bar from low to high with a mark at the middle, the total last.

    Name and amounts stand above each bar, where no bar can run into them.
    """
    rows = [(row.item.label, row.cost) for row in costs.items]
    rows.append(("Totaal", costs.total))
    ax = ax or new_axes(height=0.9 + 0.62 * len(rows))
    for place, (name, cost) in enumerate(rows):
        _caption(ax, f"{name}  {cost_text(cost)}", place)
        if isinstance(cost, Estimate):
            _range(ax, cost, place)
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.5, -0.6)
    highest = max((c.high for _, c in rows if isinstance(c, Estimate)), default=0)
    if highest > 0:
        ax.set_xlim(0, 1.03 * highest)
        ax.xaxis.set_major_formatter(lambda value, _: decimal_text(value))
    else:
        ax.set_xticks([])
    ax.set_xlabel(
        f"EUR per traject, prijspeil {costs.price_year}; balk van laag tot hoog, "
        "streep bij de middelste waarde",
        fontsize=9,
        color=INK,
    )
    strip(ax)
    return ax


def cost_text(cost: Estimate | NotEstimable) -> str:
    """Write middle, low and high in euros, or why there is no amount."""
    if isinstance(cost, NotEstimable):
        return str(cost)
    low, high = euro_text(cost.low), euro_text(cost.high)
    return f"{euro_text(cost.value)} ({low} tot {high})"


def _caption(ax: Axes, text: str, place: int) -> None:
    ax.text(0, place - 0.28, text, va="center", fontsize=9, color=INK, wrap=True)


def _range(ax: Axes, cost: Estimate, place: int) -> None:
    ax.barh(
        place + 0.12,
        cost.high - cost.low,
        left=cost.low,
        height=0.34,
        color=SHADES[2],
        edgecolor=INK,
        linewidth=0.6,
    )
    ax.plot([cost.value] * 2, [place - 0.1, place + 0.34], color=INK, linewidth=2)
