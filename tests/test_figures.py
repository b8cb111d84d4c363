"""Pictures: they show themselves in a notebook, at the size of the page."""

import io
import struct

import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from tbresearch.figures import draw_heat_map, new_axes
from tbresearch.figures.shown_axes import ShownAxes


def drawn() -> ShownAxes:
    ax = new_axes(width=5, height=3)
    ax.barh([0, 1], [2, 3])
    assert isinstance(ax, ShownAxes)
    return ax


def test_a_notebook_shows_the_axes_as_a_sharp_picture_of_the_asked_size() -> None:
    data, metadata = DisplayFormatter().format(drawn())
    width, height = struct.unpack(">II", data["image/png"][16:24])

    assert metadata["image/png"] == {"width": 480, "height": 288}
    assert (width, height) == (960, 576)


def test_the_same_picture_is_the_same_bytes() -> None:
    assert drawn()._repr_png_() == drawn()._repr_png_()


def test_pyplot_knows_nothing_of_the_picture() -> None:
    from matplotlib import pyplot

    drawn().get_figure(root=True).savefig(io.BytesIO())

    assert pyplot.get_fignums() == []


def heat_map(shades: list[float], caption: str = "Aantal") -> Axes:
    return draw_heat_map(
        None,
        np.array([shades]),
        texts=[["1"] * len(shades)],
        rows=["rij"],
        columns=[str(n) for n in range(len(shades))],
        caption=caption,
    )


def test_the_caption_of_a_narrow_heat_map_stays_on_the_picture() -> None:
    words = "Aantal respondenten; hoe donkerder, hoe groter het deel van de kolom"
    ax = heat_map([0.1, 0.9], words)
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    box = ax.xaxis.label.get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.x1
    assert ax.get_xlabel().split() == words.split()


def luminance(colour: object) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in to_rgb(colour)  # type: ignore[arg-type]
    ]
    return float(np.dot(parts, [0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize("shade", [0, 0.3, 0.5, 0.6, 0.66, 0.7, 0.8, 1])
def test_a_number_stands_out_from_its_cell(shade: float) -> None:
    """At least 3.5 to 1 everywhere, and 4.5 save around the turning point."""
    ax = heat_map([shade])
    image = ax.get_images()[0]
    cell = image.cmap(image.norm(shade))[:3]
    light, dark = sorted(
        (luminance(cell), luminance(ax.texts[0].get_color())), reverse=True
    )
    contrast = (light + 0.05) / (dark + 0.05)
    assert contrast >= (3.5 if 0.6 < shade < 0.75 else 4.5)
