"""Whether a report stays within its pages, and what to shorten if it does not."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.outline import Product, Section
from tbresearch.vocabulary import quantity_text

__all__ = ["refuse_overflow"]

_SECTION = re.compile(r"^# .*?\{#([\w-]+)[^}\n]*\}$", re.MULTILINE)
# Of sheet.typ, in points: what the foot takes of a page, and the size of a heading.
_FOOT, _HEADING = 45, 13.5


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
        With the number of words too many, and the section to shorten: of those on
        the page that is too full, the author's longest text, or else the longest.
    """
    if product.most_pages is None:
        return
    pages = _pages(pdf)
    if len(pages) <= product.most_pages:
        return
    over = _over(product, pages)
    words = _words(markdown)
    spilled = {key: words.get(key, 0) for key in over}
    written = {
        key: n
        for key, n in spilled.items()
        if (root / product.folder / f"{key}.md").is_file()
    }
    choice = written or spilled
    longest = max(choice, key=lambda key: choice[key])
    title = next(s.title for s in product.outline if s.key == longest)
    file = f"{product.folder}/{longest}.md"
    most = quantity_text(product.most_pages, "bladzijde", "bladzijden")
    now = quantity_text(choice[longest], "woord", "woorden")
    left = quantity_text(max(over.values()), "woord", "woorden")
    raise WorkbenchError(
        f"de {product.title.lower()} past niet op {most}: {left} te veel",
        where=file if written else title,
        fix=f"kort de paragraaf {title!r} in, die heeft nu {now}"
        + ("" if written else f"; schrijf daarvoor een eigen tekst in {file}"),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """The headings on a page as one text, and the number of words on it."""

    headings: str
    words: int


def _pages(pdf: bytes) -> list[_Page]:
    """Return what stands on each page, the foot left out."""
    import pdfplumber  # half a second: only for a report with a limit

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [
            _Page(
                " ".join(w["text"] for w in words if abs(w["size"] - _HEADING) < 0.1),
                sum(word["bottom"] < page.height - _FOOT for word in words),
            )
            for page in document.pages
            for words in [page.extract_words(extra_attrs=["size"])]
        ]


def _over(product: Product, pages: Sequence[_Page]) -> Mapping[str, int]:
    """Return the sections that may be too long, with the words too many.

    A second pair of columns begins a page, so that each part has a page to fit on.
    """
    parts: list[list[Section]] = [[]]
    for section in product.outline:
        if section.place == "links" and any(s.place for s in parts[-1]):
            parts.append([])
        parts[-1].append(section)
    starts = [0] + [
        next(n for n, page in enumerate(pages) if part[0].title in page.headings)
        for part in parts[1:]
    ]
    ends = [*starts[1:], len(pages)]
    return {
        section.key: too_many
        for part, start, end in zip(parts, starts, ends, strict=True)
        if (too_many := sum(page.words for page in pages[start + 1 : end]))
        for section in part
    }


def _words(markdown: str) -> Mapping[str, int]:
    """Return how many words each section has."""
    parts = _SECTION.split(markdown)
    return {
        key: len(text.split())
        for key, text in zip(parts[1::2], parts[2::2], strict=True)
    }
