"""What every page in the notebook is made of.

Words of respondents go to a page in messages and never in what the widget keeps in
sync, so that a notebook that is saved holds none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget

from tbresearch.html import text_html
from tbresearch.widgets.messages import Act, listen

__all__ = ["Page", "joined"]

_HERE = Path(__file__).parent


def joined(folder: Path, *names: str) -> str:
    """Return one script or style sheet: what all pages share, then those of a folder.

    Each part uses only what stands above it.
    """
    shared = _HERE / f"page{Path(names[0]).suffix}"
    parts = [shared, *(folder / name for name in names)]
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


class Page(anywidget.AnyWidget):
    """A page in the notebook; where it is not drawn, its sentence is shown.

    Parameters
    ----------
    acts : mapping of str to callable
        What the page may ask, as `listen` takes it.
    """

    def __init__(self, acts: Mapping[str, Act]) -> None:
        super().__init__()
        listen(self, acts)

    def _repr_mimebundle_(
        self, **options: dict[str, object]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        shown = super()._repr_mimebundle_(**options)
        if shown is None:
            return None
        data, metadata = shown
        return data | {"text/html": text_html(self)}, metadata
