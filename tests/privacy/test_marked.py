"""How much the rules find in text that somebody marked before there were rules.

Of `marked.jsonl` every third line (0, 3, 6, ...) was held out while the rules were
made. Those have been looked at since, so `marked_later.jsonl` came after the rules:
its author had not read the rules, but had seen the lines of `marked.jsonl`, and so
what is marked in them and how. The rules were measured on it once and not changed.

Each line is read by itself, so nothing that one line tells helps with another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tbresearch.privacy import propose_pseudonyms
from tbresearch.privacy.pseudonyms.decisions import KINDS
from tbresearch.privacy.pseudonyms.matching import finder

MARKED = Path(__file__).with_name("marked.jsonl")
LATER = Path(__file__).with_name("marked_later.jsonl")
PARTS = ("read", "held out", "later")
WITHOUT_CAPITALS = "zonder_hoofdletters"

Span = tuple[int, int, str]


@dataclass(frozen=True)
class Line:
    """A marked line, and what the rules propose in it."""

    number: int
    style: str
    text: str
    marked: tuple[Span, ...]
    proposed: tuple[Span, ...]


def read_lines(part: str) -> list[Line]:
    """Return one of `PARTS` of the marked lines with what is proposed in them."""
    lines = []
    for number, given in enumerate(rows_of(LATER if part == "later" else MARKED)):
        if part == "later" or (number % 3 == 0) == (part == "held out"):
            text = given["text"]
            proposals = propose_pseudonyms({"x": text}, names=())
            hits = finder(proposals.decisions)(text)
            lines.append(
                Line(
                    number,
                    given["style"],
                    text,
                    tuple((s["start"], s["end"], s["kind"]) for s in given["spans"]),
                    tuple((h.start, h.end, h.decision.kind) for h in hits),
                )
            )
    return lines


def rows_of(file: Path) -> list[dict[str, Any]]:
    """Return the lines of a file as their author wrote them."""
    return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]


def meets(one: Span, other: Span, *, how: str) -> bool:
    """Return whether two spans are the same thing.

    `how` is "exact", "overlap" (of one kind), or "any" (overlap, whatever kind).
    """
    if how == "exact":
        return one == other
    kinds = how == "any" or one[2] == other[2]
    return kinds and one[0] < other[1] and other[0] < one[1]


def count(lines: Iterable[Line], *, how: str) -> dict[str, tuple[int, int, int, int]]:
    """Return by kind, and in all: found, marked, right, proposed."""
    found, marked, right, proposed = Counter(), Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    for line in lines:
        for span in line.marked:
            hit = any(meets(span, other, how=how) for other in line.proposed)
            for kind in (span[2], "alle"):
                marked[kind] += 1
                found[kind] += hit
        for span in line.proposed:
            hit = any(meets(span, other, how=how) for other in line.marked)
            for kind in (span[2], "alle"):
                proposed[kind] += 1
                right[kind] += hit
    return {
        kind: (found[kind], marked[kind], right[kind], proposed[kind])
        for kind in (*KINDS, "alle")
        if marked[kind] or proposed[kind]
    }


def failures(lines: Iterable[Line]) -> set[tuple[int, str, str, str]]:
    """Return what is missed, and what is proposed for nothing."""
    wrong = set()
    for line in lines:
        for word, spans, others in (
            ("gemist", line.marked, line.proposed),
            ("ten onrechte", line.proposed, line.marked),
        ):
            for span in spans:
                if not any(meets(span, other, how="overlap") for other in others):
                    wrong.add((line.number, word, span[2], line.text[slice(*span[:2])]))
    return wrong


# What goes wrong in the lines that the rules were not made on: compared with ==, so
# that a line that is read rightly by accident shows as well. Not to be mended by a
# rule for the line; new rules ask for new marked lines.
KNOWN_FAILURES = {
    "held out": {
        (3, "gemist", "persoon", "Jan"),
        (6, "ten onrechte", "persoon", "Hoop"),
        (15, "ten onrechte", "persoon", "Hij"),
        (57, "gemist", "organisatie", "OBS Het Zeepaardje"),
        (57, "ten onrechte", "persoon", "Het Zeepaardje"),
        (63, "ten onrechte", "postcode", "7800 XL"),
        (72, "gemist", "persoon", "Willemijntje"),
        (81, "gemist", "organisatie", "de klimroos"),
        (81, "gemist", "plaats", "lindenstraat"),
        (87, "gemist", "plaats", "Wolfskersdreef 8"),
        (87, "ten onrechte", "persoon", "Rijn"),
    },
    "later": {
        (3, "gemist", "persoon", "Wil"),
        (6, "gemist", "organisatie", "Van Heemstralyceum"),
        (6, "ten onrechte", "persoon", "Van Heemstralyceum"),
        (7, "gemist", "datum", "De derde van de achtste zesenvijftig"),
        (12, "gemist", "organisatie", "De Ruggesteun"),
        (12, "ten onrechte", "persoon", "De Ruggesteun"),
        (14, "ten onrechte", "persoon", "Lente"),
        (16, "ten onrechte", "persoon", "Pool"),
        (17, "gemist", "leeftijd", "eenendertig jaar"),
        (18, "gemist", "persoon", "Hendrika Johanna Wolthuis"),
        (18, "ten onrechte", "organisatie", "Hendrika Johanna Wolthuis"),
        # Said to be a BSN, but its check fails: somebody spoke or typed it wrong.
        (19, "gemist", "bsn", "999 410 827"),
        (24, "gemist", "organisatie", "voetbalvereniging Excelsior Zandpol"),
        (24, "ten onrechte", "persoon", "Excelsior Zandpol"),
        (25, "gemist", "persoon", "Kruisdijk"),
        (25, "ten onrechte", "plaats", "Kruisdijk"),
        (29, "gemist", "organisatie", "Thuiszorg Wilgenroos"),
        (29, "ten onrechte", "persoon", "Wilgenroos"),
        (30, "ten onrechte", "persoon", "Frans"),
        (37, "ten onrechte", "persoon", "Vodafone-rekening"),
        (39, "gemist", "organisatie", "stichting de brug"),
        (41, "gemist", "persoon", "fleur"),
        (42, "gemist", "leeftijd", "zes"),
        (42, "gemist", "organisatie", "toermalijnschool"),
        (43, "gemist", "plaats", "dorpsstraat 88"),
    },
}


@pytest.mark.parametrize("part", KNOWN_FAILURES)
def test_what_goes_wrong_in_lines_of_others_is_known(part: str) -> None:
    assert failures(read_lines(part)) == KNOWN_FAILURES[part]


@pytest.mark.parametrize(
    ("part", "style", "how", "recall", "precision"),
    [
        # Found of marked, and right of proposed, as measured on 2026-11-22.
        ("held out", "gewoon", "overlap", 28 / 32, 28 / 33),
        ("held out", "gewoon", "exact", 25 / 32, 25 / 33),
        ("held out", WITHOUT_CAPITALS, "overlap", 6 / 8, 6 / 6),
        ("read", "gewoon", "overlap", 75 / 78, 75 / 76),
        ("read", WITHOUT_CAPITALS, "overlap", 16 / 17, 16 / 16),
        ("later", "gewoon", "any", 50 / 54, 50 / 54),
        ("later", "gewoon", "overlap", 44 / 54, 44 / 54),
        ("later", "gewoon", "exact", 40 / 54, 40 / 54),
        ("later", WITHOUT_CAPITALS, "overlap", 7 / 12, 7 / 7),
    ],
)
def test_the_rules_find_what_they_found(
    part: str, style: str, how: str, recall: float, precision: float
) -> None:
    lines = [line for line in read_lines(part) if line.style == style]
    found, marked, right, proposed = count(lines, how=how)["alle"]
    assert found / marked >= recall
    assert right / proposed >= precision


@pytest.mark.parametrize("file", [MARKED, LATER], ids=["first", "later"])
def test_only_lines_without_capitals_are_warned_about(file: Path) -> None:
    for given in rows_of(file):
        proposals = propose_pseudonyms({"x": given["text"]}, names=())
        assert bool(proposals.warnings) == (given["style"] == WITHOUT_CAPITALS)
