"""The search for what to hide: demands, and a table as proof of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from tbresearch.privacy.disclosure.attack import Knowledge, fitting_table, reach
from tbresearch.privacy.disclosure.linked_counts import Ints, LinkedCounts

__all__ = ["Demand", "Search", "hidden_knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A small cell must be able to have a value `between`; a table shows it can.

    Attributes
    ----------
    cell : int
        Number of the cell.
    between : tuple of int
        Lowest and highest value that will do.
    reader : bool
        Whether this is for a reader, who does not know which hidden cells are small.
    proof : array of shape (cells,)
        A table that fits everything printed.
    met : bool
        Whether this is what was asked, and not the nearest to it.
    """

    cell: int
    between: tuple[int, int]
    reader: bool
    proof: Ints
    met: bool


@dataclass(slots=True, kw_only=True)
class Search:
    """What is hidden so far, and the tables that prove what stays possible.

    Attributes
    ----------
    counts : LinkedCounts
        The true counts and their relations.
    small, unprinted, hidden : array of bool, shape (cells,)
        Small cells, cells that no table prints, and all that is not printed.
    prices : array of shape (cells,)
        Price of hiding each cell; infinite where that may not be.
    smallest, lowest : int
        Small counts are at least `lowest` and under `smallest`.
    demands : list of Demand
        What stays possible.
    """

    counts: LinkedCounts
    small: NDArray[np.bool_]
    unprinted: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    prices: NDArray[np.float64]
    smallest: int
    lowest: int
    demands: list[Demand] = field(default_factory=list)

    def open(self, cell: int, between: tuple[int, int]) -> None:
        """Hide what is needed for `cell` to have a value `between`."""
        if not self._demand(cell, between, reader=False):
            self._demand(cell, between, reader=True)

    def print_again(self) -> None:
        """Print each secondary cell after all that every demand can do without."""
        chosen = np.flatnonzero(self.hidden & ~self.small & ~self.unprinted)
        for cell in sorted(chosen, key=lambda i: (-self.prices[i], i)):
            hidden = self.hidden.copy()
            hidden[cell] = False
            demands = []
            for demand in self.demands:
                proof: Ints | None = demand.proof
                if demand.proof[cell] != self.counts.values[cell]:
                    known = self._known(hidden, reader=demand.reader)
                    proof = self._table(demand.cell, demand.between, known)
                if proof is None:
                    break
                demands.append(replace(demand, proof=proof))
            else:
                self.hidden, self.demands = hidden, demands

    def _demand(self, cell: int, between: tuple[int, int], *, reader: bool) -> bool:
        """Keep `between`, or what is nearest, open; return whether it is the first."""
        proof = self._in_stock(cell, between, reader=reader)
        known = self._known(self.hidden, reader=reader)
        if proof is None:
            proof = self._table(cell, between, known, prices=self.prices)
        met = proof is not None
        if proof is None:
            everything = self._known(
                self.hidden | np.isfinite(self.prices), reader=reader
            )
            low, high = reach(self.counts, everything, cell=cell)
            end = high if between[0] > self.counts.values[cell] else low
            between = (end, end)
            proof = self._table(cell, between, known, prices=self.prices)
        if proof is None:  # what is true always fits
            at = int(self.counts.values[cell])
            between, proof = (at, at), self.counts.values
        self.hidden = self.hidden | (proof != self.counts.values)
        self.demands.append(
            Demand(cell=cell, between=between, reader=reader, proof=proof, met=met)
        )
        return met

    def _in_stock(
        self, cell: int, between: tuple[int, int], *, reader: bool
    ) -> Ints | None:
        for demand in self.demands:
            if demand.reader <= reader and (
                between[0] <= demand.proof[cell] <= between[1]
            ):
                return demand.proof
        return None

    def _table(
        self,
        cell: int,
        between: tuple[int, int],
        known: Knowledge,
        *,
        prices: NDArray[np.float64] | None = None,
    ) -> Ints | None:
        # Most often nothing more need be hidden, and then there is no price to weigh.
        found = fitting_table(self.counts, known, cell=cell, between=between)
        if found is not None or prices is None:
            return found
        return fitting_table(
            self.counts, known, cell=cell, between=between, costs=prices
        )

    def _known(self, hidden: NDArray[np.bool_], *, reader: bool) -> Knowledge:
        return hidden_knowledge(
            self.counts,
            small=self.small,
            unprinted=self.unprinted,
            hidden=hidden,
            smallest=self.smallest,
            lowest=self.lowest,
            reader=reader,
        )


def hidden_knowledge(
    counts: LinkedCounts,
    *,
    small: NDArray[np.bool_],
    unprinted: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
    smallest: int,
    lowest: int,
    reader: bool,
) -> Knowledge:
    """Return what the attacker, or a reader, knows; of `unprinted` cells nothing."""
    plenty = 2 * int(counts.values.sum()) + 10 * smallest
    low = np.where(small | reader, lowest, smallest)
    high = np.where(small & (not reader), smallest - 1, plenty)
    return Knowledge(
        low=np.where(unprinted, 0, low).astype(np.int64),
        high=np.where(unprinted, plenty, high).astype(np.int64),
        hidden=hidden,
    )
