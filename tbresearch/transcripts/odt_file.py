"""OpenDocument texts as pieces: one a line of a paragraph, tables in their place.

The content is one XML file, read from the archive once that has been checked; a
library that opens the archive itself would do so unchecked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tbresearch.errors import WorkbenchError
from tbresearch.study.archive import checked_archive
from tbresearch.transcripts.reading import Opened, Piece

__all__ = ["open_odt"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_MARKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BLANKS = f"{_TEXT}s"
_MOST_BLANKS = 100
_DELETED = f"{_TEXT}tracked-changes"
_NOT_READ = {
    _DELETED: "tekst die met bijgehouden wijzigingen is verwijderd",
    f"{_OFFICE}annotation": "een opmerking in de kantlijn",
    f"{_TEXT}note": "een voetnoot",
}
_REMEDY = "open het bestand in LibreOffice of Word en sla het opnieuw op als .docx"


def open_odt(raw: bytes, *, source: str) -> Opened:
    """Return the lines of every paragraph; an empty one starts a new block."""
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
    skipped = tuple(
        f"hele document: {kind} is niet gelezen"
        for tag, kind in _NOT_READ.items()
        if next(body.iter(tag), None) is not None
    )
    return Opened(pieces=tuple(pieces), skipped=skipped)


def _body(raw: bytes, *, source: str) -> Any:  # noqa: ANN401 - an element of lxml
    from lxml import etree

    archive = checked_archive(
        raw, kind="OpenDocument-bestand", suffix=".odt", source=source
    )
    names = archive.namelist()
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise WorkbenchError(
            "dit bestand is met een wachtwoord versleuteld",
            where=source,
            fix="haal het wachtwoord eraf en sla het bestand opnieuw op",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(archive.read("content.xml"), parser)
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    except (KeyError, etree.XMLSyntaxError):
        body = None
    if body is None:
        raise WorkbenchError(
            "dit OpenDocument-bestand is beschadigd, of het is geen tekstdocument",
            where=source,
            fix=_REMEDY,
        )
    return body


def _paragraphs(node: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in node:
        if child.tag in _PARAGRAPHS:
            yield child
        elif child.tag not in _NOT_READ:
            yield from _paragraphs(child)


def _runs(node: Any) -> Iterator[str]:  # noqa: ANN401
    yield node.text or ""
    for child in node:
        if child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == _BLANKS:
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS)
        elif isinstance(child.tag, str) and child.tag not in _NOT_READ:
            yield from _runs(child)
        yield child.tail or ""
