"""Canonical text is the same for every way in which a file can write it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.transcripts.canonical import clean, compose, spoken
from tbresearch.transcripts.reading import Utterance

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART = "\u2764\ufe0f\u200d\U0001f525"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("clie\u0308nt", "cliënt"),
        ("\ufeffja", "ja"),
        ("thuis\u00adbegeleiding", "thuisbegeleiding"),
        ("th\u200buis\u2060be\ufeffgeleiding", "thuisbegeleiding"),
        ("e\u200b\u0301n", "én"),
        ("tien\u00a0\u202fjaar", "tien jaar"),
        ("een \t  twee", "een twee"),
        ("een\r\n\r\n  twee\rdrie\u2028vier\n", "een\ntwee\ndrie\nvier"),
        ("ja\x00\x07\x85nee", "ja\nnee"),
        ("\u202dlinks\u202c\u200e", "links"),
        ("cliënt\u200d zegt", "cliënt zegt"),
        (FAMILY, FAMILY),
        (HEART, HEART),
        ("👍🏽", "👍🏽"),
        ("half \ud83d teken", "half \ufffd teken"),
        (" \u00a0\u200b\n", ""),
    ],
)
def test_each_way_of_writing_gives_one_canonical_text(
    written: str, canonical: str
) -> None:
    assert clean(written) == canonical


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_windows_line_ends_give_the_same_text(text: str) -> None:
    unix = text.replace("\r", "")
    assert clean(unix.replace("\n", "\r\n")) == clean(unix)


said = st.builds(
    lambda speaker, text: Utterance(speaker=speaker, text=text, place="regel 1"),
    st.sampled_from(["I", "R1", "Zoe\u0308"]),
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u0301\u200d😀 \n"))),
)


@given(st.lists(said))
def test_every_offset_points_at_the_text_of_its_turn(
    utterances: list[Utterance],
) -> None:
    kept, _ = spoken(utterances)
    text, turns = compose(kept, joint="\n")
    for start, end, turn in zip(
        turns["start"], turns["end"], turns["text"], strict=True
    ):
        assert text[start:end] == turn


@given(st.lists(said))
def test_the_whole_text_is_nfc_and_is_its_turns(utterances: list[Utterance]) -> None:
    kept, _ = spoken(utterances)
    text, turns = compose(kept, joint="\n")
    assert unicodedata.is_normalized("NFC", text)
    pairs = zip(turns["speaker"], turns["text"], strict=True)
    assert text == "\n\n".join(f"{speaker}: {turn}" for speaker, turn in pairs)


@given(st.lists(said))
def test_no_two_turns_of_one_speaker_follow_each_other(
    utterances: list[Utterance],
) -> None:
    kept, _ = spoken(utterances)
    _, turns = compose(kept, joint=" ")
    speakers = turns["speaker"].tolist()
    assert all(a != b for a, b in pairwise(speakers))


def test_a_turn_without_text_is_named_with_its_place() -> None:
    silent = Utterance(speaker="R1", text=" \u200b", place="regel 7")
    kept, skipped = spoken([silent])
    assert not kept
    assert skipped == ["regel 7: de beurt van 'R1' heeft geen tekst"]


def test_a_turn_begins_with_its_first_cue_and_ends_with_the_latest() -> None:
    cues = [
        Utterance(speaker="I", text="een", place="", begin=1.0, finish=9.0),
        Utterance(speaker="I", text="twee", place="", begin=2.0, finish=4.0),
    ]
    _, turns = compose(cues, joint=" ")
    assert turns[["text", "begin", "finish"]].values.tolist() == [
        ["een twee", 1.0, 9.0]
    ]
