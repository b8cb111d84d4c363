"""What two coders see differently: every coding in its place, once."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.coding.comparing.matching import matches
from tbresearch.coding.journal import append_act

Read = Callable[[Path], Coding]
Coded = Callable[..., Coding]
Refusal = Callable[..., list[str]]
PAIR = ("anna", "bram")
HELPS, POINT = "succesfactor", "verbeterpunt"
TURN = "Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen."


def kinds(coding: Coding) -> list[str]:
    return [match.kind for match in matches(coding, PAIR)]


def both(*rows: tuple[str, str, str], session: str = "fg1") -> list[tuple[str, ...]]:
    """Return codings of anna, then of bram, each as quote, code, polarity."""
    return [
        (coder, session, *row) for coder, row in zip(PAIR, rows, strict=True) if row
    ]


@pytest.mark.parametrize(
    ("anna", "bram", "kind"),
    [
        (("Rust in huis", "rust", HELPS), ("Rust in huis", "rust", HELPS), "same"),
        (("Rust in huis", "rust", HELPS), ("Rust in huis ", "rust", HELPS), "same"),
        (("Rust in huis", "rust", HELPS), (TURN, "rust", HELPS), "extent"),
        (
            ("Rust in huis helpt", "rust", HELPS),
            ("huis helpt het meest", "rust", HELPS),
            "extent",
        ),
        (("Rust in huis", "rust", HELPS), (TURN, "rust", POINT), "polarity"),
        (("Rust in huis", "rust", HELPS), (TURN, "lijnen", HELPS), "code"),
        (("Rust in huis", "rust", HELPS), ("elke dag weer", "rust", HELPS), "place"),
    ],
)
def test_two_codings_go_together_in_one_way(
    anna: tuple[str, str, str], bram: tuple[str, str, str], kind: str, coded: Coded
) -> None:
    assert kinds(coded(*both(anna, bram))) == [kind]


@pytest.mark.parametrize(
    ("anna", "bram"),
    [
        (("Rust in huis", "rust", HELPS), ("elke dag weer", "rust", POINT)),
        (("Rust in huis", "rust", HELPS), ("elke dag weer", "lijnen", HELPS)),
        (("Rust in huis", "rust", HELPS), ("korte lijnen", "rust", HELPS)),
        # Less than half of the shortest is common.
        (("Rust in huis helpt", "rust", HELPS), ("helpt het meest", "lijnen", HELPS)),
    ],
)
def test_what_does_not_go_together_is_two_differences(
    anna: tuple[str, str, str], bram: tuple[str, str, str], coded: Coded
) -> None:
    assert kinds(coded(*both(anna, bram))) == ["only", "only"]


def test_what_agrees_is_no_part_of_a_difference(coded: Coded) -> None:
    rows = [
        *both(("Rust in huis", "rust", HELPS), ("Rust in huis", "rust", HELPS)),
        ("bram", "fg1", "Rust in huis", "lijnen", HELPS),
    ]
    assert sorted(kinds(coded(*rows))) == ["only", "same"]


def test_one_long_and_two_short_passages_agree_twice(coded: Coded) -> None:
    rows = [
        ("anna", "fg1", TURN, "rust", HELPS),
        ("bram", "fg1", "Rust in huis", "rust", HELPS),
        ("bram", "fg1", "elke dag weer", "rust", HELPS),
    ]
    found = tb.disagreements(coded(*rows), coders=PAIR)
    assert [row.kind for row in found.rows] == ["extent", "extent"]
    assert len({row.key for row in found.rows}) == 2
    assert found.open == ()


PIECES = ["Rust in huis", "huis helpt het", TURN, "elke dag weer", "bij iedereen."]
codings = st.lists(
    st.tuples(
        st.sampled_from(PAIR),
        st.just("fg1"),
        st.sampled_from(PIECES),
        st.sampled_from(["rust", "lijnen"]),
        st.sampled_from([HELPS, POINT]),
    ),
    max_size=8,
)


@given(rows=codings)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_coding_agrees_or_is_in_one_difference(
    rows: list[tuple[str, str, str, str, str]], coded: Coded
) -> None:
    coding = coded(*rows)
    shared = {row[0] for row in rows} == set(PAIR)
    found = matches(coding, PAIR)
    agreeing = {
        side.id for m in found if m.kind in ("same", "extent") for side in m.sides
    }
    differing = Counter(
        side.id for m in found if m.kind not in ("same", "extent") for side in m.sides
    )
    assert set(differing.values()) <= {1}
    assert not agreeing & set(differing)
    wanted = set(coding.codings["id"]) if shared else set()
    assert agreeing | set(differing) == wanted
    assert len({m.key for m in found}) == len(found)
    turned = matches(coding, ("bram", "anna"))
    assert Counter(m.kind for m in turned) == Counter(m.kind for m in found)


def test_the_rows_say_where_who_what_and_how_it_stands(coded: Coded) -> None:
    rows = both(("Rust in huis", "rust", HELPS), (TURN, "rust", POINT))
    found = tb.disagreements(coded(*rows), coders=PAIR)
    (row,) = found.to_frame().to_dict("records")
    assert row.pop("key") == found.rows[0].key
    assert row == {
        "kind": "polarity",
        "session": "fg1",
        "turn": 2,
        "speaker": "P1",
        "role": "thuisbegeleider",
        "who": "anna bram",
        "code_anna": "rust",
        "polarity_anna": HELPS,
        "quote_anna": "Rust in huis",
        "code_bram": "rust",
        "polarity_bram": POINT,
        "quote_bram": TURN,
        "status": "open",
        "reason": None,
        "decided_by": None,
    }
    assert str(found) == (
        "1 verschil tussen anna en bram, waarvan 1 nog open; 0 keer precies gelijk"
    )


def test_codings_at_the_interviewer_are_compared_too(coded: Coded) -> None:
    rows = [
        ("anna", "fg1", "Wat helpt er in een gezin?", "rust", "geen"),
        ("bram", "fg1", "Rust in huis", "rust", HELPS),
    ]
    found = tb.disagreements(coded(*rows), coders=PAIR)
    assert [(row.kind, row.role) for row in found.rows] == [
        ("only", "gespreksleider"),
        ("only", "thuisbegeleider"),
    ]


def test_a_coding_of_a_label_is_in_no_turn_and_is_shown(
    coded: Coded, small_study: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(small_study / "sprekers.csv", "fg1;P2;B2", "fg1;Petra;B2")
    edit(small_study / "transcripten" / "fg1.txt", "P2: Over", "Petra: Over")
    rows = [
        ("anna", "fg1", "Petra", "rust", "geen"),
        ("bram", "fg1", "Rust in huis", "rust", HELPS),
    ]
    found = tb.disagreements(coded(*rows), coders=PAIR)
    label = next(row for row in found.rows if row.match.one is not None)
    assert (label.turns, label.speaker) == ((), "")
    assert "naam van een spreker" in found._repr_html_()


def test_only_sessions_that_both_coded_are_compared(coded: Coded) -> None:
    rows = both(("Rust in huis", "rust", HELPS), ("Rust in huis", "rust", HELPS))
    rows += [("anna", "int1", "overzicht over de post", "overzicht", HELPS)]
    found = tb.disagreements(coded(*rows), coders=PAIR)
    assert found.sessions == ("fg1",)
    assert (found.rows, len(found.agreed)) == ((), 1)
    assert found.notes[0].startswith("Vergeleken zijn 1 van 4 gesprekken")


def test_the_page_shows_both_side_by_side_and_escapes_everything(
    coded: Coded, small_study: Path, read: Read
) -> None:
    rows = both(("Rust in huis", "rust", HELPS), (TURN, "lijnen", POINT))
    coded(*rows)
    append_act(
        small_study / "coderingen" / "anna.jsonl",
        {
            "act": "memo",
            "id": "a1",
            "time": "2025-12-08T09:00:00+00:00",
            "text": "<script>alert(1)</script>",
        },
    )
    found = tb.disagreements(read(small_study), coders=PAIR)
    page = found._repr_html_()
    assert page == tb.disagreements(read(small_study), coders=PAIR)._repr_html_()
    assert "<script>" not in page
    assert "Memo: &lt;script&gt;" in page
    assert "<summary>focusgroep 1: 1 verschil, 1 open</summary>" in page
    assert "Rust in huis, succesfactor<br>«Rust in huis»" in page
    assert f"Korte lijnen, verbeterpunt<br>«{TURN}»" in page
    assert found.rows[0].key in page


def test_the_example_has_every_kind_and_nothing_is_lost(
    read: Read, example: Path
) -> None:
    coding = read(example)
    found = tb.disagreements(coding, coders=PAIR)
    assert {row.kind for row in found.rows} == {
        "only",
        "place",
        "extent",
        "code",
        "polarity",
    }
    named = {
        side.id
        for match in (*found.agreed, *(row.match for row in found.rows))
        for side in match.sides
    }
    own = coding.codings[coding.codings["session"].isin(found.sessions)]
    assert named == set(own["id"])


def test_two_coders_of_the_study_are_needed(coded: Coded, refusal: Refusal) -> None:
    coding = coded()
    for coders, said in (
        (("anna", "carla"), "codeur 'carla' is niet bekend"),
        (("anna",), "hiervoor zijn twee codeurs nodig"),
        (("anna", "bram", "anna"), "hiervoor zijn twee codeurs nodig"),
    ):
        assert said in refusal(tb.disagreements, coding, coders=coders)[0]


def test_a_difference_that_is_not_there_is_named(
    coded: Coded, refusal: Refusal
) -> None:
    found = tb.disagreements(coded(), coders=PAIR)
    said = refusal(lambda: found["fg1-00000000"])[0]
    assert "verschil 'fg1-00000000' is er niet" in said


def test_a_parked_coding_is_named_and_not_compared(
    coded: Coded, small_study: Path, read: Read
) -> None:
    coded(*both(("Rust in huis", "rust", HELPS), ("Rust in huis", "rust", HELPS)))
    path = small_study / "coderingen" / "bram.jsonl"
    act = {"act": "park", "id": "b2", "time": "2025-12-09T09:00:00+00:00"}
    path.write_text(
        path.read_text(encoding="utf-8") + json.dumps(act) + "\n", encoding="utf-8"
    )
    found = tb.disagreements(read(small_study), coders=PAIR)
    assert [row.kind for row in found.rows] == ["only"]
    assert "Niet vergeleken omdat zij op een plaats wachten: b2." in found.notes
