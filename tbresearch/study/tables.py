"""Tables of a study, checked cell by cell on reading.

A Dutch spreadsheet writes `;` between cells, dates day first and decimals with
a comma; all of that is read. Every bad cell is reported, not the first. Tables that
come from another program may be Excel, SPSS or Parquet instead of CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study.columns import LINE, Rows, column_of, parse_rows
from tbresearch.study.fields import Field, unknown_name
from tbresearch.study.files import decode, read_bytes, read_text
from tbresearch.study.formats import READERS
from tbresearch.vocabulary import join_text, quantity_text

__all__ = [
    "LINE",
    "Table",
    "delivered",
    "edited_rows",
    "longer_table",
    "read_table",
    "table_rows",
]

_KEPT_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file of a study: its name, its columns, and what makes a row unique.

    Attributes
    ----------
    file : str
        File name in the study folder.
    fields : tuple of Field
        The columns, in the order of the template.
    unique : tuple of str
        Frame columns that together occur once; none where rows may be alike.
    """

    file: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...]


def delivered(root: Path, table: Table) -> Table | None:
    """Return a table under the file name that it has in the study, if it is there.

    Parameters
    ----------
    root : Path
        The study folder.
    table : Table
        What is looked for: `zrm.csv`, or else `zrm.xlsx`, `zrm.sav` or `zrm.parquet`.

    Raises
    ------
    WorkbenchError
        If the study has it in more than one format.
    """
    names = [Path(table.file).with_suffix(s).name for s in (".csv", *READERS)]
    found = [name for name in names if (root / name).is_file()]
    if len(found) > 1:
        raise WorkbenchError(
            f"deze tabel staat er {len(found)} keer: {join_text(found)}",
            where=found[0],
            fix="houd het bestand dat klopt, en haal het andere uit de studiemap",
        )
    return replace(table, file=found[0]) if found else None


def read_table(path: Path, table: Table, *, compact: bool = False) -> pd.DataFrame:
    """Read a table, or name everything that is wrong with it.

    Parameters
    ----------
    path : Path
        A CSV file, or one of Excel, SPSS or Parquet.
    table : Table
        What it should hold.
    compact : bool
        Whether text becomes categories and days become datetime64, as tables of
        millions of rows need.

    Returns
    -------
    pd.DataFrame
        One row a record, columns named by `Field.column`, and `line`, the
        line of the file that the row began on.

    Raises
    ------
    StudyError
        With one problem for each cell, column or row that is wrong.
    """
    if path.suffix.lower() in READERS:
        return _checked(table_rows(path, table), table, compact=compact)
    content = read_text(path, source=table.file)
    if len(content) > _KEPT_CHARACTERS:
        rows = _rows_of_csv(content, source=table.file)
        return _checked(rows, table, compact=compact)
    return _kept(content, table, compact=compact).copy()


# A study reads its tables again for every part of the report and every command of a
# notebook. What is kept is of the content, so a changed file is read anew.
@lru_cache(maxsize=64)
def _kept(content: str, table: Table, *, compact: bool) -> pd.DataFrame:
    rows = _rows_of_csv(content, source=table.file)
    return _checked(rows, table, compact=compact)


def _checked(rows: Rows, table: Table, *, compact: bool) -> pd.DataFrame:
    problems = _header_problems(rows.names, table, source=rows.source, line=rows.head)
    if problems:
        raise StudyError(problems)
    frame = parse_rows(rows, table.fields, problems, compact=compact)
    problems = [*rows.problems, *problems]
    problems += _repeated(frame, table, source=rows.source)
    if problems:
        raise StudyError(problems)
    return frame


def table_rows(path: Path, table: Table) -> Rows:
    """Return the rows of a table as they are, of any format that is read, unchecked."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return _rows_of_csv(read_text(path, source=table.file), source=table.file)
    required = {field.name for field in table.fields if field.required}
    return reader(path, required, source=path.name)


def _rows_of_csv(content: str, *, source: str) -> Rows:
    (first, header), *rows = _read_cells(content, source=source)
    names = _names(header)
    fit = [(line, cells) for line, cells in rows if len(cells) <= len(names)]
    padded = zip_longest(*(cells for _, cells in fit))
    columns = [column_of(cells) for cells in padded]
    blank = column_of([None] * len(fit))
    return Rows(
        source=source,
        head=first,
        names=tuple(names),
        columns=(*columns, *[blank] * (len(names) - len(columns))),
        lines=np.array([line for line, _ in fit], dtype=np.int64),
        problems=tuple(
            _too_many(source, line, len(cells), len(names))
            for line, cells in rows
            if len(cells) > len(names)
        ),
    )


def longer_table(raw: bytes, table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return the file of a table with rows added in the way it is already written.

    Parameters
    ----------
    raw : bytes
        The file. One that was not plain UTF-8 becomes UTF-8 with a BOM, without
        which a spreadsheet takes it for Windows-1252.
    table : Table
        What it holds.
    rows : sequence of mapping of str to str
        Cells by the Dutch names of the columns. A column that the file does not
        have is added to it.
    """
    source = decode(raw, source=table.file)
    (_, header), *old = _read_cells(source, source=table.file)
    names = _names(header)
    given = {name for row in rows for name, cell in row.items() if cell}
    added = [f.name for f in table.fields if f.name in given - set(names)]
    if added:
        names += added
        kept = [dict(zip(names, cells, strict=False)) for _, cells in old]
        return _written([*kept, *rows], names, like=raw, source=source)
    out = io.StringIO()
    writer = csv.DictWriter(
        out,
        names,
        extrasaction="ignore",
        delimiter=_delimiter(source),
        lineterminator="\n",
    )
    writer.writerows(rows)
    gap = "" if source.endswith("\n") else "\n"
    return (source + gap + out.getvalue()).encode(_encoding(raw))


