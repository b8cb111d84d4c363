"""Tables as they arrive, from five kinds of files: rows of cells under a title."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.study import decode, read_bytes
from tbresearch.study.archive import checked_archive

__all__ = ["Grid", "read_grids"]

_BREAK = re.compile(r"<\s*/?\s*br\s*/?\s*>", re.IGNORECASE)
_HEADING = re.compile(r"\s*#{1,6}\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*:?-{1,}:?\s*")
_MOST_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Grid:
    """One table.

    Attributes
    ----------
    title : str
        What stands above it; may be empty.
    rows : tuple of (str, tuple of str)
        The place of each row, in Dutch, and its cells; lines of a cell are separated
        by a line break. Of cells that were merged the first has the text.
    """

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def read_grids(path: Path) -> list[Grid]:
    """Return every table of a file that holds any text.

    Raises
    ------
    WorkbenchError
        If the file is of another kind, cannot be read, or holds no table.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise WorkbenchError(
            f"een tabel in {path.suffix or 'een bestand zonder achtervoegsel'} kan "
            "niet worden gelezen",
            where=path.name,
            fix=f"sla de tabel op als één van: {', '.join(_READERS)}",
        )
    raw = read_bytes(path, source=path.name)
    grids = [_clean(grid) for grid in reader(raw, path.name)]
    found = [grid for grid in grids if grid.rows]
    if not found:
        raise WorkbenchError(
            "in dit bestand staat geen tabel",
            where=path.name,
            fix="controleer of het de goede versie is, en of de tabel een echte tabel "
            "is en geen plaatje",
        )
    if sum(len(cells) for grid in found for _, cells in grid.rows) > _MOST_CELLS:
        raise WorkbenchError(
            "deze tabel is te groot voor een beoordelingskader",
            where=path.name,
            fix="kies het bestand met het kader",
        )
    return found


def _clean(grid: Grid) -> Grid:
    rows = [(where, tuple(map(_cell, cells))) for where, cells in grid.rows]
    return Grid(_cell(grid.title), tuple(row for row in rows if any(row[1])))


def _cell(text: str) -> str:
    lines = _BREAK.sub("\n", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = lines.replace("\v", "\n").replace("\N{LINE SEPARATOR}", "\n")
    kept = (" ".join(line.split()) for line in lines.split("\n"))
    return "\n".join(line for line in kept if line)


def _csv(raw: bytes, source: str) -> Iterator[Grid]:
    text = decode(raw, source=source)
    first = next((line for line in text.split("\n") if line.strip()), "")
    mark = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark, strict=True)
    rows: list[tuple[str, tuple[str, ...]]] = []
    line = 1
    try:
        for cells in reader:
            rows.append((f"{source}, regel {line}", tuple(cells)))
            line = reader.line_num + 1
    except csv.Error:
        raise WorkbenchError(
            "vanaf hier is de tabel niet te lezen: een aanhalingsteken klopt niet, of "
            "een cel is te lang",
            where=f"{source}, regel {line}",
            fix='sluit elk aanhalingsteken, en schrijf er een in een cel dubbel: ""',
        ) from None
    yield Grid("", tuple(rows))


def _markdown(raw: bytes, source: str) -> Iterator[Grid]:
    text = decode(raw, source=source)
    if "<table" in text.lower():
        yield from _html(raw, source)
    title, rows = "", list[tuple[str, tuple[str, ...]]]()
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        cells = _pipes(line)
        if cells is None:
            if rows:
                yield Grid(title, tuple(rows))
                title, rows = "", []
            heading = _HEADING.match(line)
            title = heading[1] if heading else line.strip("*_ ") or title
        elif not all(_RULE.fullmatch(cell) for cell in cells):
            rows.append((f"{source}, regel {number}", cells))


def _pipes(line: str) -> tuple[str, ...] | None:
    if "|" not in line:
        return None
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return tuple(cell.replace(r"\|", "|") for cell in cells)


