"""Where a balance turns: the value of one assumption, or pairs of values of two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.assumptions import number_text
from tbresearch.costs.outcomes import Outcome, outcome_of, range_of
from tbresearch.costs.register import Register
from tbresearch.costs.streams import party_list
from tbresearch.costs.terms import Terms
from tbresearch.estimate import NotEstimable
from tbresearch.html import list_html, text_html
from tbresearch.vocabulary import PAYERS, join_text, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["BreakEven", "BreakEvenFrontier", "break_even", "break_even_frontier"]

_POINTS = 513


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """The value of an assumption at which benefits equal costs.

    Attributes
    ----------
    parameter, label, unit : str
        The assumption.
    perspective : str
        Key of `vocabulary.PAYERS`.
    between : (float, float)
        The range that was searched.
    value : float or NotEstimable
        In `unit`; the lowest if there are several; or that there is none.
    values : tuple of float
        All of them.
    terms : Terms
        When money falls, and what a later euro counts for.
    """

    parameter: str
    label: str
    unit: str
    perspective: str
    between: tuple[float, float]
    value: float | NotEstimable
    values: tuple[float, ...]
    terms: Terms

    def __str__(self) -> str:
        who = label(PAYERS, self.perspective).lower()
        if isinstance(self.value, NotEstimable):
            return f"{self.label}, {who}: {self.value.reason}"
        shown = [f"{number_text(value)} {self.unit}" for value in self.values]
        return f"{self.label}, {who}: omslag bij {join_text(shown)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What was searched, and what stayed put, in Dutch sentences."""
        return (
            f"Gezocht van {_range_text(*self.between)} {self.unit}; de andere "
            "aannames staan op hun middelste waarde.",
            str(self.terms),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each value; none if there is no turn."""
        return pd.DataFrame(
            {
                "parameter": self.parameter,
                "perspective": self.perspective,
                "value": np.array(self.values, dtype=float),
                "unit": self.unit,
            }
        )

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BreakEvenFrontier:
    """Pairs of values of two assumptions at which benefits equal costs.

    Attributes
    ----------
    frame : pd.DataFrame
        A column for each of both; the second is missing where there is no turn.
    labels : (str, str)
        What stands at the axes.
    perspective : str
        Key of `vocabulary.PAYERS`.
    terms : Terms
        When money falls, and what a later euro counts for.
    """

    frame: pd.DataFrame
    labels: tuple[str, str]
    perspective: str
    terms: Terms

    def __str__(self) -> str:
        found = self.frame.dropna()
        if found.empty:
            return "Geen omslag binnen bereik"
        ends = [
            f"{self.labels[1]} {number_text(round(float(row[1]), 4))} bij "
            f"{self.labels[0]} {number_text(round(float(row[0]), 4))}"
            for row in found.iloc[[0, -1]].to_numpy()
        ]
        who = label(PAYERS, self.perspective).lower()
        return f"Omslag, {who}: van {join_text(ends, 'tot')}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What the line is, in Dutch sentences."""
        return (
            "Op de lijn zijn baten en kosten gelijk; de andere aannames staan op hun "
            "middelste waarde. Waar de lijn ontbreekt, is er geen omslag binnen "
            "bereik.",
            str(self.terms),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each value of the first assumption."""
        return self.frame.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the line on which the balance is zero."""
        from tbresearch.costs.sensitivity_charts import draw_frontier

        return draw_frontier(self, ax)

    def _repr_html_(self) -> str:
        return text_html(self) + list_html(self.notes)


def break_even(
    register: Register,
    parameter: str,
    *,
    perspective: str,
    between: tuple[float, float] | None = None,
) -> BreakEven:
    """Find the value of an assumption at which benefits equal costs.

    Parameters
    ----------
    register : Register
        With costs and benefits, and with moment, startdatum and horizon.
    parameter : str
        Id of the assumption. It may be unknown: this is what to ask then.
    perspective : str
        Key of `vocabulary.PAYERS`.
    between : (float, float), optional
        By default its bounds; of an unknown share 0 to 1.

    Returns
    -------
    BreakEven
        Its value says "geen omslag binnen bereik" if there is none.

    Raises
    ------
    StudyError
        If anything else in the register is unknown, or has no payer or no period.
    WorkbenchError
        If there is no range, or the assumption stands in no item.
    """
    assumption = register.assumption(parameter)
    low, high = range_of(assumption, between)
    outcome = outcome_of(register, searched={parameter: low})
    values = _turns(_net_of(outcome, parameter, party_list(perspective), {}), low, high)
    none = NotEstimable(
        f"geen omslag binnen bereik ({_range_text(low, high)} {assumption.unit})"
    )
    return BreakEven(
        parameter=parameter,
        label=assumption.label,
        unit=assumption.unit,
        perspective=perspective,
        between=(low, high),
        value=values[0] if values else none,
        values=values,
        terms=outcome.terms,
    )


def break_even_frontier(
    register: Register,
    parameters: Sequence[str],
    *,
    perspective: str,
    between: Sequence[tuple[float, float] | None] = (None, None),
    points: int = 25,
) -> BreakEvenFrontier:
    """Find, for values of one assumption, the value of another at which it turns.

    Parameters
    ----------
    register : Register
        With costs and benefits, and with moment, startdatum and horizon.
    parameters : sequence of str
        Ids of two assumptions; they may be unknown.
    perspective : str
        Key of `vocabulary.PAYERS`.
    between : sequence of (float, float)
        By default the bounds of each; of an unknown share 0 to 1.
    points : int
        How many values of the first.
    """
    one, two = parameters
    own = [register.assumption(name) for name in (one, two)]
    ranges = [range_of(a, given) for a, given in zip(own, between, strict=True)]
    searched = {one: ranges[0][0], two: ranges[1][0]}
    outcome = outcome_of(register, searched=searched)
    rows = []
    for x in np.linspace(*ranges[0], points):
        net = _net_of(outcome, two, party_list(perspective), {one: float(x)})
        found = _turns(net, *ranges[1])
        rows.append((float(x), found[0] if found else np.nan))
    labels = (f"{own[0].label} ({own[0].unit})", f"{own[1].label} ({own[1].unit})")
    return BreakEvenFrontier(
        frame=pd.DataFrame(rows, columns=[one, two]),
        labels=labels,
        perspective=perspective,
        terms=outcome.terms,
    )


def _range_text(low: float, high: float) -> str:
    return f"{number_text(low)} tot {number_text(high)}"


def _net_of(
    outcome: Outcome, parameter: str, perspective: str, fixed: dict[str, float]
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    def net(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return outcome.net(perspective, {**fixed, parameter: values})

    return net


def _turns(
    net: Callable[[NDArray[np.float64]], NDArray[np.float64]], low: float, high: float
) -> tuple[float, ...]:
    """Return every value at which `net` is zero, to the last digit that matters."""
    from scipy.optimize import brentq

    grid = np.linspace(low, high, _POINTS)
    values = net(grid) + np.zeros(_POINTS)
    if not values.any():
        return ()
    turns = [float(x) for x in grid[values == 0]]
    for i in np.flatnonzero(values[:-1] * values[1:] < 0):
        ends = float(grid[i]), float(grid[i + 1])
        turns.append(
            brentq(lambda x: float(net(np.asarray(x))), *ends, xtol=1e-13, rtol=1e-14)
        )
    return tuple(sorted(turns))
