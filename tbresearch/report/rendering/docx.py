"""A manuscript as a DOCX that a client can go on writing in.

Pandoc writes the text; what Word has and pandoc does not (numbering that follows
the headings, captions that count, a filled table of contents, page numbers) is
put in by `docx_parts`. The file holds no time and no machine, only the report.
"""

from __future__ import annotations

import io

from tbresearch.report.rendering import document, pandoc
from tbresearch.report.rendering.docx_reference import reference
from tbresearch.report.rendering.manuscript import Manuscript
from tbresearch.report.rendering.pandoc import Node
from tbresearch.study import repacked

__all__ = ["to_docx"]

WRITER = "docx+empty_paragraphs"  # an empty one parts two boxes, see docx.lua
OPTIONS = (
    *pandoc.filters("sheet.lua", "docx.lua"),
    "--reference-doc=reference.docx",
)
BOOK = (
    "--number-sections",
    "--toc",
    f"--toc-depth={document.DEPTH}",
)


def to_docx(manuscript: Manuscript, tree: Node | None = None) -> bytes:
    """Return the report as a Word document.

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
    import docx  # with docx_parts 0.1 s: only for who asks a DOCX

    from tbresearch.report.rendering import docx_parts

    tree = tree or document.read(manuscript)
    options = OPTIONS if manuscript.layout == "sheet" else (*OPTIONS, *BOOK)
    with pandoc.workplace(manuscript.figures, "png") as folder:
        (folder / "reference.docx").write_bytes(reference(manuscript.layout))
        written = pandoc.write(
            tree,
            to=WRITER,
            options=options,
            folder=folder,
            layout=manuscript.layout,
        )
    report = docx.Document(io.BytesIO(written))
    docx_parts.finish(report, manuscript)
    saved = io.BytesIO()
    report.save(saved)
    return repacked(saved.getvalue())
