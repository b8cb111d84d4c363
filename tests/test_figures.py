"""Pictures: they show themselves in a notebook, at the size of the page."""

import io
import struct

from IPython.core.formatters import DisplayFormatter

from tbresearch.figures import new_axes
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
