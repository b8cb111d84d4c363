"""Codes against groups, people and sessions, held against counting by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.findings import unit_counts
from tbresearch.vocabulary import UNITS

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], tb.Coding]
Refusal = Callable[..., list[str]]
Talk = Callable[..., tb.Coding]

COLUMN = {
    "groep": "session",
    "respondent": "respondent",
    "organisatie": "organisation",
    "uiting": "turn",
}
BY = ("group", "respondent", "session", "organisation")


def by_hand(
    coding: tb.Coding, by: str, unit: str, coder: str = "anna"
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return k and N by code and column: one set for each, filled turn by turn."""
    people = coding.study.respondents.set_index("respondent")
    may = set(people.index[people["deelname"]])
    kinds = coding.study.sessions.set_index("session")["kind"]
    said: dict[tuple[str, str], set[object]] = {}
    there: dict[str, set[object]] = {}
    rows = coding.codings[coding.codings["coder"] == coder].to_dict("records")
    for turn in coding.corpus.turns.to_dict("records"):
        if turn["respondent"] not in may:
            continue
        turn["turn"] = (turn["session"], turn["number"])
        unit_is, column = turn[COLUMN[unit]], turn[by]
        if not isinstance(unit_is, str | tuple) or not isinstance(column, str):
            continue
        if unit == "groep" and kinds[turn["session"]] != "focusgroep":
            continue
        there.setdefault(column, set()).add(unit_is)
        for row in rows:
            if (
                row["session"] == turn["session"]
                and row["start"] < turn["end"]
                and turn["start"] < row["end"]
            ):
                said.setdefault((row["code"], column), set()).add(unit_is)
    return {
        (code, column): (len(said.get((code, column), ())), len(units))
        for code in coding.codebook.codes
        for column, units in there.items()
    }


def cells(matrix: tb.CodeMatrix) -> dict[tuple[str, str], tuple[int, int]]:
    frame = matrix.to_frame()
    keys = zip(frame["code"], frame[matrix.by], strict=True)
    return dict(zip(keys, zip(frame["k"], frame["total"], strict=True), strict=True))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("by", BY)
def test_every_cell_is_what_counting_by_hand_gives(
    by: str, unit: str, example_coding: tb.Coding
) -> None:
    matrix = tb.code_matrix(example_coding, by=by, unit=unit)
    assert cells(matrix) == by_hand(example_coding, by, unit)
    assert matrix.counts.to_numpy().sum() > 0


@pytest.mark.parametrize("unit", UNITS)
def test_a_matrix_and_a_finding_count_the_same(
    unit: str, example_coding: tb.Coding
) -> None:
    for polarity in ("succesfactor", "verbeterpunt"):
        found = unit_counts(example_coding, polarity=polarity)
        own = found[(found["unit"] == unit) & (found["total"] > 0)]
        keys = zip(own["code"], own["group"], strict=True)
        pairs = zip(own["k"], own["total"], strict=True)
        matrix = tb.code_matrix(
            example_coding, by="group", unit=unit, polarity=polarity
        )
        assert cells(matrix) == dict(zip(keys, pairs, strict=True))


def test_the_same_code_twice_on_the_same_words_counts_once(talk: Talk) -> None:
    once = talk("Rust helpt.", codings=((0, 0, 4, "lijnen"),))
    often = talk("Rust helpt.", codings=((0, 0, 4, "lijnen"), (0, 0, 11, "lijnen")))
    for unit in ("uiting", "respondent"):
        options = {"by": "respondent", "unit": unit, "children": False}
        assert cells(tb.code_matrix(once, **options)) == cells(
            tb.code_matrix(often, **options)
        )
        assert cells(tb.code_matrix(often, **options))["lijnen", "B1"][0] == 1


def test_a_code_counts_those_below_it_only_if_that_is_asked(
    small: tb.Coding, refusal: Refusal
) -> None:
    assert refusal(tb.code_matrix, small, by="group", unit="uiting") == [
        "er vallen codes onder: rust\n"
        "  waar:      de vraag, children=\n"
        "  oplossing: zeg of een hoofdcode die meetelt: children=True of "
        "children=False; bij een opdracht --met-onderliggende of "
        "--zonder-onderliggende"
    ]
    alone, both = (
        tb.code_matrix(small, by="group", unit="uiting", children=children)
        for children in (False, True)
    )
    assert cells(alone)["rust", "begeleider"] == (3, 5)
    assert cells(alone)["rust", "client"] == (0, 2)
    # B2 says both in one turn, C1 only the code below it.
    assert cells(both)["rust", "begeleider"] == (3, 5)
    assert cells(both)["rust", "client"] == (1, 2)
    assert cells(both)["overzicht", "client"] == cells(alone)["overzicht", "client"]


def test_whose_codings_count_is_chosen_and_said(
    small_study: Path, edit: Edit, read: Read, refusal: Refusal
) -> None:
    edit(small_study / "studie.toml", 'bevindingen_van = ["anna"]\n', "")
    coding = read(small_study)
    options = {"by": "group", "unit": "uiting", "children": False}
    [problem] = refusal(tb.code_matrix, coding, **options)
    assert problem.startswith("niet gekozen van welke codeurs de bevindingen komen")
    bram = tb.code_matrix(coding, coder="bram", **options)
    assert bram.notes[0] == "Geteld zijn de coderingen van bram."
    assert cells(bram) == by_hand(coding, "group", "uiting", "bram")


def test_a_wrong_word_is_named_with_what_may_be_asked(
    small: tb.Coding, refusal: Refusal
) -> None:
    assert refusal(tb.code_matrix, small, by="groep", unit="uiting") == [
        "'groep' is hier niet bekend\n"
        "  waar:      de vraag, by=\n"
        "  oplossing: bedoeld is misschien 'group'; bekend zijn: group, respondent, "
        "session, organisation"
    ]
    [problem] = refusal(tb.code_matrix, small, by="group", unit="codering")
    assert "bekend zijn: uiting, respondent, groep, organisatie" in problem


def test_the_picture_says_unit_denominator_and_every_code(
    example_coding: tb.Coding,
) -> None:
    matrix = tb.code_matrix(example_coding, by="group", unit="respondent")
    ax = matrix.plot()
    assert [text.get_text() for text in ax.get_xticklabels()] == [
        "Begeleiders (van 18)",
        "Cliënten (van 13)",
    ]
    assert len(ax.get_yticklabels()) == 25
    assert ax.get_xlabel().startswith("Aantal respondenten")


def test_no_codings_give_an_empty_matrix_and_a_picture(
    small_study: Path, read: Read
) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    matrix = tb.code_matrix(
        read(small_study), by="group", unit="respondent", children=False
    )
    assert str(matrix) == (
        "Code per groep, geteld in respondenten: 0 van 4 codes komen voor"
    )
    assert matrix.plot().get_yticklabels() == []
    assert matrix.counts.to_numpy().sum() == 0
