"""Decisions on suggestions outlive a new version; words outlive nothing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.coding import Offer, words_mark
from tbresearch.coding.desk import acts_of, open_desk

SAID = "Die wachttijd, ja."
NEWER = "P2: Die wachttijd, ja."


def offered(root: Path) -> tuple[tb.Coding, pd.DataFrame]:
    study = tb.open_study(root)
    corpus = tb.read_transcripts(study)
    coding = tb.read_coding(study, corpus, tb.read_codebook(study))
    return coding, tb.suggestions_for(coding, coder="anna")


@pytest.fixture
def rejected(small_study: Path) -> str:
    """Turn the first suggestion for a turn of fg2 down; return its id."""
    _, frame = offered(small_study)
    name = str(frame.loc[frame["quote"] == SAID, "id"].iloc[0])
    acts_of(open_desk(small_study, "anna", suggestions=frame))["reject"](
        suggestion=name
    )
    return name


def renewed(root: Path, tmp_path: Path, old: str, new: str) -> None:
    path = root / "transcripten" / "fg2.txt"
    newer = tmp_path / "fg2.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    newer.write_text(text.replace(old, new), encoding="utf-8")
    tb.renew_transcript(root, newer, session="fg2")


def names(root: Path) -> list[str]:
    lines = (root / "coderingen" / "anna.jsonl").read_text("utf-8").splitlines()
    acts = map(json.loads, lines)
    return [act["suggestion"] for act in acts if act["act"] == "reject"]


def test_an_id_holds_no_words(rejected: str) -> None:
    assert rejected.endswith(f":{words_mark(SAID)}")
    assert "wachttijd, ja" not in rejected


def test_a_rejection_goes_along_when_its_turn_shifts(
    small_study: Path, tmp_path: Path, rejected: str
) -> None:
    renewed(small_study, tmp_path, "volgens u?", "volgens u allemaal hier?")
    coding, frame = offered(small_study)
    offer = Offer.of(rejected)
    assert offer is not None
    here = frame[frame["quote"] == SAID]
    assert offer.code not in set(here["code"])
    rows = tb.decisions_of(coding, coder="anna")
    own = rows[~rows["accepted"]]
    assert own[["passage", "code"]].to_numpy().tolist() == [[SAID, offer.code]]


def test_other_words_at_the_old_place_are_asked_anew(
    small_study: Path, tmp_path: Path, rejected: str
) -> None:
    renewed(small_study, tmp_path, SAID, "Die wachttijd, nu.")
    coding, frame = offered(small_study)
    offer = Offer.of(rejected)
    assert offer is not None
    assert offer.code in set(frame.loc[frame["start"] == offer.start, "code"])
    assert tb.decisions_of(coding, coder="anna")["accepted"].all()


def test_a_rejection_of_before_goes_by_its_place(
    small_study: Path, rejected: str
) -> None:
    path = small_study / "coderingen" / "anna.jsonl"
    offer = Offer.of(rejected)
    assert offer is not None
    path.write_text(path.read_text("utf-8").replace(rejected, offer.place), "utf-8")
    coding, frame = offered(small_study)
    assert offer.code not in set(frame.loc[frame["quote"] == SAID, "code"])
    assert not tb.decisions_of(coding, coder="anna")["accepted"].all()


def test_an_acceptance_goes_along_with_its_coding(
    small_study: Path, tmp_path: Path
) -> None:
    _, frame = offered(small_study)
    name = str(frame.loc[frame["quote"] == SAID, "id"].iloc[0])
    acts = acts_of(open_desk(small_study, "anna", suggestions=frame))
    acts["accept"](suggestion=name, polarity="verbeterpunt")
    renewed(small_study, tmp_path, "volgens u?", "volgens u allemaal hier?")
    coding, frame = offered(small_study)
    assert SAID not in set(frame["quote"])
    rows = tb.decisions_of(coding, coder="anna").set_index("passage")
    assert (rows.loc[SAID, "suggester"], rows.loc[SAID, "rank"]) == ("woorden", 1)


def test_pseudonyms_leave_no_fingerprint_of_the_old_words(
    small_study: Path, tmp_path: Path, rejected: str
) -> None:
    decision = tb.Decision(
        entity="wachttijd",
        kind="persoon",
        replacement="[persoon 1]",
        choice="vervang",
    )
    tb.pseudonymise_study(small_study, [decision], key=tmp_path / "sleutel.json")
    [name] = names(small_study)
    assert words_mark(SAID) not in (small_study / "coderingen/anna.jsonl").read_text()
    offer = Offer.of(name)
    assert offer is not None
    coding, frame = offered(small_study)
    text = coding.corpus.transcripts["fg2"].text[offer.start : offer.end]
    assert text == "Die [persoon 1], ja."
    assert offer.words == words_mark(text)
    assert offer.code not in set(frame.loc[frame["quote"] == text, "code"])


def test_a_rejection_goes_with_who_withdraws(small_study: Path, rejected: str) -> None:
    tb.withdraw_respondent(small_study, "B4", day=date(2026, 2, 1))
    assert names(small_study) == []
    assert words_mark(SAID) not in (small_study / "coderingen/anna.jsonl").read_text()


def test_a_rejection_stays_when_another_withdraws(
    small_study: Path, rejected: str
) -> None:
    tb.withdraw_respondent(small_study, "B3", day=date(2026, 2, 1))
    [name] = names(small_study)
    old, new = Offer.of(rejected), Offer.of(name)
    assert old is not None
    assert new is not None
    assert new == replace(old, start=new.start, end=new.end)
    assert new.start != old.start
