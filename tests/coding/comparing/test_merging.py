"""The joint coding: what both gave, what was settled, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding

Read = Callable[[Path], Coding]
Coded = Callable[..., Coding]
Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]
Contents = Callable[[Path], dict[str, bytes]]
PAIR = ("anna", "bram")
HELPS, POINT = "succesfactor", "verbeterpunt"
TURN = "Rust in huis helpt het meest, dat zie ik elke dag weer bij iedereen."
SAID = {"who": "anna en bram", "reason": "samen herlezen"}


def merge(coding: Coding, **more: object) -> object:
    return tb.merge_coders(coding, coders=PAIR, into="samen", **more)  # type: ignore[arg-type]


def rows_of(coding: Coding) -> list[tuple[str, str, str]]:
    own = coding.codings[coding.codings["coder"] == "samen"]
    return list(own[["quote", "code", "polarity"]].itertuples(index=False, name=None))


def settled(coding: Coding, kind: str, **words: object) -> None:
    found = tb.disagreements(coding, coders=PAIR)
    key = next(row.key for row in found.rows if row.kind == kind)
    tb.settle(found, key, **{"choice": "keep", **SAID, **words})  # type: ignore[arg-type]


def test_what_both_gave_is_merged_on_the_text_that_both_coded(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", "Rust in huis helpt", "rust", HELPS),
        ("bram", "fg1", "huis helpt het meest", "rust", HELPS),
        ("anna", "fg1", "korte lijnen", "lijnen", HELPS),
        ("bram", "fg1", "korte lijnen", "lijnen", HELPS),
    )
    done = merge(coding)
    assert str(done) == (
        "samen: 2 coderingen, 2 erbij en 0 eraf; 0 verschillen wachten nog op een "
        "besluit"
    )
    assert rows_of(read(joint)) == [
        ("huis helpt", "rust", HELPS),
        ("korte lijnen", "lijnen", HELPS),
    ]


def test_what_is_open_is_listed_and_not_merged(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", TURN, "rust", HELPS),
        ("bram", "fg1", TURN, "rust", POINT),
    )
    done = merge(coding)
    (left,) = done.left  # type: ignore[attr-defined]
    assert left.kind == "polarity"
    page = done._repr_html_()  # type: ignore[attr-defined]
    assert (
        f"<p>Nog te beslissen:</p><ul><li>{left.key}, beurt 2: andere kant</li>" in page
    )
    assert rows_of(read(joint)) == []
    assert not (joint / "coderingen" / "samen.jsonl").exists()


TWO = (
    ("anna", "fg1", "Rust in huis helpt", "rust", HELPS),
    ("bram", "fg1", TURN, "lijnen", POINT),
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"code": "rust"}, [("Rust in huis helpt", "rust", HELPS)]),
        ({"code": "lijnen"}, [("Rust in huis helpt", "lijnen", POINT)]),
        (
            {"code": ["rust", "lijnen"], "extent": "bram"},
            [(TURN, "lijnen", POINT), (TURN, "rust", HELPS)],
        ),
        ({"code": "rust", "extent": "geheel"}, [(TURN, "rust", HELPS)]),
        (
            {"code": "wachttijd", "polarity": "geen", "extent": "anna"},
            [("Rust in huis helpt", "wachttijd", "geen")],
        ),
        ({"choice": "drop"}, []),
    ],
)
def test_a_decision_is_carried_out_as_it_says(
    given: dict[str, object],
    wanted: list[tuple[str, str, str]],
    joint: Path,
    coded: Coded,
    read: Read,
) -> None:
    coding = coded(*TWO)
    settled(coding, "code", **given)
    merge(coding)
    assert rows_of(read(joint)) == wanted


def test_a_decision_on_extent_goes_before_the_rule(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", "Rust in huis helpt", "rust", HELPS),
        ("bram", "fg1", TURN, "rust", HELPS),
    )
    settled(coding, "extent", extent="bram")
    merge(coding)
    assert rows_of(read(joint)) == [(TURN, "rust", HELPS)]
    settled(read(joint), "extent", choice="drop")
    done = merge(read(joint))
    assert rows_of(read(joint)) == []
    assert (done.added, done.removed) == (0, 1)  # type: ignore[attr-defined]


def test_other_words_of_one_turn_need_a_decision(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", "Rust in huis", "rust", HELPS),
        ("bram", "fg1", "elke dag weer", "rust", HELPS),
    )
    settled(coding, "place", extent="geheel")
    merge(coding)
    (row,) = rows_of(read(joint))
    assert row == (TURN[: TURN.index("elke dag weer") + 13], "rust", HELPS)


def test_merging_again_changes_no_byte(
    joint: Path, coded: Coded, read: Read, contents: Contents
) -> None:
    coding = coded(*TWO, ("anna", "fg1", "korte lijnen", "lijnen", HELPS))
    settled(coding, "code", code="rust")
    merge(coding)
    before = contents(joint)
    done = merge(read(joint))
    assert (done.added, done.removed) == (0, 0)  # type: ignore[attr-defined]
    assert contents(joint) == before
    settings = tb.disagreements(read(joint), coders=PAIR)
    assert "samen" not in str(settings)


def test_the_journal_tells_what_each_coding_was_made_of_and_keeps_memos(
    joint: Path, coded: Coded, read: Read
) -> None:
    coded(
        ("anna", "fg1", "korte lijnen", "lijnen", HELPS),
        ("bram", "fg1", "korte lijnen", "lijnen", HELPS),
    )
    with (joint / "coderingen" / "bram.jsonl").open("a", encoding="utf-8") as file:
        memo = {"act": "memo", "id": "b2", "time": "t", "text": "mooi gezegd"}
        file.write(json.dumps(memo) + "\n")
    merge(read(joint))
    text = (joint / "coderingen" / "samen.jsonl").read_text(encoding="utf-8")
    add, memo = map(json.loads, text.splitlines())
    assert add["from"] == ["a1", "b2"]
    assert (memo["id"], memo["text"]) == (add["id"], "bram: mooi gezegd")


def test_a_coding_that_was_changed_leaves_the_joint_coding(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", "korte lijnen", "lijnen", HELPS),
        ("bram", "fg1", "korte lijnen", "lijnen", HELPS),
    )
    merge(coding)
    tb.remove_coding(coding, coder="bram", coding_id="b2")
    tb.add_coding(
        coding,
        coder="bram",
        session="fg1",
        quote="Rust in huis",
        code="rust",
        polarity=HELPS,
    )
    done = merge(read(joint))
    assert (done.added, done.removed) == (0, 1)  # type: ignore[attr-defined]
    assert rows_of(read(joint)) == []


def test_a_coding_that_reaches_further_is_written_anew_under_its_name(
    joint: Path, coded: Coded, read: Read
) -> None:
    rest = ("bram", "fg1", TURN, "rust", HELPS)
    merge(coded(("anna", "fg1", "Rust in huis", "rust", HELPS), rest))
    before = set(read(joint).codings["id"])
    journal = joint / "coderingen" / "samen.jsonl"
    kept = journal.read_bytes()
    coded(("anna", "fg1", "Rust in huis helpt", "rust", HELPS), rest)
    journal.write_bytes(kept)
    done = merge(read(joint))
    assert (done.added, done.removed) == (1, 1)  # type: ignore[attr-defined]
    assert rows_of(read(joint)) == [("Rust in huis helpt", "rust", HELPS)]
    assert set(read(joint).codings["id"]) == before


def test_codings_that_were_not_made_by_merging_stay(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(*TWO)
    tb.add_coding(
        coding,
        coder="samen",
        session="int1",
        quote="overzicht over de post",
        code="overzicht",
        polarity=HELPS,
    )
    done = merge(read(joint))
    assert rows_of(read(joint)) == [("overzicht over de post", "overzicht", HELPS)]
    assert (
        "1 codering van samen is niet door samenvoegen gemaakt, en blijft."
        in done.notes  # type: ignore[attr-defined]
    )


def test_sessions_of_one_coder_come_along_when_asked(
    joint: Path, coded: Coded, read: Read
) -> None:
    alone = ("anna", "int1", "overzicht over de post", "overzicht", HELPS)
    coding = coded(*TWO, alone)
    merge(coding)
    assert rows_of(read(joint)) == []
    done = merge(coding, rest="anna")
    assert rows_of(read(joint)) == [("overzicht over de post", "overzicht", HELPS)]
    assert (
        "Waar de ander niet codeerde, is anna overgenomen, zonder tweede." in done.notes  # type: ignore[attr-defined]
    )


def test_the_joint_coder_is_not_compared_with_those_it_came_from(
    joint: Path, coded: Coded, read: Read
) -> None:
    coding = coded(
        ("anna", "fg1", "korte lijnen", "lijnen", HELPS),
        ("bram", "fg1", "korte lijnen", "lijnen", HELPS),
    )
    before = tb.agreement(coding, level="nominal", by="code")
    merge(coding)
    after = tb.agreement(read(joint), level="nominal", by="code")
    assert after.coders == before.coders == PAIR
    assert [row.record() for row in after.rows] == [row.record() for row in before.rows]


def test_findings_can_come_from_the_joint_coding(
    example: Path, edit: Edit, read: Read
) -> None:
    edit(example / "studie.toml", '"bram"]', '"bram", "samen"]')
    merge(read(example), rest="anna")
    edit(
        example / "studie.toml",
        'bevindingen_van = ["anna"]',
        'bevindingen_van = ["samen"]',
    )
    factors = tb.success_factors(read(example))
    assert "Geteld zijn de coderingen van samen." in factors.notes
    assert len(factors.ranked("client")) > 5


def test_a_new_version_of_a_transcript_moves_the_joint_coding_along(
    joint: Path, coded: Coded, read: Read, tmp_path: Path
) -> None:
    coding = coded(
        ("anna", "fg1", "Rust in huis helpt", "rust", HELPS),
        ("bram", "fg1", "huis helpt het meest", "rust", HELPS),
    )
    merge(coding)
    text = (joint / "transcripten" / "fg1.txt").read_text(encoding="utf-8")
    new = tmp_path / "fg1.txt"
    new.write_text(
        text.replace("Gespreksleider: Wat", "Gespreksleider: Nou, wat"), "utf-8"
    )
    tb.renew_transcript(joint, new, session="fg1")
    done = merge(read(joint))
    assert (done.added, done.removed) == (0, 0)  # type: ignore[attr-defined]
    assert rows_of(read(joint)) == [("huis helpt", "rust", HELPS)]


def test_a_joint_coder_that_the_study_does_not_know_is_refused(
    small_study: Path, read: Read, refusal: Refusal, contents: Contents
) -> None:
    before = contents(small_study)
    said = refusal(merge, read(small_study))
    assert said == [
        "'samen' staat niet bij de codeurs van de studie\n"
        "  waar:      studie.toml, codeurs: anna, bram\n"
        '  oplossing: schrijf daar: codeurs = ["anna", "bram", "samen"]'
    ]
    said = refusal(tb.merge_coders, read(small_study), coders=PAIR, into="anna")
    assert "'anna' is een van de codeurs die worden samengevoegd" in said[0]
    said = refusal(merge, read(small_study), rest="carla")
    assert "rest='carla' is geen van de codeurs" in said[0]
    assert contents(small_study) == before