def edited_rows(
    path: Path, table: Table, change: Callable[[dict[str, str]], dict[str, str] | None]
) -> bytes:
    """Return the file of a table with each row changed, or left out for None.

    Parameters
    ----------
    path : Path
        The CSV file.
    table : Table
        What it holds.
    change : callable
        Takes and returns the cells of a row by the Dutch names of the columns.
    """
    raw = read_bytes(path, source=table.file)
    source = decode(raw, source=table.file)
    (_, header), *rows = _read_cells(source, source=table.file)
    names = _names(header)
    changed = (change(dict(zip(names, cells, strict=False))) for _, cells in rows)
    kept = [row for row in changed if row is not None]
    given = {name for row in kept for name, cell in row.items() if cell}
    names += [f.name for f in table.fields if f.name in given - set(names)]
    return _written(kept, names, like=raw, source=source)


def _written(
    rows: Iterable[Mapping[str, str]], names: Sequence[str], *, like: bytes, source: str
) -> bytes:
    """Return a table in the encoding and with the delimiter of a file."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out,
        names,
        extrasaction="ignore",
        delimiter=_delimiter(source),
        lineterminator="\n",
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(_encoding(like))


def _encoding(raw: bytes) -> str:
    """Return the encoding in which a file that was read so is written again."""
    try:
        plain = not raw.decode("utf-8").startswith("\ufeff")
    except UnicodeDecodeError:
        plain = False
    return "utf-8" if plain else "utf-8-sig"


def _read_cells(content: str, *, source: str) -> list[tuple[int, list[str]]]:
    """Return each row that is not blank with its line number; the header first."""
    reader = csv.reader(
        io.StringIO(content), delimiter=_delimiter(content), strict=True
    )
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise WorkbenchError(
            "vanaf hier is de tabel niet te lezen: een aanhalingsteken klopt niet, of "
            "een cel is te lang",
            where=f"{source}, regel {line}",
            fix='sluit elk aanhalingsteken, en schrijf er een in een cel dubbel: ""',
        ) from None
    if rows and rows[0][1][0].lower().startswith("sep="):
        rows.pop(0)
    if not rows:
        raise WorkbenchError(
            "dit bestand is leeg",
            where=source,
            fix="zet op de eerste regel de namen van de kolommen",
        )
    return rows


def _names(header: Sequence[str]) -> list[str]:
    return [cell.strip().lower() for cell in header]


def _delimiter(content: str) -> str:
    lines = (line for line in content.split("\n") if line.strip())
    first = next(lines, "")
    if first.lower().startswith("sep="):
        first = next(lines, "")
    return max(",;\t", key=first.count)


def _header_problems(
    header: Sequence[str], table: Table, *, source: str, line: int
) -> list[Problem]:
    where = f"{source}, regel {line}" if line else source
    names = [field.name for field in table.fields]
    problems = [
        unknown_name(name, names, where=f"{where}, kolom {number}")
        for number, name in enumerate(header, start=1)
        if name not in names
    ]
    problems += [
        Problem(
            what=f"kolom {name!r} staat er twee keer",
            where=where,
            fix="verwijder of hernoem één van de twee",
        )
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    problems += [
        Problem(
            what=f"kolom {field.name!r} ontbreekt",
            where=where,
            fix=f"voeg de kolom toe, met in elke cel {field.kind.expects}",
        )
        for field in table.fields
        if field.required and field.name not in header
    ]
    return problems


def _too_many(file: str, line: int, cells: int, columns: int) -> Problem:
    there = quantity_text(columns, "kolom", "kolommen")
    return Problem(
        what=f"deze regel heeft {cells} cellen, en er "
        f"{'is' if columns == 1 else 'zijn'} {there}",
        where=f"{file}, regel {line}",
        fix="zet tekst waar een scheidingsteken in staat tussen aanhalingstekens",
    )


def _repeated(frame: pd.DataFrame, table: Table, *, source: str) -> list[Problem]:
    columns = list(table.unique)
    if not columns:
        return []
    repeated = frame[frame.duplicated(columns) & frame[columns].notna().all(axis=1)]
    names = {field.column: field.name for field in table.fields}
    return [
        Problem(
            what=" en ".join(f"{names[c]} {row[c]!r}" for c in columns)
            + " staat er al op een eerdere regel",
            where=f"{source}, regel {row[LINE]}",
            fix="verwijder de dubbele regel, of geef haar een eigen waarde",
        )
        for _, row in repeated.iterrows()
    ]
