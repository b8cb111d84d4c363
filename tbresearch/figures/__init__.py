"""Pictures: one look for all of them, and axes that show themselves in a notebook."""

from tbresearch.figures.style import INK, SHADES, new_axes, strip

__all__ = ["INK", "SHADES", "new_axes", "strip"]
