"""Writing journals that somebody may be coding in at this very moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tbresearch.coding import CODINGS_FOLDER
from tbresearch.coding.desk.slot import Slot
from tbresearch.errors import WorkbenchError

__all__ = ["claimed"]


@contextmanager
def claimed(root: Path, files: Mapping[Path, bytes]) -> Iterator[None]:
    """Hold the journals among files while they are replaced.

    Raises
    ------
    WorkbenchError
        If a coder is coding, or coded since the new journal was made from the old:
        then an act that was acknowledged would be lost.
    """
    journals = [path for path in files if path.parent.name == CODINGS_FOLDER]
    with ExitStack() as held:
        for path in journals:
            slot = Slot(root, path.stem)
            try:
                slot.claim()
            except WorkbenchError:
                raise _busy(path) from None
            held.callback(slot.free)
            if path.is_file() and not files[path].startswith(path.read_bytes()):
                raise _busy(path)
        yield


def _busy(path: Path) -> WorkbenchError:
    return WorkbenchError(
        f"{path.stem!r} is nu aan het coderen; er is niets in de studie gezet",
        where=f"{CODINGS_FOLDER}/{path.name}",
        fix="sluit de kernel van die notebook (menu Kernel, Kernel afsluiten) en "
        "importeer opnieuw",
    )
