"""Pictures: one look for all of them, and axes that show themselves in a notebook."""

from tbresearch.figures.heat_map import draw_heat_map
from tbresearch.figures.process_map import Flow, draw_process_map
from tbresearch.figures.style import INK, SHADES, new_axes, strip

__all__ = [
    "INK",
    "SHADES",
    "Flow",
    "draw_heat_map",
    "draw_process_map",
    "new_axes",
    "strip",
]
