"""Reading a REFI-QDA project (.qdpx), in every dialect that programs write."""

from __future__ import annotations

from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.interchange.assembling import assembled
from tbresearch.interchange.package import open_package
from tbresearch.interchange.positions import READINGS, Reading
from tbresearch.interchange.project import QdaProject
from tbresearch.interchange.raw import read_raw
from tbresearch.interchange.texts import loaded

__all__ = ["read_qdpx", "wanted_reading"]


def read_qdpx(path: str | Path, *, reading: str | None = None) -> QdaProject:
    """Read a project as NVivo, ATLAS.ti, MAXQDA, QualCoder and others export it.

    Parameters
    ----------
    path : str or Path
        A .qdpx file.
    reading : str, optional
        How positions count, a key of `positions.READINGS` such as
        ``"utf16-crlf"``. Only needed for a file that does not tell by itself.

    Returns
    -------
    QdaProject
        With what could not be read in `losses`, and how positions were read in
        `resolution`.

    Raises
    ------
    WorkbenchError
        If the file is damaged, locked, a trap or something else; or if positions
        can be read in two ways and nothing tells which.

    References
    ----------
    .. [1] Rotterdam Exchange Format Initiative (2019). REFI-QDA standard 1.5,
       section 10.2 on positions, section 7 on naming what is lost.
    """
    file = Path(path)
    asked = wanted_reading(reading)
    with open_package(file, source=str(path)) as package:
        with package.project() as stream:
            raw = read_raw(stream, source=str(path))
        texts = loaded(raw.texts, package, raw.found)
        memos = loaded(raw.memos, package, raw.found)
    return assembled(raw, texts, memos, asked=asked, where=str(path))


def wanted_reading(key: str | None) -> Reading | None:
    """Return a reading by its key, or say which there are."""
    if key is None:
        return None
    if key not in READINGS:
        raise WorkbenchError(
            f"lezing {key!r} is niet bekend",
            where="reading",
            fix=f"bekend zijn: {', '.join(READINGS)}",
        )
    return READINGS[key]
