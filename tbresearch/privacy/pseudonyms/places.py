"""Where real names may be written: never in a study, never under version control."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from tbresearch.errors import WorkbenchError

__all__ = ["check_new_place", "check_place", "write_private"]

_FIX = (
    "kies een map buiten de studie die alleen u kunt openen, zoals een versleutelde "
    "schijf"
)


def check_place(path: str | Path, *, study_root: str | Path) -> Path:
    """Return the full path of a file with real names, or refuse its place.

    Raises
    ------
    WorkbenchError
        If it stands in the study folder or in a git work tree, or if its folder is
        not there.
    """
    place = Path(path).expanduser().resolve()
    if _is_inside(place, Path(study_root).expanduser().resolve()):
        raise WorkbenchError(
            "een bestand met echte namen mag niet in de map van de studie staan",
            where=str(path),
            fix=_FIX,
        )
    tree = next((p for p in place.parents if os.path.lexists(p / ".git")), None)
    if tree is not None:
        raise WorkbenchError(
            f"een bestand met echte namen mag niet onder versiebeheer staan: {tree} "
            "heeft een map .git",
            where=str(path),
            fix=_FIX,
        )
    if not place.parent.is_dir():
        raise WorkbenchError(
            "de map voor dit bestand is er niet",
            where=str(path),
            fix=f"maak de map {place.parent} eerst, of kies een andere",
        )
    return place


def check_new_place(path: str | Path, *, study_root: str | Path) -> Path:
    """Return the full path of a new file with real names, or refuse its place.

    Raises
    ------
    WorkbenchError
        As `check_place` does, and if there is a file already.
    """
    place = check_place(path, study_root=study_root)
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
    draft = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        number = os.open(draft, flags, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(place)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise WorkbenchError(
            f"dit bestand kan niet worden geschreven ({error.strerror})",
            where=str(place),
            fix="controleer of u in deze map mag schrijven en of er ruimte is",
        ) from None
