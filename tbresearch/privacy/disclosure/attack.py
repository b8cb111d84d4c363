"""The attacker: which other counts fit all that is printed.

Exact: whole numbers, solved as an integer programme [1]_. A count that every
fitting table agrees on is a count that was printed, mark or no mark.

References
----------
.. [1] Fischetti, M. and Salazar, J.J. (2000). Models and algorithms for
   optimizing cell suppression in tabular data with linear constraints. Journal of
   the American Statistical Association 95, 916-928.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tbresearch.privacy.disclosure.linked_counts import Ints, LinkedCounts

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

__all__ = ["Knowledge", "fitting_table", "reach"]

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What an attacker knows of each cell, before he looks at the sums.

    Attributes
    ----------
    low, high : array of shape (cells,)
        Bounds of each cell when it is not printed.
    hidden : array of bool, shape (cells,)
        Cells that are not printed.
    """

    low: Ints = field(repr=False)
    high: Ints = field(repr=False)
    hidden: Flags = field(repr=False)


def fitting_table(
    counts: LinkedCounts,
    known: Knowledge,
    *,
    cell: int,
    between: tuple[int, int],
    costs: NDArray[np.float64] | None = None,
) -> Ints | None:
    """Return a table in which `cell` has a value `between`, or None if none fits.

    Parameters
    ----------
    counts : LinkedCounts
        The true counts and their relations.
    known : Knowledge
        What the attacker knows.
    cell : int
        Number of the cell.
    between : tuple of int
        Lowest and highest value that it is to have.
    costs : array of shape (cells,), optional
        Price of hiding each printed cell as well, infinite where that may not be;
        the table is then one that needs the cheapest extra hiding. Without it
        nothing printed may differ.

    Notes
    -----
    A cell is changed by at most `_STEP` times as much as `cell` must move, at
    first; only if nothing fits is that let go. A narrower search finds fewer
    tables and so hides more, never less.
    """
    may_change = known.hidden.copy()
    if costs is not None:
        may_change |= np.isfinite(costs)
    block = counts.blocks(may_change)
    own = np.flatnonzero(may_change & (block == block[cell]))
    if cell not in own:
        at = int(counts.values[cell])
        return counts.values.copy() if between[0] <= at <= between[1] else None
    problem = _Problem(counts, known, own, cell, between)
    for step in problem.steps():
        found = problem.solve(step, costs)
        if found is not None:
            return found
    return None


def reach(counts: LinkedCounts, known: Knowledge, *, cell: int) -> tuple[int, int]:
    """Return the lowest and the highest value that `cell` can have."""
    block = counts.blocks(known.hidden)
    own = np.flatnonzero(known.hidden & (block == block[cell]))
    at = int(counts.values[cell])
    ends = []
    problem = _Problem(counts, known, own, cell, (0, int(known.high[cell])))
    for sign in (1, -1):
        end = problem.extreme(sign) if cell in own else None
        ends.append(at if end is None else end)
    return ends[0], ends[1]


_STEP = 4


@dataclass(frozen=True, slots=True)
class _Problem:
    """The integer programme on one block, and the check of what it answers."""

    counts: LinkedCounts
    known: Knowledge
    own: Ints
    cell: int
    between: tuple[int, int]

    def steps(self) -> tuple[int, int]:
        at = int(self.counts.values[self.cell])
        move = max(abs(at - end) for end in self.between)
        return _STEP * max(move, 1), int(self.known.high.max())

    def solve(self, step: int, costs: NDArray[np.float64] | None) -> Ints | None:
        """Return the cheapest table with every cell at most `step` from the truth."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        values, n = self.counts.values[self.own], len(self.own)
        shown = np.flatnonzero(~self.known.hidden[self.own])
        low, high = self._bounds()
        low, high = np.maximum(low, values - step), np.minimum(high, values + step)
        if (low > high).any():
            return None
        constraints = self._sums(extra=len(shown))
        prices = np.zeros(n)
        if costs is not None and len(shown):
            # x - v <= step * z and x - v >= -step * z: z is 1 where x is changed.
            picks = np.zeros((len(shown), n))
            picks[np.arange(len(shown)), shown] = 1
            room = step * np.eye(len(shown))
            constraints += [
                LinearConstraint(np.hstack([picks, -room]), -np.inf, values[shown]),
                LinearConstraint(np.hstack([picks, room]), values[shown], np.inf),
            ]
            prices = np.concatenate([prices, costs[self.own][shown]])
        found = milp(
            prices,
            integrality=np.ones(len(prices), dtype=np.int64),
            bounds=Bounds(
                np.concatenate([low, np.zeros(len(shown))]),
                np.concatenate([high, np.ones(len(shown))]),
            ),
            constraints=constraints,
        )
        return None if found.x is None else self._checked(found.x[:n])

    def extreme(self, sign: int) -> int | None:
        """Return the lowest (1) or highest (-1) value of the cell, None if unknown."""
        from scipy.optimize import Bounds, milp

        objective = np.where(self.own == self.cell, float(sign), 0.0)
        found = milp(
            objective,
            integrality=np.ones(len(self.own), dtype=np.int64),
            bounds=Bounds(*self._bounds()),
            constraints=self._sums(extra=0),
        )
        table = None if found.x is None else self._checked(found.x)
        return None if table is None else int(table[self.cell])

    def _bounds(self) -> tuple[Ints, Ints]:
        low, high = self.known.low[self.own].copy(), self.known.high[self.own].copy()
        place = int(np.flatnonzero(self.own == self.cell)[0])
        low[place] = max(low[place], self.between[0])
        high[place] = min(high[place], self.between[1])
        return low, high

    def _sums(self, *, extra: int) -> list[LinearConstraint]:
        from scipy.optimize import LinearConstraint

        matrix = self.counts.matrix[:, self.own]
        used = matrix.any(axis=1)
        right = matrix[used] @ self.counts.values[self.own]
        if not used.any():
            return []
        padded = np.hstack([matrix[used], np.zeros((used.sum(), extra))])
        return [LinearConstraint(padded, right, right)]

    def _checked(self, x: NDArray[np.float64]) -> Ints | None:
        """Return the whole table, or None if rounding broke a sum or a bound."""
        table = self.counts.values.copy()
        table[self.own] = np.rint(x).astype(np.int64)
        low, high = self._bounds()
        fits = (self.counts.matrix @ table == self.counts.right).all() and (
            (low <= table[self.own]) & (table[self.own] <= high)
        ).all()
        return table if fits else None
