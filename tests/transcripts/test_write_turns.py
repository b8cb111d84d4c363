"""Turns that are written as CSV come back as they were, whatever they hold."""

from __future__ import annotations

import json
from math import nan
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts import Transcript, read_transcript, write_turns
from tbresearch.transcripts.canonical import compose, spoken
from tbresearch.transcripts.reading import Utterance
from tbresearch.transcripts.transcript import parse_transcript

labels = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(
        ["Kortom", "17:30", "I:", "=1+1", '"', "a;b", "spreker", "[lacht]", "😀", "R1"]
    ),
)
texts = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=("Cs",)),
        st.sampled_from("\n\n\";,'=\t|😀é\u0301\u200dI: 0"),
    )
)
times = st.one_of(st.just(nan), st.floats(allow_nan=False, allow_infinity=False))
utterances = st.lists(
    st.builds(
        lambda speaker, text, begin, finish: Utterance(
            speaker=speaker, text=text, place="regel 1", begin=begin, finish=finish
        ),
        labels,
        texts,
        times,
        times,
    ),
    min_size=1,
    max_size=6,
)


def check(text: str, turns: pd.DataFrame, path: Path) -> None:
    again = read_transcript(write_turns(turns, path))
    assert again.text == text
    pd.testing.assert_frame_equal(again.turns, turns, check_exact=True)
    assert again.skipped == again.doubts == ()


@given(spoken_by=utterances, joint=st.sampled_from([" ", "\n"]))
@settings(deadline=None, max_examples=300)
def test_any_turns_come_back(
    tmp_path_factory: pytest.TempPathFactory, spoken_by: list[Utterance], joint: str
) -> None:
    kept, _ = spoken(spoken_by)
    if kept:
        text, turns = compose(kept, joint=joint)
        check(text, turns, tmp_path_factory.getbasetemp() / "a.csv")


@given(
    segments=st.lists(
        st.fixed_dictionaries(
            {
                "start": st.one_of(times, st.integers(), st.just(float("inf"))),
                "end": times,
                "text": texts,
                "speaker": st.one_of(st.none(), labels),
            }
        ),
        max_size=5,
    )
)
@settings(deadline=None)
def test_any_transcript_of_a_file_comes_back(
    tmp_path_factory: pytest.TempPathFactory, segments: list[dict[str, object]]
) -> None:
    try:
        raw = json.dumps(segments).encode()
        found = parse_transcript(raw, name="a.json", source="a.json")
    except WorkbenchError:
        return
    check(found.text, found.turns, tmp_path_factory.getbasetemp() / "b.csv")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("I: Ja.", "a.txt"),
        ('I: Een.\nTwee; "drie".\n\nR1 (moeder): 😀\n', "a.txt"),
        ("WEBVTT\n\n00:01.100 --> 00:02.300\n<v =Karin:>Ja</v>", "a.vtt"),
        ("1\n00:00:01,100 --> 00:00:02,300\nja", "a.srt"),
    ],
)
def test_a_transcript_comes_back(content: str, name: str, tmp_path: Path) -> None:
    found = parse_transcript(content.encode(), name=name, source=name)
    assert isinstance(found, Transcript)
    again = read_transcript(write_turns(found, tmp_path / "a.csv"))
    assert again.sha256 == found.sha256
    check(found.text, found.turns, tmp_path / "a.csv")


def test_a_turn_longer_than_a_cell_of_csv_comes_back(tmp_path: Path) -> None:
    found = parse_transcript(b"I: " + b"ja " * 100_000, name="a.txt", source="a.txt")
    check(found.text, found.turns, tmp_path / "a.csv")


def test_what_is_written_opens_in_a_dutch_spreadsheet(tmp_path: Path) -> None:
    found = parse_transcript(
        "WEBVTT\n\n00:01.100 --> 00:02.300\n<v Zoë>Ja; nee".encode(),
        name="a.vtt",
        source="a.vtt",
    )
    file = write_turns(found, tmp_path / "a.csv")
    assert file.read_bytes() == (
        b'\xef\xbb\xbfspreker;begin;eind;tekst\nZo\xc3\xab;1.1;2.3;"Ja; nee"\n'
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_turns_go_to_a_csv_only(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"geef een naam die eindigt op \.csv"):
        write_turns(pd.DataFrame(), tmp_path / "a.txt")


def test_a_table_without_the_columns_of_turns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="de beurten missen begin, finish, text"):
        write_turns(pd.DataFrame({"speaker": ["I"]}), tmp_path / "a.csv")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    turns = parse_transcript(b"I: Ja.", name="a.txt", source="a.txt")
    with pytest.raises(WorkbenchError, match="de map voor dit bestand is er niet"):
        write_turns(turns, tmp_path / "weg" / "a.csv")
