"""One kernel at a time writes in the journal of a coder; the second is told."""

from __future__ import annotations

import contextlib
from pathlib import Path

from filelock import FileLock, Timeout

from tbresearch.coding.journal import CODINGS_FOLDER
from tbresearch.errors import WorkbenchError

__all__ = ["Slot"]


class Slot:
    """The right to write, held by the operating system until the kernel ends.

    A crash frees it as well. Where the folder knows no locks, as on some network
    drives, everybody gets it: there the check of the journal before every act
    is what is left.
    """

    def __init__(self, root: Path, coder: str) -> None:
        self._coder = coder
        path = root / CODINGS_FOLDER / f".{coder}.slot"
        self._lock = FileLock(path, timeout=0, thread_local=False)

    def claim(self) -> None:
        """Take the right to write, or say who has it.

        Raises
        ------
        WorkbenchError
            If another kernel has it.
        """
        if self._lock.is_locked:
            return
        try:
            Path(self._lock.lock_file).parent.mkdir(exist_ok=True)
            with contextlib.suppress(NotImplementedError):
                self._lock.acquire()
        except Timeout:
            raise WorkbenchError(
                f"{self._coder!r} codeert al in een andere notebook; hier kunt u lezen",
                where=f"{CODINGS_FOLDER}/{self._coder}.jsonl",
                fix="sluit de kernel van die notebook (menu Kernel, Kernel afsluiten) "
                "en kies dan 'Opnieuw proberen'; bent u een ander, gebruik dan uw "
                "eigen codeursnaam",
            ) from None
        except OSError:
            raise WorkbenchError(
                "in deze map kan niet worden geschreven; hier kunt u lezen",
                where=CODINGS_FOLDER,
                fix="hef de schrijfbeveiliging van de studiemap op en kies dan "
                "'Opnieuw proberen'",
            ) from None

    def free(self) -> None:
        """Give the right to write back."""
        self._lock.release()
