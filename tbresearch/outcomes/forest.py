"""The forest of domains: who went up minus who went down, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import DOMAIN_LABELS, signed_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from tbresearch.outcomes.claims import ChangeClaim

__all__ = ["draw_forest"]

_BAND = "#e9ecef"


def draw_forest(claims: Sequence[ChangeClaim], ax: Axes | None) -> Axes:
    """Draw a point and an interval a domain on a band of no change, first on top.

    Filled points are domains that may be called changed; open ones may not.
    """
    from matplotlib.patches import Patch

    ax = ax or new_axes(height=1.5 + 0.3 * len(claims))
    for place, claim in enumerate(claims):
        ax.barh(place, 2 * claim.band, left=-claim.band, height=0.8, color=_BAND)
        ax.plot([claim.low, claim.high], [place, place], color=INK, linewidth=1.2)
        fill = SHADES[0] if claim.changed else "white"
        ax.plot(
            claim.net,
            place,
            marker="o",
            markersize=7,
            markerfacecolor=fill,
            markeredgecolor=SHADES[0],
        )
    ax.axvline(0, color=INK, linewidth=0.8)
    ax.set_yticks(range(len(claims)), [DOMAIN_LABELS[c.domain] for c in claims])
    ax.set_ylim(len(claims) - 0.5, -0.5)
    reach = max([0.3, *(max(abs(c.low), abs(c.high), c.band) for c in claims)])
    ax.set_xlim(-1.05 * reach, 1.05 * reach)
    ax.xaxis.set_major_formatter(lambda value, _: signed_text(100 * value))
    ax.set_xlabel(
        "Procent hoger min procent lager, met 95%-interval", fontsize=9, color=INK
    )
    ax.legend(
        handles=[
            _key(SHADES[0], "Verandering"),
            _key("white", "Niet duidelijk"),
            Patch(color=_BAND, label="Toeval, als er niets verandert"),
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=3,
        frameon=False,
        fontsize=9,
    )
    strip(ax)
    return ax


def _key(fill: str, text: str) -> Line2D:
    from matplotlib.lines import Line2D

    return Line2D(
        [],
        [],
        color="none",
        marker="o",
        markerfacecolor=fill,
        markeredgecolor=SHADES[0],
        label=text,
    )
