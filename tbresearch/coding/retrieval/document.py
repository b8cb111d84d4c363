"""Sheets as a Word document: a title page, and a table for each."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tbresearch.coding.retrieval.sheets import Cell, Marked, Sheet
from tbresearch.coding.retrieval.workbook import plain
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

__all__ = ["document"]

Element = Any  # python-docx gives its elements their methods at run time

_NEVER = datetime(1980, 1, 1)
_PAGE = (297, 210)
_MARGIN = 18
_INK = RGBColor(0x1F, 0x29, 0x33)
# A table of more columns than these does not fit on a page: it is split, and the
# first column comes back.
_MOST_COLUMNS = 9
_WIDEST = 205
# Millimetres that a character takes, where there is room for it.
_ROOMY = 2.0


def document(title: str, lines: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """Return a document: a page about it, and a section for each table.

    Parameters
    ----------
    title : str
        The study.
    lines : sequence of str
        What stands under it.
    sheets : sequence of Sheet
        The tables.
    """
    report = docx.Document()
    _set_page(report)
    report.add_heading(plain(title), level=0)
    for line in lines:
        report.add_paragraph(plain(line))
    for sheet in sheets:
        head = report.add_heading(sheet.name, level=1)
        head.paragraph_format.page_break_before = True
        report.add_paragraph(plain(sheet.title))
        for places in _parts(sheet):
            _add_table(report, sheet, places)
            report.add_paragraph()
        for note in dict.fromkeys(sheet.notes):
            report.add_paragraph(plain(note), style="List Bullet")
    properties = report.core_properties
    properties.author = "tbresearch"
    properties.last_modified_by = "tbresearch"
    properties.title, properties.comments = plain(title), ""
    properties.language = "nl-NL"
    properties.created = properties.modified = _NEVER
    saved = io.BytesIO()
    report.save(saved)
    return saved.getvalue()


def _set_page(report: Document) -> None:
    section = report.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in _PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN))
    for name, size in (("Normal", 9), ("Title", 20), ("Heading 1", 14)):
        style = report.styles[name]
        style.font.size, style.font.name = Pt(size), "Calibri"
        style.font.color.rgb = _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:hAnsi"), "Calibri")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    report.styles["Normal"].element.get_or_add_rPr().append(language)


def _parts(sheet: Sheet) -> list[list[int]]:
    """Return the columns of each table: all, or as many as fit on a page."""
    shown = [i for i, column in enumerate(sheet.columns) if column.page]
    first, parts, width = shown[0], [[shown[0]]], sheet.columns[shown[0]].width
    for place in shown[1:]:
        wide = sheet.columns[place].width
        if len(parts[-1]) > 1 and (
            width + wide > _WIDEST or len(parts[-1]) == _MOST_COLUMNS
        ):
            parts.append([first])
            width = sheet.columns[first].width
        parts[-1].append(place)
        width += wide
    return parts


def _add_table(report: Document, sheet: Sheet, places: Sequence[int]) -> None:
    table = report.add_table(rows=1, cols=len(places))
    table.style = "Table Grid"
    table.autofit = False
    widths = [sheet.columns[place].width for place in places]
    each = min(_ROOMY, (_PAGE[0] - 2 * _MARGIN) / sum(widths))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(each * width)
    head = table.rows[0]
    mark = OxmlElement("w:tblHeader")
    head._tr.get_or_add_trPr().append(mark)
    for cell, place in zip(head.cells, places, strict=True):
        _fill(cell, sheet.columns[place].head, bold=True)
        cell._tc.get_or_add_tcPr().append(_shading())
    for row in sheet.rows:
        line = table.add_row()
        whole = OxmlElement("w:cantSplit")
        line._tr.get_or_add_trPr().append(whole)
        for cell, place in zip(line.cells, places, strict=True):
            _fill(cell, row.cells[place])


def _shading() -> Element:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "E9E4DA")
    return shading


def _fill(cell: _Cell, value: Cell, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if isinstance(value, int | float):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if isinstance(value, Marked):
        for text, stands_out in (
            (value.before, False),
            (value.text, True),
            (value.after, False),
        ):
            if text:
                paragraph.add_run(plain(text)).bold = stands_out
        return
    if isinstance(value, float):
        value = decimal_text(value, 2)
    paragraph.add_run(plain(str(value))).bold = bold
