"""The factors of the example study, counted from its files without code of findings.

Journals, tables and consents are read with `json` and `csv`; only where a turn begins
and who says it comes from reading the transcripts.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

import tbresearch as tb

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld"
UNITS = ("groep", "respondent", "organisatie", "uiting")
Cells = dict[tuple[str, str], dict[str, set[object]]]


def rows(name: str) -> list[dict[str, str]]:
    text = (EXAMPLE / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def journal(coder: str) -> list[dict[str, object]]:
    path = EXAMPLE / "coderingen" / f"{coder}.jsonl"
    acts = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {act["act"] for act in acts} == {"add", "memo"}
    return [act for act in acts if act["act"] == "add"]


def units(turn: dict[str, object], people: dict, kinds: dict) -> dict[str, object]:
    """Return what a turn is one of."""
    person = people[turn["respondent"]]
    found: dict[str, object] = {
        "respondent": turn["respondent"],
        "uiting": (turn["session"], turn["number"]),
    }
    if person["organisatie"]:
        found["organisatie"] = person["organisatie"]
    if kinds[turn["session"]] == "focusgroep":
        found["groep"] = turn["session"]
    return found


def counted(side: str) -> tuple[Cells, dict[str, dict[str, set[object]]]]:
    """Return who and what names each code of one side, and who could have."""
    people = {row["respondent"]: row for row in rows("respondenten")}
    kinds = {row["gesprek"]: row["soort"] for row in rows("gesprekken")}
    corpus = tb.read_transcripts(tb.open_study(EXAMPLE))
    turns = [
        turn
        for turn in corpus.turns.to_dict("records")
        if people.get(turn["respondent"], {}).get("deelname") == "ja"
    ]
    could: dict[str, dict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    did: Cells = defaultdict(lambda: defaultdict(set))
    codings = [act for act in journal("anna") if act["polarity"] == side]
    for turn in turns:
        group = people[turn["respondent"]]["groep"]
        own = units(turn, people, kinds)
        for unit, value in own.items():
            could[group][unit].add(value)
        for act in codings:
            there = act["session"] == turn["session"]
            if there and act["start"] < turn["end"] and turn["start"] < act["end"]:
                for unit, value in own.items():
                    did[group, act["code"]][unit].add(value)
    return did, could


@pytest.mark.parametrize(
    ("side", "count"),
    [
        ("succesfactor", tb.success_factors),
        ("verbeterpunt", tb.improvement_points),
    ],
)
def test_the_list_of_factors_has_the_numbers_that_the_files_give(
    side: str, count: object
) -> None:
    study = tb.open_study(EXAMPLE)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    factors = count(coding)  # type: ignore[operator]
    found = {
        (row["group"], row["code"]): {
            unit: (row[f"k_{unit}"], row[f"total_{unit}"]) for unit in UNITS
        }
        for row in factors.to_frame().to_dict("records")
    }
    did, could = counted(side)
    expected = {
        (group, code): {
            unit: (len(own[unit]), len(could[group][unit])) for unit in UNITS
        }
        for (group, code), own in did.items()
    }
    assert found == expected
    assert len(expected) > 30
    for group in study.groups:
        ranked = factors.ranked(group)
        places = [list(coding.codebook.codes).index(code) for code in ranked]
        keys = [
            (*(-found[group, code][unit][0] for unit in UNITS), place)
            for code, place in zip(ranked, places, strict=True)
        ]
        assert keys == sorted(keys)
