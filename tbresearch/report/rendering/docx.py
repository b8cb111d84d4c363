"""A manuscript as a DOCX that a client can go on writing in.

Pandoc writes the text; what Word has and pandoc does not (numbering that follows
the headings, captions that count, a filled table of contents, page numbers) is
put in by `docx_parts`. The file holds no time and no machine, only the report.
"""

from __future__ import annotations

import io
import zipfile

from tbresearch.report.rendering import document, pandoc
from tbresearch.report.rendering.docx_reference import reference
from tbresearch.report.rendering.manuscript import Manuscript

__all__ = ["to_docx"]

WRITER = "docx+empty_paragraphs"  # an empty one parts two boxes, see docx.lua
OPTIONS = (
    f"--lua-filter={pandoc.ASSETS / 'shape.lua'}",
    f"--lua-filter={pandoc.ASSETS / 'docx.lua'}",
    "--reference-doc=reference.docx",
    "--number-sections",
    "--toc",
    f"--toc-depth={document.DEPTH}",
)
FIRST = "[Content_Types].xml"  # some readers want it in front
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def to_docx(manuscript: Manuscript) -> bytes:
    """Return the report as a Word document.

    Raises
    ------
    WorkbenchError
        If the text does not hold together.
    """
    import docx  # with docx_parts 0.1 s: only for who asks a DOCX

    from tbresearch.report.rendering import docx_parts

    tree = document.read(manuscript)
    with pandoc.workplace(manuscript.figures) as folder:
        (folder / "reference.docx").write_bytes(reference())
        written = pandoc.write(tree, to=WRITER, options=OPTIONS, folder=folder)
    report = docx.Document(io.BytesIO(written))
    docx_parts.finish(report, manuscript)
    saved = io.BytesIO()
    report.save(saved)
    return _repacked(saved)


def _repacked(archive: io.BytesIO) -> bytes:
    """Return the same parts in a fixed order, without the time of writing."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(archive) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, date_time=ZIP_DATE)
            entry.create_system = 0  # the same on every operating system
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
