"""The archive that a .qdpx file is: bounded, and read without unpacking anything."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import decimal_text

__all__ = ["MAX_PROJECT", "Package", "damaged", "open_package"]

MAX_ENTRIES = 50_000
MAX_PROJECT = 400_000_000
MAX_TEXT = 50_000_000
MAX_TEXTS = 400_000_000

_ENCRYPTED = 0x1
# What macOS adds beside every file of an archive.
_SHADOW = re.compile(r"(^|/)(__MACOSX/|\._)")
_AGAIN = "exporteer het project opnieuw als REFI-QDA (.qdpx)"


class Package:
    """An open .qdpx: its project file, and its texts by the paths in it."""

    def __init__(self, archive: zipfile.ZipFile, *, source: str) -> None:
        self._archive = archive
        self._source = source
        self._left = MAX_TEXTS
        entries = [e for e in archive.infolist() if not _SHADOW.search(e.filename)]
        _refuse_traps(entries, source=source)
        self._entries = {e.filename.replace("\\", "/").casefold(): e for e in entries}
        self._project = _project_file(entries, source=source)

    def project(self) -> IO[bytes]:
        """Open the project file for reading."""
        if self._project.file_size > MAX_PROJECT:
            raise _too_large(self._project, MAX_PROJECT, self._source)
        try:
            return self._archive.open(self._project)
        except Exception:  # any damage of the archive
            raise damaged("het project is niet te lezen", self._source) from None

    def text(self, path: str) -> bytes | None:
        """Return the file that a path names, or None if the archive has none.

        Raises
        ------
        WorkbenchError
            If the path leads out of the archive, or the file is damaged or more
            than a text can be.
        """
        name = unquote(path.removeprefix("internal://")).replace("\\", "/")
        if ".." in name.split("/"):
            raise WorkbenchError(
                f"dit project verwijst naar een plek buiten het bestand: {path!r}",
                where=self._source,
                fix="vertrouw dit bestand niet; vraag de maker om een nieuwe export",
            )
        low = name.lstrip("/").casefold()
        entry = self._entries.get(f"sources/{low}") or self._entries.get(low)
        if entry is None or entry.is_dir():
            return None
        self._left -= entry.file_size
        if entry.file_size > MAX_TEXT or self._left < 0:
            raise _too_large(entry, MAX_TEXT, self._source)
        try:
            return self._archive.read(entry)
        except Exception:  # any method of compression, any damage
            raise damaged(f"{entry.filename} is niet te lezen", self._source) from None


@contextmanager
def open_package(path: Path, *, source: str) -> Iterator[Package]:
    """Open a .qdpx, or refuse one that is broken, locked or a trap.

    Parameters
    ----------
    path : Path
        The file.
    source : str
        What messages call it.
    """
    try:
        size = path.stat().st_size
        file = path.open("rb")
    except OSError as error:
        raise WorkbenchError(
            "dit bestand is er niet"
            if isinstance(error, FileNotFoundError)
            else f"dit bestand kan niet worden gelezen ({error.strerror})",
            where=source,
            fix="controleer de naam en de map, en of u het bestand mag lezen",
        ) from None
    with file:
        if not size:
            raise WorkbenchError(
                "dit bestand is leeg (0 bytes)", where=source, fix=_AGAIN
            )
        try:
            archive = zipfile.ZipFile(file)
        except Exception:  # a directory of any bytes raises anything
            raise WorkbenchError(
                "dit is geen .qdpx: het is geen zip-bestand, of het is niet volledig",
                where=source,
                fix=f"download het opnieuw, of {_AGAIN}",
            ) from None
        with archive:
            yield Package(archive, source=source)


def damaged(what: str, source: str) -> WorkbenchError:
    """Return the error of a file that holds what it should, but broken."""
    return WorkbenchError(
        f"dit bestand is beschadigd: {what}",
        where=source,
        fix=f"download het opnieuw, of {_AGAIN}",
    )


def _refuse_traps(entries: list[zipfile.ZipInfo], *, source: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise WorkbenchError(
            f"dit bestand heeft {decimal_text(len(entries))} delen; gelezen worden er "
            f"tot {decimal_text(MAX_ENTRIES)}",
            where=source,
            fix="exporteer het project in gedeelten",
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise WorkbenchError(
            "dit bestand is met een wachtwoord versleuteld",
            where=source,
            fix="exporteer het project zonder wachtwoord",
        )
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if (
            name.startswith("/")
            or ".." in name.split("/")
            or re.match(r"[a-z]:", name, re.I)
        ):
            raise WorkbenchError(
                "in dit bestand zit een deel dat erbuiten wil staan: "
                f"{entry.filename!r}",
                where=source,
                fix="vertrouw dit bestand niet; vraag de maker om een nieuwe export",
            )


def _project_file(entries: list[zipfile.ZipInfo], *, source: str) -> zipfile.ZipInfo:
    """Return the one project file, whatever it is called."""
    found = [entry for entry in entries if entry.filename.lower().endswith(".qde")]
    if not found:
        raise WorkbenchError(
            "in dit bestand zit geen project (.qde)",
            where=source,
            fix="dit is een zip van iets anders, of geen volledige export; " + _AGAIN,
        )
    if len(found) > 1:
        raise WorkbenchError(
            f"in dit bestand zitten {len(found)} projecten: "
            f"{', '.join(entry.filename for entry in found[:5])}",
            where=source,
            fix="exporteer elk project in een eigen bestand",
        )
    return found[0]


def _too_large(entry: zipfile.ZipInfo, most: int, source: str) -> WorkbenchError:
    return WorkbenchError(
        f"uitgepakt is {entry.filename} te groot: {decimal_text(entry.file_size)} "
        f"bytes; gelezen wordt tot {decimal_text(most)} per deel",
        where=source,
        fix="exporteer het project in gedeelten, of zonder beeld en geluid",
    )
