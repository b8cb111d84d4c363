"""Pictures of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.costs.claim_text import share_text
from tbresearch.costs.draws import rows_of
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.costs.claims import ClaimAudit

__all__ = ["draw_claim"]


def draw_claim(audit: ClaimAudit, ax: Axes | None) -> Axes:
    """Draw per reading the share that pays for the costs; dark is put forward."""
    rows = list(rows_of(audit.to_frame()))
    ax = ax or new_axes(height=0.9 + 0.62 * len(rows))
    for place, row in enumerate(rows):
        own = row.reading == audit.reading
        text = f"{row.reading}: {row.label.lower()}  {share_text(row.middle)}"
        ax.text(
            0, place - 0.28, text, va="center", fontsize=9, color=INK,
            fontweight="bold" if own else "normal",
        )  # fmt: skip
        ax.barh(
            place + 0.12, row.middle, height=0.34, color=SHADES[0 if own else 2],
            xerr=[[row.middle - row.low], [row.high - row.middle]],
            error_kw={"ecolor": SHADES[1] if own else INK, "elinewidth": 2},
        )  # fmt: skip
    ax.axvline(1, color=INK, linewidth=0.8)
    ax.set_xlim(0, max(1.0, *(row.high for row in rows)) * 1.03)
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.xaxis.set_major_formatter(lambda value, _: f"{decimal_text(100 * value)}%")
    ax.set_xlabel(
        "Deel van het bruto-effect waarmee de kosten eruit zijn; dunne lijn: laagste "
        "tot hoogste tarief",
        fontsize=9,
        color=INK,
    )
    strip(ax)
    return ax
