"""Where real names may be written: never in a study, never under version control."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.study import write_together

__all__ = ["check_new_place", "check_place", "write_private"]

_FIX = (
    "kies een map buiten de studie die alleen u kunt openen, zoals een versleutelde "
    "schijf"
)


def check_place(
    path: str | Path, *, study_root: str | Path, folder: bool = False
) -> Path:
    """Return the full path of what holds real names, or refuse its place.

    Parameters
    ----------
    path : str or Path
        Where it is to be.
    study_root : str or Path
        The study folder.
    folder : bool
        Whether it is a folder, and no file.

    Raises
    ------
    WorkbenchError
        If it stands in the study folder or in a git work tree, or if its folder is
        not there.
    """
    kind, this = ("map", "deze map") if folder else ("bestand", "dit bestand")
    place = Path(path).expanduser().resolve()
    if _is_inside(place, Path(study_root).expanduser().resolve()):
        raise WorkbenchError(
            f"een {kind} met echte namen mag niet in de map van de studie staan",
            where=str(path),
            fix=_FIX,
        )
    tree = next((p for p in place.parents if os.path.lexists(p / ".git")), None)
    if tree is not None:
        raise WorkbenchError(
            f"een {kind} met echte namen mag niet onder versiebeheer staan: {tree} "
            "heeft een map .git",
            where=str(path),
            fix=_FIX,
        )
    if not place.parent.is_dir():
        raise WorkbenchError(
            f"de map voor {this} is er niet",
            where=str(path),
            fix=f"maak de map {place.parent} eerst, of kies een andere",
        )
    return place


def check_new_place(
    path: str | Path, *, study_root: str | Path, folder: bool = False
) -> Path:
    """Return the full path of something new with real names, or refuse its place.

    Raises
    ------
    WorkbenchError
        As `check_place` does, and if there is something already.
    """
    place = check_place(path, study_root=study_root, folder=folder)
    if folder and os.path.lexists(place):
        raise WorkbenchError(
            "hier staat al iets; het wordt niet overschreven",
            where=str(path),
            fix="noem een map die er nog niet is",
        )
    if os.path.lexists(place):
        raise WorkbenchError(
            "hier staat al een bestand; het wordt niet overschreven, want er kunnen "
            "besluiten of een sleutel in staan",
            where=str(path),
            fix="kies een andere naam, en bewaar het oude bestand",
        )
    return place


def _is_inside(place: Path, root: Path) -> bool:
    if place == root or root in place.parents:
        return True
    # A disk that ignores case, or a second name for the same folder.
    for parent in place.parents:
        with suppress(OSError):
            if parent.samefile(root):
                return True
    return False


def write_private(place: Path, content: str) -> None:
    """Write a whole file or none, for its owner only where the system knows that.

    Raises
    ------
    WorkbenchError
        If the file cannot be written.
    """
    write_together({place: content.encode()}, private=True)
