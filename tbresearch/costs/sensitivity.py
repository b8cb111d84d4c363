"""What happens to the balance when one assumption is different, or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.costs.assumptions import number_text
from tbresearch.costs.draws import rows_of
from tbresearch.costs.outcomes import outcome_of, range_of
from tbresearch.costs.register import Register
from tbresearch.costs.streams import SOCIETY, party_list
from tbresearch.costs.terms import Terms
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import ASPECTS, PAYERS, euro_text, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Tornado", "one_way", "tornado", "two_way"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tornado:
    """How far each assumption by itself moves each outcome, the widest first.

    Attributes
    ----------
    frame : pd.DataFrame
        Columns perspective, parameter, label, unit, aspect, low, high (values of
        the assumption), at_low, at_high, base and swing (EUR).
    terms : Terms
        When money falls, and what a later euro counts for.
    """

    frame: pd.DataFrame
    terms: Terms

    def __str__(self) -> str:
        if self.frame.empty:
            return "Geen aanname heeft grenzen, dus niets verandert het saldo"
        parts = []
        for name, rows in self.frame.groupby("perspective", sort=False):
            first = rows.iloc[0]
            parts.append(
                f"{label(PAYERS, str(name)).lower()}: {first['label']} "
                f"({euro_text(first['at_low'])} tot {euro_text(first['at_high'])})"
            )
        return f"Wat het saldo het meest verandert: {'; '.join(parts)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How it was computed, in Dutch sentences."""
        return (
            "Telkens is één aanname laag en dan hoog; de andere staan op hun middelste "
            "waarde.",
            "Spreiding is het verschil tussen cliënten en geen onzekerheid; zij staat "
            "erbij om te zien hoeveel een kort of lang traject uitmaakt.",
            str(self.terms),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each perspective and assumption."""
        return self.frame.copy()

    def plot(self, ax: Axes | None = None, *, perspective: str = SOCIETY) -> Axes:
        """Draw a bar an assumption, from the outcome at low to that at high."""
        from tbresearch.costs.sensitivity_charts import draw_tornado

        rows = self.frame[self.frame["perspective"] == party_list(perspective)]
        return draw_tornado(rows, ax, terms=self.terms, perspective=perspective)

    def _repr_html_(self) -> str:
        heads = (
            "Perspectief", "Aanname", "Aard", "Laag", "Hoog", "Saldo bij laag",
            "Saldo bij hoog",
        )  # fmt: skip
        rows = [
            (
                label(PAYERS, row.perspective),
                row.label,
                label(ASPECTS, row.aspect),
                f"{number_text(row.low)} {row.unit}",
                f"{number_text(row.high)} {row.unit}",
                euro_text(row.at_low),
                euro_text(row.at_high),
            )
            for row in rows_of(self.frame)
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def tornado(register: Register) -> Tornado:
    """Put each assumption at its bounds, for every outcome that there is.

    Parameters
    ----------
    register : Register
        With costs, benefits or transfers, and with moment, startdatum and horizon.

    Raises
    ------
    StudyError
        If something in it is unknown, or has no payer or no period.
    """
    outcome = outcome_of(register, searched={})
    used = {factor for stream in outcome.streams for factor in stream.factors}
    rows = []
    for perspective in outcome.perspectives:
        base = float(outcome.net(perspective, {}))
        for name in sorted(used):
            assumption = register.assumption(name)
            assert assumption.bounds is not None
            low, _, high = assumption.bounds
            if low == high:
                continue
            at_low, at_high = outcome.net(perspective, {name: [low, high]}) + np.zeros(
                2
            )
            rows.append(
                (
                    perspective, name, assumption.label, assumption.unit,
                    assumption.aspect, low, high, at_low, at_high, base,
                    abs(at_high - at_low),
                )
            )  # fmt: skip
    names = [
        "perspective", "parameter", "label", "unit", "aspect", "low", "high", "at_low",
        "at_high", "base", "swing",
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    place = frame["perspective"].map({p: i for i, p in enumerate(outcome.perspectives)})
    frame = (
        frame.assign(place=place, wide=-frame["swing"])
        .sort_values(["place", "wide", "parameter"], kind="stable", ignore_index=True)
        .drop(columns=["place", "wide"])
    )
    return Tornado(frame=frame, terms=outcome.terms)


def one_way(
    register: Register,
    parameter: str,
    *,
    perspective: str,
    between: tuple[float, float] | None = None,
    points: int = 21,
) -> pd.DataFrame:
    """Return the net present value for a row of values of one assumption.

    Parameters
    ----------
    register : Register
        With costs, benefits or transfers, and with moment, startdatum and horizon.
    parameter : str
        Id of the assumption; it may be unknown if `between` is given.
    perspective : str
        Key of `vocabulary.PAYERS`.
    between : (float, float), optional
        By default its bounds.
    points : int
        How many values.

    Returns
    -------
    pd.DataFrame
        Columns are `parameter` and net (EUR).
    """
    low, high = range_of(register.assumption(parameter), between)
    values = np.linspace(low, high, points)
    outcome = outcome_of(register, searched={parameter: low})
    net = outcome.net(party_list(perspective), {parameter: values})
    return pd.DataFrame({parameter: values, "net": net + np.zeros(points)})


def two_way(
    register: Register,
    parameters: Sequence[str],
    *,
    perspective: str,
    between: Sequence[tuple[float, float] | None] = (None, None),
    points: int = 9,
) -> pd.DataFrame:
    """Return the net present value for a grid of values of two assumptions.

    Parameters
    ----------
    register : Register
        With costs, benefits or transfers, and with moment, startdatum and horizon.
    parameters : sequence of str
        Ids of two assumptions; they may be unknown if `between` is given.
    perspective : str
        Key of `vocabulary.PAYERS`.
    between : sequence of (float, float)
        By default the bounds of each.
    points : int
        How many values of each.

    Returns
    -------
    pd.DataFrame
        Columns are both parameters and net (EUR), points x points rows.
    """
    one, two = parameters
    low = [
        range_of(register.assumption(name), given)
        for name, given in zip((one, two), between, strict=True)
    ]
    grid = np.meshgrid(*(np.linspace(*ends, points) for ends in low), indexing="ij")
    values = dict(zip((one, two), (part.ravel() for part in grid), strict=True))
    searched = {name: float(x[0]) for name, x in values.items()}
    outcome = outcome_of(register, searched=searched)
    net = outcome.net(party_list(perspective), values)
    return pd.DataFrame({**values, "net": net + np.zeros(points**2)})
