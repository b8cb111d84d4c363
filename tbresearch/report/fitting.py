"""Whether a report stays within its pages, and what to shorten if it does not."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.outline import Product
from tbresearch.vocabulary import quantity_text

__all__ = ["refuse_overflow"]

_SECTION = re.compile(r"^# .*?\{#([\w-]+)[^}\n]*\}$", re.MULTILINE)
_FOOT = 45  # points at the bottom of a page that the foot takes


def refuse_overflow(root: Path, product: Product, markdown: str, pdf: bytes) -> None:
    """Raise if a PDF has more pages than its product may have.

    Parameters
    ----------
    root : Path
        Folder of the study.
    product : Product
        What was made.
    markdown : str
        The text, for the length of its sections.
    pdf : bytes
        The text on pages.

    Raises
    ------
    WorkbenchError
        With the number of words that do not fit, and the section to shorten: the
        longest text of the author, or else the longest section.
    """
    if product.most_pages is None:
        return
    pages, left = _pages(pdf, product.most_pages)
    if pages <= product.most_pages:
        return
    words = _words(markdown)
    written = {
        section.key: words.get(section.key, 0)
        for section in product.outline
        if (root / product.folder / f"{section.key}.md").is_file()
    }
    made = {section.key: words.get(section.key, 0) for section in product.outline}
    choice = written or made
    key = max(choice, key=lambda name: choice[name])
    title = next(s.title for s in product.outline if s.key == key)
    file = f"{product.folder}/{key}.md"
    over = quantity_text(left, "woord past", "woorden passen")
    most = quantity_text(product.most_pages, "bladzijde", "bladzijden")
    now = quantity_text(choice[key], "woord", "woorden")
    raise WorkbenchError(
        f"de {product.title.lower()} past niet op {most}: {over} er niet op",
        where=file if written else title,
        fix=f"kort de paragraaf {title!r} in, die heeft nu {now}"
        + ("" if written else f"; schrijf daarvoor een eigen tekst in {file}"),
    )


def _pages(pdf: bytes, most: int) -> tuple[int, int]:
    """Return how many pages there are, and how many words stand beyond the last."""
    import pdfplumber  # half a second: only for a report with a limit

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        beyond = document.pages[most:]
        foot = [page.height - _FOOT for page in beyond]
        words = [
            sum(word["bottom"] < low for word in page.extract_words())
            for page, low in zip(beyond, foot, strict=True)
        ]
        return len(document.pages), sum(words)


def _words(markdown: str) -> Mapping[str, int]:
    """Return how many words each section has."""
    parts = _SECTION.split(markdown)
    return {
        key: len(text.split())
        for key, text in zip(parts[1::2], parts[2::2], strict=True)
    }
