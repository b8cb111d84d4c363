"""Codes together, held against pairing everything with everything."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tbresearch as tb
from tbresearch.coding.retrieval.cooccurrence import _overlaps

Refusal = Callable[..., list[str]]
Talk = Callable[..., tb.Coding]


def by_hand(coding: tb.Coding, within: str) -> dict[tuple[str, str], set[object]]:
    """Return the units in which two codes occur, by pairing all passages of anna."""
    people = coding.study.respondents.set_index("respondent")
    may = set(people.index[people["deelname"]])
    rows = [
        {**turn, **row, "from": max(row["start"], turn["start"]), "to": stop}
        for turn in coding.corpus.turns.to_dict("records")
        for row in coding.codings.to_dict("records")
        if turn["respondent"] in may
        and row["coder"] == "anna"
        and row["session"] == turn["session"]
        and max(row["start"], turn["start"]) < (stop := min(row["end"], turn["end"]))
    ]
    units: dict[tuple[str, str], set[object]] = {}
    for one, other in product(rows, rows):
        turn = (one["session"], one["number"])
        together = {
            "uiting": turn == (other["session"], other["number"]),
            "respondent": one["respondent"] == other["respondent"],
            "overlap": turn == (other["session"], other["number"])
            and one["from"] < other["to"]
            and other["from"] < one["to"],
        }
        if together[within]:
            unit = one["respondent"] if within == "respondent" else turn
            units.setdefault((one["code"], other["code"]), set()).add(unit)
    return units


@pytest.mark.parametrize("within", ["uiting", "overlap", "respondent"])
def test_every_pair_is_what_pairing_everything_gives(
    within: str, example_coding: tb.Coding
) -> None:
    found = tb.code_cooccurrence(example_coding, within=within)
    units = by_hand(example_coding, within)
    codes = list(example_coding.codebook.codes)
    assert {(a, b): int(found.counts.loc[a, b]) for a in codes for b in codes} == {
        (a, b): len(units.get((a, b), ())) for a in codes for b in codes
    }
    assert found.counts.equals(found.counts.T)


def test_the_frame_holds_each_pair_once_with_its_jaccard_and_people(
    example_coding: tb.Coding,
) -> None:
    found = tb.code_cooccurrence(example_coding, within="uiting")
    frame = found.to_frame()
    pairs = {
        frozenset(pair) for pair in zip(frame["code"], frame["other"], strict=True)
    }
    assert len(pairs) == len(frame)
    units = by_hand(example_coding, "uiting")
    who = example_coding.corpus.turns.set_index(["session", "number"])["respondent"]
    for row in frame.to_dict("records"):
        one, other = units[row["code"], row["code"]], units[row["other"], row["other"]]
        assert row["together"] == len(one & other)
        assert row["jaccard"] == pytest.approx(len(one & other) / len(one | other))
        assert row["respondents"] == len({who[turn] for turn in one & other})


def test_doubled_codings_change_nothing(talk: Talk) -> None:
    codings = ((0, 0, 4, "lijnen"), (0, 2, 8, "wachttijd"))
    once = talk("Rust helpt altijd.", codings=codings)
    often = talk("Rust helpt altijd.", codings=codings * 3)
    for within in ("uiting", "overlap", "respondent"):
        one, other = (tb.code_cooccurrence(x, within=within) for x in (once, often))
        assert one.counts.equals(other.counts)
        assert one.counts.loc["lijnen", "wachttijd"] == 1
        assert str(one).endswith(": 1 paar codes komt samen voor")


def test_beside_each_other_is_in_one_turn_and_no_overlap(talk: Talk) -> None:
    coding = talk(
        "Rust helpt.", "Rust.", codings=((0, 0, 4, "lijnen"), (0, 4, 8, "wachttijd"))
    )
    turn = tb.code_cooccurrence(coding, within="uiting")
    overlap = tb.code_cooccurrence(coding, within="overlap")
    assert turn.counts.loc["lijnen", "wachttijd"] == 1
    assert overlap.counts.loc["lijnen", "wachttijd"] == 0
    assert overlap.counts.loc["lijnen", "lijnen"] == 1


spans = st.tuples(
    st.integers(1, 3), st.integers(0, 20), st.integers(1, 8), st.sampled_from("abc")
)


@given(st.lists(spans, max_size=12))
def test_the_sweep_finds_the_overlaps_that_pairing_finds(
    spans: list[tuple[int, int, int, str]],
) -> None:
    rows = pd.DataFrame(
        [("g", turn, "B1", at, at + long, code) for turn, at, long, code in spans],
        columns=["session", "number", "respondent", "first", "stop", "code"],
    )
    found = {(turn, *pair) for (_, turn, _), both in _overlaps(rows) for pair in both}
    pairs = {
        (turn, code, other)
        for turn, at, long, code in spans
        for turn2, at2, long2, other in spans
        if turn == turn2 and at < at2 + long2 and at2 < at + long
    }
    assert found == pairs


def test_what_together_is_has_no_default(small: tb.Coding, refusal: Refusal) -> None:
    [problem] = refusal(tb.code_cooccurrence, small, within="beurt")
    assert "de vraag, within=" in problem
    assert "bekend zijn: uiting, overlap, respondent" in problem


def test_the_picture_names_every_code_that_occurs_and_the_unit(
    example_coding: tb.Coding,
) -> None:
    found = tb.code_cooccurrence(example_coding, within="uiting")
    ax = found.plot()
    assert len(ax.get_yticklabels()) == len(ax.get_xticklabels()) == 25
    assert ax.get_xlabel().startswith("Aantal uitingen met beide codes")
    page = found._repr_html_()
    assert "Uitingen met beide" in page
    assert "Hier staan de eerste 20 van 89 paren." in page


def test_one_group_is_only_that_group(example_coding: tb.Coding) -> None:
    parts = [
        tb.code_cooccurrence(example_coding, within="uiting", group=group).counts
        for group in ("begeleider", "client")
    ]
    whole = tb.code_cooccurrence(example_coding, within="uiting").counts
    assert (parts[0] + parts[1]).equals(whole)


def test_no_codings_are_no_pairs(talk: Talk) -> None:
    found = tb.code_cooccurrence(talk("Rust."), within="overlap")
    assert found.to_frame().empty
    assert found.plot().get_yticklabels() == []
