"""A manuscript as one HTML file that asks nothing of any other computer."""

from __future__ import annotations

from tbresearch.report.rendering import document, pandoc
from tbresearch.report.rendering.manuscript import Manuscript
from tbresearch.report.rendering.pandoc import Node

__all__ = ["to_html"]

OPTIONS = (
    "--standalone",
    f"--template={pandoc.ASSETS / 'rapport.html'}",
    *pandoc.filters("sheet.lua", "html.lua"),
    "--shift-heading-level-by=1",  # the title is the one h1
)
BOOK = (
    "--number-sections",
    "--toc",
    f"--variable=toc-title:{document.CONTENTS}",
    f"--toc-depth={document.DEPTH + 1}",
)


def to_html(manuscript: Manuscript, tree: Node | None = None) -> bytes:
    """Return the report as a self-contained page without any script.

    Parameters
    ----------
    manuscript : Manuscript
    tree : dict, optional
        What `document.read` gives of it, if that was done already.

    Raises
    ------
    WorkbenchError
        If the text does not hold together.
    """
    tree = tree or document.read(manuscript)
    options = OPTIONS if manuscript.layout == "sheet" else (*OPTIONS, *BOOK)
    with pandoc.workplace(manuscript.figures, "svg") as folder:
        return pandoc.write(
            tree,
            to="html5",
            options=options,
            folder=folder,
            layout=manuscript.layout,
        )
