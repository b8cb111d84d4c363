"""A manuscript as PDF, by Typst, built in PDF/UA-1 mode.

The fonts are those inside the wheels of typst and matplotlib, so that a machine
without any font gives the same bytes. DejaVu Sans fills in for signs the text
face lacks; a sign that no font has is drawn as the box of its script, and stays
the right letter for who searches, copies or listens.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

from tbresearch.errors import WorkbenchError
from tbresearch.report.rendering import document, pandoc
from tbresearch.report.rendering.manuscript import Manuscript
from tbresearch.report.rendering.pandoc import Node

__all__ = ["to_pdf"]

MAIN = '#import "rapport.typ": *\n#show: report\n'
SHEET = '#import "rapport.typ": *\n#import "sheet.typ": *\n#show: sheet\n'
OPTIONS = pandoc.filters("sheet.lua", "typst.lua")


def to_pdf(manuscript: Manuscript, tree: Node | None = None) -> bytes:
    """Return the report as a tagged PDF.

    Parameters
    ----------
    manuscript : Manuscript
    tree : dict, optional
        What `document.read` gives of it, if that was done already.

    Raises
    ------
    WorkbenchError
        If the text does not hold together, or Typst cannot set it.
    """
    tree = tree or document.read(manuscript)
    with pandoc.workplace(manuscript.figures, "svg") as folder:
        # Without "smart" the curly quotes and dashes arrive as themselves.
        text = pandoc.write(
            tree,
            to="typst-smart",
            options=OPTIONS,
            folder=folder,
            layout=manuscript.layout,
        )
        for name in ("rapport.typ", "sheet.typ"):
            shutil.copy(pandoc.ASSETS / name, folder)
        start = SHEET if manuscript.layout == "sheet" else MAIN
        main = folder / "main.typ"
        main.write_bytes(start.encode() + text)
        return _compile(main, manuscript)


def _compile(main: Path, manuscript: Manuscript) -> bytes:
    import typst  # 40 ms and a large library: only for who asks a PDF

    try:
        return typst.compile(
            main,
            root=main.parent,
            font_paths=[_fonts()],
            ignore_system_fonts=True,
            sys_inputs={"manuscript": _inputs(manuscript)},
            pdf_standards=["ua-1"],
            timestamp=pandoc.EPOCH,
        )
    except typst.TypstError as error:
        raise WorkbenchError(
            f"Typst kan het rapport niet zetten: "
            f"{'; '.join([error.message, *error.hints])}",
            where="de PDF van het rapport; HTML en DOCX staan hier los van",
            fix="vereenvoudig de tekst die de melding noemt",
        ) from error


def _inputs(manuscript: Manuscript) -> str:
    return json.dumps(
        {
            "title": manuscript.title,
            "subtitle": manuscript.subtitle,
            "authors": manuscript.authors,
            "date": manuscript.date,
            "version": manuscript.version,
            "layout": manuscript.layout,
            "contents": document.CONTENTS,
            "depth": document.DEPTH,
        }
    )


def _fonts() -> Path:
    """Folder of the fonts in matplotlib, found without importing it."""
    spec = importlib.util.find_spec("matplotlib")
    [place] = (spec and spec.submodule_search_locations) or ("",)
    return Path(place) / "mpl-data" / "fonts" / "ttf"
