"""What the page of the name review is told, and what a notebook keeps of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.widgets.messages import answer
from tbresearch.widgets.names import NamesWidget

SAID = "R1: Ik heb nu overzicht over de post. «Ja», zei Fatima, en Ahmed ook."


@pytest.fixture
def study(small_study: Path, edit: Callable[[Path, str, str], None]) -> Path:
    talk = small_study / "transcripten" / "int1.txt"
    edit(talk, "R1: Ik heb nu overzicht over de post.", SAID)
    return small_study


@pytest.fixture
def widget(study: Path, tmp_path: Path) -> NamesWidget:
    return tb.review_names(study, tmp_path / "besluiten.csv")


def ask(widget: NamesWidget, act: str, **what: str) -> dict[str, object]:
    told = answer(widget._desk.acts, {"act": act, "id": 1, **what})
    json.dumps(told)
    assert "done" in told, told
    return told["done"]


def test_the_page_is_told_everything_when_it_asks(
    widget: NamesWidget, tmp_path: Path
) -> None:
    told = ask(widget, "state")
    assert told["rows"][0] == {
        "entity": "Fatima",
        "kind": "persoon",
        "count": 1,
        "sessions": ["int1"],
        "contexts": [
            [
                "… nu overzicht over de post. «Ja», zei ",
                "Fatima",
                ", en Ahmed ook. I: En wat kan er …",
            ]
        ],
        "token": "[persoon 1]",
        "choice": "",
        "participant": False,
        "note": "",
    }
    assert told["kinds"][0] == "persoon"
    assert told["file"] == str(tmp_path / "besluiten.csv")


def test_a_decision_is_told_with_its_row(widget: NamesWidget) -> None:
    told = ask(widget, "decide", entity="Ahmed", choice="vervang")
    [row] = told["rows"]
    assert (row["entity"], row["choice"]) == ("Ahmed", "vervang")
    assert str(widget) == "Namen beoordelen: 1 van 2 beslist."


def test_a_page_that_is_drawn_again_sees_what_was_changed_by_hand(
    widget: NamesWidget,
) -> None:
    ask(widget, "decide", entity="Ahmed", choice="vervang")
    path = widget._desk.review.path
    text = path.read_text(encoding="utf-8").replace("vervang;", "laat staan;")
    path.write_text(text, encoding="utf-8")
    rows = ask(widget, "state")["rows"]
    assert [(row["entity"], row["choice"]) for row in rows] == [
        ("Fatima", ""),
        ("Ahmed", "laat staan"),
    ]
    ask(widget, "decide", entity="Ahmed", choice="")


def test_adding_shows_the_new_row(widget: NamesWidget) -> None:
    told = ask(widget, "add", entity=" de  post ", kind="organisatie")
    assert told["entity"] == "de post"
    assert [row["entity"] for row in told["rows"]] == ["Fatima", "Ahmed", "de post"]


def test_applying_tells_what_was_done_and_is_left(
    widget: NamesWidget, tmp_path: Path
) -> None:
    for entity in ("Fatima", "Ahmed"):
        ask(widget, "decide", entity=entity, choice="vervang")
    told = ask(widget, "apply", key=str(tmp_path / "sleutel.json"))
    assert told["performed"][0] == "2 vervangingen in 1 gesprek"
    assert any("lees de transcripten na" in line for line in told["to_do"])
    assert [row["count"] for row in told["rows"]] == [0, 0]


def test_a_saved_notebook_holds_no_name(widget: NamesWidget) -> None:
    ask(widget, "decide", entity="Ahmed", choice="vervang")
    data, _ = widget._repr_mimebundle_()
    kept = json.dumps([data, widget.get_state()], default=str)
    assert "Namen beoordelen: 1 van 2 beslist." in kept
    assert "Ahmed" not in kept
    assert "Fatima" not in kept


def test_the_page_asks_nothing_of_another_machine() -> None:
    folder = Path(tb.widgets.names.__file__).parent
    for name in ("names.js", "names.css"):
        text = (folder / name).read_text(encoding="utf-8")
        assert text
        assert "http" not in text
        assert "import" not in text
        assert "innerHTML" not in text
