"""Pictures of choices between options, and of what knowing more is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.costs.draws import rows_of
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import decimal_text, euro_text

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["draw_acceptability", "draw_information"]

_DASHES = ("-", "--", ":", "-.")


def draw_acceptability(frame: pd.DataFrame, ax: Axes | None) -> Axes:
    """Draw chance against threshold, a line an option; thick on the frontier."""
    ax = ax or new_axes(height=3.6)
    for place, (name, rows) in enumerate(frame.groupby("option", sort=False)):
        color = (SHADES[0], SHADES[1], INK)[place % 3]
        style = _DASHES[place % len(_DASHES)]
        text = str(name).replace("$", r"\$")
        ax.plot(
            rows["threshold"], rows["probability"], color=color, linestyle=style,
            linewidth=1.2, label=text,
        )  # fmt: skip
        best = rows["probability"].where(rows["frontier"])
        ax.plot(rows["threshold"], best, color=color, linewidth=4, alpha=0.6)
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(lambda value, _: f"{decimal_text(100 * value)}%")
    ax.xaxis.set_major_formatter(lambda value, _: decimal_text(value))
    ax.set_xlabel(
        "Wat een eenheid effect mag kosten, in EUR; dik is gemiddeld de beste optie",
        fontsize=9,
        color=INK,
    )
    ax.set_ylabel("Kans op de hoogste netto baat", fontsize=9, color=INK)
    ax.legend(frameon=False, fontsize=9, labelcolor=INK)
    strip(ax)
    return ax


def draw_information(frame: pd.DataFrame, ax: Axes | None) -> Axes:
    """Draw a bar a parameter with its error, and a mark at the noise floor."""
    ax = ax or new_axes(height=1.0 + 0.55 * max(1, len(frame)))
    for place, row in enumerate(rows_of(frame)):
        ax.barh(
            place + 0.12,
            row.evppi,
            xerr=row.se,
            height=0.34,
            color=SHADES[2],
            error_kw={"ecolor": INK, "elinewidth": 1},
        )
        ax.plot([row.noise_floor] * 2, [place - 0.1, place + 0.34], color=SHADES[1])
        text = f"{row.label}  {euro_text(row.evppi)}".replace("$", r"\$")
        ax.text(0, place - 0.28, text, va="center", fontsize=9, color=INK)
    ax.set_yticks([])
    ax.set_ylim(max(len(frame), 1) - 0.5, -0.6)
    ax.set_xlim(left=0)
    ax.xaxis.set_major_formatter(lambda value, _: decimal_text(value))
    ax.set_xlabel(
        "Waarde van zekerheid in EUR per traject; dunne lijn: standaardfout, korte "
        "dwarsstreep: ruisgrens",
        fontsize=9,
        color=INK,
    )
    strip(ax)
    return ax
