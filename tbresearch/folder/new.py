"""A new study: a folder of commented Dutch templates."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from tbresearch.coding import CODINGS_FOLDER, starter_file
from tbresearch.errors import WorkbenchError
from tbresearch.intervention import (
    INTERVENTION_FILE,
    intervention_file,
    read_intervention,
)
from tbresearch.report import TEXT_FOLDER
from tbresearch.study import SETTINGS_FILE, TRANSCRIPT_FOLDER, write_together

__all__ = ["new_study"]

_FOLDERS = (TRANSCRIPT_FOLDER, CODINGS_FOLDER, TEXT_FOLDER)
# What the templates are about until somebody says otherwise.
_NAME = "Thuisbegeleiding"


def new_study(folder: str | Path, *, intervention: str | None = None) -> Path:
    """Make an empty study, with templates that say what goes where.

    Parameters
    ----------
    folder : str or Path
        A folder that is not there yet, or that is empty.
    intervention : str or None
        One of `intervention.SHIPPED`: its description is copied into the study, to be
        changed there. None copies nothing; the study then reads the one that ships
        under the name in `studie.toml`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    WorkbenchError
        If something is in the folder already, there is no such intervention, or a
        file cannot be written.
    """
    described = _described(intervention)
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
    files = dict(_copies(templates, root)) | codebook
    if described is not None:
        name, content = described
        settings = files[root / SETTINGS_FILE] or b""
        files[root / SETTINGS_FILE] = settings.replace(_NAME.encode(), name.encode())
        files[root / INTERVENTION_FILE] = content
    write_together(files)
    return root


def _described(intervention: str | None) -> tuple[str, bytes] | None:
    """Return the name and the file of an intervention that ships."""
    if intervention is None:
        return None
    content = intervention_file(intervention).read_bytes()
    return read_intervention(intervention).name, content


def _copies(source: Traversable, target: Path) -> Iterator[tuple[Path, bytes | None]]:
    for item in source.iterdir():
        if item.is_dir():
            yield from _copies(item, target / item.name)
        else:
            yield target / item.name, item.read_bytes()
