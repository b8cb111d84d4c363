"""Axes that a notebook shows as a picture.

A notebook draws only what pyplot made. Ours are made without it, so the axes say
themselves how they look; `result.plot()` as the last line of a cell then shows it.
"""

from __future__ import annotations

import io

from matplotlib.axes import Axes

__all__ = ["ShownAxes"]

# CSS pixels per inch, and how many dots a sharp screen has for each.
_PIXELS_PER_INCH = 96
_DOTS_PER_PIXEL = 2


class ShownAxes(Axes):
    """Axes on a figure of their own, with a picture of it for a notebook."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """Return the picture, and its width and height on the page."""
        figure = self.get_figure(root=True)
        assert figure is not None
        png = io.BytesIO()
        figure.savefig(png, format="png", dpi=_PIXELS_PER_INCH * _DOTS_PER_PIXEL)
        width, height = (round(_PIXELS_PER_INCH * x) for x in figure.get_size_inches())
        return png.getvalue(), {"width": width, "height": height}
