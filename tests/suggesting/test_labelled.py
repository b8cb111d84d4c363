"""The labelled passages are what their README says: whole, varied, our own words."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).with_name("labelled.jsonl")
PASSAGES: list[dict[str, Any]] = [
    json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()
]
CODES: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "data/voorbeeld/codeboek.toml").read_text(encoding="utf-8")
)["code"]
NAMES = {entry["code"] for entry in CODES}
FIELDS = {"respondent", "group", "text", "codes", "polarity"}
# The table of the README.
GROUPS = {"client": 12, "begeleider": 9, "naaste": 5, "ketenpartner": 4}
POLARITIES = {"succesfactor": 119, "verbeterpunt": 128, "geen": 53}
CODES_EACH = {0: 30, 1: 225, 2: 45}
DOUBTED = 22
WORDS_IN_A_ROW = 6


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    """Return every row of six words that a text holds."""
    found = words(text)
    return {
        tuple(found[i : i + WORDS_IN_A_ROW])
        for i in range(len(found) - WORDS_IN_A_ROW + 1)
    }


def test_the_counts_are_those_of_the_readme() -> None:
    assert len(PASSAGES) == 300
    assert Counter(p["polarity"] for p in PASSAGES) == POLARITIES
    assert Counter(len(p["codes"]) for p in PASSAGES) == CODES_EACH
    assert sum("doubt" in p for p in PASSAGES) == DOUBTED


def test_thirty_respondents_say_ten_passages_each() -> None:
    said = Counter(p["respondent"] for p in PASSAGES)
    assert said == {f"L{number:02d}": 10 for number in range(1, 31)}
    members = {(p["respondent"], p["group"]) for p in PASSAGES}
    assert Counter(group for _, group in members) == GROUPS


def test_every_code_of_the_starter_codebook_occurs_nine_times() -> None:
    times = Counter(code for p in PASSAGES for code in p["codes"])
    assert set(times) == NAMES
    assert {code: n for code, n in times.items() if n < 9} == {}


def test_every_code_is_said_by_five_respondents() -> None:
    pairs = {(code, p["respondent"]) for p in PASSAGES for code in p["codes"]}
    times = Counter(code for code, _ in pairs)
    assert {code: n for code, n in times.items() if n < 5} == {}


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p["text"][:30])
def test_a_passage_is_well_formed(passage: dict[str, Any]) -> None:
    assert passage.keys() - {"doubt"} == FIELDS
    codes, doubt = passage["codes"], passage.get("doubt", [])
    assert len(set(codes) | set(doubt)) == len(codes) + len(doubt)
    assert set(codes) | set(doubt) <= NAMES
    assert "doubt" not in passage or doubt
    assert codes or passage["polarity"] == "geen"
    assert passage["text"] == " ".join(passage["text"].split())
    assert 11 <= len(passage["text"].split()) <= 60


def test_no_passage_is_there_twice() -> None:
    times = Counter(" ".join(words(p["text"])) for p in PASSAGES)
    assert [text for text, n in times.items() if n > 1] == []


def test_no_passage_borrows_from_the_codebook() -> None:
    texts = [t for e in CODES for t in [e["definitie"], *e["wel"], *e["voorbeelden"]]]
    borrowed = set().union(*map(runs, texts))
    assert [p["text"] for p in PASSAGES if runs(p["text"]) & borrowed] == []
