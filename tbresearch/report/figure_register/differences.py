"""One figure with two values: found by its name, shown with both, not resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from tbresearch.report.figure_register.rows import RegisteredFigure

__all__ = ["FigureDifference", "differences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDifference:
    """Two places that give one figure a different value.

    Attributes
    ----------
    label : str
        The figure.
    one, other : RegisteredFigure
        In the order of the register.
    """

    label: str
    one: RegisteredFigure
    other: RegisteredFigure

    def __str__(self) -> str:
        return f"{self.label}: {_told(self.one)}, en {_told(self.other)}"


def differences(rows: Iterable[RegisteredFigure]) -> tuple[FigureDifference, ...]:
    """Return every pair of values of one figure that cannot both be so.

    Figures are the same if they have the same name; without a name, if an author took
    them from the same place, for the same year and of the same denominator. A value
    within the bounds of another does not contradict it.
    """
    same: dict[tuple[object, ...], list[RegisteredFigure]] = defaultdict(list)
    for row in rows:
        for identity in _identities(row):
            same[identity].append(row)
    return tuple(
        FigureDifference(label=one.label, one=one, other=other)
        for rows_ in same.values()
        for one, other in combinations(rows_, 2)
        if _clash(one, other)
    )


def _identities(row: RegisteredFigure) -> Iterator[tuple[object, ...]]:
    if row.name:
        yield ("name", row.name)
    elif row.denominator:
        yield ("place", row.source, row.year, row.denominator)


def _clash(one: RegisteredFigure, other: RegisteredFigure) -> bool:
    if one.range is None or other.range is None:
        return one.value.casefold() != other.value.casefold()
    return not one.range.overlaps(other.range)


def _told(row: RegisteredFigure) -> str:
    return f"{row.value} ({row.source}; {row.where})"
