"""The reference document that pandoc copies its styles and page from.

Built from the one inside pandoc and `assets/styles.xml`, so that every choice of
ours can be read and compared as text; a committed .docx could not.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from tbresearch.report.rendering import pandoc

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = ["TEXT_WIDTH", "reference"]

# A4 with 25 mm to the left and right leaves 160 mm, in twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1418
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


@cache
def reference() -> bytes:
    """Return the reference document; built once in a process."""
    import docx

    document = docx.Document(io.BytesIO(pandoc.print_default("reference.docx")))
    _lay_over_styles(document)
    for section in document.sections:
        _set_page(section)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _lay_over_styles(document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles = document.styles.element
    present = {
        style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))
    }
    ours = parse_xml((pandoc.ASSETS / "styles.xml").read_bytes())
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, ours.find(qn("w:docDefaults")))
    for style in ours.findall(qn("w:style")):
        old = present.get(style.get(qn("w:styleId")))
        if old is None:
            styles.append(style)
        else:
            styles.replace(old, style)


def _set_page(section: Section) -> None:
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Twips(MARGIN)
    section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)