def _xlsx(raw: bytes, source: str) -> Iterator[Grid]:
    import openpyxl

    checked_archive(raw, kind="Excel-bestand", suffix=".xlsx", source=source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
        sheets = [
            (sheet.title, list(sheet.iter_rows(values_only=True, max_col=60)))
            for sheet in book.worksheets
        ]
    except Exception:  # any file may come in, and openpyxl raises anything
        raise WorkbenchError(
            "dit Excel-bestand is beschadigd",
            where=source,
            fix="open het bestand in Excel en sla het opnieuw op als .xlsx",
        ) from None
    for title, rows in sheets:
        yield Grid(
            title,
            tuple(
                (
                    f"{source}, blad {title}, rij {number}",
                    tuple("" if cell is None else str(cell) for cell in cells),
                )
                for number, cells in enumerate(rows, start=1)
            ),
        )


def _docx(raw: bytes, source: str) -> Iterator[Grid]:
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    checked_archive(raw, kind="Word-bestand", suffix=".docx", source=source)
    try:
        parts = list(docx.Document(io.BytesIO(raw)).iter_inner_content())
    except Exception:  # any file may come in, and lxml raises anything
        raise WorkbenchError(
            "dit Word-bestand is beschadigd",
            where=source,
            fix="open het bestand in Word en sla het opnieuw op als .docx",
        ) from None
    title, number = "", 0
    for part in parts:
        if isinstance(part, Paragraph):
            title = part.text.strip() or title
        elif isinstance(part, Table):
            number += 1
            yield Grid(title, tuple(_word_rows(part, f"{source}, tabel {number}")))
            title = ""


def _word_rows(table: Any, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: ANN401
    """Yield rows; a cell that goes on from the left or from above is blank."""
    seen: set[int] = set()
    kept = []  # the elements live as long as their numbers are compared
    for number, row in enumerate(table.rows, start=1):
        cells = []
        for cell in row.cells:
            kept.append(cell._tc)
            cells.append("" if id(cell._tc) in seen else cell.text)
            seen.add(id(cell._tc))
        yield f"{place}, rij {number}", tuple(cells)


def _html(raw: bytes, source: str) -> Iterator[Grid]:
    parser = _Tables(source)
    parser.feed(decode(raw, source=source))
    parser.close()
    yield from parser.grids


class _Tables(HTMLParser):
    """Collects the tables of a page; merged cells keep their text in the first."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.grids: list[Grid] = []
        self.title = ""
        self.rows: list[tuple[str, tuple[str, ...]]] | None = None
        self.cells: list[str] = []
        self.below: dict[int, int] = {}  # columns that a cell above still fills
        self.span = (1, 1)
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.rows, self.below = [], {}
        elif tag == "tr":
            self.cells = []
        elif tag in ("td", "th"):
            given = dict(attrs)
            self.span = (_span(given.get("colspan")), _span(given.get("rowspan")))
            self.text = []
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "caption") or (
            tag == "p" and self.rows is None
        ):
            self.text = []
        elif tag in ("br", "li", "p", "div") and self.text is not None:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.rows is not None:
            self._close_cell()
        elif tag == "tr" and self.rows is not None:
            self._skip()
            line = f"{self.source}, regel {self.getpos()[0]}"
            self.rows.append((line, tuple(self.cells)))
        elif tag == "table" and self.rows is not None:
            self.grids.append(Grid(self.title, tuple(self.rows)))
            self.rows, self.title = None, ""
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "p") and (
            self.text is not None and (self.rows is None or tag == "caption")
        ):
            self.title = "".join(self.text).strip() or self.title
            self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(" ".join(data.split("\n")))

    def _skip(self) -> None:
        while self.below.get(len(self.cells), 0):
            self.below[len(self.cells)] -= 1
            self.cells.append("")

    def _close_cell(self) -> None:
        self._skip()
        across, down = self.span
        for number in range(across):
            if down > 1:
                self.below[len(self.cells)] = down - 1
            self.cells.append("".join(self.text or ()) if number == 0 else "")
        self.text = None


def _span(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdecimal() and int(text) else 1


_READERS: Mapping[str, Callable[[bytes, str], Iterator[Grid]]] = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
}
