"""Pictures of agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.coding.agreement import Coefficient, Interval
from tbresearch.estimate import Count
from tbresearch.figures import INK, SHADES, new_axes, strip

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.coding.comparing.agreement_table import Agreement
    from tbresearch.coding.comparing.rows import AgreementRow

__all__ = ["draw_agreement"]

# Attribute, name, marker, fill, and the place in the row: told apart by shape.
_MARKS = (
    ("kappa", "Kappa", "s", SHADES[1], -0.24),
    ("alpha", "Alfa", "o", SHADES[0], 0.0),
    ("ac1", "AC1", "D", SHADES[2], 0.24),
)


def draw_agreement(result: Agreement, ax: Axes | None) -> Axes:
    """Draw a mark for each coefficient with its interval, and a line for equality."""
    rows = result.every_row()
    own = ax is None
    ax = ax or new_axes(height=1.3 + 0.34 * max(len(rows), 1))
    if not rows:
        ax.text(0.02, 0.5, str(result), wrap=True, va="center", color=INK)
        ax.set_axis_off()
        return ax
    for name, label, marker, fill, shift in _MARKS:
        for place, row in enumerate(rows):
            found = getattr(row, name)
            if isinstance(found, Coefficient):
                _mark(ax, found, place + shift, marker=marker, fill=fill)
        ax.plot([], [], marker, color=fill, markeredgecolor=INK, label=label, lw=0)
    for place, row in enumerate(rows):
        equal = _equal(row)
        if equal is not None:
            ax.plot([equal, equal], [place - 0.4, place + 0.4], color=INK, lw=1.4)
    ax.plot([], [], "|", color=INK, markersize=10, label="Gelijk (deel)", lw=0)
    names = [row.label.replace("$", r"\$") for row in rows]  # no formulas
    ax.set_yticks(range(len(rows)), names)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.axvline(0, color="#9aa5b1", lw=0.8, zorder=0)
    ax.set_xlim(min(-0.15, ax.get_xlim()[0]), 1.05)
    ax.set_xticks([0, 0.5, 1], ["0: als door toeval", "0,5", "1: volledig"])
    _legend(ax, own=own)
    strip(ax)
    return ax


def _legend(ax: Axes, *, own: bool) -> None:
    """Put the names below a picture of ours, and within axes that a user gave."""
    if own:
        figure = ax.get_figure(root=True)
        assert figure is not None
        figure.legend(loc="outside lower center", ncols=4, frameon=False, fontsize=9)
    else:
        ax.legend(loc="lower left", frameon=False, fontsize=9)


def _mark(ax: Axes, found: Coefficient, y: float, *, marker: str, fill: str) -> None:
    if isinstance(found.interval, Interval):
        ax.plot([found.interval.low, found.interval.high], [y, y], color=INK, lw=0.8)
    ax.plot([found.value], [y], marker, color=fill, markeredgecolor=INK, markersize=5)


def _equal(row: AgreementRow) -> float | None:
    if isinstance(row.equal, Count):
        return row.equal.k / row.equal.total
    return row.equal.value if isinstance(row.equal, Coefficient) else None
