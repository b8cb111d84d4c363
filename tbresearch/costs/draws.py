"""Frames: those of draws that a user brings must be full and equally long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import decimal_text, join_text

__all__ = ["columns_of", "rows_of", "same_draws"]


def columns_of(
    frame: pd.DataFrame, *, what: str, least: int = 2
) -> NDArray[np.float64]:
    """Return the columns of a frame, of shape (columns, draws).

    Raises
    ------
    WorkbenchError
        If there are fewer than `least` columns or two draws, or a value is missing.
    """
    if not isinstance(frame, pd.DataFrame):
        raise WorkbenchError(
            f"{what} is geen tabel",
            where=what,
            fix="geef een DataFrame met een kolom per optie of parameter",
        )
    if frame.shape[1] < least or len(frame) < 2:
        raise WorkbenchError(
            f"{what} heeft {frame.shape[1]} kolommen en {len(frame)} trekkingen",
            where=what,
            fix="geef minstens twee trekkingen, met een kolom voor elke optie; niets "
            "doen is er ook een, met overal 0",
        )
    repeated = sorted({str(c) for c in frame.columns[frame.columns.duplicated()]})
    if repeated:
        raise WorkbenchError(
            f"{what} heeft een kolom meer dan één keer: {join_text(repeated)}",
            where=what,
            fix="geef elke kolom een eigen naam",
        )
    try:
        columns = np.ascontiguousarray(frame.to_numpy(dtype=float).T)
    except (TypeError, ValueError):
        columns = np.array([[np.nan]])
    if not np.isfinite(columns).all():
        raise WorkbenchError(
            f"{what} heeft lege cellen of iets wat geen getal is",
            where=what,
            fix="geef in elke trekking voor elke kolom een getal",
        )
    return columns


def same_draws(sizes: Mapping[str, int]) -> None:
    """Refuse frames that do not have equally many draws.

    Raises
    ------
    WorkbenchError
        With the number of each.
    """
    if len(set(sizes.values())) > 1:
        shown = [f"{decimal_text(n)} in {name}" for name, n in sizes.items()]
        raise WorkbenchError(
            f"het aantal trekkingen is niet gelijk: {join_text(shown)}",
            where=" en ".join(sizes),
            fix="geef tabellen van dezelfde simulatie; rij voor rij dezelfde trekking",
        )


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame as named tuples without the index."""
    yield from frame.itertuples(index=False)
