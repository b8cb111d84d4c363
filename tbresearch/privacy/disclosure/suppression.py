"""Which counts are not printed, so that no small count can be worked out.

Primary: the small counts. Secondary: others, chosen so that what is printed says
nothing about a small count beyond that it is small, and what cannot be helped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.errors import WorkbenchError
from tbresearch.privacy.disclosure.attack import reach
from tbresearch.privacy.disclosure.linked_counts import (
    Ints,
    LinkedCounts,
    Relation,
    link_counts,
)
from tbresearch.privacy.disclosure.search import Search, hidden_knowledge
from tbresearch.vocabulary import quantity_text

__all__ = ["Suppression", "protect"]

_SECONDARY = "nodig, anders is een klein aantal terug te rekenen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """Which cells are not printed, and what an attacker can still know.

    Attributes
    ----------
    counts : LinkedCounts
        The true counts and their relations. Not for a report.
    smallest : int
        Counts under it are small.
    zero_is_safe : bool
        Whether a count of 0 is printed.
    primary, secondary : tuple of str
        Cells that are small, and cells that are hidden to protect those.
    unprinted : tuple of str
        Cells that no table prints, but that could be worked out from tables.
    limited : dict of str to (int, int)
        Small cells that numbers which are always printed narrow down by themselves,
        for who knows which cells are small: the lowest and highest of the small values
        that are left.
    exposed : tuple of str
        Small cells that even a reader who does not know that can work out, whatever
        is hidden of what may be hidden.
    """

    counts: LinkedCounts = field(repr=False)
    smallest: int
    zero_is_safe: bool
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    unprinted: tuple[str, ...]
    limited: Mapping[str, tuple[int, int]]
    exposed: tuple[str, ...]

    def __str__(self) -> str:
        text = (
            f"{len(self.hidden)} van "
            f"{quantity_text(len(self.counts.names), 'telling', 'tellingen')} niet "
            "getoond: "
            f"{len(self.primary)} kleiner dan {self.smallest}, {len(self.secondary)} "
            "om die te beschermen"
        )
        if self.exposed:
            text += f"; niet te beschermen: {', '.join(self.exposed)}"
        return text

    @property
    def hidden(self) -> frozenset[str]:
        """Cells that would be printed and now are not."""
        return frozenset((*self.primary, *self.secondary)) - set(self.unprinted)

    def reasons(self) -> dict[str, str]:
        """Return why each hidden cell is hidden, in Dutch, without its value."""
        small = f"kleiner dan {self.smallest}"
        primary = (name for name in self.primary if name in self.hidden)
        return dict.fromkeys(primary, small) | dict.fromkeys(self.secondary, _SECONDARY)

    def reach(self, *, reader: bool) -> pd.DataFrame:
        """Return what can be known of each small cell.

        Parameters
        ----------
        reader : bool
            True for a reader, who does not know which hidden cells are small; False
            for the attacker of `protect`, who does.

        Returns
        -------
        pd.DataFrame
            Indexed by cell, with the `low`est and `high`est value that fits
            everything printed. Solved anew, so that it checks the choice.
        """
        small, secondary = (
            self.counts.place(names) for names in (self.primary, self.secondary)
        )
        unprinted = self.counts.place(self.unprinted)
        known = hidden_knowledge(
            self.counts,
            small=small,
            unprinted=unprinted,
            hidden=small | secondary | unprinted,
            smallest=self.smallest,
            lowest=int(self.zero_is_safe),
            reader=reader,
        )
        ends = [reach(self.counts, known, cell=int(i)) for i in np.flatnonzero(small)]
        return pd.DataFrame(
            ends, index=pd.Index(self.primary, name="cell"), columns=["low", "high"]
        )


def protect(
    cells: pd.Series,
    relations: Sequence[Relation],
    *,
    smallest: int,
    zero_is_safe: bool,
    width: int | None = None,
    fixed: Collection[str] = (),
    unprinted: Collection[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Suppression:
    """Choose the cells that are not printed.

    Parameters
    ----------
    cells : pd.Series
        Counts of people, indexed by name of the cell.
    relations : sequence of Relation
        Everything that a reader knows to add up, within and between tables.
    smallest : int
        Counts under it are small.
    zero_is_safe : bool
        True prints every 0, and then no hidden cell is 0; False hides it as small.
    width : int, optional
        How far apart the lowest and highest value that stay possible for a small
        cell are at least. Without it: all small values stay possible.
    fixed : collection of str
        Cells that are printed whatever they are, such as a population that stands
        elsewhere; they are neither small nor hidden.
    unprinted : collection of str
        Cells that no table prints and that may be small, such as a total minus a
        printed count.
    costs : mapping of str to float, optional
        Price of hiding a cell. Without it 1, and for a total 1 more a part; of what
        is as cheap, the smaller counts.

    Returns
    -------
    Suppression
        The same for the same input. No secondary cell can be printed after all.

    Raises
    ------
    WorkbenchError
        If the counts do not hold together, or the rule itself names the value.

    Notes
    -----
    The attacker knows everything printed, every relation, that counts are whole,
    and of each hidden cell whether it is small: small cells are then under
    `smallest`, the others are not. Marks in a table look the same, so a reader
    knows less than this attacker.

    For each small cell and each end of its range, the cheapest extra cells are
    hidden that make a table with that value fit: the attacker's problem with a
    price on each printed number that must differ [1]_, [2]_. Cells that later
    choices made superfluous are printed again. This is a heuristic in how much it
    hides, and exact in what it promises: a table is kept as proof of each end.

    An end that no hiding makes possible is replaced by the nearest that is, and the
    cell is in `limited`. The end itself must then be possible for a reader, who does
    not know which hidden cells are small, or else the nearest to it.

    References
    ----------
    .. [1] Fischetti, M. and Salazar, J.J. (2000). Models and algorithms for
       optimizing cell suppression in tabular data with linear constraints. Journal
       of the American Statistical Association 95, 916-928.
    .. [2] Hundepool, A. e.a. (2012). Statistical Disclosure Control. Wiley.
    """
    found = _chosen(
        tuple(zip(map(str, cells.index), cells, strict=True)),
        tuple(relations),
        smallest,
        zero_is_safe,
        width,
        frozenset(fixed),
        frozenset(unprinted),
        None if costs is None else tuple(costs.items()),
    )
    return replace(found, limited=dict(found.limited))


# The same table is protected again for every form in which it is shown.
@lru_cache(maxsize=256)
def _chosen(
    cells: tuple[tuple[str, float], ...],
    relations: tuple[Relation, ...],
    smallest: int,
    zero_is_safe: bool,
    width: int | None,
    fixed: frozenset[str],
    unprinted: frozenset[str],
    costs: tuple[tuple[str, float], ...] | None,
) -> Suppression:
    lowest = int(zero_is_safe)
    _require_range(smallest, lowest, width)
    names, numbers = zip(*cells, strict=True) if cells else ((), ())
    counts = link_counts(pd.Series(numbers, index=list(names), dtype=object), relations)
    for array in (counts.values, counts.matrix, counts.right):
        array.setflags(write=False)
    values, stays, absent = counts.values, counts.place(fixed), counts.place(unprinted)
    small = (values >= lowest) & (values < smallest) & ~stays
    prices = _prices(counts, relations, None if costs is None else dict(costs))
    prices[stays | (values < lowest)] = np.inf
    search = Search(
        counts=counts,
        small=small,
        unprinted=absent,
        hidden=small | absent,
        prices=prices,
        smallest=smallest,
        lowest=lowest,
    )
    for cell in np.flatnonzero(small):
        for between in _ends(int(values[cell]), lowest, smallest - 1, width):
            search.open(int(cell), between)
    search.print_again()
    cell_names = np.array(counts.names, dtype=object)
    return Suppression(
        counts=counts,
        smallest=smallest,
        zero_is_safe=zero_is_safe,
        primary=tuple(cell_names[small]),
        secondary=tuple(cell_names[search.hidden & ~small & ~absent]),
        unprinted=tuple(cell_names[absent]),
        limited=_limited(search),
        exposed=_exposed(search),
    )


def _prices(
    counts: LinkedCounts,
    relations: Sequence[Relation],
    costs: Mapping[str, float] | None,
) -> NDArray[np.float64]:
    given = costs or {}
    counts.place(given)
    parts: dict[str | int, int] = {}
    for relation in relations:
        parts[relation.total] = max(parts.get(relation.total, 0), len(relation.parts))
    # All sizes together weigh less than one cell.
    sizes = counts.values / (2 * counts.values.sum() + 1)
    plain = [given.get(name, 1 + parts.get(name, 0)) for name in counts.names]
    prices: NDArray[np.float64] = np.array(plain, dtype=np.float64) + sizes
    return prices


def _ends(
    at: int, lowest: int, highest: int, width: int | None
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two ranges of which a value must stay possible."""
    wide = highest - lowest if width is None else width
    start = min(max(at - wide // 2, lowest), highest - wide)
    return (lowest, start), (start + wide, highest)


def _limited(search: Search) -> dict[str, tuple[int, int]]:
    short = {d.cell for d in search.demands if not d.met and not d.reader}
    tables = [demand.proof for demand in search.demands if not demand.reader]
    spans = {search.counts.names[i]: _span(tables, i) for i in sorted(short)}
    most = search.smallest - 1
    return {n: (max(a, search.lowest), min(b, most)) for n, (a, b) in spans.items()}


def _exposed(search: Search) -> tuple[str, ...]:
    short = {d.cell for d in search.demands if not d.met and d.reader}
    tables = [demand.proof for demand in search.demands]
    spans = {i: _span(tables, i) for i in sorted(short)}
    return tuple(search.counts.names[i] for i, (a, b) in spans.items() if a == b)


def _span(tables: Sequence[Ints], cell: int) -> tuple[int, int]:
    values = [int(table[cell]) for table in tables]
    return min(values), max(values)


def _require_range(smallest: int, lowest: int, width: int | None) -> None:
    most = smallest - 1 - lowest
    if most < 1 or not 1 <= (most if width is None else width) <= most:
        raise WorkbenchError(
            f"kleinste aantal {smallest} met breedte {width} laat een klein aantal "
            "maar één waarde",
            where="onthullingscontrole",
            fix=f"neem een kleinste aantal van {lowest + 2} of meer, en een breedte "
            "van 1 tot het kleinste aantal min 1",
        )
