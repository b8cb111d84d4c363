"""The coding page in the notebook."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tbresearch.coding.desk import Desk, acts_of, open_desk
from tbresearch.study import Study
from tbresearch.vocabulary import quantity_text
from tbresearch.widgets.page import Page, joined

__all__ = ["CodingWidget", "code"]

_HERE = Path(__file__).parent
# One a desk, however often a cell is run: each would be told every change.
_WIDGETS: dict[Desk, CodingWidget] = {}


class CodingWidget(Page):
    """A page for coding transcripts, by mouse or keyboard.

    Parameters
    ----------
    desk : Desk
        What the page asks and is told.
    """

    _esm = joined(_HERE, "text.js", "turns.js", "panel.js", "lists.js", "bench.js")
    _css = joined(_HERE, "bench.css")

    def __init__(self, desk: Desk) -> None:
        super().__init__(acts_of(desk))
        self._desk = desk
        desk.listeners.append(self.send)

    def __repr__(self) -> str:
        state = self._desk.materials.state
        given = quantity_text(len(state.codings), "codering", "coderingen")
        sessions = len(self._desk.materials.study.sessions)
        done = (
            f"{len(state.done)} van {quantity_text(sessions, 'gesprek', 'gesprekken')}"
        )
        return f"Coderen door {self._desk.coder}: {given}, {done} klaar."


def code(
    study: Study, *, coder: str, suggestions: pd.DataFrame | None = None
) -> CodingWidget:
    """Show the transcripts of a study, to be coded by one coder.

    Every act is held against the transcript, written to the journal of the coder
    and on the disk before the page says so. The page shows only what this coder
    did: a second coder is not led by the first.

    Parameters
    ----------
    study : Study
        As `open_study` returns it.
    coder : str
        One of the coders of the study.
    suggestions : pd.DataFrame, optional
        Codings to accept or reject, one row each: id, session, start, end (code
        points of the canonical text, end exclusive), code, polarity, quote and
        reason; and maybe hint. The polarity is a hint: who accepts says the side.

    Returns
    -------
    CodingWidget
        To show as the last line of a cell in JupyterLab.

    Raises
    ------
    StudyError
        With everything in the study, or in the journal, that does not hold.
    WorkbenchError
        If the study has no such coder, or the suggestions lack a column.
    """
    desk = open_desk(study.root, coder, suggestions=suggestions)
    widget = _WIDGETS.get(desk)
    if widget is None or widget.comm is None:
        widget = _WIDGETS[desk] = CodingWidget(desk)
    return widget
