"""Pictures of balances."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tbresearch.costs.simulation import net_value
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import PAYERS, decimal_text, euro_text, label

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from tbresearch.costs.balance import CostBalance
    from tbresearch.costs.terms import Terms

__all__ = ["draw_balance", "draw_distribution", "euro_axis"]

_BINS = 60
_ORDER = {"kosten": 0, "overdracht": 1, "baten": 2}


def euro_axis(ax: Axes, text: str) -> None:
    """Write a horizontal axis in Dutch euros, with a line at zero."""
    ax.xaxis.set_major_formatter(lambda value, _: decimal_text(value))
    ax.set_xlabel(text, fontsize=9, color=INK)
    if ax.get_xlim()[0] < 0 < ax.get_xlim()[1]:
        ax.axvline(0, color=INK, linewidth=0.8)
    strip(ax)


def draw_distribution(net: pd.Series, ax: Axes | None, *, terms: Terms) -> Axes:
    """Draw a histogram of net present values, with a mark at the mean."""
    ax = ax or new_axes(height=3.2)
    ax.hist(net.to_numpy(), bins=_BINS, color=SHADES[2], edgecolor="none")
    ax.axvline(net.mean(), color=SHADES[0], linewidth=2)
    ax.set_yticks([])
    euro_axis(
        ax,
        f"EUR per traject, {label(PAYERS, str(net.name)).lower()}, prijspeil "
        f"{terms.price_year}; streep bij het gemiddelde",
    )
    return ax


def draw_balance(costs: CostBalance, ax: Axes | None, *, perspective: str) -> Axes:
    """Draw a waterfall: each stream starts where the last one ended, balance last."""
    totals = costs.present
    rows = []
    for stream in sorted(costs.streams, key=lambda s: _ORDER[s.direction]):
        if any(stream.counts_for(p, perspective) for s, p in totals if s == stream.id):
            own = float(net_value(totals, (stream,), perspective))
            rows.append((stream.label, own))
    ax = ax or new_axes(height=0.9 + 0.62 * (len(rows) + 1))
    after = np.cumsum([amount for _, amount in rows])
    before = [0.0, *after[:-1]]
    left = min(0.0, float(after.min(initial=0.0)))
    for place, (name, amount) in enumerate(rows):
        _step(ax, name, amount, place, begin=float(before[place]), left=left)
        ax.plot(
            [after[place]] * 2, [place + 0.29, place + 0.95], color=INK, linewidth=0.8,
            linestyle=":", zorder=0,
        )  # fmt: skip
    last = len(rows)
    _step(ax, "Saldo", costs.net(perspective), last, begin=0.0, left=left, total=True)
    ax.set_yticks([])
    ax.set_ylim(last + 0.5, -0.6)
    ax.use_sticky_edges = False
    ax.margins(x=0.02)
    euro_axis(
        ax,
        f"EUR per traject, {label(PAYERS, perspective).lower()}, prijspeil "
        f"{costs.terms.price_year}; licht is uitgeven, donker is overhouden",
    )
    return ax


def _step(
    ax: Axes,
    name: str,
    amount: float,
    place: int,
    *,
    begin: float,
    left: float,
    total: bool = False,
) -> None:
    text = f"{name}  {euro_text(amount)}".replace("$", r"\$")
    ax.text(
        left, place - 0.28, text, va="center", fontsize=9, color=INK,
        fontweight="bold" if total else "normal",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0},
    )  # fmt: skip
    ax.barh(
        place + 0.12,
        amount,
        left=begin,
        height=0.34,
        color=SHADES[2 if amount < 0 else 0],
        edgecolor=INK,
        linewidth=1.2 if total else 0.0,
    )
