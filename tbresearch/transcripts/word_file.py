"""Word files as pieces: one a line of a paragraph, tables in their place.

A .docx is an archive from elsewhere: it is bounded before it is expanded, and a
document type definition, which no word processor writes, is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts.reading import Opened, Piece

__all__ = ["open_word", "refuse_old_word"]

MAX_BYTES = 200_000_000
MAX_ENTRIES = 5_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DELETED = f"{_W}del"
_TEXT_BOX = f"{_W}txbxContent"
_NOT_READ = {_DELETED, f"{_W}moveFrom", _TEXT_BOX}
_SAVE_AGAIN = "open het bestand in Word en sla het opnieuw op als .docx"


def open_word(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every paragraph; an empty one starts a new block."""
    _refuse_archive(raw, source=source)
    body = _body(raw, source=source)
    number = block = 0
    pieces = []
    for paragraph in _paragraphs(body):
        text = "".join(_runs(paragraph))
        if not text.strip():
            block += 1
            continue
        number += 1
        pieces += [
            Piece(place=f"alinea {number}", text=line, block=block)
            for line in text.split("\n")
            if line.strip()
        ]
    return Opened(pieces=tuple(pieces), skipped=_left_out(body))


def refuse_old_word(raw: bytes, *, source: str) -> None:
    """Refuse a Word file that is locked, or from before 2007."""
    if not raw.startswith(_OLE):
        return
    if _ENCRYPTED in raw:
        raise WorkbenchError(
            "dit Word-bestand is met een wachtwoord versleuteld",
            where=source,
            fix="haal in Word het wachtwoord eraf en sla het bestand opnieuw op",
        )
    raise WorkbenchError(
        "dit is een oud Word-bestand (.doc), welke extensie het ook heeft",
        where=source,
        fix=_SAVE_AGAIN,
    )


def _refuse_archive(raw: bytes, *, source: str) -> None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise WorkbenchError(
            "dit is geen Word-bestand, al heet het .docx",
            where=source,
            fix=_SAVE_AGAIN,
        ) from None
    size = sum(entry.file_size for entry in entries)
    if size > MAX_BYTES or len(entries) > MAX_ENTRIES:
        raise WorkbenchError(
            f"uitgepakt is dit bestand te groot: {size} bytes in {len(entries)} delen",
            where=source,
            fix="haal de afbeeldingen eruit, of plak de tekst in een nieuw document",
        )


def _body(raw: bytes, *, source: str) -> Any:  # noqa: ANN401 - lxml by way of docx
    import docx

    try:
        body = docx.Document(io.BytesIO(raw)).element.body
    except Exception:  # any file may come in, and docx raises anything
        raise WorkbenchError(
            "dit Word-bestand is beschadigd, of het is geen tekstdocument",
            where=source,
            fix=_SAVE_AGAIN,
        ) from None
    if body is None or body.getroottree().docinfo.doctype:
        raise WorkbenchError(
            "dit Word-bestand heeft een opbouw die geen tekstverwerker schrijft",
            where=source,
            fix="vraag om het oorspronkelijke bestand, of plak de tekst in een nieuw "
            "document",
        )
    return body


def _paragraphs(node: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in node:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _NOT_READ:
            yield from _paragraphs(child)


def _runs(node: Any) -> Iterator[str]:  # noqa: ANN401
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _NOT_READ:
            yield from _runs(child)


def _left_out(body: Any) -> tuple[str, ...]:  # noqa: ANN401
    kinds = (
        (f"{_W}delText", "tekst die met bijgehouden wijzigingen is verwijderd"),
        (_TEXT_BOX, "tekst in een tekstvak"),
    )
    return tuple(
        f"hele document: {kind} is niet gelezen"
        for tag, kind in kinds
        if next(body.iter(tag), None) is not None
    )
