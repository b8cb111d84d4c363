"""One Markdown text in the three forms that a client can open.

The same `Manuscript` gives the same bytes, on any day and any machine with the
locked packages; nothing is fetched and no installed font is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from types import MappingProxyType

from tbresearch.report.rendering import document
from tbresearch.report.rendering.docx import to_docx
from tbresearch.report.rendering.html import to_html
from tbresearch.report.rendering.manuscript import Figure, Layout, Manuscript
from tbresearch.report.rendering.pdf import to_pdf

__all__ = [
    "FORMATS",
    "Figure",
    "Layout",
    "Manuscript",
    "render",
    "to_docx",
    "to_html",
    "to_pdf",
]

FORMATS: Mapping[str, Callable[..., bytes]] = MappingProxyType(
    {"html": to_html, "docx": to_docx, "pdf": to_pdf}
)


def render(manuscript: Manuscript) -> dict[str, bytes]:
    """Return a manuscript in every form, by the suffix of its file.

    The text is read once, and the forms are made side by side: most of the work is
    done by other programs, which need not wait for one another, nor for pictures.

    Raises
    ------
    WorkbenchError
        If the text does not hold together, or cannot be set.
    """
    from tqdm import tqdm

    with ThreadPoolExecutor(len(FORMATS)) as pool:
        reading = pool.submit(document.read, manuscript)
        # Before two threads ask for them: drawing is for one thread at a time.
        for figure in manuscript.figures.values():
            figure.svg()
        tree = reading.result()
        made = {form: pool.submit(to, manuscript, tree) for form, to in FORMATS.items()}
        steps = tqdm(total=len(made), desc="Rapport bouwen", unit="vorm", disable=None)
        for _ in as_completed(made.values()):
            steps.update()
        steps.close()
    return {form: future.result() for form, future in made.items()}
