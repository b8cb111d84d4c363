"""Adding and removing codings: by the words themselves, into one's own journal."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding, add_coding, remove_coding

Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]
Contents = Callable[[Path], dict[str, bytes]]
# Three people, joined into one emoji by two zero-width joiners.
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
USUAL = {
    "coder": "bram",
    "session": "int1",
    "quote": "over de post",
    "code": "overzicht",
    "polarity": "succesfactor",
}


def test_what_is_added_is_read_back(small_study: Path, read: Read) -> None:
    name = add_coding(read(small_study), **USUAL)
    codings = read(small_study).codings
    [row] = codings[codings["id"] == name].to_dict("records")
    assert {key: row[key] for key in USUAL} == USUAL
    assert row["end"] - row["start"] == len("over de post")
    assert row["line"] == 3


def test_only_the_own_journal_grows(
    small_study: Path, read: Read, contents: Contents
) -> None:
    coding, before = read(small_study), contents(small_study)
    add_coding(coding, **USUAL)
    after = contents(small_study)
    grown = after.pop("coderingen/bram.jsonl")
    assert grown.startswith(before.pop("coderingen/bram.jsonl"))
    assert after == before
    act = json.loads(grown.splitlines()[-1])
    assert act["sha256"] == coding.corpus.transcripts["int1"].sha256
    assert act["time"].endswith("+00:00")


def test_ids_are_told_apart(small_study: Path, read: Read) -> None:
    coding = read(small_study)
    assert len({add_coding(coding, **USUAL) for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("session", "quote", "times"),
    [
        ("int1", "staat er niet", 0),
        ("int1", "", 0),
        ("fg1", "rust", 1),
        ("fg1", "RUST IN HUIS", 0),
        ("fg1", "dan pas rust. ", 0),
        ("fg2", "wachttijd", 2),
        ("fg2", "ie wachttijd", 1),
    ],
)
def test_a_quote_must_occur_exactly_once(
    session: str,
    quote: str,
    times: int,
    small_study: Path,
    read: Read,
    refusal: Refusal,
    contents: Contents,
) -> None:
    coding, before = read(small_study), contents(small_study)
    given = USUAL | {"session": session, "quote": quote}
    if times == 1:
        assert add_coding(coding, **given)
        return
    assert refusal(add_coding, coding, **given) == [
        f"deze passage komt {times} keer voor, en moet precies één keer voorkomen\n"
        f"  waar:      gesprek {session!r}: {quote!r}\n"
        "  oplossing: neem de tekst letterlijk over, en zo lang dat zij uniek is"
    ]
    assert contents(small_study) == before


def test_occurrences_that_overlap_are_two(
    small_study: Path,
    read: Read,
    edit: Callable[[Path, str, str], None],
    refusal: Refusal,
) -> None:
    edit(small_study / "transcripten" / "int2.txt", "Rustig,", "Nee nee nee,")
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    given = USUAL | {"session": "int2", "quote": "ee nee"}
    [found] = refusal(add_coding, read(small_study), **given)
    assert found.startswith("deze passage komt 2 keer voor")


@pytest.mark.parametrize(
    ("name", "value", "what", "known"),
    [
        ("coder", "carla", "codeur 'carla'", "anna, bram"),
        ("session", "int9", "gesprek 'int9'", "fg1, fg2, int1, int2"),
        ("code", "onrust", "code 'onrust'", "rust, overzicht, lijnen, wachttijd"),
        (
            "polarity",
            "positief",
            "polariteit 'positief'",
            "succesfactor, verbeterpunt, geen",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(
    name: str,
    value: str,
    what: str,
    known: str,
    small_study: Path,
    read: Read,
    refusal: Refusal,
    contents: Contents,
) -> None:
    coding, before = read(small_study), contents(small_study)
    assert refusal(add_coding, coding, **(USUAL | {name: value})) == [
        f"{what} is niet bekend\n"
        f"  waar:      bekend zijn: {known}\n"
        "  oplossing: gebruik één van de bekende namen, of voeg de nieuwe eerst toe"
    ]
    assert contents(small_study) == before


def test_emoji_and_accents_count_as_the_characters_they_are(
    small_study: Path, read: Read, edit: Callable[[Path, str, str], None]
) -> None:
    """The file holds decomposed accents; the canonical text holds composed ones."""
    edit(
        small_study / "transcripten" / "int1.txt",
        "I: Hoe gaat het nu?",
        f"I: Cafe\u0301 {FAMILY}?\n\nR1: Prive\u0301 🙂, één gezin {FAMILY} samen."
        "\n\nI: En nu?",
    )
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    quotes = ["Privé 🙂", f"één gezin {FAMILY}", "samen.", "Ik heb nu"]
    for quote in quotes:
        add_coding(read(small_study), **(USUAL | {"quote": quote}))
    coding = read(small_study)
    text = coding.corpus.transcripts["int1"].text
    assert "e\u0301" not in text
    for row in coding.codings.to_dict("records"):
        assert text[row["start"] : row["end"]] == row["quote"]
    assert coding.codings["quote"].tolist() == quotes
    assert coding.passages["number"].tolist() == [2, 2, 2, 4]


def test_what_is_removed_is_gone_and_stays_in_the_journal(
    small_study: Path, read: Read
) -> None:
    coding = read(small_study)
    name = add_coding(coding, **USUAL)
    remove_coding(read(small_study), coder="bram", coding_id=name)
    assert name not in set(read(small_study).codings["id"])
    journal = (small_study / "coderingen" / "bram.jsonl").read_text()
    assert [json.loads(line)["act"] for line in journal.splitlines()] == [
        "add",
        "add",
        "add",
        "remove",
    ]


def test_nobody_removes_what_another_coded(
    small_study: Path, read: Read, refusal: Refusal, contents: Contents
) -> None:
    coding = read(small_study)
    before = contents(small_study)
    name = coding.codings.query("coder == 'anna'")["id"].iloc[0]
    [found] = refusal(remove_coding, coding, coder="bram", coding_id=name)
    assert found.startswith(f"codering {name!r} is niet bekend\n")
    assert contents(small_study) == before
