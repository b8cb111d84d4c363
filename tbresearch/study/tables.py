"""Tables of a study: CSV files, checked cell by cell on reading.

A Dutch spreadsheet writes `;` between cells, dates day first and decimals with
a comma; all of that is read. Every bad cell is reported, not the first.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study.fields import Field, parse_record, unknown_name
from tbresearch.study.files import read_text

__all__ = ["LINE", "Table", "append_rows", "read_table"]

LINE = "line"


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
        Frame columns that together occur once.
    """

    file: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...]


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """Read a table, or name everything that is wrong with it.

    Parameters
    ----------
    path : Path
        The CSV file.
    table : Table
        What it should hold.

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
    header, rows = _read_cells(path, source=table.file)
    problems = _header_problems(header, table)
    if problems:
        raise StudyError(problems)
    records = []
    for line, cells in rows:
        if len(cells) > len(header):
            problems.append(_too_many(table.file, line, len(cells), len(header)))
            continue
        raw: Mapping[str, object] = dict(zip(header, cells, strict=False))

        def at(name: str, line: int = line) -> str:
            return f"{table.file}, regel {line}, kolom {name}"

        record = parse_record(raw, table.fields, at=at, problems=problems)
        records.append({**record, LINE: line})
    frame = pd.DataFrame(
        records, columns=[*(field.column for field in table.fields), LINE]
    )
    problems += _repeated(frame, table)
    if problems:
        raise StudyError(problems)
    return frame


def append_rows(path: Path, table: Table, rows: Sequence[Mapping[str, str]]) -> None:
    """Add rows to a table in the way its file is already written."""
    source = read_text(path, source=table.file)
    header, _ = _read_cells(path, source=table.file)
    out = io.StringIO()
    writer = csv.DictWriter(
        out, header, delimiter=_delimiter(source), lineterminator="\n"
    )
    writer.writerows(rows)
    gap = "" if source.endswith("\n") else "\n"
    path.write_text(source + gap + out.getvalue(), encoding="utf-8", newline="\n")


def _read_cells(
    path: Path, *, source: str
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header, and each row that is not blank with its line number."""
    content = read_text(path, source=source)
    reader = csv.reader(io.StringIO(content), delimiter=_delimiter(content))
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise WorkbenchError(
            f"de tabel is niet te lezen ({error})",
            where=f"{source}, regel {line}",
            fix="open het bestand in een rekenblad en sla het opnieuw op als CSV",
        ) from None
    if rows and rows[0][1][0].lower().startswith("sep="):
        rows.pop(0)
    if not rows:
        raise WorkbenchError(
            "dit bestand is leeg",
            where=source,
            fix="zet op de eerste regel de namen van de kolommen",
        )
    return [cell.strip().lower() for cell in rows[0][1]], rows[1:]


def _delimiter(content: str) -> str:
    lines = content.split("\n", 2)
    first = lines[0]
    if first.lower().startswith("sep=") and len(lines) > 1:
        first = lines[1]
    return max(",;\t", key=first.count)


def _header_problems(header: Sequence[str], table: Table) -> list[Problem]:
    where = f"{table.file}, regel 1"
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
    return Problem(
        what=f"deze regel heeft {cells} cellen, en er zijn {columns} kolommen",
        where=f"{file}, regel {line}",
        fix="zet tekst waar een scheidingsteken in staat tussen aanhalingstekens",
    )


def _repeated(frame: pd.DataFrame, table: Table) -> list[Problem]:
    columns = list(table.unique)
    repeated = frame[frame.duplicated(columns) & frame[columns].notna().all(axis=1)]
    names = {field.column: field.name for field in table.fields}
    return [
        Problem(
            what=" en ".join(f"{names[c]} {row[c]!r}" for c in columns)
            + " staat er al op een eerdere regel",
            where=f"{table.file}, regel {row[LINE]}",
            fix="verwijder de dubbele regel, of geef haar een eigen waarde",
        )
        for _, row in repeated.iterrows()
    ]
