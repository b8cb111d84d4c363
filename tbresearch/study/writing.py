"""Writing files: several of them together or none, and the same bytes each time."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tbresearch.errors import WorkbenchError

__all__ = ["repacked", "write_together"]

_FIRST = "[Content_Types].xml"  # some readers want it in front
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_together(files: Mapping[Path, bytes | None]) -> None:
    """Put every file in place, or leave all as they were.

    Parameters
    ----------
    files : mapping of Path to bytes or None
        New content by file; None takes the file away.

    Raises
    ------
    WorkbenchError
        If one of them cannot be written; the others are put back.
    """
    before = {path: _content(path) for path in files}
    done: list[Path] = []
    try:
        for path, content in files.items():
            done.append(path)
            _place(path, content)
    except OSError as error:
        for path in reversed(done):
            with contextlib.suppress(OSError):
                _place(path, before[path])
        raise WorkbenchError(
            f"dit bestand kan niet worden geschreven ({error.strerror})",
            where=str(error.filename or path),
            fix="sluit het bestand in andere programma's en probeer het opnieuw; er "
            "is niets veranderd",
        ) from None


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _place(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.nieuw")
    beside.write_bytes(content)
    beside.replace(path)


def repacked(archive: bytes) -> bytes:
    """Return a zip with the same parts in a fixed order, without the time of writing.

    Parameters
    ----------
    archive : bytes
        A zip; of an Office file the list of contents comes first.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
            entry.create_system = 0  # the same on every operating system
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
