"""PDF as pieces: one a paragraph.

Programs that number the paragraphs put the number left of the text; there a
number begins a paragraph. Elsewhere a label or a wider gap does.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts.delivered import MAX_LINES, refuse_much_text
from tbresearch.transcripts.labels import as_lines
from tbresearch.transcripts.pdf_streams import refuse_bomb
from tbresearch.transcripts.reading import Opened, Piece, short

if TYPE_CHECKING:
    from pdfplumber.page import Page

__all__ = ["open_pdf"]

MAX_PAGES = 2_000

_NUMBERED = re.compile(r"(\d{1,5})(?:\s+(.*))?")
_DIGITS = re.compile(r"\d+")
# Points; text that is this much further left stands in the margin.
_MARGIN = 3.0
_WIDE_GAP = 1.5
_SAME_LINE = 3.0
_WIDE_BLANK = 100.0
# Lines at the top or the bottom of a page that may be its header or number.
_EDGE = 2
_FEWEST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    number: int
    text: str
    left: float
    top: float

    @property
    def place(self) -> str:
        return f"bladzijde {self.page}, regel {self.number}"


def open_pdf(raw: bytes, *, source: str) -> Opened:
    """Return the paragraphs; page numbers and repeated headers are named."""
    if not raw.lstrip().startswith(b"%PDF-"):
        raise _refusal("dit is geen PDF, al heet het .pdf", source=source)
    refuse_bomb(raw, source=source)
    pages = _pages(raw, source=source)
    if not any(pages):
        raise WorkbenchError(
            "in deze PDF staat geen tekst; misschien zijn het gescande bladzijden",
            where=source,
            fix="vraag om het bestand waarvan de PDF is gemaakt, of laat er in een "
            "scanprogramma tekst van maken",
        )
    edges = _edges(pages) | _cut_off(pages)
    lines = [line for page in pages for line in page if line not in edges]
    skipped = tuple(
        f"{line.place}: kop, voet of nummer van de bladzijde ({short(line.text)})"
        for page in pages
        for line in page
        if line in edges
    )
    pieces = _numbered(lines) or _plain(lines)
    return Opened(pieces=tuple(pieces), skipped=skipped)


def _pages(raw: bytes, *, source: str) -> list[list[_Line]]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    # what it says of a file that is not quite right is English, and for developers
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages = []
    characters = 0
    try:
        with pdfplumber.open(io.BytesIO(raw)) as file:
            if len(file.pages) > MAX_PAGES:
                refuse_much_text(0, MAX_LINES + 1, source=source)
            for number, page in enumerate(file.pages, start=1):
                pages.append(_lines(page, number))
                characters += sum(len(line.text) for line in pages[-1])
                refuse_much_text(characters, sum(map(len, pages)), source=source)
                page.close()
    except WorkbenchError:
        raise
    except Exception as error:  # any file may come in, and pdfminer raises anything
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise WorkbenchError(
                "deze PDF is met een wachtwoord versleuteld",
                where=source,
                fix="open de PDF met het wachtwoord en bewaar hem zonder, of vraag om "
                "een versie zonder wachtwoord",
            ) from None
        raise _refusal(
            "deze PDF is beschadigd of niet volledig", source=source
        ) from None
    return pages


def _lines(page: Page, number: int) -> list[_Line]:
    """Return the words of a page as lines; a wide gap makes two lines of one."""
    height = float(page.height)
    # some programs write all of the text on every page, most of it out of sight
    words = [word for word in page.extract_words() if 0 <= word["top"] < height]
    words.sort(key=lambda word: word["top"])
    rows: list[list[dict[str, Any]]] = []
    for word in words:
        if not rows or word["top"] - rows[-1][-1]["top"] > _SAME_LINE:
            rows.append([])
        rows[-1].append(word)
    parts = [part for row in rows for part in _parts(row)]
    return [
        _Line(
            number,
            n,
            " ".join(word["text"] for word in part),
            float(part[0]["x0"]),
            float(part[0]["top"]),
        )
        for n, part in enumerate(parts, start=1)
    ]


def _parts(row: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    row = sorted(row, key=lambda word: float(word["x0"]))
    parts = [row[:1]]
    for before, word in pairwise(row):
        if word["x0"] - before["x1"] > _WIDE_BLANK:
            parts.append([])
        parts[-1].append(word)
    return parts


def _edges(pages: Sequence[Sequence[_Line]]) -> set[_Line]:
    """Return the headers, footers and numbers of the pages: what comes back."""
    filled = [page for page in pages if page]
    if len(filled) < 2:
        return set()
    edges: set[_Line] = set()
    for side in (slice(None, _EDGE), slice(-_EDGE, None)):
        times = Counter(form for page in filled for form in {*map(_form, page[side])})
        edges |= {
            line
            for page in filled
            for line in page[side]
            if times[_form(line)] > max(1, len(filled) / 2)
        }
    return edges


def _cut_off(pages: Sequence[Sequence[_Line]]) -> set[_Line]:
    """Return the bare numbers at the foot of a page that the next page begins with."""
    cut: set[_Line] = set()
    for page, after in pairwise(pages):
        again = {line.text.partition(" ")[0] for line in after[: _EDGE + 1]}
        cut |= {x for x in page[-_EDGE - 1 :] if x.text.isdigit() and x.text in again}
    return cut


def _form(line: _Line) -> tuple[str, int]:
    """Return what a header has in common over pages: its words and its height."""
    return _DIGITS.sub("#", line.text), round(line.top / 10)


def _numbered(lines: Sequence[_Line]) -> list[Piece]:
    """Return the paragraphs that are numbered; none if hardly any is."""
    starts = _starts(lines)
    if len(starts) < _FEWEST_NUMBERS:
        return []
    pieces = [
        Piece(place=line.place, text=line.text, block=-1)
        for line in lines[: min(starts)]
    ]
    for number, (begin, end) in enumerate(_spans(sorted(starts), len(lines))):
        first, *more = lines[begin:end]
        found = _NUMBERED.fullmatch(first.text)
        words = [found[2] or "" if found else "", *(line.text for line in more)]
        text = " ".join(filter(None, words))
        if text:
            place = f"bladzijde {first.page}, alinea {found[1] if found else ''}"
            pieces.append(Piece(place=place, text=text, block=number))
    return pieces


def _starts(lines: Sequence[_Line]) -> set[int]:
    """Return the lines that begin with the next number, in the margin if any is."""
    found = [(n, _NUMBERED.fullmatch(line.text)) for n, line in enumerate(lines)]
    numbers = {n: int(match[1]) for n, match in found if match}
    others = [line.left for n, line in enumerate(lines) if n not in numbers]
    if others:
        typical = median(others)
        outside = {n for n in numbers if lines[n].left < typical - _MARGIN}
        if len(outside) >= _FEWEST_NUMBERS:
            numbers = {n: numbers[n] for n in sorted(outside)}
    return _longest_count(numbers)


def _longest_count(numbers: dict[int, int]) -> set[int]:
    """Return the lines whose numbers count on by one, from the best first number."""
    run: dict[int, list[int]] = {}
    for line, number in numbers.items():
        before = run.pop(number - 1, None)
        if before is not None:
            before.append(line)
            run[number] = before
        elif number not in run:
            run[number] = [line]
    longest: list[int] = max(run.values(), key=len, default=[])
    return set(longest)


def _spans(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], end], strict=True)


def _plain(lines: Sequence[_Line]) -> list[Piece]:
    """Return paragraphs that a label or a gap begins."""
    gaps = [
        below.top - above.top
        for above, below in pairwise(lines)
        if below.page == above.page and below.top > above.top
    ]
    wide = _WIDE_GAP * median(gaps) if gaps else 0.0
    labelled = {
        line.piece.block
        for line in as_lines(
            [Piece(place="", text=x.text, block=n) for n, x in enumerate(lines)]
        )
        if line.label
    }
    texts: list[list[_Line]] = []
    block = 0
    blocks = []
    for n, line in enumerate(lines):
        above = lines[n - 1] if n else None
        gap = (
            above is not None
            and line.page == above.page
            and line.top - above.top > wide
        )
        block += gap
        if not above or gap or n in labelled:
            texts.append([])
            blocks.append(block)
        texts[-1].append(line)
    return [
        Piece(place=part[0].place, text=" ".join(x.text for x in part), block=number)
        for part, number in zip(texts, blocks, strict=True)
    ]


def _refusal(what: str, *, source: str) -> WorkbenchError:
    return WorkbenchError(
        what,
        where=source,
        fix="download de PDF opnieuw, of vraag om het bestand waarvan hij is gemaakt",
    )
