"""A new study: a folder of commented Dutch templates."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tbresearch.coding import CODINGS_FOLDER, starter_file
from tbresearch.errors import WorkbenchError
from tbresearch.report import TEXT_FOLDER
from tbresearch.study import TRANSCRIPT_FOLDER, write_together

__all__ = ["new_study"]

_FOLDERS = (TRANSCRIPT_FOLDER, CODINGS_FOLDER, TEXT_FOLDER)


def new_study(folder: str | Path) -> Path:
    """Make an empty study, with templates that say what goes where.

    Parameters
    ----------
    folder : str or Path
        A folder that is not there yet, or that is empty.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WorkbenchError
        If something is in the folder already, or a file cannot be written.
    """
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WorkbenchError(
            "hier staat al iets, en dat wordt niet overschreven",
            where=str(folder),
            fix="geef de naam van een nieuwe of een lege map",
        )
    root.mkdir(parents=True, exist_ok=True)
    for name in _FOLDERS:
        (root / name).mkdir()
    templates = resources.files("tbresearch.folder").joinpath("templates")
    codebook = {root / "codeboek.toml": starter_file().read_bytes()}
    write_together(dict(_copies(templates, root)) | codebook)
    return root


def _copies(source: Traversable, target: Path) -> Iterator[tuple[Path, bytes | None]]:
    for item in source.iterdir():
        if item.is_dir():
            yield from _copies(item, target / item.name)
        else:
            yield target / item.name, item.read_bytes()
