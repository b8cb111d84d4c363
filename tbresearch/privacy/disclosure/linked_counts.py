"""Counts that hang together: cells, and the sums that a reader can check.

A relation holds for the true counts and the reader knows it. What is printed
beside what is not printed is then an equation, and that is all an attacker has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import quantity_text

__all__ = ["Ints", "LinkedCounts", "Relation", "adds_up", "link_counts"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Cells that add up, each times its coefficient, to a cell or a known number.

    Attributes
    ----------
    parts : tuple of (str, int)
        Names of cells with their coefficients.
    total : str or int
        The cell that they add up to, or a number that everyone knows.
    """

    parts: tuple[tuple[str, int], ...]
    total: str | int

    def __str__(self) -> str:
        terms = [n if c == 1 else f"{c} x {n}" for n, c in self.parts]
        return f"{' + '.join(terms)} = {self.total}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCounts:
    """Counts and the equations between them, as arrays.

    Attributes
    ----------
    names : tuple of str
        Names of the cells.
    values : array of shape (cells,)
        The true counts.
    matrix : array of shape (relations, cells)
        Coefficients; ``matrix @ values == right``.
    right : array of shape (relations,)
        The known numbers.
    """

    names: tuple[str, ...]
    values: Ints = field(repr=False)
    matrix: Ints = field(repr=False)
    right: Ints = field(repr=False)

    def __str__(self) -> str:
        counts = quantity_text(len(self.names), "telling", "tellingen")
        return f"{counts} met {quantity_text(len(self.right), 'verband', 'verbanden')}"

    def place(self, names: Iterable[str]) -> NDArray[np.bool_]:
        """Return which cells `names` are, as booleans of shape (cells,)."""
        wanted = set(names)
        _require_known(wanted, self.names)
        return np.array([name in wanted for name in self.names], dtype=bool)

    def blocks(self, unknown: NDArray[np.bool_]) -> Ints:
        """Return the number of the independent block that each cell is in.

        Cells that are not `unknown` are numbers, and tie nothing together.
        """
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        ties = sparse.csr_array(np.where(unknown, self.matrix, 0) != 0)
        graph = (ties.T.astype(np.int64) @ ties.astype(np.int64)).tocsr()
        return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def adds_up(parts: Iterable[str] | Mapping[str, int], total: str | int) -> Relation:
    """Return the relation that `parts` add up to `total`.

    >>> str(adds_up(["hoger", "gelijk", "lager"], "beide scores"))
    'hoger + gelijk + lager = beide scores'
    """
    pairs = parts.items() if isinstance(parts, Mapping) else ((p, 1) for p in parts)
    return Relation(parts=tuple(pairs), total=total)


def link_counts(cells: pd.Series, relations: Sequence[Relation]) -> LinkedCounts:
    """Check counts against their relations, and return them as arrays.

    Parameters
    ----------
    cells : pd.Series
        Whole numbers of at least 0, indexed by the name of the cell.
    relations : sequence of Relation
        What a reader knows to add up.

    Raises
    ------
    WorkbenchError
        If a cell is no count or is named twice, or a relation names an unknown
        cell or does not hold.
    """
    names = tuple(str(name) for name in cells.index)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise WorkbenchError(
            f"{len(twice)} tellingen hebben dezelfde naam: {', '.join(twice)}",
            where="onthullingscontrole",
            fix="geef elke telling een eigen naam",
        )
    for name, value in zip(names, cells, strict=True):
        if pd.isna(value) or value < 0 or value != int(value):
            raise WorkbenchError(
                f"{value} is geen aantal",
                where=f"onthullingscontrole, telling {name!r}",
                fix="geef hele getallen van 0 of meer; laat weg wat onbekend is",
            )
    values = np.array([int(value) for value in cells], dtype=np.int64)
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(relations), len(names)), dtype=np.int64)
    right = np.zeros(len(relations), dtype=np.int64)
    for row, relation in enumerate(relations):
        _require_known((name for name, _ in relation.parts), names)
        for name, coefficient in relation.parts:
            matrix[row, place[name]] += coefficient
        if isinstance(relation.total, str):
            _require_known([relation.total], names)
            matrix[row, place[relation.total]] -= 1
        else:
            right[row] = relation.total
        if matrix[row] @ values != right[row]:
            raise WorkbenchError(
                f"de tellingen kloppen niet met elkaar: {relation}",
                where="onthullingscontrole",
                fix="tel de tabel opnieuw; tel ook wie ergens ontbreekt als eigen cel",
            )
    return LinkedCounts(names=names, values=values, matrix=matrix, right=right)


def _require_known(names: Iterable[str], known: Sequence[str]) -> None:
    strangers = sorted(set(names) - set(known))
    if strangers:
        raise WorkbenchError(
            f"onbekende tellingen: {', '.join(strangers)}",
            where="onthullingscontrole",
            fix=f"bekend zijn: {', '.join(known)}",
        )
