"""Learning from decisions, being judged by them, and going off."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.coding import Offer, starter_codebook
from tbresearch.coding.desk import acts_of, open_desk
from tbresearch.suggesting.decisions import DECISION_COLUMNS
from tbresearch.suggesting.judging import judge, judge_pairs
from tbresearch.suggesting.pair_suggester import pair_suggester
from tbresearch.suggesting.word_suggester import word_suggester

STARTER = starter_codebook()
WORDS = word_suggester(STARTER)
CODES = list(STARTER.codes)
EXAMPLES = [
    (text, code.code) for code in STARTER.codes.values() for text in code.examples[:3]
]


def decided(
    pairs: list[tuple[str, str]], *, accepted: bool = True, people: int = 6
) -> pd.DataFrame:
    rows = [
        (text, code, accepted, f"R{at % people}", "woorden", 1 + at % 3)
        for at, (text, code) in enumerate(pairs)
    ]
    return pd.DataFrame(rows, columns=list(DECISION_COLUMNS))


def jargon(n: int) -> list[tuple[str, str]]:
    """Return passages in words that no codebook holds, each word with its code."""
    return [(f"zwummel{at % 5} drok{at}", CODES[at % 5]) for at in range(n)]


def test_below_forty_decisions_nothing_is_judged() -> None:
    found = tb.suggestions_of(["Een plan."], STARTER, decided(jargon(39)))
    assert found.active
    assert found.suggester == "woorden"
    assert found.notes[0] == (
        "Nog niet te beoordelen: 39 beslissingen, met codes bij 6 respondenten; nodig "
        "zijn 40 beslissingen en 3 respondenten."
    )


def test_from_forty_on_it_learns_words_that_the_codebook_lacks() -> None:
    found = tb.suggestions_of(["zwummel3 hier"], STARTER, decided(jargon(60)))
    assert found.suggester == "geleerd"
    assert found.frame.iloc[0]["code"] == CODES[3]
    assert "staan aan" in found.notes[0]


def test_the_pair_model_is_measured_on_respondents_it_has_not_seen() -> None:
    """Each respondent has a word of their own: remembering it is of no use."""
    random = np.random.default_rng(2)
    gains = []
    for _ in range(8):
        rows = []
        for who in range(12):
            code = CODES[random.integers(25)]
            rows += [(f"eigen{who} w{at}", code, True, f"R{who}") for at in range(5)]
        frame = pd.DataFrame(
            rows, columns=["passage", "code", "accepted", "respondent"]
        )
        verdict = judge_pairs(frame.assign(suggester="", rank=pd.NA), STARTER, WORDS)
        assert verdict.evaluation is not None
        gains.append(verdict.evaluation.value("geleerd", "MAP"))
    assert np.mean(gains) < 0.35


def test_permuted_labels_teach_nothing() -> None:
    random = np.random.default_rng(5)
    gains = []
    for _ in range(6):
        codes = random.permutation([code for _, code in EXAMPLES])
        pairs = [(text, code) for (text, _), code in zip(EXAMPLES, codes, strict=True)]
        found = judge_pairs(decided(pairs), STARTER, WORDS).evaluation
        assert found is not None
        gains.append(found.value("geleerd", "MAP") - found.value("kans", "MAP"))
    assert np.mean(gains) < 0.05


def test_a_suggester_that_is_not_worth_it_goes_off_and_says_so() -> None:
    """All that the study codes is one code: guessing it is better than any words."""
    pairs = [(text, "begrenzing") for text, _ in EXAMPLES]
    verdict = judge(decided(pairs), STARTER, WORDS)
    assert not verdict.active
    assert verdict.notes[0].startswith(
        "De voorstellen (woorden) staan uit: op uw eigen beslissingen zijn zij niet "
        "beter dan de vergelijkingen (MAP 0,"
    )
    assert "meest gegeven 1,00" in verdict.notes[0]
    found = tb.suggestions_of(["Een plan."], STARTER, decided(pairs))
    assert not found.active
    assert len(found.to_frame()) == 0
    assert "staan uit, voor 1 passage" in str(found)


def test_a_study_that_turns_all_down_gets_none() -> None:
    found = tb.suggestions_of(["Een plan."], STARTER, decided(EXAMPLES, accepted=False))
    assert not found.active
    assert found.notes[0] == (
        "De voorstellen (woorden) staan uit: er is er nog geen een overgenomen."
    )


def test_percentages_are_written_from_a_hundred_decisions_on() -> None:
    few, many = (judge(decided(jargon(n)), STARTER, WORDS).notes for n in (99, 100))
    assert few[-1] == (
        "Overgenomen: voorstel 1: 33 van 33; voorstel 2: 33 van 33; "
        "voorstel 3: 33 van 33."
    )
    assert "voorstel 1: 34 van 34 (100%)" in many[-1]


def test_rejections_move_a_code_down() -> None:
    good = [(f"plan en doel nummer {at}", "plan_vastleggen") for at in range(20)]
    bad = [(f"plan en doel nummer {at}", "kleine_doelen") for at in range(20)]
    both = pd.concat([decided(good), decided(bad, accepted=False)])
    learned = pair_suggester(WORDS, both)
    assert learned is not None
    scores = learned.score(["plan en doel"])
    place = {code: at for at, code in enumerate(scores.codes)}
    values = scores.values[0]
    assert values[place["plan_vastleggen"]] > values[place["kleine_doelen"]]


def test_nothing_can_be_learned_from_one_kind_of_decision() -> None:
    assert pair_suggester(WORDS, decided(EXAMPLES, accepted=False)) is None


def test_decisions_without_a_column_are_refused() -> None:
    with pytest.raises(tb.WorkbenchError, match="ontbreekt rank"):
        tb.suggestions_of(["a"], STARTER, decided(EXAMPLES).drop(columns="rank"))


@pytest.mark.parametrize("name", ["s1", "a:b:c:d:e:f", "w:fg:1:2:rust", ""])
def test_ids_of_another_kind_are_no_offers(name: str) -> None:
    assert Offer.of(name) is None


def offered(root: Path, **more: object) -> tuple[tb.Coding, pd.DataFrame]:
    study = tb.open_study(root)
    corpus = tb.read_transcripts(study)
    coding = tb.read_coding(study, corpus, tb.read_codebook(study))
    return coding, tb.suggestions_for(coding, coder="anna", **more)


def test_the_coding_page_takes_them_and_what_was_decided_does_not_come_back(
    small_study: Path,
) -> None:
    coding, frame = offered(small_study)
    assert len(frame)
    assert frame.groupby(["session", "start"]).size().max() <= 3
    for row in frame.to_dict("records"):
        text = coding.corpus.transcripts[row["session"]].text
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["reason"].startswith("past ")
    before = len(coding.codings)
    desk = open_desk(small_study, "anna", suggestions=frame)
    acts = acts_of(desk)
    one = frame.iloc[0]
    for act in ("reject", "accept"):
        side = {"polarity": "geen"} if act == "accept" else {}
        acts[act](suggestion=one["id"], **side)
        coding, again = offered(small_study)
        assert len(coding.codings) == before + (act == "accept")
        assert one["id"] not in set(again["id"])
        rows = tb.decisions_of(coding, coder="anna").set_index(["passage", "code"])
        row = rows.loc[(one["quote"], one["code"])]
        assert (row["accepted"], row["rank"]) == (act == "accept", 1)
        acts["undo"]()
        coding, again = offered(small_study)
        assert len(coding.codings) == before
        pd.testing.assert_frame_equal(again, frame)


def test_one_session_and_only_who_may_be_counted(small_study: Path) -> None:
    coding, frame = offered(small_study, session="fg1")
    assert set(frame["session"]) <= {"fg1"}
    _, every = offered(small_study)
    turns = coding.corpus.turns.set_index(["session", "start"])["respondent"]
    who = {turns[row.session, row.start] for row in every.itertuples()}
    assert not who & {"C2", "gespreksleider"}


def test_an_unknown_coder_is_refused(small_study: Path) -> None:
    coding, _ = offered(small_study)
    with pytest.raises(tb.WorkbenchError, match="codeur 'jan' staat niet in de studie"):
        tb.decisions_of(coding, coder="jan")
