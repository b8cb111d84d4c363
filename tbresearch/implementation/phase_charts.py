"""Pictures of practice: phases of trajecten in time, and dose against the norm."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from tbresearch.figures import INK, SHADES, new_axes, strip
from tbresearch.vocabulary import decimal_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.implementation.dose import DoseDelivered
    from tbresearch.implementation.phases import PhaseAdherence

__all__ = ["MOST_TRAJECTORIES", "draw_dose", "draw_timeline"]

MOST_TRAJECTORIES = 30
# Told apart by hatching too, so also in greyscale.
_HATCHES = ("", "///", "", "...", "xxx", "\\\\\\")


def draw_timeline(adherence: PhaseAdherence, ax: Axes | None) -> Axes:
    """Draw one line a traject, its phases after one another, in weeks from its start.

    Of more than `MOST_TRAJECTORIES`, those at equal distances in the order of start
    are drawn: the same study gives the same picture, and nobody chose.
    """
    spans = adherence.spans
    begins = spans.groupby("at")["start"].min().sort_values(kind="stable")
    places = np.linspace(0, len(begins) - 1, min(len(begins), MOST_TRAJECTORIES))
    chosen = (
        begins.iloc[np.unique(places.round().astype(int))] if len(begins) else begins
    )
    ax = ax or new_axes(height=1.4 + 0.17 * max(len(chosen), 3))
    rows = {at: place for place, at in enumerate(chosen.index)}
    for number, (phase, name) in enumerate(adherence.labels.items()):
        own = spans[spans["phase"].eq(phase) & spans["at"].isin(chosen.index)]
        ax.barh(
            [rows[at] for at in own["at"]],
            own["weeks"],
            left=(own["start"] - begins[own["at"]].to_numpy()) / 7,
            height=0.72,
            color=SHADES[number % len(SHADES)],
            hatch=_HATCHES[number % len(_HATCHES)],
            edgecolor=INK,
            linewidth=0.5,
            hatch_linewidth=0.4,
            label=fill(name, 24),
        )
    open_ = spans[spans["open"] & spans["at"].isin(chosen.index)]
    ax.scatter(
        (open_["finish"] - begins[open_["at"]].to_numpy()) / 7,
        [rows[at] for at in open_["at"]],
        marker=">",
        s=18,
        color=INK,
        zorder=3,
        label="loopt nog",
    )
    names = spans.drop_duplicates("at").set_index("at")["trajectory"]
    ax.set_yticks(range(len(chosen)), [str(names[at]) for at in chosen.index])
    ax.set_ylim(len(chosen) - 0.4, -0.6)
    drawn = quantity_text(len(chosen), "traject", "trajecten")
    of_all = f" van {decimal_text(len(begins))}" if len(begins) > len(chosen) else ""
    ax.set_xlabel(
        f"Weken vanaf het begin; {drawn}{of_all}, op gelijke afstand in de volgorde "
        "van begin",
        fontsize=9,
        color=INK,
    )
    _legend(ax)
    strip(ax)
    ax.tick_params(axis="y", labelsize=7)
    return ax


def draw_dose(dose: DoseDelivered, ax: Axes | None) -> Axes:
    """Draw hours a week of each phase: all together, and the middle half of trajecten.

    The norm is a line across, where there is one.
    """
    phases = dose.phases[dose.phases["trajectories"] > 0]
    ax = ax or new_axes(height=1.5 + 0.5 * max(len(phases), 2))
    places = np.arange(len(phases))
    ax.hlines(
        places,
        phases["low"],
        phases["high"],
        color=SHADES[2],
        linewidth=9,
        label="middelste helft van de trajecten",
    )
    ax.plot(
        phases["middle"],
        places,
        "|",
        color=INK,
        markersize=13,
        markeredgewidth=1.6,
        label="mediaan",
    )
    ax.plot(
        phases["hours_per_week"],
        places,
        "D",
        color=SHADES[0],
        markersize=5,
        label="alle uren door alle weken",
    )
    meant = dose.norm.hours_per_week if dose.norm else None
    if meant is not None:
        text = f"bedoeld: {decimal_text(meant, 1)} uur"
        ax.axvline(meant, color=INK, linestyle="--", linewidth=1, label=text)
    ax.set_yticks(places, [fill(name, 26) for name in phases["label"]])
    ax.set_ylim(len(phases) - 0.5, -0.5)
    top = max(
        [*phases["high"].dropna(), *phases["hours_per_week"].dropna(), meant or 0]
    )
    ax.set_xlim(0, 1.1 * top if top else 1)
    ax.set_xlabel("Uren met de cliënt per week", fontsize=9, color=INK)
    ax.xaxis.set_major_formatter(lambda hours, _: decimal_text(hours, 2))
    _legend(ax, columns=2)
    strip(ax)
    return ax


def _legend(ax: Axes, *, columns: int = 3) -> None:
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        fontsize=8,
    )
