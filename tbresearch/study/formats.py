"""Tables as they are delivered: Excel, SPSS and Parquet, beside CSV.

Each gives the same `Rows`: cells as a CSV file would write them, so that one check
and one wording serve all. A line is the row of the sheet in Excel, and the number of
the case, from 1, in SPSS and Parquet.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from tbresearch.errors import WorkbenchError
from tbresearch.study.archive import checked_archive
from tbresearch.study.columns import Column, Rows, cell_text, column_of
from tbresearch.study.files import read_bytes
from tbresearch.vocabulary import join_text

__all__ = ["READERS", "rows_of_parquet", "rows_of_sav", "rows_of_xlsx"]

_MOST_COLUMNS = 200
_Cells = tuple[object, ...]


def rows_of_xlsx(path: Path, required: set[str], *, source: str) -> Rows:
    """Return the rows of the one sheet that has the columns of the table."""
    raw = read_bytes(path, source=source)
    checked_archive(raw, kind="Excel-bestand", suffix=".xlsx", source=source)
    try:
        sheets = dict(_sheets(raw))
    except Exception:  # any file may come in, and openpyxl raises anything
        raise _damaged("Excel-bestand", "Excel", ".xlsx", source=source) from None
    found = [name for name, rows in sheets.items() if required <= set(_head(rows))]
    if len(found) > 1:
        raise WorkbenchError(
            f"deze tabel staat op {len(found)} bladen: {join_text(found)}",
            where=source,
            fix="houd het blad dat klopt, en haal het andere uit dit bestand",
        )
    filled = [name for name, rows in sheets.items() if rows]
    if not filled:
        raise WorkbenchError(
            "dit bestand is leeg",
            where=source,
            fix="zet op de eerste regel de namen van de kolommen",
        )
    chosen = sheets[(found or filled)[0]]
    (head, _), *rows = chosen
    names = _head(chosen)
    return Rows(
        source=source,
        head=head,
        names=names,
        columns=tuple(
            column_of([cells[number] for _, cells in rows])
            for number in range(len(names))
        ),
        lines=np.array([line for line, _ in rows], dtype=np.int64),
    )


def _sheets(raw: bytes) -> Iterator[tuple[str, list[tuple[int, _Cells]]]]:
    """Yield each sheet with its rows that are not blank, and their numbers."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on marks of Excel that are not kept
        book = openpyxl.load_workbook(
            io.BytesIO(raw), read_only=True, data_only=True, keep_links=False
        )
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what it says of its size may be wrong
                rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
                yield sheet.title, _filled(rows)
        finally:
            book.close()


def _filled(rows: Iterator[_Cells]) -> list[tuple[int, _Cells]]:
    """Return the rows with anything in them, up to the last column that is used."""
    kept = [
        (number, cells)
        for number, cells in enumerate(rows, start=1)
        if any(map(_used, cells))
    ]
    width = max((_width(cells) for _, cells in kept), default=0)
    return [(n, (*cells, *[None] * width)[:width]) for n, cells in kept]


def _used(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())


def _width(cells: _Cells) -> int:
    return max(number for number, cell in enumerate(cells, start=1) if _used(cell))


def _head(rows: list[tuple[int, _Cells]]) -> tuple[str, ...]:
    """Return the names on the first row; a column in use without one has a blank."""
    first = rows[0][1] if rows else ()
    return tuple(str(cell_text(cell) or "").strip().lower() for cell in first)


def rows_of_sav(path: Path, required: set[str], *, source: str) -> Rows:
    """Return the cases of an SPSS file, with what its labels mean."""
    import pyreadstat

    read_bytes(path, source=source)  # says in Dutch why a file cannot be read
    try:
        frame, meta = pyreadstat.read_sav(str(path))
    except Exception:  # of the library, or of pandas
        raise _damaged("SPSS-bestand", "SPSS", ".sav", source=source) from None
    return Rows(
        source=source,
        head=0,
        names=tuple(str(name).strip().lower() for name in frame.columns),
        columns=tuple(
            _labelled(frame[name].tolist(), meta.variable_value_labels.get(name, {}))
            for name in frame.columns
        ),
        lines=np.arange(1, len(frame) + 1),
    )


def _labelled(values: list[object], labels: Mapping[Any, str]) -> Column:
    column = column_of([None if value == "" else value for value in values])
    texts = {str(cell_text(value)): label for value, label in labels.items()}
    return Column(codes=column.codes, values=column.values, labels=texts)


def rows_of_parquet(path: Path, required: set[str], *, source: str) -> Rows:
    """Return the rows of a Parquet file, its columns encoded by value."""
    import pyarrow.parquet

    raw = read_bytes(path, source=source)
    try:
        table = pyarrow.parquet.read_table(pyarrow.BufferReader(raw))
    except Exception:  # of the library
        raise _damaged(
            "Parquet-bestand", "het programma dat het maakte", ".parquet", source=source
        ) from None
    return Rows(
        source=source,
        head=0,
        names=tuple(name.strip().lower() for name in table.column_names),
        columns=tuple(_encoded(column) for column in table.columns),
        lines=np.arange(1, table.num_rows + 1),
    )


def _encoded(column: Any) -> Column:  # noqa: ANN401 - of pyarrow
    """Return a column of Arrow, of which each different value is read once."""
    import pyarrow

    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pyarrow.types.is_nested(column.type):
        return column_of(column.to_pylist())
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, pyarrow.ChunkedArray):
        encoded = encoded.combine_chunks()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    texts = [cell_text(value) for value in encoded.dictionary.to_pylist()]
    if None in texts:  # not a number, which is a blank
        kept = np.cumsum([text is not None for text in texts]) - 1
        kept[[text is None for text in texts]] = -1
        codes = np.where(codes < 0, -1, kept[codes])
    values = tuple(text for text in texts if text is not None)
    return Column(codes=codes.astype(np.intp), values=values)


def _damaged(kind: str, program: str, suffix: str, *, source: str) -> WorkbenchError:
    return WorkbenchError(
        f"dit is geen {kind}, al heet het {suffix}; of het is beschadigd",
        where=source,
        fix=f"open het bestand in {program} en sla het opnieuw op als {suffix}",
    )


READERS: Mapping[str, Callable[..., Rows]] = MappingProxyType(
    {".xlsx": rows_of_xlsx, ".sav": rows_of_sav, ".parquet": rows_of_parquet}
)
