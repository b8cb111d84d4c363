"""The tipping point as a picture: the change against how differently leavers fared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import DOMAIN_LABELS, decimal_text, signed_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.outcomes.doubt.sensitivity import (
        DomainSensitivity,
        DropoutSensitivity,
    )

__all__ = ["draw_tipping", "shown_domain"]


def shown_domain(result: DropoutSensitivity) -> DomainSensitivity | None:
    """Return the changed domain with the largest change, or else any with it."""
    changed = [one for one in result.estimable if one.domain in result.change.changed]
    found = changed or result.estimable
    return max(found, key=lambda one: abs(one.net[0])) if found else None


def draw_tipping(
    result: DropoutSensitivity, ax: Axes | None, *, domain: str | None
) -> Axes:
    """Draw the change with its interval, and a line at the tipping point."""
    from matplotlib.ticker import MultipleLocator

    chosen = _chosen(result, domain)
    ax = ax or new_axes(height=3.4)
    ax.fill_between(
        chosen.steps, 100 * chosen.low, 100 * chosen.high, color=SHADES[2], lw=0
    )
    ax.plot(chosen.steps, 100 * chosen.net, color=SHADES[0], linewidth=1.8)
    ax.plot(chosen.steps[0], 100 * chosen.net[0], "o", color=SHADES[0], markersize=6)
    ax.axhline(0, color=INK, linewidth=0.8)
    if chosen.changed and chosen.tipping is not None:
        ax.axvline(chosen.tipping, color=INK, linewidth=1, linestyle="--")
        ax.annotate(
            f"omslagpunt: {decimal_text(abs(chosen.tipping), 1)} niveau",
            (chosen.tipping, 0),
            xytext=(6, 8),
            textcoords="offset points",
            fontsize=9,
            color=INK,
        )
    ax.xaxis.set_major_locator(MultipleLocator(0.5))
    ax.xaxis.set_major_formatter(lambda value, _: signed_text(value, 1))
    ax.yaxis.set_major_formatter(lambda value, _: signed_text(value))
    ax.set_xlabel(
        "Hoeveel niveaus wie wegbleef anders uitkwam dan wie net zo begon en bleef",
        fontsize=9,
        color=INK,
    )
    ax.set_ylabel("% hoger min % lager", fontsize=9, color=INK)
    ax.set_title(DOMAIN_LABELS[chosen.domain], fontsize=10, color=INK, loc="left")
    strip(ax)
    return ax


def _chosen(result: DropoutSensitivity, domain: str | None) -> DomainSensitivity:
    if domain is None:
        found: object = shown_domain(result)
        if found is None:
            raise WorkbenchError(
                "er is geen domein waarvan een omslagpunt te bepalen is",
                where="DropoutSensitivity.plot",
                fix="lees per domein waarom niet; het staat in het resultaat",
            )
    else:
        found = result.domains.get(domain)
    if found is None or isinstance(found, NotEstimable):
        raise WorkbenchError(
            f"domein {domain!r} heeft geen omslagpunt"
            + (f": {found}" if found is not None else ""),
            where="DropoutSensitivity.plot",
            fix="kies één van: "
            + (", ".join(one.domain for one in result.estimable) or "geen"),
        )
    return found  # type: ignore[return-value]
