"""Tables in Word as pieces: one a row under a header with a column of speakers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tbresearch.transcripts.columns import Row, find_header, joined, open_rows
from tbresearch.transcripts.reading import Opened, Piece, short
from tbresearch.transcripts.word_file import left_out, paragraphs, word_body, word_text

__all__ = ["open_word_tables"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def open_word_tables(raw: bytes, *, source: str) -> Opened:
    """Return the rows of every table of speakers; text beside them is named."""
    body = word_body(raw, source=source)
    pieces: list[Piece] = []
    skipped: list[str] = []
    for number, table in enumerate(_tables(body), start=1):
        rows = [
            Row(f"tabel {number}, rij {n}", _cells(row))
            for n, row in enumerate(table.iterchildren(f"{_W}tr"), start=1)
        ]
        if find_header(rows) is None:
            skipped += [
                f"{row.place}: staat niet in een tabel met sprekers "
                f"({short(joined(row))})"
                for row in rows
                if joined(row)
            ]
            continue
        opened = open_rows(rows)
        pieces += opened.pieces
        skipped += opened.skipped
    if pieces:
        skipped += _beside(body)
    return Opened(pieces=tuple(pieces), skipped=(*skipped, *left_out(body)))


def _tables(node: Any) -> Iterator[Any]:  # noqa: ANN401 - of lxml
    """Yield the tables of a document, not those inside a cell."""
    for child in node:
        if child.tag == f"{_W}tbl":
            yield child
        elif child.tag != f"{_W}p":
            yield from _tables(child)


def _cells(row: Any) -> list[str]:  # noqa: ANN401
    return [
        "\n".join(word_text(paragraph) for paragraph in paragraphs(cell)).strip()
        for cell in row.iterchildren(f"{_W}tc")
    ]


def _beside(body: Any) -> Iterator[str]:  # noqa: ANN401
    for number, paragraph in enumerate(body.iterchildren(f"{_W}p"), start=1):
        text = word_text(paragraph)
        if text.strip():
            yield f"alinea {number}: staat buiten de tabel ({short(text)})"
