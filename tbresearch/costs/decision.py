"""Choosing between options: cost per unit of effect, and how sure the choice is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.costs.draws import columns_of, rows_of, same_draws
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import euro_text, join_text, percentage_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Acceptability", "acceptability_curve", "icer_table"]

Array = NDArray[np.float64]
Amounts = Mapping[str, float] | pd.Series | pd.DataFrame

ON_FRONTIER = "op de grens"
DOMINATED = "gedomineerd"
EXTENDED = "uitgebreid gedomineerd"


def icer_table(cost: Amounts, effect: Amounts) -> pd.DataFrame:
    """Return the cost of one more unit of effect, from option to option.

    Parameters
    ----------
    cost, effect : mapping or pd.Series of option to number, or pd.DataFrame
        A frame has one column an option and one row a draw; its means are taken.

    Returns
    -------
    pd.DataFrame
        One row an option in order of cost, columns strategy, cost, effect,
        incremental_cost, incremental_effect, icer and status. An option is
        "gedomineerd" if another costs no more and does no less; "uitgebreid
        gedomineerd" if a mix of two others does. The first on the frontier and
        those off it have no icer.

    Raises
    ------
    WorkbenchError
        If options or draws differ, or a number is missing.
    """
    costs, effects = _means(cost, effect)
    # Equal cost: the one that does more first; all equal: by name.
    order = sorted(costs, key=lambda name: (costs[name], -effects[name], name))
    status = dict.fromkeys(order, ON_FRONTIER)
    most = -np.inf
    for name in order:
        if effects[name] <= most:
            status[name] = DOMINATED
        most = max(most, effects[name])
    front = [name for name in order if status[name] == ON_FRONTIER]
    while len(front) > 2:
        slopes = _slopes(front, costs, effects)
        steep = [i for i in range(len(slopes) - 1) if slopes[i] > slopes[i + 1]]
        if not steep:
            break
        status[front.pop(steep[0] + 1)] = EXTENDED
    before = dict(zip(front[1:], front, strict=False))
    rows = []
    for name in order:
        more_cost = more_effect = icer = np.nan
        if name in before:
            more_cost = costs[name] - costs[before[name]]
            more_effect = effects[name] - effects[before[name]]
            icer = more_cost / more_effect
        rows.append(
            (
                name,
                costs[name],
                effects[name],
                more_cost,
                more_effect,
                icer,
                status[name],
            )
        )
    columns = [
        "strategy", "cost", "effect", "incremental_cost", "incremental_effect", "icer",
        "status",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Acceptability:
    """How often each option is the best, for what a unit of effect may cost.

    Attributes
    ----------
    frame : pd.DataFrame
        Columns threshold, option, probability, expected_net_benefit and frontier.
    draws : int
        How many draws it rests on.
    """

    frame: pd.DataFrame
    draws: int

    def __str__(self) -> str:
        best = self.frame[self.frame["frontier"]]
        parts = [
            f"bij {euro_text(row.threshold)} {row.option} "
            f"({percentage_text(row.probability)})"
            for row in rows_of(best.iloc[[0, -1] if len(best) > 1 else [0]])
        ]
        return (
            f"Gemiddeld de beste optie, en hoe vaak zij de beste is: {join_text(parts)}"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How curve and frontier are defined, in Dutch sentences."""
        return (
            "Kans: het deel van de trekkingen waarin de optie de hoogste netto baat "
            "heeft van alle opties tegelijk. Gelijke opties delen de trekking.",
            "Grens: de optie met gemiddeld de hoogste netto baat. Dat hoeft niet de "
            "optie te zijn die het vaakst de beste is.",
            f"{quantity_text(self.draws, 'trekking', 'trekkingen')}.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each threshold and option."""
        return self.frame.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw a line an option, thick where it is best on average."""
        from tbresearch.costs.decision_charts import draw_acceptability

        return draw_acceptability(self.frame, ax)

    def _repr_html_(self) -> str:
        table = self.frame.pivot_table(
            index="threshold", columns="option", values="probability", sort=False
        )
        best = self.frame[self.frame["frontier"]].set_index("threshold")["option"]
        heads = ("Drempel", *(f"Kans {name}" for name in table.columns), "Op de grens")
        rows = [
            (euro_text(float(t)), *(percentage_text(x) for x in row), str(best[t]))
            for t, row in zip(table.index, table.to_numpy(), strict=True)
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def acceptability_curve(
    cost: pd.DataFrame, effect: pd.DataFrame, *, thresholds: Sequence[float]
) -> Acceptability:
    """Return the acceptability curve and its frontier.

    Parameters
    ----------
    cost, effect : pd.DataFrame of shape (draws, options)
        The same options in the same draws.
    thresholds : sequence of float
        What a unit of effect may cost, in EUR.

    Returns
    -------
    Acceptability

    Raises
    ------
    WorkbenchError
        If options or draws differ, or a value is missing.

    Notes
    -----
    Net benefit is threshold x effect - cost. The probability of an option is the
    share of draws in which its net benefit is the highest of all options at once;
    a tie is shared. The frontier is the option with the highest mean net benefit,
    the first of equals.
    """
    costs = columns_of(cost, what="cost")
    effects = columns_of(effect, what="effect")
    same_draws({"cost": len(cost), "effect": len(effect)})
    options = _same_options(cost.columns, effect.columns)
    effects = effects[[list(map(str, effect.columns)).index(name) for name in options]]
    rows = []
    for threshold in thresholds:
        net = threshold * effects - costs
        best = net == net.max(axis=0)
        chances = (best / best.sum(axis=0)).mean(axis=1)
        means = net.mean(axis=1)
        optimal = int(means.argmax())
        rows += [
            (float(threshold), name, chances[i], means[i], i == optimal)
            for i, name in enumerate(options)
        ]
    names = ["threshold", "option", "probability", "expected_net_benefit", "frontier"]
    return Acceptability(frame=pd.DataFrame(rows, columns=names), draws=len(cost))


def _slopes(
    front: Sequence[str], costs: Mapping[str, float], effects: Mapping[str, float]
) -> list[float]:
    return [
        (costs[b] - costs[a]) / (effects[b] - effects[a]) for a, b in pairwise(front)
    ]


def _means(cost: Amounts, effect: Amounts) -> tuple[dict[str, float], dict[str, float]]:
    frames = {"cost": cost, "effect": effect}
    sizes = {k: len(v) for k, v in frames.items() if isinstance(v, pd.DataFrame)}
    same_draws(sizes)
    costs, effects = _amounts(cost, what="cost"), _amounts(effect, what="effect")
    names = _same_options(costs, effects)
    return costs, {name: effects[name] for name in names}


def _amounts(amounts: Amounts, *, what: str) -> dict[str, float]:
    if isinstance(amounts, pd.DataFrame):
        means = columns_of(amounts, what=what, least=1).mean(axis=1)
        return dict(zip(map(str, amounts.columns), map(float, means), strict=True))
    found = {str(name): float(value) for name, value in dict(amounts).items()}
    if not found or not np.isfinite(list(found.values())).all():
        raise WorkbenchError(
            f"{what} heeft geen opties, of een optie zonder getal",
            where=what,
            fix="geef voor elke optie een getal",
        )
    return found


def _same_options(first: object, second: object) -> list[str]:
    one, two = ([str(name) for name in names] for names in (first, second))  # type: ignore[attr-defined]
    if sorted(one) != sorted(two):
        raise WorkbenchError(
            f"de opties verschillen: {join_text(one)} tegenover {join_text(two)}",
            where="cost en effect",
            fix="geef kosten en effect van dezelfde opties, met dezelfde namen",
        )
    return one
