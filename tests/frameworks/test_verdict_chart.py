"""The picture of an assessment: every indicator once, and the shape of its verdict."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.axes import Axes

import tbresearch as tb
from tbresearch.frameworks import Assessment, read_assessment

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"
Edit = Callable[[Path, str, str], None]


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def legend(ax: Axes) -> list[str]:
    shown = ax.get_legend()
    assert shown is not None
    return [text.get_text() for text in shown.get_texts()]


@pytest.fixture(scope="module")
def judged() -> Assessment:
    return read_assessment(tb.open_study(EXAMPLE), "stj")


def test_every_indicator_is_drawn_once_beside_a_shape(judged: Assessment) -> None:
    ax = judged.plot()
    names = {text.removesuffix(" (v)").removesuffix(" *") for text in texts(ax)}
    assert names >= set(judged.to_frame()["label"])
    assert len(ax.collections) == len(judged.to_frame()) == 30
    themes = [theme.label for theme in judged.framework.themes]
    assert len(texts(ax)) == 30 + len(themes) + 1
    assert [text for text in texts(ax) if text.endswith("(vervolg)")] == [
        "Aanpak (vervolg)"
    ]


def test_what_takes_something_off_a_verdict_is_marked(judged: Assessment) -> None:
    frame, ax = judged.to_frame(), judged.plot()
    alone = frame.loc[frame["self_report_only"].fillna(value=False), "label"]
    reserved = frame.loc[frame["reservations"] != "", "label"]
    assert {t for t in texts(ax) if t.endswith(" *")} == {f"{n} *" for n in alone}
    assert {t for t in texts(ax) if "(v)" in t} == {f"{n} (v)" for n in reserved}
    assert legend(ax) == [
        "Voldoet",
        "Verbeterpunt",
        "Niet te koppelen",
        "Met voorbehoud",
        "Alleen volgens wie beoordeeld wordt",
    ]


def test_the_order_is_that_of_the_framework(judged: Assessment) -> None:
    ax = judged.plot()
    placed = [(*text.get_position(), text.get_text()) for text in ax.texts]
    assert placed == sorted(placed, key=lambda place: (int(place[0]), place[1]))
    columns = [sum(int(x) == side for x, _, _ in placed) for side in (0, 1)]
    assert abs(columns[0] - columns[1]) <= 2


def test_a_checklist_shows_where_evidence_is(example: Path) -> None:
    listed = read_assessment(tb.open_study(example), "erkenning")
    assert legend(listed.plot()) == ["Bewijs aangewezen", "Nog niets aangewezen"]


def test_no_name_is_read_as_a_formula_or_runs_over_the_next(
    example: Path, edit: Edit
) -> None:
    own = example / "kaders" / "opbouw" / "stj.toml"
    long = "Het kost $5 en $6 en daarna nog heel veel meer woorden dan erin passen"
    edit(own, '"Scholen kennen de hulp"', f'"{long}"')
    ax = read_assessment(tb.open_study(example), "stj").plot()
    assert r"Het kost \$5 en \$6 en daarna nog heel veel… *" in texts(ax)
    ax.figure.draw_without_rendering()
