"""The review of names as a page in the notebook."""

from __future__ import annotations

from pathlib import Path

from tbresearch.widgets.names.desk import NamesDesk
from tbresearch.widgets.page import Page, joined

__all__ = ["NamesWidget", "review_names"]

_HERE = Path(__file__).parent


class NamesWidget(Page):
    """A table of names to decide on, by mouse or keyboard.

    Parameters
    ----------
    desk : NamesDesk
        What the page asks and is told.
    """

    _esm = joined(_HERE, "names.js")
    _css = joined(_HERE, "names.css")

    def __init__(self, desk: NamesDesk) -> None:
        super().__init__(desk.acts)
        self._desk = desk

    def __repr__(self) -> str:
        decisions = self._desk.review.proposals.decisions
        decided = sum(bool(decision.choice) for decision in decisions)
        return f"Namen beoordelen: {decided} van {len(decisions)} beslist."


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
