"""The desk: each act is checked against the disk, written, and told to every page."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.coding.acts import Act
from tbresearch.coding.desk import Desk, acts_of, open_desk
from tbresearch.errors import WorkbenchError

Told = list[dict[str, Any]]


@pytest.fixture
def desk(small_study: Path) -> Iterator[Desk]:
    opened = open_desk(small_study, "anna")
    yield opened
    opened.close()


@pytest.fixture
def told(desk: Desk) -> Told:
    heard: Told = []
    desk.listeners.append(heard.append)
    return heard


@pytest.fixture
def do(desk: Desk) -> Callable[..., dict[str, Any]]:
    acts = acts_of(desk)
    return lambda name, **given: acts[name](**given)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(WorkbenchError) as caught:
        call()
    return str(caught.value)


def journal(study: Path, coder: str = "anna") -> list[dict[str, Any]]:
    lines = (study / "coderingen" / f"{coder}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def a_passage(desk: Desk, quote: str = "half jaar", session: str = "int1") -> Act:
    start = desk.session(session)["text"].index(quote)
    return {
        "session": session,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "code": "wachttijd",
        "polarity": "verbeterpunt",
    }


def test_a_coding_is_on_the_disk_before_anyone_is_told(
    small_study: Path, desk: Desk, do: Callable[..., Any]
) -> None:
    seen = []
    desk.listeners.append(lambda one: seen.append((one, journal(small_study)[-1])))
    do("add", **a_passage(desk))
    ((told, act),) = seen
    assert told["coding"]["id"] == act["id"] == told["gone"]
    assert (act["quote"], act["code"]) == ("half jaar", "wachttijd")
    assert told["progress"]["coded"] == 2
    assert told["counts"]["wachttijd"] == 2
    assert told["undo"] == 9


def test_what_a_desk_shows_is_what_reading_the_study_gives(
    small_study: Path, desk: Desk, do: Callable[..., Any]
) -> None:
    do("add", **a_passage(desk))
    mine = desk.session("int1")["codings"][-1]["id"]
    do("memo", coding=mine, text="zelf gezegd")
    do("mark", coding=mine, marked=True)
    do("change", coding=mine, code="rust", polarity="geen")
    do("note", about="gesprek:int1", text="rustig gesprek")
    do("note", about="code:rust", text="ook stilte?")
    do("finish", session="int1", done=True)
    study = tb.open_study(small_study)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    row = coding.codings.set_index("id").loc[mine]
    assert row[["memo", "marked", "code", "polarity"]].tolist() == [
        "zelf gezegd",
        True,
        "rust",
        "geen",
    ]
    assert coding.done == {("anna", "int1")}
    assert coding.memos.to_numpy().tolist() == [
        ["anna", "gesprek:int1", "rustig gesprek"],
        ["anna", "code:rust", "ook stilte?"],
    ]
    for session in study.sessions["session"]:
        own = coding.codings.query("coder == 'anna' and session == @session")
        shown = pd.DataFrame(desk.session(session)["codings"])
        assert shown.to_dict("records") == own[shown.columns].to_dict("records")


def test_a_coder_sees_no_codings_of_another(desk: Desk) -> None:
    ids = {c["id"] for s in ("fg1", "int1") for c in desk.session(s)["codings"]}
    assert ids
    assert all(
        name in {row["id"] for row in desk.materials.state.codings.values()}
        for name in ids
    )
    bram = {act["id"] for act in journal(desk.materials.study.root, "bram")}
    assert not ids & bram


def test_undo_and_redo_go_all_the_way_also_from_another_kernel(
    small_study: Path, desk: Desk, do: Callable[..., Any]
) -> None:
    first = desk.session("int1")["codings"]
    do("add", **a_passage(desk))
    do("new_code", label="Vrij", kind="thema", parent=None, definition="")
    do("rename", code="vrij", label="Vrijheid")
    do("merge", code="vrij", into="rust")
    last = desk.session("int1")["codings"]
    desk.close()
    again = open_desk(small_study, "anna")
    acts = acts_of(again)
    for _ in range(4):
        acts["undo"]()
    assert again.session("int1")["codings"] == first
    assert "vrij" not in again.materials.codebook.codes
    for _ in range(4):
        acts["redo"]()
    assert again.session("int1")["codings"] == last
    assert again.materials.codebook.codes["rust"].former == ("vrij",)
    while again.materials.state.undo:
        acts["undo"]()
    assert again.materials.state.codings == {}
    assert refusal(acts["undo"]) == (
        "er is niets om terug te nemen\n"
        "  waar:      dagboek van 'anna'\n"
        "  oplossing: ga verder met coderen"
    )
    again.close()


def test_a_split_gives_some_codings_a_new_code_beside_the_old(
    desk: Desk, do: Callable[..., Any]
) -> None:
    rows = [
        r for r in desk.materials.state.codings.values() if r["code"] == "overzicht"
    ]
    do("split", code="overzicht", label="Post op orde", codings=[rows[0]["id"]])
    book = desk.materials.codebook.codes
    assert (book["post_op_orde"].parent, book["post_op_orde"].kind) == (
        "rust",
        "succesfactor",
    )
    codes = [desk.materials.state.codings[row["id"]]["code"] for row in rows]
    assert codes == ["post_op_orde", *["overzicht"] * (len(rows) - 1)]


def test_two_views_of_one_coder_in_one_kernel_share_a_desk(
    small_study: Path, desk: Desk, told: Told
) -> None:
    other = open_desk(small_study, "anna")
    assert other is desk
    acts_of(other)["add"](**a_passage(desk))
    assert [one["op"] for one in told] == ["stale", "changed"]


def test_two_coders_do_not_wait_for_each_other(small_study: Path, desk: Desk) -> None:
    bram = open_desk(small_study, "bram")
    acts_of(bram)["add"](**a_passage(bram))
    acts_of(desk)["add"](**a_passage(desk))
    assert journal(small_study, "bram")[-1]["quote"] == "half jaar"
    bram.close()


def test_a_second_kernel_with_the_same_name_is_told_and_may_read(
    small_study: Path, desk: Desk
) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tbresearch.coding.desk import acts_of, open_desk\n"
        "desk = open_desk(Path(sys.argv[1]), 'anna')\n"
        "print(desk.overview()['reading_only'])\n"
        "print(len(desk.session('fg1')['codings']))\n"
        "try:\n"
        "    acts_of(desk)['undo']()\n"
        "except Exception as error:\n"
        "    print(error)\n"
    )
    before = (small_study / "coderingen" / "anna.jsonl").read_bytes()
    run = [sys.executable, "-X", "utf8", "-c", program, str(small_study)]
    second = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
    busy = (
        "'anna' codeert al in een andere notebook; hier kunt u lezen\n"
        "  waar:      coderingen/anna.jsonl\n"
        "  oplossing: sluit de kernel van die notebook (menu Kernel, Kernel afsluiten) "
        "en kies dan 'Opnieuw proberen'; bent u een ander, gebruik dan uw eigen "
        "codeursnaam"
    )
    shown = len(desk.session("fg1")["codings"])
    assert second.stdout == f"{busy}\n{shown}\n{busy}\n"
    assert (small_study / "coderingen" / "anna.jsonl").read_bytes() == before
    desk.close()
    third = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
    assert third.stdout.startswith(f"\n{shown}\n")


REFUSED = {
    "a quote that does not match": (
        "add",
        {"quote": "half jaer"},
        "deze passage staat zo niet (meer) in het transcript",
    ),
    "a place past the end": ("add", {"end": 10**9}, "deze passage staat zo niet"),
    "a place before the begin": ("add", {"start": -9}, "deze passage staat zo niet"),
    "an empty passage": ("add", {"start": 5, "end": 5, "quote": ""}, "deze passage"),
    "an unknown session": ("add", {"session": "fg9"}, "gesprek 'fg9' is niet bekend"),
    "an unknown code": ("add", {"code": "x"}, "code 'x' is niet bekend"),
    "an unknown polarity": ("add", {"polarity": "x"}, "polariteit 'x' is niet bekend"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_act_that_does_not_fit_is_refused_and_nothing_is_written(
    case: str, small_study: Path, desk: Desk, told: Told, do: Callable[..., Any]
) -> None:
    name, wrong, message = REFUSED[case]
    before = (small_study / "coderingen" / "anna.jsonl").read_bytes()
    assert refusal(lambda: do(name, **a_passage(desk) | wrong)).startswith(message)
    assert (small_study / "coderingen" / "anna.jsonl").read_bytes() == before
    assert told == []


def test_the_same_code_twice_on_one_passage_is_refused(
    desk: Desk, do: Callable[..., Any]
) -> None:
    do("add", **a_passage(desk))
    assert refusal(lambda: do("add", **a_passage(desk))) == (
        "deze passage heeft deze code al\n"
        "  waar:      gesprek 'int1': 'half jaar'\n"
        "  oplossing: verwijder de codering, of verander haar kant"
    )


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("remove", {}),
        ("memo", {"text": "x"}),
        ("mark", {"marked": True}),
        ("change", {"code": "rust", "polarity": "geen"}),
    ],
)
def test_an_act_of_a_stale_page_on_a_coding_that_is_gone_is_refused(
    name: str, given: dict[str, object], desk: Desk, do: Callable[..., Any]
) -> None:
    assert refusal(lambda: do(name, coding="weg", **given)) == (
        "deze codering is er niet meer\n"
        "  waar:      dagboek van 'anna', codering 'weg'\n"
        "  oplossing: het scherm is bijgewerkt; kies opnieuw"
    )


def test_an_act_after_a_withdrawal_meets_the_new_text_and_the_pages_ask_again(
    small_study: Path, desk: Desk, told: Told, do: Callable[..., Any]
) -> None:
    old = a_passage(desk, "overzicht over de post")
    tb.withdraw_respondent(small_study, "C1", day=date(2026, 2, 1))
    assert refusal(lambda: do("add", **old)).startswith("gesprek 'int1' is niet bekend")
    assert told[0] == {"op": "stale"}
    left = desk.session("fg1")["codings"]
    do("remove", coding=left[0]["id"])
    assert len(desk.session("fg1")["codings"]) == len(left) - 1


def test_undoing_a_removal_finds_the_passage_in_a_new_version(
    small_study: Path, desk: Desk, do: Callable[..., Any]
) -> None:
    do("add", **a_passage(desk, "een half jaar"))
    mine = desk.session("int1")["codings"][-1]["id"]
    do("remove", coding=mine)
    file = small_study / "transcripten" / "int1.txt"
    text = file.read_text(encoding="utf-8")
    newer = small_study.parent / "int1.txt"
    newer.write_text(text.replace("dat duurde", "dat duurde echt"), encoding="utf-8")
    tb.renew_transcript(small_study, newer, session="int1")
    do("undo")
    row = desk.materials.state.codings[mine]
    there = desk.session("int1")["text"]
    assert there[row["start"] : row["end"]] == "een half jaar"
    do("remove", coding=mine)
    newer.write_text(text.replace("een half jaar", "een jaar"), encoding="utf-8")
    tb.renew_transcript(small_study, newer, session="int1")
    assert refusal(lambda: do("undo")) == (
        "deze codering kan niet terug: haar passage staat niet meer precies één keer "
        "in het transcript\n"
        "  waar:      gesprek 'int1': 'een half jaar'\n"
        "  oplossing: codeer de passage opnieuw in de tekst zoals die nu is"
    )


@pytest.fixture
def suggested(desk: Desk) -> pd.DataFrame:
    place = a_passage(desk)
    rows = [
        {**place, "id": "s1", "reason": "lijkt op een eerdere passage"},
        {**place, "id": "s2", "code": "rust", "reason": "woord 'half'"},
        {**place, "id": "s3", "quote": "past niet", "reason": "oud"},
    ]
    frame = pd.DataFrame(rows)
    desk.suggest(frame)
    return frame


def test_suggestions_are_accepted_or_rejected_and_that_can_be_taken_back(
    desk: Desk, suggested: pd.DataFrame, told: Told, do: Callable[..., Any]
) -> None:
    def names() -> list[str]:
        return [one["id"] for one in desk.session("int1")["suggestions"]]

    assert names() == ["s1", "s2"]
    do("accept", suggestion="s1", polarity="verbeterpunt")
    assert names() == ["s2"]
    assert told[-1]["suggestions"][0]["id"] == "s2"
    do("reject", suggestion="s2")
    assert names() == []
    assert refusal(lambda: do("accept", suggestion="s2", polarity="geen")) == (
        "dit voorstel is er niet meer\n"
        "  waar:      voorstel 's2'\n"
        "  oplossing: het scherm is bijgewerkt; kies opnieuw"
    )
    do("undo")
    do("undo")
    assert names() == ["s1", "s2"]
    assert [one["id"] for one in told[-1]["suggestions"]] == ["s1", "s2"]


def test_suggestions_of_wrong_form_are_refused(
    desk: Desk, suggested: pd.DataFrame
) -> None:
    assert refusal(lambda: desk.suggest(suggested.drop(columns="reason"))) == (
        "voorstellen zonder reason\n"
        "  waar:      kolommen: session, start, end, quote, code, polarity, id\n"
        "  oplossing: geef een tabel met de kolommen id, session, start, end, code, "
        "polarity, quote, reason"
    )
    assert refusal(lambda: desk.suggest(suggested.assign(id="s1"))) == (
        "voorstel 's1' staat er twee keer\n"
        "  waar:      kolom id\n"
        "  oplossing: geef elk voorstel een eigen naam"
    )


def test_a_desk_for_a_stranger_is_refused(small_study: Path) -> None:
    assert refusal(lambda: open_desk(small_study, "eva")) == (
        "codeur 'eva' is niet bekend\n"
        "  waar:      bekend zijn: anna, bram\n"
        "  oplossing: gebruik één van de bekende namen, of voeg de nieuwe eerst toe"
    )
