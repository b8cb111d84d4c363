"""The process map shows every step and every arrow, also those that go back."""

from tbresearch.figures import Flow, draw_process_map

STEPS = {"a": "Eerst", "b": "Dan $x$", "c": "Ten slotte"}
FLOWS = [
    Flow(begin="a", end="b", weight=4),
    Flow(begin="a", end="c", weight=2),
    Flow(begin="c", end="a", weight=1, text="niet getoond"),
    Flow(begin="b", end="b", weight=0),
]


def test_every_step_and_every_arrow_is_drawn() -> None:
    ax = draw_process_map(None, STEPS, FLOWS, caption="Hoe vaak")
    texts = [text.get_text() for text in ax.texts]
    assert texts == ["Eerst", r"Dan \$x\$", "Ten slotte", "4", "2", "niet getoond", "0"]
    assert len(ax.patches) == len(STEPS) + len(FLOWS)
    ax.figure.draw_without_rendering()


def test_what_goes_back_runs_along_the_left_and_is_dashed() -> None:
    ax = draw_process_map(None, STEPS, FLOWS, caption="Hoe vaak")
    places = {text.get_text(): text.get_position() for text in ax.texts}
    assert places["2"][0] > 1
    assert places["niet getoond"][0] < -1
    assert places["0"][0] < -1
    styles = [patch.get_linestyle() for patch in ax.patches[len(STEPS) :]]
    assert styles == ["-", "-", "--", "--"]


def test_an_empty_process_is_an_empty_picture() -> None:
    ax = draw_process_map(None, {}, [], caption="Niets")
    assert not ax.patches
    ax.figure.draw_without_rendering()
