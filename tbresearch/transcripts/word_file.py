"""Word files as pieces: one a line of a paragraph, tables in their place.

Corrections are read as they stand, deletions are not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.study.archive import checked_archive
from tbresearch.transcripts.reading import Opened, Piece

__all__ = ["left_out", "open_word", "paragraphs", "word_body", "word_text"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DELETED = f"{_W}del"
_TEXT_BOX = f"{_W}txbxContent"
_NOT_READ = {_DELETED, f"{_W}moveFrom", _TEXT_BOX}
_SAVE_AGAIN = "open het bestand in Word en sla het opnieuw op als .docx"


def open_word(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every paragraph; an empty one starts a new block."""
    body = word_body(raw, source=source)
    number = block = 0
    pieces = []
    for paragraph in paragraphs(body):
        text = word_text(paragraph)
        if not text.strip():
            block += 1
            continue
        number += 1
        pieces += [
            Piece(place=f"alinea {number}", text=line, block=block)
            for line in text.split("\n")
            if line.strip()
        ]
    return Opened(pieces=tuple(pieces), skipped=left_out(body))


def word_body(raw: bytes, *, source: str) -> Any:  # noqa: ANN401 - lxml, from docx
    """Return the body of a Word file, or refuse the file."""
    import docx

    checked_archive(raw, kind="Word-bestand", suffix=".docx", source=source)
    try:
        body = docx.Document(io.BytesIO(raw)).element.body
    except Exception:  # any file may come in, and docx raises anything
        raise WorkbenchError(
            "dit Word-bestand is beschadigd, of het is geen tekstdocument",
            where=source,
            fix=_SAVE_AGAIN,
        ) from None
    if body is None:
        raise WorkbenchError(
            "dit Word-bestand heeft een opbouw die geen tekstverwerker schrijft",
            where=source,
            fix="vraag om het oorspronkelijke bestand, of plak de tekst in een nieuw "
            "document",
        )
    return body


def paragraphs(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the paragraphs in a part of a document, those of tables too."""
    for child in node:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _NOT_READ:
            yield from paragraphs(child)


def word_text(paragraph: Any) -> str:  # noqa: ANN401
    """Return the text of a paragraph, with its tabs and line ends."""
    return "".join(_runs(paragraph))


def _runs(node: Any) -> Iterator[str]:  # noqa: ANN401
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _NOT_READ:
            yield from _runs(child)


def left_out(body: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Name the kinds of text in a document that are not read."""
    kinds = (
        (f"{_W}delText", "tekst die met bijgehouden wijzigingen is verwijderd"),
        (_TEXT_BOX, "tekst in een tekstvak"),
    )
    return tuple(
        f"hele document: {kind} is niet gelezen"
        for tag, kind in kinds
        if next(body.iter(tag), None) is not None
    )
