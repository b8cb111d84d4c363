"""The desk: Python owns the state, and every act is checked, written, then told.

An act is held against the study as it is on the disk at that moment. If a file
has changed, by a command or another computer, everything is read anew first, and
the pages are told to ask again. So a page that shows something old can do no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import RLock

import pandas as pd

from tbresearch.coding.acts import Act
from tbresearch.coding.checks import require
from tbresearch.coding.codebook_work import change_codebook
from tbresearch.coding.desk import showing
from tbresearch.coding.desk.materials import Materials, read_materials
from tbresearch.coding.desk.slot import Slot
from tbresearch.coding.desk.suggestions import check_suggestions, open_suggestions
from tbresearch.coding.journal import append_act, journal_path, now
from tbresearch.errors import WorkbenchError

__all__ = ["Desk", "open_desk"]

Told = dict[str, object]

_DESKS: dict[tuple[Path, str], Desk] = {}


def open_desk(
    root: Path, coder: str, *, suggestions: pd.DataFrame | None = None
) -> Desk:
    """Return the desk of a coder; in one kernel every view has the same one.

    Parameters
    ----------
    root : Path
        The study folder.
    coder : str
        One of the coders of the study.
    suggestions : pd.DataFrame, optional
        What to decide on, in the columns of `suggestions.check_suggestions`;
        without it, what lay there stays.
    """
    key = (root.resolve(), coder)
    desk = _DESKS.get(key)
    if desk is None:
        desk = _DESKS[key] = Desk(root, coder)
    else:
        desk.read_anew()
    if suggestions is not None:
        desk.suggest(suggestions)
    return desk


class Desk:
    """The work of one coder; `handling.acts_of` gives what changes it.

    Attributes
    ----------
    coder : str
        Whose journal the acts go into.
    reading_only : WorkbenchError or None
        Why nothing can be written here.
    listeners : list of callable
        Each is told every change: a dict that a page understands.
    lock : RLock
        To be held during an act: acts come from threads.
    materials : Materials
        The study as it was last read, and the state of the journal.
    suggestions : pd.DataFrame
        What the coder may decide on.
    """

    def __init__(self, root: Path, coder: str) -> None:
        self.coder = coder
        self.reading_only: WorkbenchError | None = None
        self.listeners: list[Callable[[Told], None]] = []
        self.lock = RLock()
        self.materials = read_materials(root, coder)
        self.suggestions = check_suggestions(None)
        self._root = root
        self._stamp = self.materials.stamp(coder)
        self._slot = Slot(root, coder)
        self.claim()

    def claim(self) -> None:
        """Try to get the right to write."""
        try:
            self._slot.claim()
            self.reading_only = None
        except WorkbenchError as error:
            self.reading_only = error

    def close(self) -> None:
        """Give the right to write back, and forget the desk."""
        self._slot.free()
        _DESKS.pop((self._root.resolve(), self.coder), None)

    def read_anew(self) -> None:
        """Read everything from the disk, and tell the pages to ask again."""
        with self.lock:
            self.materials = read_materials(self._root, self.coder)
            self._stamp = self.materials.stamp(self.coder)
            self._tell({"op": "stale"})

    def read_if_changed(self) -> Materials:
        """Return the study as it is on the disk now."""
        if self.materials.stamp(self.coder) != self._stamp:
            self.read_anew()
        return self.materials

    def suggest(self, suggestions: pd.DataFrame) -> None:
        """Lay suggestions on the desk, in place of those that lay there."""
        checked = check_suggestions(suggestions)
        with self.lock:
            self.suggestions = checked
            self._tell({"op": "stale"})

    def overview(self) -> Told:
        """Return transcripts, codebook and words, as a page shows them."""
        here = self.materials
        return {
            "coder": self.coder,
            "study": here.study.title,
            "reading_only": str(self.reading_only or ""),
            "notes": list(here.notes),
            "sessions": showing.sessions_shown(here),
            "codes": showing.codebook_shown(here.codebook, here.state),
            **showing.words_shown(here.study),
            **showing.steps_shown(here.state),
        }

    def session(self, session: str) -> Told:
        """Return the text, turns, codings and suggestions of one session."""
        here = self.materials
        require(session, here.corpus.transcripts, "gesprek")
        own = [
            showing.coding_shown(row)
            for row in here.state.codings.values()
            if row["session"] == session and not row["parked"]
        ]
        still = open_suggestions(self.suggestions, here.corpus, session, here.state)
        text = showing.session_shown(here.corpus, session)
        return text | {"codings": own, "suggestions": still}

    def passages(self, code: str) -> Told:
        """Return the codings of one code, of which some may get another."""
        found = [
            {name: row[name] for name in ("id", "session", "quote")}
            for row in self.materials.state.codings.values()
            if row["code"] == code
        ]
        return {"passages": found}

    def write(self, act: Mapping[str, object], *, session: str | None = None) -> None:
        """Put an act in the journal, apply it, and tell the pages.

        `session` is where it shows, for an act that does not say so itself.
        """
        act = {"act": act["act"], "time": now(), **act}
        append_act(journal_path(self._root, self.coder), act)
        self.materials.state.apply(act, line=0)
        self._stamp = self.materials.stamp(self.coder)
        self._tell(self._changed(act, session))

    def change_codebook(self, change: Act, *, by: str | None = None) -> None:
        """Change the codebook, and read everything anew."""
        change_codebook(self.materials.study, change, coder=self.coder, by=by)
        self.read_anew()

    def _changed(self, act: Act, session: str | None) -> Told:
        """Return what an act changed, as far as a page shows it."""
        here = self.materials
        told: Told = {"op": "changed", **showing.steps_shown(here.state)}
        if "id" in act:
            row = here.state.codings.get(str(act["id"]))
            told["gone"] = act["id"]
            if row is not None and not row["parked"]:
                told["coding"] = showing.coding_shown(row)
        if "about" in act:
            told["note"] = {"about": act["about"], "text": act["text"]}
        if session is not None:
            told["progress"] = showing.progress_shown(here, session)
            told["suggestions"] = open_suggestions(
                self.suggestions, here.corpus, session, here.state
            )
        return told

    def _tell(self, told: Told) -> None:
        for listener in list(self.listeners):
            listener(told)
