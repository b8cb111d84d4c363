"""A DOCX of a few pages in columns: no title page, no contents, one foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Twips

from tbresearch.report.rendering.docx_reference import set_page, text_width
from tbresearch.report.rendering.manuscript import Layout, Manuscript

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["line_width", "set_sheet"]

Element = Any  # python-docx gives its elements their methods at run time

_LIST_INDENT = 227  # twentieths of a point


def set_sheet(report: Document, manuscript: Manuscript) -> None:
    """Give every section of a sheet its page, and the first one the foot."""
    from docx.enum.section import WD_SECTION
    from docx.enum.text import WD_TAB_ALIGNMENT

    for section in report.sections:
        set_page(section, "sheet")
        section.different_first_page_header_footer = False
    report.sections[-1].start_type = WD_SECTION.CONTINUOUS
    for element in report.element.body.findall(".//{*}sectPr")[1:]:
        for reference in element.findall("{*}footerReference"):
            element.remove(reference)
    _drop_colophon(report)
    _pull_in_lists(report)
    _level_columns(report)
    foot = report.sections[0].footer
    foot.is_linked_to_previous = False
    line = foot.paragraphs[0]
    line.style = "Footer"
    who = ", ".join(filter(None, [*manuscript.authors, manuscript.date]))
    line.text = f"{who}\tVersie {manuscript.version}"
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(text_width("portrait")), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Twips(text_width("sheet")), WD_TAB_ALIGNMENT.RIGHT)


def line_width(block: Element, layout: Layout) -> int:
    """Return how wide a line is where a block stands, in twentieths of a point."""
    line = text_width(layout)
    for after in block.itersiblings():
        for columns in after.iter(qn("w:cols")):
            n, space = (columns.get(qn(f"w:{name}"), "0") for name in ("num", "space"))
            return (line - int(space) * (int(n) - 1)) // int(n) if int(n) else line
    return line


def _drop_colophon(report: Document) -> None:
    """Take authors and date out of the text; they stand in the foot."""
    for paragraph in report.element.body.findall(qn("w:p")):
        if paragraph.style in ("Author", "Date"):
            paragraph.getparent().remove(paragraph)


def _pull_in_lists(report: Document) -> None:
    """Let the first level of a list begin at the edge of its column."""
    numbering = report.part.numbering_part.element
    for level in numbering.iter(qn("w:lvl")):
        indent = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        if indent is not None and level.get(qn("w:ilvl")) == "0":
            indent.set(qn("w:left"), str(_LIST_INDENT))
            indent.set(qn("w:hanging"), str(_LIST_INDENT))


def _level_columns(report: Document) -> None:
    """Let both columns of a pair begin at the same height."""
    first = None
    for paragraph in report.element.body.findall(qn("w:p")):
        if first is None:
            first = paragraph
        starts = paragraph.find(f".//{qn('w:br')}[@{qn('w:type')}='column']")
        if starts is not None:
            for heading in (first, paragraph):
                heading.get_or_add_pPr().spacing_before = Twips(0)
        if paragraph.find(f".//{qn('w:sectPr')}") is not None:
            first = None
