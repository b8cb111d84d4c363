"""A frame of units and coders as whole numbers, checked once.

Values become places in a sorted list of categories, and a missing value becomes
-1, so that everything after this is counting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Real

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.errors import WorkbenchError

__all__ = ["Ratings", "read_ratings"]

_WHERE = "de tabel van eenheden en codeurs"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratings:
    """What every coder gave every unit.

    Attributes
    ----------
    codes : array of shape (units, coders)
        Place in `categories`, or -1 where a coder gave nothing.
    categories : tuple
        The values, in order.
    coders : tuple of str
        Column names.
    units : pd.Index
        Names of the units.
    """

    codes: NDArray[np.int64]
    categories: tuple[object, ...]
    coders: tuple[str, ...]
    units: pd.Index

    @property
    def given(self) -> NDArray[np.int64]:
        """How many coders gave each unit a value."""
        given: NDArray[np.int64] = (self.codes >= 0).sum(axis=1)
        return given

    def numbers(self, *, level: str) -> NDArray[np.float64]:
        """Return the categories as finite numbers.

        Raises
        ------
        WorkbenchError
            If one of them is no number, or is negative where a ratio is asked.
        """
        words = [
            value
            for value in self.categories
            if not isinstance(value, Real) or not np.isfinite(float(value))
        ]
        if words:
            raise WorkbenchError(
                f"{_shown(words[0])} is geen getal",
                where=_WHERE,
                fix=f"bij level={level!r} is elke waarde een getal, en bij ordinal "
                "geeft dat getal de volgorde; voor namen is er level='nominal'",
            )
        found = np.array([float(value) for value in self.categories])  # type: ignore[arg-type]
        if level == "ratio" and (found < 0).any():
            raise WorkbenchError(
                f"{_shown(self.categories[0])} is negatief",
                where=_WHERE,
                fix="level='ratio' is voor hoeveelheden vanaf nul; gebruik anders "
                "level='interval'",
            )
        return found


def read_ratings(
    values: pd.DataFrame, *, categories: Sequence[object] | None = None
) -> Ratings:
    """Read a frame of one row a unit and one column a coder.

    Parameters
    ----------
    values : pd.DataFrame
        Any values; NaN, None and pd.NA are missing.
    categories : sequence or None
        Every value that a coder could give, in order; None takes those that occur.

    Raises
    ------
    WorkbenchError
        If there are fewer than two coders, two have one name, a value cannot be
        compared, or a value is not among `categories`.
    """
    coders = [str(name) for name in values.columns]
    if len(coders) < 2 or len(set(coders)) < len(coders):
        raise WorkbenchError(
            f"er is {'één' if coders else 'geen'} codeur, en vergelijken vraagt er twee"
            if len(coders) < 2
            else "twee kolommen heten hetzelfde",
            where=f"{_WHERE}: {', '.join(coders) or 'geen kolommen'}",
            fix="geef één kolom per codeur, met minstens twee codeurs",
        )
    flat = values.to_numpy(dtype=object).ravel()
    try:
        places, found = pd.factorize(flat)
    except TypeError:
        raise WorkbenchError(
            "een waarde is geen woord en geen getal",
            where=_WHERE,
            fix="geef per eenheid en codeur één waarde, geen lijst",
        ) from None
    known = _known(list(found), categories)
    place = {value: i for i, value in enumerate(known)}
    # One place more, for what is missing: -1 stays -1.
    order = np.array([*(place[value] for value in found), -1])
    return Ratings(
        codes=order[places].reshape(values.shape),
        categories=tuple(known),
        coders=tuple(coders),
        units=values.index,
    )


def _known(found: list[object], categories: Sequence[object] | None) -> list[object]:
    if categories is None:
        return sorted(found, key=_rank)
    known = list(categories)
    if len(set(known)) < len(known):
        raise WorkbenchError(
            "een waarde staat er twee keer",
            where=f"categories = {known!r}",
            fix="noem elke waarde één keer",
        )
    strange = [value for value in found if value not in set(known)]
    if strange:
        raise WorkbenchError(
            f"{_shown(strange[0])} is geen waarde die een codeur kon geven",
            where=_WHERE,
            fix=f"noem haar bij categories; daar staat nu {known!r}",
        )
    return known


def _rank(value: object) -> tuple[int, float, str]:
    """Return by what values are sorted: numbers first, by size, then words."""
    if isinstance(value, Real):
        return 0, float(value), ""
    return 1, 0.0, f"{value} {type(value).__name__}"


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str) else str(value)
