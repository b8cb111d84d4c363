"""Decisions are kept with their reason, and hold as long as the codings do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.coding.comparing import read_settlements
from tbresearch.coding.journal import append_act

Read = Callable[[Path], Coding]
Coded = Callable[..., Coding]
Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]
PAIR = ("anna", "bram")
HELPS, POINT = "succesfactor", "verbeterpunt"
TURN = "Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen."
SAID = {"who": "anna en bram", "reason": "samen herlezen"}
# One of each kind that asks for a decision, each in a turn of its own.
FOUR = (
    ("anna", "fg1", TURN, "rust", HELPS),
    ("bram", "fg1", TURN, "rust", POINT),
    ("anna", "fg1", "Overzicht, en dan pas rust.", "overzicht", HELPS),
    ("bram", "fg1", "Overzicht, en dan pas rust.", "rust", HELPS),
    ("anna", "fg1", "korte lijnen", "lijnen", HELPS),
    ("bram", "fg1", "elke ochtend", "lijnen", HELPS),
    ("anna", "fg2", "De wachttijd is veel te lang", "wachttijd", POINT),
    ("bram", "fg2", "Die wachttijd, ja.", "lijnen", POINT),
)


def differences(coding: Coding) -> tb.Disagreements:
    return tb.disagreements(coding, coders=PAIR)


def key_of(found: tb.Disagreements, kind: str) -> str:
    return next(row.key for row in found.rows if row.kind == kind)


def lines(study: Path) -> list[dict[str, object]]:
    text = (study / "besluiten.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_a_decision_is_a_line_with_who_when_and_why(
    coded: Coded, small_study: Path
) -> None:
    found = differences(coded(*FOUR))
    key = key_of(found, "polarity")
    after = tb.settle(found, key, choice="keep", polarity=HELPS, **SAID)
    (line,) = lines(small_study)
    assert line.pop("time", "").startswith("20")  # type: ignore[union-attr]
    assert line == {
        "act": "settle",
        "key": key,
        "choice": "keep",
        "who": "anna en bram",
        "reason": "samen herlezen",
        "codes": ["rust"],
        "polarity": HELPS,
        "extent": "gedeeld",
        "codings": [
            {"id": "a1", "coder": "anna", "code": "rust", "polarity": HELPS},
            {"id": "b2", "coder": "bram", "code": "rust", "polarity": POINT},
        ],
    }
    assert after[key].status == "besloten"
    assert len(after.open) == len(found.open) - 1
    assert "samen herlezen" in after._repr_html_()


def test_a_later_decision_replaces_an_earlier_and_both_stay_on_file(
    coded: Coded, small_study: Path
) -> None:
    found = differences(coded(*FOUR))
    key = key_of(found, "polarity")
    found = tb.settle(found, key, choice="drop", **SAID)
    assert found[key].settlement is not None
    assert not found[key].settlement.keep
    found = tb.settle(found, key, choice="keep", polarity=POINT, **SAID)
    assert found[key].settlement is not None
    assert found[key].settlement.polarity == POINT
    found = tb.settle(found, key, choice="open", **SAID)
    assert found[key].status == "open"
    assert [line["choice"] for line in lines(small_study)] == ["drop", "keep", "open"]


def test_a_decision_lapses_when_the_coding_changes(
    coded: Coded, small_study: Path, read: Read, edit: Edit
) -> None:
    found = differences(coded(*FOUR))
    key = key_of(found, "polarity")
    tb.settle(found, key, choice="drop", **SAID)
    path = small_study / "coderingen" / "bram.jsonl"
    edit(
        path,
        f'"code": "rust", "polarity": "{POINT}"',
        '"code": "rust", "polarity": "geen"',
    )
    row = differences(read(small_study))[key]
    assert (row.status, row.lapsed) == ("open", True)
    notes = differences(read(small_study)).notes
    assert any(note.startswith("Vervallen, omdat") and key in note for note in notes)
    assert "eerder besluit vervallen" in differences(read(small_study))._repr_html_()


@pytest.mark.parametrize(
    ("kind", "given", "lacking"),
    [
        ("polarity", {}, "polarity"),
        ("code", {}, "code"),
        ("code", {"code": "lijnen"}, "polarity"),
        ("code", {"code": []}, "code"),
        ("place", {}, "extent"),
        ("only", {"code": "rust"}, "polarity"),
        ("only", {"who": " "}, "who"),
        ("only", {"reason": ""}, "reason"),
    ],
)
def test_what_no_rule_settles_must_be_said(
    kind: str,
    given: dict[str, object],
    lacking: str,
    coded: Coded,
    small_study: Path,
    refusal: Refusal,
) -> None:
    found = differences(coded(*FOUR))
    said = refusal(
        tb.settle, found, key_of(found, kind), choice="keep", **{**SAID, **given}
    )
    assert said[0].startswith(f"nog niet gezegd: {lacking}\n")
    assert not (small_study / "besluiten.jsonl").exists()


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"choice": "houden"}, "choice='houden' kan hier niet"),
        ({"code": "vrede"}, "code='vrede' kan hier niet"),
        ({"polarity": "goed"}, "polarity='goed' kan hier niet"),
        ({"extent": "carla"}, "extent='carla' kan hier niet"),
        ({"extent": "gedeeld"}, "extent='gedeeld' kan hier niet"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(
    given: dict[str, object],
    what: str,
    coded: Coded,
    small_study: Path,
    refusal: Refusal,
) -> None:
    found = differences(coded(*FOUR))
    words = {"choice": "keep", "extent": "anna", **SAID, **given}
    said = refusal(tb.settle, found, key_of(found, "place"), **words)[0]
    assert said.startswith(what)
    assert "kies uit: " in said
    assert not (small_study / "besluiten.jsonl").exists()


def test_a_line_that_a_crash_tore_costs_that_decision_only(
    coded: Coded, small_study: Path
) -> None:
    coding = coded(*FOUR)
    found = differences(coding)
    key = key_of(found, "polarity")
    tb.settle(found, key, choice="drop", **SAID)
    path = small_study / "besluiten.jsonl"
    path.write_bytes(path.read_bytes() + b'{"act": "settle", "key": "fg1')
    note = (
        "besluiten.jsonl, regel 2: afgebroken bij een storing; dat ene besluit is niet "
        "bewaard"
    )
    found = differences(coding)
    assert (found[key].status, note in found.notes) == ("besloten", True)
    other = key_of(found, "place")
    found = tb.settle(found, other, choice="drop", **SAID)
    assert (found[key].status, found[other].status) == ("besloten", "besloten")
    assert note in found.notes


def settled(**changed: object) -> bytes:
    whole = {
        "act": "settle",
        "key": "fg1-x",
        "time": "t",
        "who": "anna",
        "reason": "r",
        "choice": "drop",
        "codes": ["rust"],
        "polarity": "",
        "extent": "anna",
        "codings": [],
    }
    return json.dumps({**whole, **changed}).encode() + b"\n"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"geen json\n", "deze regel is geen leesbaar besluit"),
        (b"\xff\xfe\n", "deze regel is geen leesbaar besluit"),
        (b"[1]\n", "deze regel is geen leesbaar besluit"),
        (settled(act="vergeet"), "deze regel is geen leesbaar besluit"),
        (settled(who=None), "in deze regel ontbreekt of klopt niet: who"),
        (settled(choice="x"), "in deze regel ontbreekt of klopt niet: choice"),
        (
            settled(codings=[{"id": 1}]),
            "in deze regel ontbreekt of klopt niet: codings",
        ),
        (settled(codes=["vrede"]), "code 'vrede' staat niet in het codeboek"),
        (settled(codes=[["rust"]]), "in deze regel ontbreekt of klopt niet: codes"),
        (settled(polarity="goed"), "polariteit 'goed' is niet bekend"),
    ],
)
def test_a_damaged_line_is_a_problem_with_its_place(
    line: bytes, what: str, coded: Coded, small_study: Path, refusal: Refusal
) -> None:
    coding = coded(*FOUR)
    (small_study / "besluiten.jsonl").write_bytes(settled() + line + settled())
    said = refusal(read_settlements, coding)
    assert len(said) == 1
    assert said[0].startswith(f"{what}\n  waar:      besluiten.jsonl, regel 2\n")
    found = tb.check_study(small_study)
    assert [problem.what for problem in found.problems] == [what]


def test_check_counts_the_decisions(coded: Coded, small_study: Path) -> None:
    found = differences(coded(*FOUR))
    tb.settle(found, key_of(found, "polarity"), choice="drop", **SAID)
    assert "1 besluit over verschillen" in tb.check_study(small_study).lines
    with (small_study / "besluiten.jsonl").open("ab") as file:
        file.write(b'{"act"')
    lines = tb.check_study(small_study).lines
    assert any("afgebroken bij een storing" in line for line in lines)


def test_a_file_with_a_bom_and_windows_line_ends_is_read(
    coded: Coded, small_study: Path
) -> None:
    coding = coded(*FOUR)
    raw = b"\xef\xbb\xbf" + settled().replace(b"\n", b"\r\n") + settled(key="y")
    (small_study / "besluiten.jsonl").write_bytes(raw)
    assert set(read_settlements(coding).by_key) == {"fg1-x", "y"}


def test_append_act_marks_a_torn_line_as_decisions_expect(tmp_path: Path) -> None:
    path = tmp_path / "besluiten.jsonl"
    path.write_bytes(b'{"half')
    append_act(path, {"act": "x"})
    assert path.read_bytes().split(b"\n")[0].endswith(b'{"act": "torn"}')
