"""Names are decided on by keyboard or mouse alone, and nothing is lost or run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lab_page import LabPage
from lab_server import LabServer
from playwright.sync_api import expect

import tbresearch as tb

WIDGET = ".tb-names"
SAVED = ".tb-names[data-ready][data-waiting='0']"
HARM = "<img src=x onerror=alert(1)>"
SAID = (
    f"R1: Ik heb nu overzicht over de post. Ik zei {HARM} Fatima, en zij zei "
    "👩🏽‍🤝‍👨🏻 Ahmed. Ahmed woont in Enschede. Mijn nummer is 0655501728."
)


@pytest.fixture
def study(small_study: Path, edit: Callable[[Path, str, str], None]) -> Path:
    talk = small_study / "transcripten" / "int1.txt"
    edit(talk, "R1: Ik heb nu overzicht over de post.", SAID)
    return small_study


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Return where the review file comes."""
    return tmp_path / "besluiten.csv"


@pytest.fixture
def names(lab: LabServer, lab_page: LabPage, study: Path, review: Path) -> LabPage:
    """Return a page that shows the names of the study."""
    show = f"tb.review_names({str(study)!r}, {str(review)!r})"
    lab_page.open(lab.write_notebook("namen", "import tbresearch as tb", show))
    lab_page.run_all()
    lab_page.wait(SAVED)
    return lab_page


def choices(review: Path) -> dict[str, str]:
    return {d.entity: d.choice for d in tb.read_review(review)}


def tokens(review: Path) -> dict[str, tuple[str, str]]:
    return {d.entity: (d.kind, d.replacement) for d in tb.read_review(review)}


def press(names: LabPage, *keys: str) -> None:
    for key in keys:
        names.page.keyboard.press(key)
    names.wait(SAVED)


def to_list(names: LabPage) -> None:
    names.page.locator(f"{WIDGET} tbody tr[tabindex='0']").focus()


def shown(names: LabPage) -> dict[str, str]:
    """Return what the page shows: the decision by text."""
    rows = names.page.locator(f"{WIDGET} tbody tr")
    return {
        row.locator("th").inner_text(): row.locator("td").last.inner_text()
        for row in rows.all()
    }


def test_names_are_decided_on_by_keyboard_alone(names: LabPage, review: Path) -> None:
    cells = names.page.locator(".jp-Cell").count()
    to_list(names)
    press(names, "v", "l", "v", "d", "d", "x", "ArrowUp", "w", "End", "l")

    assert choices(review) == {
        "Fatima": "vervang",
        "Ahmed": "laat staan",
        "Enschede": "",
        "0655501728": "laat staan",
    }
    expect(names.page.locator(WIDGET)).to_contain_text("3 van 4 beslist")
    assert names.page.locator(".jp-Cell").count() == cells


def test_kind_token_and_sameness_are_chosen_by_keyboard_alone(
    names: LabPage, review: Path
) -> None:
    to_list(names)
    press(names, "s", "o", "Escape")
    assert tokens(review)["Fatima"] == ("organisatie", "[organisatie 1]")

    press(names, "ArrowDown", "t")
    names.page.keyboard.type("[de buurman]")
    press(names, "Enter", "ArrowDown", "z", "F", "Tab", "Enter")

    assert tokens(review)["Ahmed"] == ("persoon", "[de buurman]")
    assert tokens(review)["Enschede"] == ("organisatie", "[organisatie 1]")


def test_names_are_decided_on_by_mouse_alone(names: LabPage, review: Path) -> None:
    names.page.locator(f"{WIDGET} tbody tr").nth(1).click()
    panel = names.page.locator(".tb-names-panel")
    expect(panel.locator(".tb-names-title")).to_have_text("Ahmed")
    expect(panel).to_contain_text("2 keer in int1")
    panel.get_by_role("button", name="Laten staan").click()
    expect(panel.locator(".tb-names-title")).to_have_text("Enschede")
    panel.get_by_role("button", name="Vervangen").click()
    names.wait(SAVED)
    assert choices(review)["Ahmed"] == "laat staan"
    assert choices(review)["Enschede"] == "vervang"


def test_the_list_shows_what_is_still_open(names: LabPage) -> None:
    names.page.get_by_label("Toon").select_option("open")
    to_list(names)
    press(names, "l")
    assert len(shown(names)) == 4  # what was decided just now stays in sight
    names.page.get_by_label("Toon").select_option("laat staan")
    assert shown(names) == {"Fatima": "laten staan"}
    names.page.get_by_label("Toon").select_option("open")
    assert list(shown(names)) == ["Ahmed", "Enschede", "0655501728"]
    names.page.get_by_label("Zoek").fill("ens")
    assert list(shown(names)) == ["Enschede"]
    names.page.get_by_label("Zoek").fill("zzz")
    expect(names.page.locator(f"{WIDGET} tbody")).to_have_text(
        "Geen tekst past bij deze keuze."
    )


SLOW = """
import time
from tbresearch.widgets.names import desk

at_once = desk.NamesDesk.decide


def later(self, **what):
    time.sleep(2)
    return at_once(self, **what)


desk.NamesDesk.decide = later
"""


