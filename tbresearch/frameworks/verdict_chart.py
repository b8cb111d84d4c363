"""Every indicator with its verdict in one picture: a shape each, and its name.

Shapes differ in form and lightness, so nobody has to see a colour. What takes something
off a verdict is marked; the picture adds nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from types import MappingProxyType
from typing import TYPE_CHECKING

from tbresearch.figures import INK, SHADES, new_axes
from tbresearch.frameworks.telling import (
    assessment_rows,
    indicator_name,
    pointed,
    self_reported,
)
from tbresearch.vocabulary import VERDICT_STATES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.frameworks.assessment import Assessment

__all__ = ["draw_assessment"]

_RESERVED, _ALONE = "(v)", "*"
_MARKS: Mapping[str, str] = MappingProxyType(
    {_RESERVED: "Met voorbehoud", _ALONE: "Alleen volgens wie beoordeeld wordt"}
)
_POINTED: Mapping[str, str] = MappingProxyType(
    {"voldoet": "Bewijs aangewezen", "zonder": "Nog niets aangewezen"}
)
# Marker, fill and edge by state.
_SHAPES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "voldoet": ("o", SHADES[0], INK),
        "verbeterpunt": ("X", SHADES[1], INK),
        "geen_oordeel": ("_", INK, INK),
        "open": ("$?$", INK, INK),
        "zonder": ("o", "none", INK),
    }
)
_ROW = 0.22  # inches
_ABOVE = 0.4  # rows of blank above a title
_LONGEST = 46  # signs of a name that a column has room for
_ONE_COLUMN = 10  # up to so many lines there is no second one
_MORE = "vervolg"
_ONE_LINE = 4  # signs in a legend of one line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """One indicator: its name, its state, and what takes something off it.

    Attributes
    ----------
    name : str
        Dutch.
    state : str
        Key of `vocabulary.VERDICT_STATES`.
    marks : tuple of str
        Keys of `_MARKS`.
    """

    name: str
    state: str
    marks: tuple[str, ...] = ()


def draw_assessment(assessment: Assessment, ax: Axes | None) -> Axes:
    """Draw each indicator of a theme under its title, in one column or two.

    Of a checklist it shows where evidence is, for that has no verdicts.

    Parameters
    ----------
    assessment : Assessment
    ax : Axes or None
        Where to draw; None makes axes.
    """
    themes = list(_themes(assessment))
    columns = _columns(themes)
    deepest = max(map(_depth, columns))
    judged = [one for _, own in themes for one in own]
    ax = ax or new_axes(height=_ROW * (deepest + 2.8))
    for place, lines in enumerate(columns):
        _draw_column(ax, lines, left=place)
    ax.set_xlim(-0.02, 2)
    ax.set_ylim(deepest + 1.6, -0.8)
    ax.set_axis_off()
    listed = assessment.framework.kind == "controlelijst"
    names = {key: term.label for key, term in VERDICT_STATES.items()}
    _legend(ax, judged, _POINTED if listed else names)
    return ax


def _themes(assessment: Assessment) -> Iterator[tuple[str, list[_Judged]]]:
    """Yield the title of each theme with its indicators, in order."""
    framework, states = assessment.framework, assessment.states
    if framework.kind == "controlelijst":
        where = pointed(assessment)
        states = {key: "voldoet" if at else "zonder" for key, at in where.items()}
    reserved = {
        row["indicator"]
        for row in assessment_rows(assessment).to_dict("records")
        if row["reservations"]
    }
    marked = {_RESERVED: reserved, _ALONE: self_reported(assessment)}
    for theme in framework.themes:
        own = framework.indicators_of(theme.key)
        yield (
            theme.label,
            [
                _Judged(
                    name=indicator_name(assessment, one.key),
                    state=states[one.key],
                    marks=tuple(m for m, keys in marked.items() if one.key in keys),
                )
                for one in own
            ],
        )


def _columns(
    themes: Sequence[tuple[str, Sequence[_Judged]]],
) -> list[list[str | _Judged]]:
    """Return the lines of each column; a theme that goes on has its title again."""
    total = sum(len(judged) + 1 for _, judged in themes)
    room = total if total <= _ONE_COLUMN else (total + 1) // 2
    columns: list[list[str | _Judged]] = [[]]
    for title, own in themes:
        left = room - len(columns[0]) - 1 if len(columns) == 1 else 0
        # A title with one line under it, or one line left over, is no part of a theme.
        here = len(own) if left >= len(own) - 1 or len(columns) > 1 else max(left, 0)
        if here == 1 < len(own):
            here = 0
        if here or not own:
            columns[-1] += [title, *own[:here]]
        if own[here:]:
            columns.append([f"{title} ({_MORE})" if here else title, *own[here:]])
    return columns


def _depth(lines: Sequence[str | _Judged]) -> float:
    titles = sum(isinstance(line, str) for line in lines)
    return len(lines) + _ABOVE * (titles - 1)


def _draw_column(ax: Axes, lines: Sequence[str | _Judged], left: float) -> None:
    for place, line in enumerate(lines):
        row = _depth(lines[: place + 1]) - 1
        if isinstance(line, str):
            _write(ax, _short(line), left, row, weight="bold")
            continue
        _mark(ax, line.state, left + 0.03, row)
        _write(ax, " ".join([_short(line.name), *line.marks]), left + 0.075, row)


def _mark(ax: Axes, state: str, x: float, y: float) -> None:
    marker, fill, edge = _SHAPES[state]
    ax.scatter([x], [y], marker=marker, s=56, facecolor=fill, edgecolor=edge, lw=0.9)


def _write(ax: Axes, text: str, x: float, y: float, weight: str = "normal") -> None:
    ax.text(x, y, text, va="center", fontsize=8.5, weight=weight, color=INK)


def _legend(ax: Axes, judged: Sequence[_Judged], meanings: Mapping[str, str]) -> None:
    from matplotlib.lines import Line2D

    present = {one.state for one in judged}
    shown = [state for state in _SHAPES if state in present]
    handles = [
        Line2D([], [], ls="", marker=m, mfc=fill, mec=edge, ms=8)
        for m, fill, edge in (_SHAPES[state] for state in shown)
    ]
    names = [meanings[state] for state in shown]
    for mark, meaning in _MARKS.items():
        if any(mark in one.marks for one in judged):
            handles.append(Line2D([], [], ls="", marker=f"${mark}$", color=INK, ms=11))
            names.append(meaning)
    ax.legend(
        handles,
        names,
        loc="lower left",
        ncols=len(names) if len(names) <= _ONE_LINE else (len(names) + 1) // 2,
        frameon=False,
        fontsize=8.5,
        labelcolor=INK,
        handletextpad=0.3,
        columnspacing=1.4,
        borderaxespad=0,
    )


def _short(name: str) -> str:
    """Return a name as far as a column has room for it, and without formulas."""
    return shorten(name, _LONGEST, placeholder="…").replace("$", r"\$")
