"""A DOCX of a few pages in columns: no title page, no contents, one foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tbresearch.report.rendering.docx_reference import set_page, text_width
from tbresearch.report.rendering.manuscript import Manuscript

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["set_sheet"]


def set_sheet(report: Document, manuscript: Manuscript) -> None:
    """Give every section of a sheet its page, and the first one the foot."""
    from docx.enum.section import WD_SECTION
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    for section in report.sections:
        set_page(section, "sheet")
        section.different_first_page_header_footer = False
    report.sections[-1].start_type = WD_SECTION.CONTINUOUS
    for element in report.element.body.findall(".//{*}sectPr")[1:]:
        for reference in element.findall("{*}footerReference"):
            element.remove(reference)
    foot = report.sections[0].footer
    foot.is_linked_to_previous = False
    line = foot.paragraphs[0]
    line.style = "Footer"
    line.text = f"{manuscript.title}\tVersie {manuscript.version}"
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(text_width("portrait")), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Twips(text_width("sheet")), WD_TAB_ALIGNMENT.RIGHT)
