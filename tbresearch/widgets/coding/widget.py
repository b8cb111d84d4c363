"""The coding page in the notebook.

Words of respondents go to the page in messages and never in what the widget keeps in
sync, so that a notebook that is saved holds none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import pandas as pd

from tbresearch.coding.desk import Desk, acts_of, open_desk
from tbresearch.html import text_html
from tbresearch.study import Study
from tbresearch.vocabulary import quantity_text
from tbresearch.widgets.messages import listen

__all__ = ["CodingWidget", "code"]

_HERE = Path(__file__).parent
# Parts of one module, in this order: each uses only what stands above it.
_PARTS = ("../page", "text", "turns", "panel", "lists", "bench")


class CodingWidget(anywidget.AnyWidget):
    """A page for coding transcripts, by mouse or keyboard.

    Parameters
    ----------
    desk : Desk
        What the page asks and is told.
    """

    _esm = "\n".join(
        (_HERE / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS
    )
    _css = _HERE / "bench.css"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        listen(self, acts_of(desk))
        desk.listeners.append(self.send)

    def __repr__(self) -> str:
        state = self._desk.materials.state
        given = quantity_text(len(state.codings), "codering", "coderingen")
        sessions = len(self._desk.materials.study.sessions)
        done = (
            f"{len(state.done)} van {quantity_text(sessions, 'gesprek', 'gesprekken')}"
        )
        return f"Coderen door {self._desk.coder}: {given}, {done} klaar."

    def _repr_mimebundle_(
        self, **options: dict[str, object]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        shown = super()._repr_mimebundle_(**options)
        if shown is None:
            return None
        data, metadata = shown
        return data | {"text/html": text_html(self)}, metadata


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
        reason.

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
    return CodingWidget(open_desk(study.root, coder, suggestions=suggestions))
