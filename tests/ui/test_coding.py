"""Coding in a real browser: what a coder does stands in the journal, and stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from coding_page import CodingPage
from lab_page import LabPage
from lab_server import LabServer

import tbresearch as tb

PEOPLE = "👩🏽‍🤝‍👨🏻"
INTERVIEW = unicodedata.normalize(
    "NFD",
    f"""\
I: Hoe gaat het nu?

R1: De cliënte {PEOPLE} werd écht gehoord. Dat duurde lang 😅 hoor. <b>Vet</b>?

I: En wat kan er beter?

R1: <script>window.stuk = 1</script> & het wachten 🙂, dat duurde een half jaar.
""",
)
ONE = f"cliënte {PEOPLE} werd écht gehoord"


@pytest.fixture
def study(small_study: Path) -> Path:
    """Return a small study with a text full of traps, and no codings of anna in it."""
    (small_study / "transcripten" / "int1.txt").write_text(INTERVIEW, "utf-8")
    for path in (small_study / "coderingen").glob("*.jsonl"):
        path.unlink()
    return small_study


@pytest.fixture
def coding(study: Path, lab: LabServer, lab_page: LabPage) -> CodingPage:
    """Return the page of anna, with interview 1 in front."""
    page = CodingPage(lab_page, study, "anna")
    page.open(lab)
    with page.drawn_anew():
        page.part("[data-session=int1]").click()
    return page


def quotes(page: CodingPage) -> list[tuple[object, object]]:
    return [(act["quote"], act["code"]) for act in page.acts() if act["act"] == "add"]


def read(study: Path) -> tb.Coding:
    opened = tb.open_study(study)
    return tb.read_coding(opened, tb.read_transcripts(opened), tb.read_codebook(opened))


@pytest.mark.parametrize(
    "words",
    [ONE, "😅 hoor", "<script>window.stuk = 1</script> & het wachten 🙂", "Vet"],
)
def test_words_selected_with_the_mouse_are_coded_letter_for_letter(
    words: str, coding: CodingPage
) -> None:
    words = unicodedata.normalize("NFC", words)
    coding.select(words)
    coding.act("1")

    assert quotes(coding) == [(words, "rust")]
    assert read(coding.study).codings["quote"].tolist() == [words]
    assert coding.page.locator(".jp-Cell").count() == 1


def test_a_text_with_html_and_script_is_shown_as_it_was_said(
    coding: CodingPage,
) -> None:
    shown = coding.part(".tb-words").all_inner_texts()
    assert "<script>window.stuk = 1</script> & het wachten 🙂" in shown[3]
    assert coding.page.evaluate("() => window.stuk") is None
    assert coding.part(".tb-words b, .tb-words script").count() == 0


def test_a_turn_is_coded_by_the_keyboard_alone(coding: CodingPage) -> None:
    coding.part(".tb-turn").first.focus()
    coding.press("ArrowDown", "ArrowRight")
    coding.act("1")
    coding.press("Shift+ArrowRight")
    coding.act("2")
    coding.press("ArrowDown", "ArrowDown")
    coding.act("4")
    coding.act("=")
    coding.act("*")
    coding.press("Enter")
    coding.page.keyboard.type("zelf gezegd")
    with coding.changed():
        coding.press("Escape")

    found = read(coding.study)
    first, second, third = found.codings.to_dict("records")
    assert first["quote"].endswith("gehoord.")
    assert second["quote"].endswith("Vet</b>?")
    assert second["start"] == first["start"]
    assert (
        third["quote"] == found.corpus.turns.query("session == 'int1'")["text"].iloc[3]
    )
    assert (third["code"], third["polarity"]) == ("wachttijd", "geen")
    assert (third["marked"], third["memo"]) == (True, "zelf gezegd")
    assert coding.page.evaluate(
        "() => document.activeElement.classList.contains('tb-turn')"
    )


def test_a_code_is_found_by_typing_a_part_of_its_label(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.press("/")
    coding.page.keyboard.type("wacht")
    coding.act("Enter")

    assert quotes(coding) == [("half jaar", "wachttijd")]


def test_the_same_key_again_takes_the_code_away(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.act("1", "1", "1", "2")

    shown = coding.part(".tb-chips:visible li").all_inner_texts()
    assert shown == ["+ Rust in huis", "+ Overzicht"]
    assert len(read(coding.study).codings) == 2


def test_undo_and_redo_go_through_everything(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.act("1", "-", "*", "2")
    for _ in range(4):
        coding.act("Control+z")

    assert coding.part(".tb-words mark").count() == 0
    assert read(coding.study).codings.empty
    assert coding.part("button:has-text('Ongedaan')").is_disabled()

    for _ in range(4):
        coding.act("Control+y")
    rows = read(coding.study).codings
    assert rows["code"].tolist() == ["rust", "overzicht"]
    assert rows["polarity"].tolist() == ["verbeterpunt", "succesfactor"]
    assert rows["marked"].tolist() == [True, False]


def shown_codings(coding: CodingPage) -> list[str]:
    return coding.part(".tb-chips:visible li").all_inner_texts()


def test_a_reload_and_a_new_kernel_show_the_same(coding: CodingPage) -> None:
    coding.select(unicodedata.normalize("NFC", ONE))
    coding.act("1", "-")
    coding.lab_page.reload()
    coding.wait_until_drawn()
    with coding.drawn_anew():
        coding.part("[data-session=int1]").click()
    assert shown_codings(coding) == ["− Rust in huis"]

    coding.lab_page.restart_kernel()
    coding.lab_page.run_all()
    coding.page.wait_for_selector(".tb-coding[data-ready='1']")
    with coding.drawn_anew():
        coding.part("[data-session=int1]").click()
    assert shown_codings(coding) == ["− Rust in huis"]
    coding.part(".tb-turn").nth(1).focus()
    coding.act("Control+z")
    assert shown_codings(coding) == ["+ Rust in huis"]


def test_a_saved_notebook_holds_no_word_of_a_respondent(
    coding: CodingPage, lab: LabServer
) -> None:
    coding.select("half jaar")
    coding.act("1")
    coding.lab_page.command("docmanager:save")
    saved = (lab.folder / f"coderen-{coding.study.parent.name}-anna.ipynb").read_text()
    assert "Coderen door anna" in saved
    assert "gehoord" not in saved
    assert "half jaar" not in saved


def test_two_views_of_one_transcript_agree(coding: CodingPage) -> None:
    coding.lab_page.second_view(0)
    coding.page.wait_for_function(
        "() => document.querySelectorAll('.tb-coding[data-ready]').length === 2"
    )
    both = coding.page.locator(".tb-coding")
    second = both.nth(1)
    before = int(second.get_attribute("data-ready") or 0)
    second.locator("[data-session=int1]").click()
    coding.page.wait_for_function(
        "(before) => Number([...document.querySelectorAll('.tb-coding')][1]"
        ".dataset.ready) > before",
        arg=before,
    )
    both.first.locator(".tb-turn").nth(3).focus()
    coding.act("4")
    second.locator(".tb-chips:visible li").wait_for()
    assert second.locator(".tb-chips:visible li").all_inner_texts() == ["− Wachttijd"]
    second.locator(".tb-turn").nth(3).focus()
    coding.act("4")
    assert shown_codings(coding) == []


def test_an_act_on_a_text_that_changed_meanwhile_is_refused_and_told(
    coding: CodingPage,
) -> None:
    coding.select("half jaar")
    newer = coding.study.parent / "int1.txt"
    newer.write_text(INTERVIEW.replace("half", "heel"), "utf-8")
    tb.renew_transcript(coding.study, newer, session="int1")
    with coding.refused():
        coding.press("1")

    assert "deze passage staat zo niet (meer) in het transcript" in coding.told()
    coding.page.wait_for_function(
        "() => document.querySelector('.tb-turns').textContent.includes('heel jaar')"
    )
    assert not (coding.study / "coderingen" / "anna.jsonl").exists()
    coding.select("heel jaar")
    coding.act("1")
    assert quotes(coding) == [("heel jaar", "rust")]


def test_a_second_kernel_of_one_coder_is_told_and_takes_over_when_it_may(
    coding: CodingPage, lab: LabServer
) -> None:
    coding.select("half jaar")
    coding.act("1")
    name = lab.write_notebook(
        "tweede",
        f"import tbresearch as tb\ntb.code(tb.open_study({str(coding.study)!r}), "
        "coder='anna')",
    )
    coding.lab_page.open(name)
    coding.lab_page.run_all()
    coding.wait_until_drawn()

    told = coding.part(".tb-reading").inner_text()
    assert told.startswith("'anna' codeert al in een andere notebook")
    assert coding.part(".tb-panel fieldset:disabled").count() == 3
    coding.part(".tb-turn").first.focus()
    with coding.refused():
        coding.press("2")
    assert len(coding.acts()) == 1
    coding.page.evaluate(
        """async (name) => {
          const manager = window.jupyterapp.serviceManager.sessions;
          await manager.refreshRunning();
          for (const one of manager.running()) {
            if (!one.path.startsWith(name)) await manager.shutdown(one.id);
          }
        }""",
        "tweede",
    )
    with coding.drawn_anew():
        coding.part("button:has-text('Opnieuw proberen')").click()
    assert coding.part(".tb-reading").is_hidden()
    assert coding.part(".tb-panel fieldset:disabled").count() == 0
    coding.part(".tb-turn").first.focus()
    coding.act("2")
    assert len(coding.acts()) == 2


def test_work_on_the_codebook_is_done_in_the_same_place(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.act("4")
    coding.part("[role=tab]:has-text('Code')").click()
    coding.part("summary:has-text('Nieuwe code')").click()
    fresh = coding.part("details:has(summary:has-text('Nieuwe code'))")
    fresh.locator("input").fill("Tijd <i>")
    with coding.drawn_anew():
        fresh.locator("button:has-text('Toevoegen')").click()
    assert coding.part("[role=treeitem]:has-text('Tijd <i>')").count() == 1

    coding.part("[data-code=wachttijd]").focus()
    coding.press("Space")
    coding.part("summary:has-text('Deze code wijzigen')").click()
    change = coding.part("details:has(summary:has-text('Deze code wijzigen'))")
    with coding.drawn_anew():
        change.locator("select").nth(1).select_option("tijd_i")
        change.locator("button:has-text('Samenvoegen')").click()
    assert read(coding.study).codings["code"].tolist() == ["tijd_i"]
    assert shown_codings(coding) == ["− Tijd <i>"]

    coding.part(".tb-turn").nth(3).focus()
    with coding.drawn_anew():
        coding.press("Control+z")
    assert read(coding.study).codings["code"].tolist() == ["wachttijd"]

    coding.part("[data-code=wachttijd]").focus()
    coding.press("Space")
    coding.part("summary:has-text('Splitsen')").click()
    split = coding.part("details:has(summary:has-text('Splitsen'))")
    split.locator("input[type=text]").fill("Duur")
    split.locator("input[type=checkbox]").check()
    with coding.changed():
        split.locator("button").click()
    assert read(coding.study).codings["code"].tolist() == ["duur"]


def test_a_refused_change_of_the_codebook_says_what_is_wrong(
    coding: CodingPage,
) -> None:
    coding.part("[role=tab]:has-text('Code')").click()
    coding.part("summary:has-text('Nieuwe code')").click()
    fresh = coding.part("details:has(summary:has-text('Nieuwe code'))")
    fresh.locator("input").fill("rust in HUIS")
    with coding.refused():
        fresh.locator("button:has-text('Toevoegen')").click()
    assert "het label 'rust in HUIS' is al van code 'rust'" in coding.told()
    assert fresh.locator("input").input_value() == "rust in HUIS"


def test_turns_are_filtered_and_words_are_found(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.act("4")
    coding.part("select[aria-label$='met code']").select_option("wachttijd")
    assert coding.part(".tb-turn:visible").count() == 1
    assert coding.part(".tb-top small").all_inner_texts()[-1] == "1 van 4 beurten"
    assert coding.part(".tb-turn.tb-here").is_visible()
    assert coding.part(".tb-turn.tb-here").get_attribute("tabindex") == "0"
    coding.part("select[aria-label$='met code']").select_option("-")
    assert coding.part(".tb-turn:visible").count() == 1
    coding.part("select[aria-label$='met code']").select_option("")
    coding.part("select[aria-label*=spreker]").select_option("I")
    assert coding.part(".tb-turn:visible").count() == 2
    coding.part("select[aria-label*=spreker]").select_option("")

    coding.part("select[aria-label*=spreker]").focus()
    coding.press("Control+f")
    coding.page.keyboard.type("DUURDE")
    assert coding.part(".tb-found").count() == 2
    coding.press("Enter", "Enter", "Escape")
    assert coding.page.evaluate("() => String(getSelection())") == "duurde"
    coding.act("2")
    assert quotes(coding)[-1] == ("duurde", "overzicht")


def test_suggestions_are_marked_in_words_and_decided_on(
    study: Path, lab: LabServer, lab_page: LabPage
) -> None:
    text = read(study).corpus.transcripts["fg1"].text
    rows = [
        (f"s{at}", "fg1", text.index(words), text.index(words) + len(words), words)
        for at, words in enumerate(["Rust in huis", "korte lijnen"])
    ]
    page = CodingPage(lab_page, study, "anna")
    page.open(
        lab,
        more=(
            "import pandas as pd\n"
            f"offered = pd.DataFrame({rows!r}, columns=['id', 'session', 'start', "
            "'end', 'quote']).assign(code='rust', polarity='succesfactor', "
            "reason='lijkt op wat u eerder codeerde', hint='fijn')"
        ),
    )
    chips = page.part(".tb-chips:visible li")
    assert chips.all_inner_texts() == ["Rust in huis (voorstel)"] * 2
    page.part(".tb-turn").nth(1).focus()
    offer = page.part(".tb-offer").first
    assert "Aanwijzing voor de kant: succesfactor, door: fijn." in offer.inner_text()
    assert offer.locator("[aria-pressed=true]").count() == 0
    assert page.lab_page.accessibility_problems(".tb-coding") == []
    with page.changed():
        offer.locator("button:has-text('Verbeterpunt')").click()
    page.part(".tb-turn").nth(3).focus()
    with page.changed():
        page.part("button:has-text('Afwijzen')").click()
    assert chips.all_inner_texts() == ["− Rust in huis"]
    assert [act["act"] for act in page.acts()] == ["add", "reject"]
    assert page.acts()[0]["polarity"] == "verbeterpunt"
    page.part(".tb-turn").nth(1).focus()
    page.act("Control+z", "Control+z")
    assert chips.all_inner_texts() == ["Rust in huis (voorstel)"] * 2


def test_progress_notes_and_finished_sessions_are_kept(coding: CodingPage) -> None:
    coding.select("half jaar")
    coding.act("4")
    coding.part("[role=tab]:has-text('Gesprek')").click()
    with coding.changed():
        coding.part("label:has-text('klaar met coderen')").click()
    coding.part("textarea[aria-label='Memo bij dit gesprek']").fill("rumoer")
    with coding.changed():
        coding.part(".tb-turn").first.click()
    assert coding.part("[data-session=int1]").inner_text() == "interview 1 ✓ klaar"
    found = read(coding.study)
    assert found.done == {("anna", "int1")}
    assert found.memos["text"].tolist() == ["rumoer"]


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_everybody_can_use_it(theme: str, coding: CodingPage) -> None:
    coding.lab_page.theme(theme)
    coding.part(".tb-turn").nth(3).focus()
    coding.act("1", "2", "3", "4")
    coding.part("button:has-text('Toetsen')").click()
    assert coding.lab_page.accessibility_problems(".tb-coding") == []
    coding.part("[data-code=rust]").click()
    coding.part("[role=tab]:has-text('Code')").click()
    coding.part("summary:has-text('Nieuwe code')").click()
    assert coding.lab_page.accessibility_problems(".tb-coding") == []


def test_an_act_is_saved_while_a_cell_runs(
    study: Path, tmp_path: Path, lab: LabServer, lab_page: LabPage
) -> None:
    done = tmp_path / "klaar"
    name = lab.write_notebook(
        "bezig",
        f"import tbresearch as tb\n"
        f"tb.code(tb.open_study({str(study)!r}), coder='anna')",
        f"import pathlib, time\nwhile not pathlib.Path({str(done)!r}).exists():\n"
        "    time.sleep(0.05)",
    )
    page = CodingPage(lab_page, study, "anna")
    lab_page.open(name)
    lab_page.page.evaluate(
        "() => void window.jupyterapp.commands.execute('notebook:run-all-cells')"
    )
    page.wait_until_drawn()
    page.part(".tb-turn").first.focus()
    page.act("1")
    assert len(page.acts()) == 1
    done.touch()


def test_what_is_typed_in_a_memo_goes_where_it_belongs_and_is_not_lost(
    coding: CodingPage,
) -> None:
    memo = coding.part("textarea[aria-label='Memo bij deze code']")
    coding.part("[data-code=rust]").click()
    memo.focus()
    coding.page.keyboard.type("over rust")
    with coding.changed():
        coding.part("[data-code=overzicht]").click()
    assert [act["about"] for act in coding.acts()] == ["code:rust"]
    assert memo.input_value() == ""

    coding.lab_page.restart_kernel()
    coding.part(".tb-trouble:not([hidden])").wait_for()
    memo.focus()
    coding.page.keyboard.type("halverwege")
    coding.part(".tb-turn").first.click()
    assert "nog niet opgeslagen" in coding.part(".tb-saved").inner_text()
    coding.lab_page.run_all()
    coding.page.wait_for_selector(".tb-coding[data-ready='1']")
    coding.part("[data-code=overzicht]").click()
    assert memo.input_value() == "halverwege"
    memo.focus()
    with coding.changed():
        coding.part(".tb-turn").first.click()
    assert coding.acts()[-1]["text"] == "halverwege"


def test_a_study_without_sessions_and_codes_says_what_to_do(
    study: Path, lab: LabServer, lab_page: LabPage
) -> None:
    for name in ("gesprekken", "sprekers", "respondenten"):
        file = study / f"{name}.csv"
        file.write_text(file.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    for talk in (study / "transcripten").iterdir():
        talk.unlink()
    book = study / "codeboek.toml"
    book.write_text(book.read_text("utf-8").partition("[[")[0], "utf-8")
    page = CodingPage(lab_page, study, "anna")
    page.open(lab)
    told = page.part(".tb-quiet[role=status]").inner_text()
    assert "Deze studie heeft nog geen gesprekken" in told
    assert "Het codeboek is nog leeg" in told
    assert lab_page.accessibility_problems(".tb-coding") == []
