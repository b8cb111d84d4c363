"""A file as it was delivered: how large it may be, and whether it is what it is called.

A file is read by its extension. One that is certainly something else is refused
with its real kind: the copy in the study keeps its name, and every other program
goes by that name too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from pathlib import Path, PurePath

from tbresearch.errors import WorkbenchError
from tbresearch.study import decode, read_bytes
from tbresearch.vocabulary import decimal_text

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "MAX_LINES",
    "bounded_text",
    "read_delivered",
    "refuse_disguise",
    "refuse_large_file",
    "refuse_much_text",
    "refuse_old_office",
    "well_formed",
]

# A recording of 170 hours is about 10 million characters; beyond that it is no
# transcript, and would only fill the memory.
MAX_BYTES = 100_000_000
MAX_CHARACTERS = 10_000_000
MAX_LINES = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")

_HEAD = 4096
_SRT = re.compile(r"\s*\d+\s*\n\s*\d{1,2}:\d\d:\d\d,\d{1,3}\s*-->")
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*\{\s*\")")
_HTML = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)
_KINDS = {
    ".docx": "een Word-bestand",
    ".odt": "een OpenDocument-tekst",
    ".ods": "een OpenDocument-rekenblad",
    ".xlsx": "een Excel-bestand",
    ".pdf": "een PDF",
    ".rtf": "een RTF-bestand",
    ".vtt": "een ondertitelbestand",
    ".srt": "een ondertitelbestand",
    ".json": "een JSON-bestand",
    ".html": "een webpagina",
}


def read_delivered(path: Path, *, source: str) -> bytes:
    """Return the bytes of a file, unless it is too large to be a transcript."""
    try:
        size = path.stat().st_size if path.is_file() else 0
    except OSError:
        size = 0  # reading says what is wrong
    refuse_large_file(size, source=source)
    return read_bytes(path, source=source)


def refuse_large_file(size: int, *, source: str) -> None:
    """Refuse a file of more than `MAX_BYTES`."""
    if size > MAX_BYTES:
        raise WorkbenchError(
            f"dit bestand is te groot: {decimal_text(size)} bytes; gelezen wordt tot "
            f"{decimal_text(MAX_BYTES)}",
            where=source,
            fix="haal afbeeldingen eruit, of bewaar alleen de tekst van het gesprek",
        )


def refuse_much_text(characters: int, lines: int, *, source: str) -> None:
    """Refuse more text than anyone says in a session."""
    if characters > MAX_CHARACTERS or lines > MAX_LINES:
        raise WorkbenchError(
            f"dit is te veel tekst voor een transcript: {decimal_text(characters)} "
            f"tekens op {decimal_text(lines)} regels; gelezen worden er tot "
            f"{decimal_text(MAX_CHARACTERS)} op {decimal_text(MAX_LINES)} regels",
            where=source,
            fix="controleer of dit het goede bestand is; knip het anders per gesprek "
            "in stukken",
        )


def bounded_text(raw: bytes, *, source: str) -> str:
    """Decode a text file, unless it holds too much text."""
    content = decode(raw, source=source)
    refuse_much_text(len(content), content.count("\n"), source=source)
    return content


def well_formed(text: str) -> str:
    """Return a text in which no half of a character stands by itself.

    RTF writes an emoji in two halves; JSON may hold one half only.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def refuse_old_office(raw: bytes, *, source: str) -> None:
    """Refuse a file of Word or Excel that is locked, or from before 2007."""
    if not raw.startswith(_OLE):
        return
    if _ENCRYPTED in raw:
        raise WorkbenchError(
            "dit bestand is met een wachtwoord versleuteld",
            where=source,
            fix="haal in Word of Excel het wachtwoord eraf en sla het bestand opnieuw "
            "op",
        )
    if _WORKBOOK in raw:
        raise WorkbenchError(
            "dit is een oud Excel-bestand (.xls), welke extensie het ook heeft",
            where=source,
            fix="open het bestand in Excel en sla het opnieuw op als .xlsx",
        )
    raise WorkbenchError(
        "dit is een oud Word-bestand (.doc), welke extensie het ook heeft",
        where=source,
        fix="open het bestand in Word en sla het opnieuw op als .docx",
    )


def refuse_disguise(
    raw: bytes, *, name: str, readable: Collection[str], source: str
) -> None:
    """Refuse a file that is certainly of another kind than its name says.

    Parameters
    ----------
    raw : bytes
        The file.
    name : str
        Its name.
    readable : collection of str
        The extensions that are read.
    source : str
        What messages call the file.
    """
    suffix = PurePath(name).suffix.lower()
    real = _real_suffix(raw)
    if not real or real == suffix:
        return
    called = f"heet {suffix}" if suffix else "heeft geen extensie"
    if real in readable:
        fix = f"geef het bestand de extensie {real}"
    else:
        fix = "open het in het programma waarmee het is gemaakt, en sla het op als "
        fix += ".xlsx of .csv" if real == ".ods" else ".docx"
    raise WorkbenchError(
        f"dit bestand {called}, maar het is {_KINDS[real]} ({real})",
        where=source,
        fix=fix,
    )


def _real_suffix(raw: bytes) -> str:
    """Return the extension that the content asks for, or "" where it may be any."""
    if raw.startswith(b"PK\x03\x04"):
        return _suffix_of_archive(raw)
    if raw.startswith(b"{\\rtf"):
        return ".rtf"
    if raw.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    head = _head(raw)
    if re.match(r"WEBVTT(\s|$)", head):
        return ".vtt"
    found = [
        suffix
        for suffix, form in ((".srt", _SRT), (".json", _JSON), (".html", _HTML))
        if form.match(head)
    ]
    return found[0] if found else ""


def _head(raw: bytes) -> str:
    for bom, encoding in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(bom):
            head = raw[len(bom) : _HEAD].decode(encoding, errors="replace")
            break
    else:
        head = raw[:_HEAD].decode("latin-1")
    return head.replace("\r\n", "\n").replace("\r", "\n")


def _suffix_of_archive(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
    except Exception:  # a broken archive; its reader says so
        return ""
    for folder, suffix in (("word/", ".docx"), ("xl/", ".xlsx")):
        if any(name.startswith(folder) for name in names):
            return suffix
    # An OpenDocument file begins with its type, stored as it is.
    kind = raw[:200].partition(b"mimetypeapplication/vnd.oasis.opendocument.")[2]
    if kind.startswith(b"spreadsheet"):
        return ".ods"
    return ".odt" if kind.startswith(b"text") else ""
