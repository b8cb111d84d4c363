"""A coder's own view holds nothing of what the others did."""

from collections.abc import Callable
from pathlib import Path

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.coding.journal import append_act

Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]


def own(folder: Path, coder: str) -> Coding:
    study = tb.open_study(folder)
    corpus, codebook = tb.read_transcripts(study), tb.read_codebook(study)
    return tb.own_coding(study, corpus, codebook, coder=coder)


def test_the_view_has_all_of_ones_own_and_nothing_of_others(
    small_study: Path, read: Read
) -> None:
    everything, view = read(small_study), own(small_study, "bram")
    mine = everything.codings[everything.codings["coder"] == "bram"]
    assert list(view.codings["id"]) == list(mine["id"])
    assert set(view.passages["coder"]) == {"bram"}
    theirs = everything.codings[everything.codings["coder"] == "anna"]
    shown = view._repr_html_() + str(view)
    assert "anna" not in shown
    assert not any(quote in shown for quote in theirs["quote"] if len(quote) > 12)
    assert str(view) == "2 coderingen (bram 2)"


def test_memos_and_finished_sessions_of_others_are_not_told(
    small_study: Path,
) -> None:
    for coder in ("anna", "bram"):
        journal = small_study / "coderingen" / f"{coder}.jsonl"
        at = {"time": "2026-01-05T09:00:00"}
        text = f"van {coder}"
        append_act(journal, {"act": "note", "about": "code:rust", "text": text, **at})
        append_act(journal, {"act": "done", "session": "fg1", "done": True, **at})
    view = own(small_study, "bram")
    assert view.memos["text"].tolist() == ["van bram"]
    assert view.done == {("bram", "fg1")}


def test_what_is_counted_from_the_view_is_of_this_coder(small_study: Path) -> None:
    points = tb.improvement_points(own(small_study, "bram"))
    assert points.ranked("client") == ["wachttijd"]
    assert points.notes[1] == "Geteld zijn de coderingen van bram."


def test_a_view_cannot_be_compared(small_study: Path) -> None:
    found = tb.agreement(own(small_study, "bram"), level="nominal", by="code")
    assert found.rows == ()
    assert found.notes == (
        "Er is nog geen tweede codeur, dus er valt niets te vergelijken.",
    )


def test_the_view_leaves_the_rest_as_it_was(small_study: Path, read: Read) -> None:
    before = read(small_study)
    own(small_study, "bram")
    assert before.study.coders == ("anna", "bram")
    assert len(before.codings) == 10


def test_problems_of_others_are_not_told(small_study: Path, refusal: Refusal) -> None:
    path = small_study / "coderingen" / "anna.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("helpt het meest", "helpt het minst"),
        encoding="utf-8",
    )
    said = refusal(own, small_study, "bram")
    assert said[0].startswith("een ander codeerdagboek van deze studie is niet in orde")
    assert "helpt" not in said[0]
    assert "helpt het minst" in refusal(own, small_study, "anna")[0]


def test_problems_of_ones_own_are_told(small_study: Path, refusal: Refusal) -> None:
    for coder in ("anna", "bram"):
        path = small_study / "coderingen" / f"{coder}.jsonl"
        path.write_text("stuk\n", encoding="utf-8")
    said = refusal(own, small_study, "bram")
    assert len(said) == 1
    assert "coderingen/bram.jsonl, regel 1" in said[0]


def test_notes_of_others_are_not_told(small_study: Path) -> None:
    for coder in ("anna", "bram"):
        path = small_study / "coderingen" / f"{coder}.jsonl"
        path.write_bytes(path.read_bytes() + b'{"act": "ad')
    assert [note.split(",")[0] for note in own(small_study, "bram").notes] == [
        "coderingen/bram.jsonl"
    ]


def test_who_is_no_coder_has_no_view(small_study: Path, refusal: Refusal) -> None:
    said = refusal(own, small_study, "carla")[0]
    assert "codeur 'carla' is niet bekend" in said
    assert "studie.toml, codeurs: anna, bram" in said
