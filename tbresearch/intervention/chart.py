"""The theory of change as a picture: three columns, and an arrow for each link."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes
from tbresearch.vocabulary import join_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.intervention.intervention import Intervention

__all__ = ["draw_theory", "theory_text"]

_HEADS = ("Werkzaam element", "Subdoel", "Leefgebied")
# Left side and width of each column, in the coordinates of the axes.
_PLACES = ((0.0, 0.28), (0.385, 0.26), (0.745, 0.255))
_CHARACTERS = 27
# As parts of the room for a row: a box, and the distance between two arrows at one.
_BOX = 0.78
_GAP = 0.144
# With fewer rows the boxes stay as they are.
_FEWEST = 4
_FILLS = (SHADES[2], SHADES[3], "#ffffff")
# Told apart without colour: arrows from one box have one line style.
_STYLES = ("solid", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)))
_LINES = (SHADES[0], "#7b5a2e", "#52606d")


def theory_text(intervention: Intervention) -> str:
    """Return what the picture shows, for who cannot see it."""
    labels = _labels(intervention)
    steps = []
    for start in dict.fromkeys(link.start for link in intervention.links):
        ends = [link.end for link in intervention.links if link.start == start]
        names = join_text([labels[end] for end in ends])
        steps.append(f"{labels[start]} wijst naar {names}")
    return (
        f"Drie kolommen met pijlen van {_HEADS[0].lower()} naar {_HEADS[1].lower()} en "
        f"naar {_HEADS[2].lower()}. {'. '.join(steps)}."
    )


def draw_theory(intervention: Intervention, ax: Axes | None) -> Axes:
    """Draw the theory of change on `ax`, or on axes of its own."""
    columns = _columns(intervention)
    rows = max(_FEWEST, *(len(column) for column in columns))
    ax = ax or new_axes(width=7.2, height=0.9 + 0.56 * rows)
    ax.set_xlim(-0.005, 1.005)
    ax.set_ylim(-0.035, 1.08)
    ax.axis("off")
    height = _BOX / rows
    middles = {
        key: (number, 1 - (row + 0.5) / len(column))
        for number, column in enumerate(columns)
        for row, key in enumerate(column)
    }
    _draw_arrows(ax, intervention, middles, gap=_GAP / rows)
    labels = _labels(intervention)
    for key, (number, y) in middles.items():
        _draw_box(ax, labels[key], number, y, height)
    for (left, _), head in zip(_PLACES, _HEADS, strict=True):
        ax.text(left, 1.045, head, fontsize=9.5, weight="bold", color=INK)
    return ax


def _columns(intervention: Intervention) -> tuple[list[str], ...]:
    return tuple(
        [item.key for item in items]
        for items in (
            intervention.elements,
            intervention.subgoals,
            intervention.life_domains,
        )
    )


def _labels(intervention: Intervention) -> dict[str, str]:
    items = (
        *intervention.elements,
        *intervention.subgoals,
        *intervention.life_domains,
    )
    return {item.key: item.label for item in items}


def _draw_box(ax: Axes, label: str, column: int, y: float, height: float) -> None:
    from matplotlib.patches import FancyBboxPatch

    left, width = _PLACES[column]
    ax.add_patch(
        FancyBboxPatch(
            (left, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0,rounding_size=0.008",
            facecolor=_FILLS[column],
            edgecolor=INK,
            linewidth=0.8,
            zorder=3,
        )
    )
    text = fill(label, _CHARACTERS, break_long_words=True).replace("$", r"\$")
    ax.text(
        left + 0.012,
        y,
        text,
        fontsize=8,
        color=INK,
        va="center",
        zorder=4,
        linespacing=1.1,
    )


def _draw_arrows(
    ax: Axes,
    intervention: Intervention,
    middles: Mapping[str, tuple[int, float]],
    *,
    gap: float,
) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    leaving, arriving = _ports(intervention, middles, gap=gap)
    for link in intervention.links:
        column, end_column = middles[link.start][0], middles[link.end][0]
        left, width = _PLACES[column]
        x0, y0 = left + width, leaving[link.start, link.end]
        y1 = arriving[link.start, link.end]
        if end_column == column:
            # Beside the arrows that leave this box.
            x1, y1 = x0, y1 + (2 * gap if y0 > y1 else -2 * gap)
            bend = [(x0 + 0.06, y0), (x0 + 0.06, y1)]
        else:
            x1 = _PLACES[end_column][0]
            middle = (x0 + x1) / 2
            bend = [(middle, y0), (middle, y1)]
        path = Path([(x0, y0), *bend, (x1, y1)], [1, 4, 4, 4])
        row = [key for key, place in middles.items() if place[0] == column]
        number = row.index(link.start)
        ax.add_patch(
            FancyArrowPatch(
                path=path,
                arrowstyle="-|>",
                mutation_scale=7,
                linewidth=1.1,
                linestyle=_STYLES[number % len(_STYLES)],
                color=_LINES[number % len(_LINES)],
                shrinkA=0,
                shrinkB=0,
                zorder=2,
            )
        )


def _ports(
    intervention: Intervention,
    middles: Mapping[str, tuple[int, float]],
    *,
    gap: float,
) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]:
    """Spread the arrows of a box over its side, so that they can be told apart."""
    leaving: dict[tuple[str, str], float] = {}
    arriving: dict[tuple[str, str], float] = {}
    for key, (_, y) in middles.items():
        out = [link for link in intervention.links if link.start == key]
        into = [link for link in intervention.links if link.end == key]
        out.sort(key=lambda link: -middles[link.end][1])
        into.sort(key=lambda link: -middles[link.start][1])
        for links, ports in ((out, leaving), (into, arriving)):
            for number, link in enumerate(links):
                shift = ((len(links) - 1) / 2 - number) * gap
                ports[link.start, link.end] = y + shift
    return leaving, arriving
