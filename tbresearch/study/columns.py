"""Columns of a table, checked once for each different value.

A table of millions of rows has few different values in most of its columns. Each is
read once, by the same check as a cell, and every row in which it is wrong is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import Problem
from tbresearch.study.fields import Field, parse_value
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "LINE",
    "MOST_PROBLEMS",
    "Column",
    "Rows",
    "cell_text",
    "column_of",
    "parse_rows",
]

LINE = "line"
# Nobody mends more cells by hand; what is left is counted.
MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One column as it was delivered.

    Attributes
    ----------
    codes : array of int, shape (rows,)
        Index in `values`; -1 for a blank.
    values : tuple of str
        Different values, as a CSV file would write them.
    labels : mapping of str to str
        What a value means, where the file says so (SPSS).
    """

    codes: NDArray[np.intp]
    values: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """A table as it was delivered, in whatever format.

    Attributes
    ----------
    source : str
        What messages call the file.
    head : int
        Line of the names of the columns.
    names : tuple of str
        Names of the columns, in lower case.
    columns : tuple of Column
        One for each name.
    lines : array of int, shape (rows,)
        Line of the file that each row began on.
    problems : tuple of Problem
        Rows that could not be taken.
    """

    source: str
    head: int
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: NDArray[np.int64]
    problems: tuple[Problem, ...] = ()


def column_of(values: Sequence[object]) -> Column:
    """Return a column from its cells, text or of any type that a file may hold."""
    cells = np.empty(len(values), dtype=object)
    cells[:] = [cell_text(value) for value in values]
    codes, different = pd.factorize(cells)
    return Column(codes=codes, values=tuple(different))


def cell_text(value: object) -> str | None:
    """Return a cell as a CSV file would write it; None for a blank.

    >>> cell_text(datetime(2025, 11, 3)), cell_text(3.0), cell_text(True)
    ('2025-11-03', '3', 'ja')
    """
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, bool | np.bool_):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "|".join(filter(None, (cell_text(item) for item in value)))
    if isinstance(value, float | np.floating):
        if np.isnan(value):
            return None
        whole = np.isfinite(value) and value == int(value)
        return str(int(value)) if whole else np.format_float_positional(value, trim="-")
    return str(value)


def parse_rows(
    rows: Rows,
    fields: Sequence[Field],
    problems: list[Problem],
    *,
    compact: bool = False,
) -> pd.DataFrame:
    """Return a frame of checked values; append what is wrong to `problems`.

    Parameters
    ----------
    rows : Rows
        The table.
    fields : sequence of Field
        What its columns may hold.
    problems : list of Problem
        Added to in the order of the rows, at most `MOST_PROBLEMS` cells.
    compact : bool
        Whether text becomes categories and days become datetime64, as tables of
        millions of rows need.
    """
    columns = dict(zip(rows.names, rows.columns, strict=True))
    frame: dict[str, pd.Series] = {}
    faulty: list[tuple[int, int, Problem]] = []
    for number, item in enumerate(fields):
        column = columns.get(item.name) or _blank(len(rows.lines))
        parsed, wrong = _parse_column(column, item)
        frame[item.column] = _spread(parsed, column.codes, compact=compact)
        faulty += [(row, number, found) for row, found in _faulty_rows(column, wrong)]
    problems += _placed(rows, fields, faulty)
    return pd.DataFrame({**frame, LINE: rows.lines})


def _blank(rows: int) -> Column:
    return Column(codes=np.full(rows, -1, dtype=np.intp), values=())


def _parse_column(
    column: Column, item: Field
) -> tuple[list[object], dict[int, Problem]]:
    """Return the value of every code, the blank last, and what is wrong with which."""
    parsed: list[object] = []
    wrong: dict[int, Problem] = {}
    blank = bool((column.codes < 0).any())
    values = (*column.values, None) if blank else column.values
    for code, value in enumerate(values):
        found: list[Problem] = []
        for form in _forms(value, column.labels):
            found = []
            read = parse_value(item, form, at=str, problems=found)
            if not found:
                break
        parsed.append(read)
        if found:
            wrong[code if value is not None else -1] = found[0]
    return parsed, wrong


def _forms(value: str | None, labels: Mapping[str, str]) -> Iterator[str | None]:
    """Yield what a value may stand for: its label, its label as a key, or itself.

    The problem that is shown is that of the last, which is what the file holds.
    """
    if value is not None and value in labels:
        yield labels[value].strip()
        yield "_".join(labels[value].casefold().split())
    yield value


def _spread(
    parsed: list[object], codes: NDArray[np.intp], *, compact: bool
) -> pd.Series:
    """Return one value a row; the kind of the column follows from the values."""
    values = pd.Series(parsed, dtype=None if parsed else object)
    if compact and {type(value) for value in parsed} - {type(None)} == {date}:
        values = pd.to_datetime(values).astype("datetime64[s]")
    elif compact and pd.api.types.is_string_dtype(values.dtype):
        unique = values.dropna().drop_duplicates()
        index = pd.Index(unique).get_indexer(pd.Index(values))
        return pd.Series(pd.Categorical.from_codes(index[codes], pd.Index(unique)))
    # a blank has code -1, and its value stands last
    return values.take(codes % max(len(values), 1)).reset_index(drop=True)


def _faulty_rows(
    column: Column, wrong: Mapping[int, Problem]
) -> Iterator[tuple[int, Problem]]:
    if wrong:
        for row in np.flatnonzero(np.isin(column.codes, list(wrong))):
            yield int(row), wrong[int(column.codes[row])]


def _placed(
    rows: Rows, fields: Sequence[Field], faulty: list[tuple[int, int, Problem]]
) -> Iterator[Problem]:
    """Yield the problems of cells with their place, and how many were left out."""
    faulty.sort(key=lambda found: found[:2])
    for row, number, found in faulty[:MOST_PROBLEMS]:
        place = f"{rows.source}, regel {rows.lines[row]}, kolom {fields[number].name}"
        yield replace(found, where=place)
    if len(faulty) > MOST_PROBLEMS:
        left = decimal_text(len(faulty) - MOST_PROBLEMS)
        yield Problem(
            what=f"in nog {left} cellen staat iets dat daar niet kan",
            where=rows.source,
            fix="verbeter eerst de cellen hierboven; vaak is het overal dezelfde fout",
        )
