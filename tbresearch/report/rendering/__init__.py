"""One Markdown text in the three forms that a client can open.

The same `Manuscript` gives the same bytes, on any day and any machine with the
locked packages; nothing is fetched and no installed font is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tbresearch.report.rendering.docx import to_docx
from tbresearch.report.rendering.html import to_html
from tbresearch.report.rendering.manuscript import Figure, Layout, Manuscript
from tbresearch.report.rendering.pdf import to_pdf

__all__ = [
    "FORMATS",
    "Figure",
    "Layout",
    "Manuscript",
    "to_docx",
    "to_html",
    "to_pdf",
]

FORMATS: Mapping[str, Callable[[Manuscript], bytes]] = MappingProxyType(
    {"html": to_html, "docx": to_docx, "pdf": to_pdf}
)