def test_a_decision_is_not_called_saved_before_it_is(
    lab: LabServer, lab_page: LabPage, study: Path, review: Path
) -> None:
    show = f"tb.review_names({str(study)!r}, {str(review)!r})"
    name = lab.write_notebook("traag", "import tbresearch as tb", SLOW, show)
    lab_page.open(name)
    lab_page.run_all()
    lab_page.wait(SAVED)
    widget = lab_page.page.locator(WIDGET)
    to_list(lab_page)
    lab_page.page.keyboard.press("v")
    expect(widget.locator(".tb-names-saved")).to_have_text("nog niet opgeslagen")
    expect(widget.locator("tbody tr").first).to_contain_text("nog niet opgeslagen")
    assert not review.exists()

    lab_page.page.keyboard.press("t")
    lab_page.page.keyboard.type("[de buur")
    lab_page.wait(SAVED)

    expect(widget.locator(".tb-names-saved")).to_have_text("alles is opgeslagen")
    assert choices(review)["Fatima"] == "vervang"
    expect(widget.get_by_label("Vervanging T")).to_have_value("[de buur")


def test_what_people_said_is_shown_as_text_and_never_run(names: LabPage) -> None:
    panel = names.page.locator(".tb-names-panel")
    expect(panel).to_contain_text(HARM)
    assert names.page.locator(f"{WIDGET} img").count() == 0


def test_loading_the_page_again_shows_the_same(names: LabPage) -> None:
    to_list(names)
    press(names, "v", "l")
    before = shown(names)
    names.reload()
    names.wait(SAVED)
    assert shown(names) == before
    to_list(names)
    press(names, "End", "l")
    assert shown(names)["0655501728"] == "laten staan"


def test_a_notebook_that_is_saved_holds_no_name(names: LabPage, lab: LabServer) -> None:
    to_list(names)
    press(names, "v")
    names.reload()
    names.wait(SAVED)
    saved = (lab.folder / "namen.ipynb").read_text(encoding="utf-8")
    assert "beslist." in saved
    assert "Fatima" not in saved


def test_a_kernel_that_starts_again_is_told_and_loses_nothing(
    names: LabPage, review: Path
) -> None:
    to_list(names)
    press(names, "v", "l")
    before = shown(names)
    names.restart_kernel()
    trouble = names.wait(".tb-trouble:not([hidden])")
    expect(trouble).to_contain_text("voer de cel opnieuw uit (Shift+Enter)")

    names.run_all()
    names.wait(SAVED)

    assert shown(names) == before
    assert choices(review)["Ahmed"] == "laat staan"


def test_a_second_view_shows_what_is_decided_in_the_first(names: LabPage) -> None:
    names.second_view(1)
    views = names.page.locator(SAVED)
    expect(views).to_have_count(2)
    views.first.locator("tbody tr").first.click()
    press(names, "v")
    expect(views.last.locator("tbody tr td").nth(4)).to_have_text("vervangen")
    expect(views.last).to_contain_text("1 van 4 beslist")


def test_a_file_that_changed_by_hand_is_told_and_read_again(
    names: LabPage, review: Path
) -> None:
    to_list(names)
    press(names, "v")
    by_hand = review.read_text(encoding="utf-8").replace("vervang;", "laat staan;")
    review.write_text(by_hand, encoding="utf-8")

    press(names, "l")

    trouble = names.wait(".tb-trouble:not([hidden])")
    expect(trouble).to_contain_text("het bestand met besluiten is intussen veranderd")
    assert review.read_text(encoding="utf-8") == by_hand
    assert shown(names)["Ahmed"] == "nog te beslissen"
    trouble.get_by_role("button", name="Opnieuw lezen").click()
    expect(trouble).to_be_hidden()
    first = names.page.locator(f"{WIDGET} tbody tr").first
    expect(first).to_contain_text("laten staan")


def test_names_are_replaced_after_two_questions_and_a_good_key(
    names: LabPage, study: Path, tmp_path: Path
) -> None:
    page = names.page
    page.get_by_text("Vervangen in de studie").click()
    start = page.get_by_role("button", name="Vervang in de studie")
    start.click()
    result = page.locator(".tb-names-result")
    expect(result).to_contain_text("over 4 van 4 is nog niet beslist")
    to_list(names)
    press(names, "v", "v", "l", "v")

    start.click()
    expect(result).to_contain_text("Vul eerst in waar de sleutel moet komen.")
    page.get_by_label("Sleutelbestand").fill(str(study / "sleutel.json"))
    start.click()
    page.get_by_role("button", name="Ja, vervang nu").click()
    trouble = names.wait(".tb-trouble:not([hidden])")
    expect(trouble).to_contain_text("mag niet in de map van de studie staan")
    expect(result).to_have_text("Er is niets vervangen.")

    page.get_by_label("Sleutelbestand").fill(str(tmp_path / "sleutel.json"))
    start.click()
    page.get_by_role("button", name="Nee, niet doen").click()
    assert not (tmp_path / "sleutel.json").exists()
    start.click()
    page.get_by_role("button", name="Ja, vervang nu").click()
    expect(result).to_contain_text("4 vervangingen in 1 gesprek")
    text = tb.read_transcripts(tb.open_study(study)).transcripts["int1"].text
    assert "[persoon 2] woont in Enschede" in text


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("width", [1280, 560])
def test_no_rule_of_accessibility_is_broken(
    names: LabPage, review: Path, theme: str, width: int
) -> None:
    names.page.set_viewport_size({"width": width, "height": 900})
    names.theme(theme)
    to_list(names)
    press(names, "v", "l")
    review.unlink()
    press(names, "v")
    names.wait(".tb-trouble:not([hidden])")
    for fold in names.page.locator(f"{WIDGET} summary:visible").all():
        fold.click()
    assert names.accessibility_problems(WIDGET) == []
