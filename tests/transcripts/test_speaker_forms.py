"""The ways in which f4transkript, MAXQDA and Amberscript mark speakers and times."""

from __future__ import annotations

from math import isnan

import pytest

from tbresearch.transcripts.moments import moment
from tbresearch.transcripts.transcript import Transcript, parse_transcript


def read(content: str, name: str = "a.txt") -> Transcript:
    return parse_transcript(content.encode(), name=name, source=name)


def pairs(found: Transcript) -> list[tuple[str, str]]:
    return list(zip(found.turns["speaker"], found.turns["text"], strict=True))


DIALOGUE = [("Karin", "Hoe gaat het?"), ("Jan", "Goed."), ("Karin", "Fijn.")]


@pytest.mark.parametrize(
    "form",
    [
        "{}: ",
        "#{}: ",
        "@{}: ",
        "**{}:** ",
        "**{}**: ",
        "[{}]: ",
        "[{}] ",
        "{{{}}} ",
        "{{{}}}: ",
        "[{}]\n",
        "{} (00:00:03)\n",
        "{} (00:00:03): ",
        "[00:00:03] {}: ",
        "#00:00:03-4# {}: ",
        "{{00:00:03}}{}: ",
        "{}: [00:00:03] ",
        "{} [00:03]: ",
    ],
)
def test_every_form_of_a_speaker_gives_the_same_turns(form: str) -> None:
    content = "\n\n".join(form.format(who) + text for who, text in DIALOGUE)
    found = read(content)
    assert pairs(found) == DIALOGUE
    assert not found.skipped
    assert not found.doubts
    if "03" in form:
        assert [int(begin) for begin in found.turns["begin"]] == [3, 3, 3]


def test_f4_times_at_the_end_of_a_paragraph_are_its_end() -> None:
    found = read(
        "I: Hoe gaat het? #00:00:05-2#\n\nR1: Goed. #00:00:07-0#\n"
        "Heel [00:00:09] goed. #00:01:10-9#\n"
    )
    assert pairs(found) == [("I", "Hoe gaat het?"), ("R1", "Goed.\nHeel goed.")]
    assert found.turns["finish"].tolist() == [5.2, 70.9]
    assert all(isnan(begin) for begin in found.turns["begin"])


def test_amberscript_puts_a_time_behind_the_speaker() -> None:
    found = read("Spreker 1 (00:00:03)\nHallo.\nDag.\n\nSpreker 2 (00:01:00)\nHoi.\n")
    assert pairs(found) == [("Spreker 1", "Hallo.\nDag."), ("Spreker 2", "Hoi.")]
    assert found.turns["begin"].tolist() == [3.0, 60.0]


def test_a_time_on_its_own_line_belongs_to_the_next() -> None:
    found = read("[00:00:03]\nI: Ja?\n\n[00:00:09]\nR1: Nee.\n")
    assert pairs(found) == [("I", "Ja?"), ("R1", "Nee.")]
    assert found.turns["begin"].tolist() == [3.0, 9.0]


@pytest.mark.parametrize(
    "line",
    [
        "[lacht] ja",
        "[Gelach]",
        "{stilte}",
        "[onverstaanbaar] en",
        "Toen (17:30) ging ik",
        "Karin kwam (17:30) langs",
        "#zorg is alles",
        "**heel** erg",
        "@ de balie",
    ],
)
def test_what_is_heard_or_said_is_no_speaker(line: str) -> None:
    content = f"I: Een.\n\nR1: Twee.\n{line}\n\nI: Drie.\n\nR1: Vier.\n{line}\n"
    found = read(content)
    assert pairs(found)[1] == ("R1", f"Twee.\n{line}")
    assert set(found.turns["speaker"]) == {"I", "R1"}


def test_a_name_that_is_also_a_word_counts_when_it_heads_every_other_turn() -> None:
    content = "Dan: Ja?\n\nParticipant: Nee.\n\n" * 5
    assert set(read(content).turns["speaker"]) == {"Dan", "Participant"}
    rare = "I: Ja?\n\nR1: Nee.\n\n" * 20 + "Kortom: zo.\n\n" * 5
    assert set(read(rare).turns["speaker"]) == {"I", "R1"}


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("00:01:23-4", 83.4),
        ("#00:01:23-4#", 83.4),
        ("[01:23]", 83.0),
        ("1:02:03,5", 3723.5),
        ("12,5", 12.5),
        ("1e-05", 1e-05),
        (12, 12.0),
        ("straks", None),
        ("nan", None),
        ("1e999", None),
        ("1:2:3:4", None),
    ],
)
def test_a_cell_says_a_time_or_none(cell: object, seconds: float | None) -> None:
    assert moment(cell) == seconds
