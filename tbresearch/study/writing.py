"""Writing files: all of them whole, or none; and the same bytes each time.

This is the one place that puts a file of a user in place. A file is written beside
its target, flushed to the disk, and moved there in one step, so that a crash leaves
the old file or the new one and never half of either.
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tbresearch.errors import WorkbenchError, system_reason

__all__ = ["repacked", "write_together"]

_FIRST = "[Content_Types].xml"  # some readers want it in front
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_together(
    files: Mapping[Path, bytes | None], *, private: bool = False
) -> None:
    """Put every file in place, or leave all as they were.

    Parameters
    ----------
    files : mapping of Path to bytes or None
        New content by file; None takes the file away.
    private : bool
        Whether only the owner may read new files, where the system knows that.

    Raises
    ------
    WorkbenchError
        If one of them cannot be written; the others are put back.
    """
    drafts: dict[Path, Path | None] = {}
    before: dict[Path, bytes | None] = {}
    path = Path()
    try:
        for path, content in files.items():
            drafts[path] = _draft(path, content, private=private)
        for path in files:
            before[path] = path.read_bytes() if path.is_file() else None
            _place(path, drafts[path])
    except BaseException as error:
        changed = _put_back(before, private=private)
        if not isinstance(error, OSError):
            raise
        told = (
            f"wel veranderd zijn: {', '.join(changed)}"
            if changed
            else "er is niets veranderd"
        )
        raise WorkbenchError(
            f"dit bestand kan niet worden geschreven ({system_reason(error)})",
            where=str(path),
            fix="controleer of er plaats is en of u in de map mag schrijven, sluit het "
            f"bestand in andere programma's, en probeer het opnieuw; {told}",
        ) from None
    finally:
        for draft in filter(None, drafts.values()):
            with contextlib.suppress(OSError):
                draft.unlink()


def _draft(path: Path, content: bytes | None, *, private: bool) -> Path | None:
    """Write a file beside its target, as readable as the target is."""
    if content is None:
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}.nieuw")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(draft, flags, 0o600 if private else 0o666), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if path.exists():
            shutil.copymode(path, draft)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    return draft


def _place(path: Path, draft: Path | None) -> None:
    if draft is None:
        path.unlink(missing_ok=True)
    else:
        draft.replace(path)


def _put_back(before: Mapping[Path, bytes | None], *, private: bool) -> list[str]:
    """Undo what was done; say for which files that failed, and where they are."""
    failed = []
    for path, content in reversed(list(before.items())):
        draft = None
        try:
            if (path.read_bytes() if path.is_file() else None) != content:
                draft = _draft(path, content, private=private)
                _place(path, draft)
        except OSError:
            old = f" (de oude inhoud staat in {draft.name})" if draft else ""
            failed.append(f"{path.name}{old}")
    return failed


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
