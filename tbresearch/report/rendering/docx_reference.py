"""The reference document that pandoc copies its styles and page from.

Built from the one inside pandoc and `assets/styles.xml`, so that every choice of
ours can be read and compared as text; a committed .docx could not.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from tbresearch.report.rendering import pandoc
from tbresearch.report.rendering.manuscript import Layout

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = ["reference", "set_page", "text_width"]

# A4 in twentieths of a point: width, height, and the margin around the text. With 25
# mm to the left and right, 160 mm are left.
_PAGES: Mapping[Layout, tuple[int, int, int]] = {
    "portrait": (11906, 16838, 1418),
    "landscape": (16838, 11906, 1418),
    "sheet": (11906, 16838, 964),
}


def text_width(layout: Layout) -> int:
    """Return how wide a line of text is, in twentieths of a point."""
    width, _, margin = _PAGES[layout]
    return width - 2 * margin


@cache
def reference(layout: Layout) -> bytes:
    """Return the reference document; built once in a process for each layout."""
    import docx

    document = docx.Document(io.BytesIO(pandoc.print_default("reference.docx")))
    _lay_over_styles(document, "styles.xml")
    if layout == "sheet":
        _lay_over_styles(document, "sheet.xml")
    for section in document.sections:
        set_page(section, layout)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _lay_over_styles(document: Document, name: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles = document.styles.element
    present = {
        style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))
    }
    ours = parse_xml((pandoc.ASSETS / name).read_bytes())
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, ours.find(qn("w:docDefaults")))
    for style in ours.findall(qn("w:style")):
        old = present.get(style.get(qn("w:styleId")))
        if old is None:
            styles.append(style)
        else:
            styles.replace(old, style)


def set_page(section: Section, layout: Layout) -> None:
    """Give a section the page of a layout."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    width, height, margin = _PAGES[layout]
    if width > height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = Twips(margin)
    section.top_margin = section.bottom_margin = Twips(margin)
    section.header_distance = section.footer_distance = Twips(margin // 2)
