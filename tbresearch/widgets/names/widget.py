"""The review of names as a page in the notebook.

Names go to the page in messages and never in what the widget keeps in sync, so that
a notebook that is saved holds none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget

from tbresearch.html import text_html
from tbresearch.widgets.messages import listen
from tbresearch.widgets.names.desk import NamesDesk

__all__ = ["NamesWidget", "review_names"]

_HERE = Path(__file__).parent


class NamesWidget(anywidget.AnyWidget):
    """A table of names to decide on, by mouse or keyboard.

    Parameters
    ----------
    desk : NamesDesk
        What the page asks and is told.
    """

    _esm = _HERE / "names.js"
    _css = _HERE / "names.css"

    def __init__(self, desk: NamesDesk) -> None:
        super().__init__()
        self._desk = desk
        listen(self, desk.acts)

    def __repr__(self) -> str:
        decisions = self._desk.review.proposals.decisions
        decided = sum(bool(decision.choice) for decision in decisions)
        return f"Namen beoordelen: {decided} van {len(decisions)} beslist."

    def _repr_mimebundle_(
        self, **options: dict[str, object]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        shown = super()._repr_mimebundle_(**options)
        if shown is None:
            return None
        data, metadata = shown
        return data | {"text/html": text_html(self)}, metadata


def review_names(study_folder: str | Path, review: str | Path) -> NamesWidget:
    """Show which names a study holds, and let a person decide on each of them.

    Parameters
    ----------
    study_folder : str or Path
        The study.
    review : str or Path
        The review file of `write_review` and of `tbresearch pseudonymise`, outside
        the study folder and any git work tree. Each decision is written to it at
        once; a file that is not there is made at the first decision.

    Returns
    -------
    NamesWidget
        To show as the last line of a cell in JupyterLab.

    Raises
    ------
    WorkbenchError
        If the study or the file cannot be read, or real names may not stand where
        the file should.
    """
    return NamesWidget(NamesDesk(study_folder, review))
