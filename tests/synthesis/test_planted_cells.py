"""Planted cells come back exactly, and shuffled data seldom contradict."""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import tbresearch as tb
from tbresearch.datasets.planted_display import planted_display
from tbresearch.vocabulary import ZRM_DOMAINS

Joint = Callable[[Path], tb.JointDisplay]
DOMAINS = ZRM_DOMAINS["2017"]
UP, SAME, DOWN = (30, 8, 2), (4, 32, 4), (2, 8, 30)
PEOPLE = 12

# What a reader of the plan calls each cell; written down by hand.
TALK = {
    ("financien", "client"): (8, 0, 1),
    ("financien", "begeleider"): (0, 8, 0),
    ("adl", "client"): (8, 0, 0),
    ("adl", "begeleider"): (3, 3, 2),
    ("sociaal_netwerk", "client"): (0, 0, 0),
    ("sociaal_netwerk", "begeleider"): (5, 0, 0),
    ("geestelijke_gezondheid", "client"): (0, 8, 0),
    ("geestelijke_gezondheid", "begeleider"): (4, 4, 0),
    ("lichamelijke_gezondheid", "client"): (9, 1, 0),
    ("lichamelijke_gezondheid", "begeleider"): (1, 9, 0),
    ("werk_opleiding", "client"): (8, 0, 0),
    ("werk_opleiding", "begeleider"): (0, 0, 0),
    ("huiselijke_relaties", "client"): (1, 0, 0),
    ("huiselijke_relaties", "begeleider"): (0, 12, 0),
}
SCORES = {
    "financien": UP,
    "basale_adl": SAME,
    "instrumentele_adl": SAME,
    "sociaal_netwerk": UP,
    "geestelijke_gezondheid": DOWN,
    "lichamelijke_gezondheid": DOWN,
    "huiselijke_relaties": SAME,
    "huisvesting": UP,
}
EXPECTED = {
    "financien.client": "bevestigt",
    "financien.begeleider": "spreekt_tegen",
    "adl.client": "vult_aan",
    "adl.begeleider": "zwijgt",  # neither points anywhere
    "sociaal_netwerk.client": "zwijgt",  # nobody says anything
    "sociaal_netwerk.begeleider": "vult_aan",  # five are too few for a direction
    "geestelijke_gezondheid.client": "bevestigt",
    "geestelijke_gezondheid.begeleider": "vult_aan",
    "lichamelijke_gezondheid.client": "spreekt_tegen",
    "lichamelijke_gezondheid.begeleider": "bevestigt",
    "werk_opleiding.client": "zwijgt",  # no scores at the end
    "werk_opleiding.begeleider": "zwijgt",
    "huiselijke_relaties.client": "zwijgt",  # one person, nine times
    "huiselijke_relaties.begeleider": "vult_aan",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_display(
        tmp_path_factory.mktemp("geplant") / "studie",
        talk=TALK,
        scores=SCORES,
        domains=DOMAINS,
        people=PEOPLE,
        seed=1,
    )


def test_planted_cells_come_back(planted: Path, joint: Joint) -> None:
    display = joint(planted)
    assert {cell.key: cell.candidate for cell in display.cells} == EXPECTED
    assert display.tally == {
        "bevestigt": 3, "vult_aan": 4, "spreekt_tegen": 2, "zwijgt": 5
    }  # fmt: skip
    silent = {
        cell.key: cell.reason for cell in display.cells if cell.candidate == "zwijgt"
    }
    assert silent == {
        "adl.begeleider": "uitspraken en scores wijzen geen van beide een kant op",
        "huiselijke_relaties.client": "uitspraken en scores wijzen geen van beide een "
        "kant op",
        "sociaal_netwerk.client": "over dit leefgebied zegt niemand iets",
        "werk_opleiding.begeleider": "over dit leefgebied zegt niemand iets en scores "
        "zijn er niet, of te weinig",
        "werk_opleiding.client": "scores zijn er niet, of te weinig",
    }


def test_counts_are_respondents_and_not_statements(planted: Path, joint: Joint) -> None:
    frame = joint(planted).to_frame().set_index(["leefgebied", "group"])
    columns = ["named", "works", "falls_short", "mostly_works", "mostly_short"]
    for (area, group), (works, short, both) in TALK.items():
        assert list(frame.loc[(area, group), columns]) == [
            works + short + both,
            works + both,
            short + both,
            works,
            short,
        ], (area, group)


@pytest.fixture
def shuffles(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the benchmark that does this with many more seeds."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    return importlib.import_module("joint_shuffles")


def test_shuffled_talk_seldom_contradicts_scores_that_all_go_up(
    shuffles: ModuleType, tmp_path: Path
) -> None:
    folder = shuffles.even_study(tmp_path / "studie")
    found = list(
        shuffles.shuffled(folder, seeds=range(20), what=("leefgebied", "kant"))
    )
    cells = [cell for display in found for cell in display.cells]
    assert len(cells) == 280
    assert {cell.change.state for cell in cells} == {"gunstig"}
    assert shuffles.contradictions(iter(found)) <= shuffles.LIMIT
    # Without a test, more than a third of the same cells would contradict.
    leaning = [c.talk.mostly_short > c.talk.mostly_works for c in cells]
    assert np.mean(leaning) > 1 / 3


def test_with_everything_shuffled_hardly_anything_is_said(
    shuffles: ModuleType, tmp_path: Path
) -> None:
    folder = shuffles.even_study(tmp_path / "studie")
    found = list(shuffles.shuffled(folder, seeds=range(3), what=shuffles.EVERYTHING))
    assert shuffles.contradictions(iter(found)) <= shuffles.LIMIT
    assert sum(display.tally["zwijgt"] for display in found) > 0.8 * 3 * 14


def test_the_picture_has_a_word_and_a_shape_in_each_cell(
    planted: Path, joint: Joint
) -> None:
    display = joint(planted)
    ax = display.plot()
    words = [text.get_text() for text in ax.texts]
    for key, name in (
        ("bevestigt", "Bevestigt"),
        ("vult_aan", "Vult aan"),
        ("spreekt_tegen", "Spreekt tegen"),
        ("zwijgt", "Zwijgt"),
    ):
        assert words.count(name) == display.tally[key]
    assert words.count("niets gezegd") == 1
    assert words.count("niets gezegd, geen scores") == 1
    shapes = {
        (
            path.get_paths()[0].vertices.tobytes(),
            len(path.get_facecolor()) > 0,
        )
        for path in ax.collections
    }
    assert len(shapes) == 4
    shown = display._repr_html_()
    assert shown == display._repr_html_()
    assert "De regel" in shown
    assert "Wat verloren gaat" in shown
