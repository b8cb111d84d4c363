"""Pictures of sensitivity: a tornado, and where a balance turns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from tbresearch.costs.assumptions import number_text
from tbresearch.costs.balance_charts import euro_axis
from tbresearch.costs.draws import rows_of
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import PAYERS, decimal_text, label

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from tbresearch.costs.break_even import BreakEvenFrontier
    from tbresearch.costs.terms import Terms

__all__ = ["draw_frontier", "draw_tornado"]

_LABEL_WIDTH = 38


def draw_tornado(
    rows: pd.DataFrame, ax: Axes | None, *, terms: Terms, perspective: str
) -> Axes:
    """Draw a bar an assumption around the base case; lighter is spread of clients."""
    rows = rows[rows["swing"] > 0]
    ax = ax or new_axes(height=1.0 + 0.62 * max(1, len(rows)))
    ends = rows[["at_low", "at_high"]].to_numpy(dtype=float)
    lowest = ends.min() if ends.size else 0.0
    for place, row in enumerate(rows_of(rows)):
        reach = f"{number_text(row.low)} tot {number_text(row.high)}"
        text = f"{row.label}  {reach} {row.unit}"
        if row.aspect == "spreiding":
            text += " (verschil tussen cliënten)"
        text = text.replace("$", r"\$")
        ax.text(lowest, place - 0.3, text, va="center", fontsize=9, color=INK)
        ax.barh(
            place + 0.12,
            row.at_high - row.at_low,
            left=row.at_low,
            height=0.34,
            color=SHADES[2 if row.aspect == "spreiding" else 0],
        )
    if len(rows):
        ax.axvline(rows["base"].iloc[0], color=SHADES[1], linewidth=1.5)
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.5, -0.6)
    euro_axis(
        ax,
        f"Saldo in EUR per traject, {label(PAYERS, perspective).lower()}, prijspeil "
        f"{terms.price_year}; lijn bij alle middelste waarden",
    )
    return ax


def draw_frontier(frontier: BreakEvenFrontier, ax: Axes | None) -> Axes:
    """Draw the pairs of values at which the balance is zero."""
    ax = ax or new_axes(height=3.6)
    x, y = frontier.frame.columns
    ax.plot(frontier.frame[x], frontier.frame[y], color=SHADES[0], linewidth=2)
    for axis, text in ((ax.xaxis, frontier.labels[0]), (ax.yaxis, frontier.labels[1])):
        lines = "\n".join(wrap(text.replace("$", r"\$"), _LABEL_WIDTH))
        axis.set_label_text(lines, fontsize=9, color=INK)
        axis.set_major_formatter(_tick)
    strip(ax)
    return ax


def _tick(value: float, _: object) -> str:
    return decimal_text(value, 0 if abs(value) >= 100 else 2)
