"""Archives of elsewhere (.docx, .odt, .xlsx): bounded before they are expanded.

A document type definition, which no office program writes, is refused: it is the
way to entities that grow without end.
"""

from __future__ import annotations

import io
import re
import zipfile

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import decimal_text

__all__ = ["checked_archive"]

MAX_BYTES = 200_000_000
MAX_XML = 60_000_000
MAX_ENTRIES = 5_000

_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE|<\x00!\x00D\x00O\x00|\x00<\x00!\x00D\x00O")
_XML = (".xml", ".rels", ".rdf", ".vml")


def checked_archive(
    raw: bytes, *, kind: str, suffix: str, source: str
) -> zipfile.ZipFile:
    """Return the archive, or refuse one that is broken, locked or a trap.

    Parameters
    ----------
    raw : bytes
        The file.
    kind : str
        What it should be, in Dutch: "Word-bestand".
    suffix : str
        The extension of that kind.
    source : str
        What messages call the file.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        entries = archive.infolist()
    except Exception:  # a directory of any bytes raises anything
        raise WorkbenchError(
            f"dit is geen {kind}, al heet het {suffix}; of het is niet volledig",
            where=source,
            fix="download het opnieuw, of open het in het programma waarmee het is "
            f"gemaakt en sla het opnieuw op als {suffix}",
        ) from None
    _refuse_trap(entries, source=source)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise WorkbenchError(
            "dit bestand is met een wachtwoord versleuteld",
            where=source,
            fix="haal het wachtwoord eraf en sla het bestand opnieuw op",
        )
    for entry in entries:
        if entry.filename.lower().endswith(_XML):
            _refuse_definitions(archive, entry, kind=kind, suffix=suffix, source=source)
    return archive


def _refuse_trap(entries: list[zipfile.ZipInfo], *, source: str) -> None:
    """Refuse an archive that is too large once it is expanded."""
    size = sum(entry.file_size for entry in entries)
    xml = sum(e.file_size for e in entries if e.filename.lower().endswith(_XML))
    if size > MAX_BYTES or xml > MAX_XML or len(entries) > MAX_ENTRIES:
        raise WorkbenchError(
            f"uitgepakt is dit bestand te groot: {decimal_text(size)} bytes in "
            f"{decimal_text(len(entries))} delen",
            where=source,
            fix="haal de afbeeldingen eruit, of plak de tekst in een nieuw document",
        )


def _refuse_definitions(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    *,
    kind: str,
    suffix: str,
    source: str,
) -> None:
    try:
        content = archive.read(entry)
    except Exception:  # any method of compression, any damage
        raise WorkbenchError(
            f"dit {kind} is beschadigd: {entry.filename} is niet te lezen",
            where=source,
            fix="download het opnieuw, of open het in het programma waarmee het is "
            f"gemaakt en sla het opnieuw op als {suffix}",
        ) from None
    if _DOCTYPE.search(content):
        raise WorkbenchError(
            f"dit {kind} heeft een opbouw die geen tekstverwerker schrijft",
            where=source,
            fix="vraag om het oorspronkelijke bestand, of plak de tekst in een nieuw "
            "document",
        )
