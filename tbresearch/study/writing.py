"""Writing several files of a study together: all of them, or none."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from tbresearch.errors import WorkbenchError

__all__ = ["write_together"]


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
