"""Agreement on codes: which units count, and what a table says of them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.coding.agreement import Coefficient
from tbresearch.coding.comparing.overlap import covered, overlap
from tbresearch.coding.journal import append_act

Read = Callable[[Path], Coding]
Coded = Callable[..., Coding]
Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]
RUST = ("rust", "succesfactor")
# Both coded focus group 1: respondents have three turns there.
BOTH = (
    ("anna", "fg1", "Rust in huis helpt het meest", *RUST),
    ("anna", "fg1", "Overzicht, en dan pas rust.", *RUST),
    ("anna", "fg1", "korte lijnen", "lijnen", "succesfactor"),
    ("bram", "fg1", "Rust in huis", *RUST),
    ("bram", "fg1", "korte lijnen", "lijnen", "verbeterpunt"),
)


def nominal(coding: Coding, **more: object) -> tb.Agreement:
    return tb.agreement(coding, level="nominal", **{"by": "code", **more})  # type: ignore[arg-type]


def test_the_numbers_are_those_of_a_table_made_by_hand(coded: Coded) -> None:
    found = nominal(coded(*BOTH))
    rust, lines = found.rows
    assert (rust.key, rust.n, rust.used) == ("rust", 3, (2, 1))
    assert str(rust.equal) == "2 van 3 eenheden"
    # Cells: both 1, only anna 1, neither 1. Kappa: (2/3 - 4/9) / (1 - 4/9) = 0.4.
    assert isinstance(rust.kappa, Coefficient)
    assert rust.kappa.value == pytest.approx(0.4)
    # Alpha: 1 - (N - 1) * 2 / (2 * 3 * 3) = 1 - 5 * 2 / 18, N = 6 values, 3 of each.
    assert isinstance(rust.alpha, Coefficient)
    assert rust.alpha.value == pytest.approx(1 - 5 * 2 / 18)
    # The chance in AC1 is that of two draws that differ: a half.
    assert isinstance(rust.ac1, Coefficient)
    assert rust.ac1.value == pytest.approx((2 / 3 - 1 / 2) / (1 - 1 / 2))
    assert str(rust.same_side) == "1 van 1 eenheden"
    text = "Rust in huis helpt het meest", "Overzicht, en dan pas rust."
    assert str(rust.same_text) == (
        f"{len('Rust in huis')} van {sum(map(len, text))} (22%) tekens"
    )
    assert (lines.used, str(lines.same_side)) == ((1, 1), "0 van 1 eenheden")
    assert str(lines.same_text) == "12 van 12 tekens"


def test_all_codes_together_are_a_value_for_each_turn_and_code(coded: Coded) -> None:
    total = nominal(coded(*BOTH)).total
    assert total is not None
    assert (total.n, total.used) == (6, (3, 2))
    assert str(total.equal) == "5 van 6 eenheden"


def test_the_example_against_scikit_learn_turn_by_turn(
    read: Read, example: Path
) -> None:
    coding = read(example)
    found = nominal(coding)
    turns = coding.corpus.turns
    shared = set(coding.codings.loc[coding.codings["coder"] == "bram", "session"])
    spoken = turns[
        turns["session"].isin(shared) & (turns["respondent"] != "gespreksleider")
    ]
    units = list(zip(spoken["session"], spoken["number"], strict=True))
    given = coding.passages[["coder", "code", "session", "number"]]
    used = set(given.itertuples(index=False, name=None))
    for row in found.rows:
        one, two = (
            [(coder, row.key, *unit) in used for unit in units]
            for coder in ("anna", "bram")
        )
        assert isinstance(row.kappa, Coefficient)
        assert row.n == len(one)
        assert row.used == (sum(one), sum(two))
        assert row.kappa.value == pytest.approx(cohen_kappa_score(one, two))
    assert found.sessions == ("fg2", "int1", "int4", "fg3", "int6", "int9")


def test_sessions_of_one_coder_count_nowhere(coded: Coded) -> None:
    alone = ("anna", "int1", "overzicht over de post", "overzicht", "succesfactor")
    with_it, without = nominal(coded(*BOTH, alone)), nominal(coded(*BOTH))
    assert [row.record() for row in with_it.rows] == [
        row.record() for row in without.rows
    ]
    assert with_it.notes[0] == (
        "Vergeleken zijn anna en bram, in 1 van 4 gesprekken; 3 zijn weggelaten omdat "
        "er geen twee van hen codeerden. Een gesprek telt als gecodeerd door een "
        "codeur die het op klaar zette; van een codeur die dat bij geen enkel gesprek "
        "deed, telt elk gesprek met een codering."
    )


def test_who_marks_sessions_as_finished_is_compared_on_those_alone(
    coded: Coded, small_study: Path, read: Read
) -> None:
    both = [(coder, "int1", "Ik heb nu overzicht", *RUST) for coder in ("anna", "bram")]
    coded(*BOTH, *both)
    assert set(nominal(read(small_study)).sessions) == {"fg1", "int1"}
    act = {"act": "done", "time": "2026-01-05T09:00:00", "done": True}
    journal = small_study / "coderingen" / "bram.jsonl"
    append_act(journal, act | {"session": "int1"})
    assert nominal(read(small_study)).sessions == ("int1",)
    # Nothing was found there, and that is an answer too.
    append_act(journal, act | {"session": "fg2"})
    append_act(small_study / "coderingen" / "anna.jsonl", act | {"session": "fg2"})
    assert nominal(read(small_study)).sessions == ("fg2",)


def test_who_may_not_be_counted_and_the_interviewer_count_nowhere(
    coded: Coded,
) -> None:
    # C2 of interview 2 gave no consent for taking part.
    hers = [
        (coder, "int2", "eindelijk rust in huis", *RUST) for coder in ("anna", "bram")
    ]
    asked = [(coder, "fg1", "Wat helpt er in een gezin?", *RUST) for coder in ("anna",)]
    found = nominal(coded(*BOTH, *hers, *asked))
    assert [row.n for row in found.rows] == [3, 3]
    assert found.rows[0].used == (2, 1)
    assert (
        "Weggelaten: 1 beurt van wie geen toestemming gaf voor deelname." in found.notes
    )


def test_a_session_is_a_unit_when_asked(coded: Coded) -> None:
    more = [("anna", "fg2", "Rust.", *RUST), ("bram", "fg2", "Die wachttijd", *RUST)]
    found = nominal(coded(*BOTH, *more), unit="session")
    assert [(row.key, row.n, row.used) for row in found.rows] == [
        ("rust", 2, (2, 2)),
        ("lijnen", 2, (1, 1)),
    ]
    assert str(found.rows[0].kappa) == (
        "niet te bepalen: overal is dezelfde waarde gegeven, dus er kon niets "
        "verschillen"
    )
    assert any(note.startswith("n.t.b. is niet te bepalen: ") for note in found.notes)


def test_pairs_and_three_coders(
    coded: Coded, small_study: Path, edit: Edit, read: Read
) -> None:
    edit(small_study / "studie.toml", '"bram"]', '"bram", "carla"]')
    third = [("carla", "fg1", "Rust in huis helpt", *RUST)]
    other = [("carla", "fg2", "Rust.", *RUST), ("anna", "fg2", "Rust.", *RUST)]
    coding = coded(*BOTH, *third, *other)
    pairs = nominal(coding, by="pair")
    assert [row.label for row in pairs.rows] == [
        "anna en bram",
        "anna en carla",
        "bram en carla",
    ]
    # Anna and carla share two sessions of 3 and 2 turns, the others one; two codes.
    assert [row.n for row in pairs.rows] == [6, 10, 6]
    # What anna gave in the session that bram did not code is no part of their text.
    texts = [row.same_text for row in pairs.rows]
    assert [text.total for text in texts] == [55 + 12, 55 + 5 + 12, 18 + 12]  # type: ignore[union-attr]
    found = nominal(coding)
    rust = found.rows[0]
    assert (rust.n, rust.used) == (5, (3, 1, 2))
    values = pd.DataFrame(
        [[1, 1, 1], [1, 0, 0], [0, 0, 0], [1, None, 1], [0, None, 0]],
        columns=["anna", "bram", "carla"],
        dtype=object,
    )
    assert str(rust.same_text) == f"{12 + 5} van {55 + 5} (28%) tekens"
    for name, wanted in (
        ("kappa", tb.fleiss_kappa(values, seed=1)),
        ("alpha", tb.krippendorff_alpha(values, level="nominal", seed=1)),
        ("ac1", tb.gwet_ac1(values, categories=[0, 1], seed=1)),
        ("equal", tb.percent_agreement(values, seed=1)),
    ):
        measured = getattr(rust, name)
        assert measured.value == pytest.approx(wanted.value), name  # type: ignore[union-attr]
    assert found.head()[6] == "Fleiss' kappa"


def test_a_turn_is_drawn_with_all_its_codes(read: Read, example: Path) -> None:
    # Intervals of the total must be those of whole turns: wider than of loose cells.
    coding = read(example)
    total = nominal(coding).total
    assert total is not None
    assert isinstance(total.alpha, Coefficient)
    assert "hele groepen eenheden" in total.alpha.notes[0]


def test_reflexive_analysis_gets_a_reason_and_no_number(
    coded: Coded, small_study: Path, edit: Edit, read: Read
) -> None:
    coded(*BOTH)
    edit(small_study / "studie.toml", '"codeboek"', '"reflexief"')
    found = nominal(read(small_study))
    assert str(found) == (
        "Overeenstemming tussen codeurs: niet van toepassing: reflexieve thematische "
        "analyse. De onderzoeker is het instrument; kappa en verzadiging passen daar "
        "niet bij."
    )
    assert found.rows == ()
    assert found.to_frame().empty
    assert "niet van toepassing" in found._repr_html_()
    assert found.plot().texts[0].get_text() == str(found)
    assert len(tb.disagreements(found.coding, coders=("anna", "bram")).rows) > 0


def test_one_coder_gets_a_sentence_and_no_table(coded: Coded) -> None:
    found = nominal(coded(("anna", "fg1", "Rust in huis helpt het meest", *RUST)))
    assert (found.rows, found.total) == ((), None)
    assert found.notes == (
        "Er is nog geen tweede codeur, dus er valt niets te vergelijken.",
    )
    assert "<table" not in found._repr_html_()
    assert str(found) == "Overeenstemming van anna over 0 gesprekken"


def test_two_coders_without_a_shared_session_get_a_sentence(coded: Coded) -> None:
    found = nominal(
        coded(
            ("anna", "fg1", "Rust in huis helpt het meest", *RUST),
            ("bram", "fg2", "Rust.", *RUST),
        )
    )
    assert found.rows == ()
    assert found.notes[0].startswith(
        "Vergeleken zijn anna en bram, in 0 van 4 gesprekken; 4 zijn weggelaten"
    )


def test_no_codings_at_all(coded: Coded) -> None:
    assert str(nominal(coded())) == "Overeenstemming van niemand over 0 gesprekken"


def test_a_frame_has_numbers_and_leaves_out_what_is_not_there(coded: Coded) -> None:
    frame = nominal(coded(*BOTH)).to_frame()
    assert list(frame["key"]) == ["rust", "lijnen"]
    assert frame.loc[0, "equal"] == pytest.approx(2 / 3)
    assert frame.loc[1, "same_side"] == 0
    assert {"kappa", "kappa_low", "kappa_high", "alpha", "ac1", "used_anna"} <= set(
        frame
    )


def test_the_look_is_the_same_twice_and_shows_counts_beside_coefficients(
    coded: Coded,
) -> None:
    coding = coded(*BOTH)
    one, two = nominal(coding)._repr_html_(), nominal(coding)._repr_html_()
    assert one == two
    for head in ("Eenheden", "anna", "bram", "Gelijk", "Kappa", "Alfa", "AC1"):
        assert f">{head}</th>" in one
    assert "Rust in huis</td>" in one
    assert "startgetal 1" in one


def test_the_picture_has_a_mark_for_each_measure_of_each_row(coded: Coded) -> None:
    ax = nominal(coded(*BOTH)).plot()
    assert [text.get_text() for text in ax.get_yticklabels()] == [
        "Rust in huis",
        "Korte lijnen",
        "Alle codes samen",
    ]
    marks = [line for line in ax.lines if line.get_marker() in "soD"]
    assert len([line for line in marks if len(line.get_xdata())]) == 3 * 3


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_codes_are_names_whatever_is_asked(
    level: str, coded: Coded, refusal: Refusal
) -> None:
    coding = coded(*BOTH)
    found = refusal(tb.agreement, coding, level=level, by="code")[0]
    assert f"level='{level}' past niet bij codes" in found
    assert "gebruik level='nominal'" in found


def test_what_is_not_known_is_refused(coded: Coded, refusal: Refusal) -> None:
    coding = coded(*BOTH)
    assert (
        "by='zin' is niet bekend"
        in refusal(tb.agreement, coding, level="nominal", by="zin")[0]
    )
    assert (
        "unit='woord' is niet bekend"
        in refusal(tb.agreement, coding, level="nominal", by="code", unit="woord")[0]
    )
    assert (
        "level='nominaal' is niet bekend"
        in refusal(tb.agreement, coding, level="nominaal", by="code")[0]
    )
    for coders, said in (
        (("anna", "carla"), "codeur 'carla' is niet bekend"),
        (("anna",), "hiervoor zijn twee codeurs nodig"),
        (("anna", "anna"), "hiervoor zijn twee codeurs nodig"),
        ("anna", "hiervoor zijn twee codeurs nodig"),
        (("anna", "bram", "anna"), "een codeur is twee keer genoemd"),
    ):
        found = refusal(
            tb.agreement, coding, level="nominal", by="code", coders=coders
        )[0]
        assert said in found


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=6,
)


@given(st.lists(spans, min_size=1, max_size=4))
def test_overlap_is_what_counting_each_character_gives(
    coders: list[list[tuple[int, int]]],
) -> None:
    marks = np.array(
        [[any(a <= i < b for a, b in own) for i in range(41)] for own in coders]
    )
    assert overlap(coders) == (marks.all(axis=0).sum(), marks.any(axis=0).sum())


@given(spans)
def test_covered_text_is_in_order_and_apart(own: list[tuple[int, int]]) -> None:
    found = covered(own)
    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert covered(found) == found
