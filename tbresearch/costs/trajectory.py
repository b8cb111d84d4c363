"""The cost of one trajectory, between all factors low and all factors high.

Arithmetic on the assumption register, nothing more: the bounds are the worst and
the best corner, not an interval, and no year is discounted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.costs.assumptions import Assumption, CostItem, number_text
from tbresearch.costs.charts import cost_text, draw_costs
from tbresearch.costs.register import ASSUMPTIONS_FILE, Register
from tbresearch.costs.units import TIMES
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import euro_text, join_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "CostPerTrajectory",
    "ItemCost",
    "bounds_of_product",
    "cost_per_trajectory",
]

_UNIT = "EUR per traject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCost:
    """What one cost item comes to.

    Attributes
    ----------
    item : CostItem
        The item, with its factors.
    cost : Estimate or NotEstimable
        In EUR per trajectory; not estimable if a factor is unknown.
    """

    item: CostItem
    cost: Estimate | NotEstimable


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPerTrajectory:
    """The cost of one trajectory, per cost item and in total.

    Attributes
    ----------
    register : Register
        The assumptions behind it.
    items : tuple of ItemCost
        In the order of the register.
    total : Estimate or NotEstimable
        Sum of the items; not estimable if one of them is not.
    notes : tuple of str
        What the bounds are, the price year, and what is not in it, in Dutch.
    """

    register: Register
    items: tuple[ItemCost, ...]
    total: Estimate | NotEstimable
    notes: tuple[str, ...]

    @property
    def price_year(self) -> int:
        """Year of the euros."""
        return self.register.price_year

    def __str__(self) -> str:
        costs = [
            f"{row.item.label} {cost_text(row.cost)}"
            for row in self.items
            if isinstance(row.cost, Estimate)
        ]
        costs.append(f"totaal {cost_text(self.total)}")
        return f"Kosten per traject, prijspeil {self.price_year}: {'; '.join(costs)}"

    def estimate(self, item_id: str) -> Estimate | NotEstimable:
        """Return the cost of one item.

        Raises
        ------
        WorkbenchError
            If there is no item of that id.
        """
        for row in self.items:
            if row.item.id == item_id:
                return row.cost
        raise WorkbenchError(
            f"kostenpost {item_id!r} is er niet",
            where=ASSUMPTIONS_FILE,
            fix=f"er zijn: {', '.join(row.item.id for row in self.items)}",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row an item and, last, the total with a blank `item`.

        Columns are item, label, low, value, high (EUR per trajectory, missing if
        not estimable), reason (why not) and factors (ids of assumptions).
        """
        rows = [
            (row.item.id, row.item.label, *_columns(row.cost), row.item.factors)
            for row in self.items
        ]
        rows.append(("", "Totaal", *_columns(self.total), ()))
        names = ["item", "label", "low", "value", "high", "reason", "factors"]
        numbers = dict.fromkeys(["low", "value", "high"], "float64")
        return pd.DataFrame(rows, columns=names).astype(numbers)

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the range of each item and of the total."""
        return draw_costs(self, ax)

    def _repr_html_(self) -> str:
        heads = ("Kostenpost", "Laag", "Midden", "Hoog", "Niet te bepalen omdat")
        rows = [
            (label, *(_euro_or_blank(x) for x in (low, value, high)), reason)
            for _, label, low, value, high, reason, _ in self.to_frame().to_numpy()
        ]
        title = f"Kosten per traject, prijspeil {self.price_year}"
        return text_html(title) + table_html(heads, rows) + list_html(self.notes)


def cost_per_trajectory(register: Register) -> CostPerTrajectory:
    """Multiply the factors of every cost item and add the items up.

    Parameters
    ----------
    register : Register
        As `read_assumptions` gives it.

    Returns
    -------
    CostPerTrajectory

    Notes
    -----
    Low takes every factor low at once and high takes every factor high. A factor
    whose bounds are spread between clients enters with its middle value: how
    clients differ says nothing about what a typical trajectory costs.
    """
    items = tuple(
        ItemCost(item=item, cost=_item_cost(item, register))
        for item in register.items_of("kosten")
    )
    return CostPerTrajectory(
        register=register,
        items=items,
        total=_total([row.cost for row in items], register),
        notes=_notes(register),
    )


def bounds_of_product(factors: Sequence[Assumption]) -> tuple[float, float, float]:
    """Return low, middle and high of a product of factors that are known.

    Raises
    ------
    ValueError
        If a factor is unknown.
    """
    corners = []
    for factor in factors:
        if factor.bounds is None:
            raise ValueError(f"{factor.id} is unknown")
        low, value, high = (factor.price_factor * x for x in factor.bounds)
        spread = factor.aspect == "spreiding"
        corners.append((value, value, value) if spread else (low, value, high))
    low, value, high = (math.prod(column) for column in zip(*corners, strict=True))
    return low, value, high


def _item_cost(item: CostItem, register: Register) -> Estimate | NotEstimable:
    factors = [register.assumption(factor) for factor in item.factors]
    unknown = [factor.label for factor in factors if factor.bounds is None]
    if unknown:
        return _not_estimable(unknown)
    low, value, high = bounds_of_product(factors)
    names = TIMES.join(factor.label for factor in factors)
    return _estimate(low, value, high, method=f"Product: {names}.")


def _total(
    costs: Sequence[Estimate | NotEstimable], register: Register
) -> Estimate | NotEstimable:
    if not costs:
        return NotEstimable("er is geen kostenpost")
    known = [cost for cost in costs if isinstance(cost, Estimate)]
    if len(known) < len(costs):
        return _not_estimable(_unknown_factors(register))
    return _estimate(
        math.fsum(cost.low for cost in known),
        math.fsum(cost.value for cost in known),
        math.fsum(cost.high for cost in known),
        method="Som van de kostenposten.",
    )


def _estimate(low: float, value: float, high: float, *, method: str) -> Estimate:
    return Estimate(
        value=value,
        low=low,
        high=high,
        unit=_UNIT,
        n=None,
        denominator="",
        method=f"{method} Laag en hoog: alle factoren tegelijk laag of hoog.",
    )


def _not_estimable(unknown: Sequence[str]) -> NotEstimable:
    return NotEstimable(f"geen waarde voor {join_text(unknown)}")


def _used(register: Register) -> list[Assumption]:
    used = {factor for item in register.items_of("kosten") for factor in item.factors}
    return [a for a in register.assumptions if a.id in used]


def _unknown_factors(register: Register) -> list[str]:
    return [a.label for a in _used(register) if a.bounds is None]


def _notes(register: Register) -> tuple[str, ...]:
    used = _used(register)
    notes = [
        "Laag en hoog zijn uitkomsten met alle factoren tegelijk laag of hoog: "
        "grenzen, geen betrouwbaarheidsinterval.",
        f"Euro's van {register.price_year}. Er is niet verdisconteerd: een euro in een "
        "later jaar telt even zwaar.",
        *_index_notes(used, register.price_year),
        "De bedragen komen uit aannames, niet uit gemeten trajecten; er is dus geen n.",
        *(
            _spread_note(a, a.bounds)
            for a in used
            if a.aspect == "spreiding" and a.bounds
        ),
    ]
    placeholders = [a.label for a in used if a.status == "plaatshouder"]
    if placeholders:
        notes.append(f"Rekenwaarde zonder bron: {join_text(placeholders)}.")
    unknown = _unknown_factors(register)
    if unknown:
        notes.append(
            f"Niet meegeteld, want onbekend: {join_text(unknown)}. Die kosten komen "
            "boven op de posten die wel een bedrag hebben."
        )
    notes.append("Wat geen kostenpost is in aannames.toml, zit er niet in.")
    return tuple(notes)


def _index_notes(used: Sequence[Assumption], price_year: int) -> Iterator[str]:
    for factor in used:
        if factor.price_factor != 1:
            yield (
                f"{factor.label} is van {factor.price_year} naar {price_year} gebracht "
                f"met index {factor.index}: maal {number_text(factor.price_factor)}."
            )


def _spread_note(factor: Assumption, bounds: tuple[float, float, float]) -> str:
    low, value, high = map(number_text, bounds)
    return (
        f"{factor.label} verschilt tussen cliënten ({low} tot {high} {factor.unit}) en "
        f"telt overal mee met {value}: dat verschil is geen onzekerheid over de kosten."
    )


def _euro_or_blank(amount: float) -> str:
    return "" if math.isnan(amount) else euro_text(amount)


def _columns(cost: Estimate | NotEstimable) -> tuple[object, object, object, str]:
    if isinstance(cost, NotEstimable):
        return None, None, None, cost.reason
    return cost.low, cost.value, cost.high, ""
