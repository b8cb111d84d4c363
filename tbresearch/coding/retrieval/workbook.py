"""Sheets as a workbook: headings that stay in sight, and nothing that runs.

A cell that begins like a formula is text, and says so: a quote never runs.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tbresearch.coding.retrieval.sheets import Cell as Value
from tbresearch.coding.retrieval.sheets import Marked, Sheet

__all__ = ["plain", "workbook"]

ABOUT = "Over dit bestand"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The most that a cell can hold, in UTF-16 units; one emoji is two of them.
_MOST = 32_767
_CUT = " [afgekapt: meer past niet in een cel]"
_NEVER = datetime(1980, 1, 1)
_WRAP = Alignment(wrap_text=True, vertical="top")
_HEAD = PatternFill("solid", fgColor="E9E4DA")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_SURROGATES = re.compile("[\ud800-\udfff\ufffe\uffff]")


def workbook(title: str, lines: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook: a sheet about the file, and one for each table.

    Parameters
    ----------
    title : str
        The study.
    lines : sequence of str
        What stands under it on the first sheet.
    sheets : sequence of Sheet
        The tables.
    """
    book = Workbook()
    first = book.active
    assert first is not None
    _write_about(first, title, lines, sheets)
    for number, sheet in enumerate(sheets, start=1):
        _write(book.create_sheet(_tab(sheet.name, number, sheets)), sheet)
    book.properties.creator = "tbresearch"
    book.properties.title = plain(title)
    book.properties.created = _NEVER
    saved = io.BytesIO()
    book.save(saved)
    return _without_clock(saved.getvalue())


def plain(text: str) -> str:
    """Return text without characters that an Office file cannot hold."""
    return str(_SURROGATES.sub("\ufffd", ILLEGAL_CHARACTERS_RE.sub("", text)))


def _write_about(
    page: Worksheet, title: str, lines: Sequence[str], sheets: Sequence[Sheet]
) -> None:
    page.title = ABOUT
    page.column_dimensions["A"].width = 100
    notes = [
        f"{sheet.name}: {note}"
        for sheet in sheets
        for note in dict.fromkeys(sheet.notes)
    ]
    for number, line in enumerate([title, *lines, *notes], start=1):
        _put(page.cell(row=number, column=1), line)
    page["A1"].font = Font(bold=True, size=14)


def _write(page: Worksheet, sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        head = page.cell(row=1, column=place)
        _put(head, column.head)
        head.font = Font(bold=True)
        head.fill = _HEAD
        page.column_dimensions[get_column_letter(place)].width = column.width
        if column.choices:
            _offer(page, get_column_letter(place), column.choices, len(sheet.rows))
    for number, row in enumerate(sheet.rows, start=2):
        for place, value in enumerate(row.cells, start=1):
            _put(page.cell(row=number, column=place), value)
    page.freeze_panes = "B2" if len(sheet.columns) > 1 else "A2"
    page.auto_filter.ref = page.dimensions
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _offer(page: Worksheet, letter: str, choices: Sequence[str], rows: int) -> None:
    """Let a column offer a list, without refusing what is not in it."""
    offered = DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True
    )
    offered.showErrorMessage = False
    page.add_data_validation(offered)
    offered.add(f"{letter}2:{letter}{rows + 1}")


def _put(cell: Cell, value: Value) -> None:
    cell.alignment = _WRAP
    if isinstance(value, int | float):
        cell.value = value
        return
    text = _fitting(str(value))
    rich = isinstance(value, Marked) and text == plain(str(value))
    cell.value = _rich(value) if rich and isinstance(value, Marked) else text
    if not rich:
        cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True


def _rich(value: Marked) -> CellRichText:
    bold = TextBlock(InlineFont(b=True, color="00508C"), plain(value.text))
    parts = (plain(value.before), bold, plain(value.after))
    return CellRichText(*(part for part in parts if part))


def _fitting(text: str) -> str:
    """Return text that a cell can hold; what is cut is said to be."""
    text = plain(text)
    if _length(text) <= _MOST:
        return text
    units = text.encode("utf-16-le")[: 2 * (_MOST - _length(_CUT))]
    return units.decode("utf-16-le", "ignore") + _CUT


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _tab(name: str, number: int, sheets: Sequence[Sheet]) -> str:
    """Return the name of a tab; one that comes back gets its number."""
    return name if [s.name for s in sheets].count(name) == 1 else f"{name} {number}"


def _without_clock(raw: bytes) -> bytes:
    """Return the workbook with a fixed time in the place of that of saving."""
    moment = f"{_NEVER.isoformat()}Z".encode()
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + moment, part)
            new.writestr(name, part)
    return out.getvalue()
