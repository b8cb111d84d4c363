"""All transcripts of a study, each speaker mapped to a respondent."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tbresearch.errors import StudyError
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts


def problems(folder: Path) -> list[str]:
    with pytest.raises(StudyError) as caught:
        read_transcripts(open_study(folder))
    return [str(problem) for problem in caught.value.problems]


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


def test_every_turn_knows_its_session_and_its_respondent(study_folder: Path) -> None:
    turns = read_transcripts(open_study(study_folder)).turns
    shown = turns[
        ["session", "number", "speaker", "respondent", "group", "role", "organisation"]
    ]
    boss = ["gespreksleider", None, None, None]
    assert shown.astype(object).where(shown.notna(), None).values.tolist() == [
        ["fg1", 1, "Anna de Vries", *boss],
        ["fg1", 2, "Karin", "b01", "begeleider", "thuisbegeleider", "zorgpunt"],
        ["int1", 1, "I", *boss],
        ["int1", 2, "R1", "c01", "client", "moeder van twee", None],
        ["int1", 3, "I", *boss],
    ]
    assert list(turns.columns[-5:]) == ["start", "end", "text", "begin", "finish"]


def test_transcripts_come_in_the_order_of_the_sessions(study_folder: Path) -> None:
    corpus = read_transcripts(open_study(study_folder))
    assert list(corpus.transcripts) == ["fg1", "int1"]
    assert corpus.transcripts["int1"].turns["respondent"].tolist() == [
        "gespreksleider",
        "c01",
        "gespreksleider",
    ]


def test_offsets_of_the_frame_point_into_the_text_of_the_session(
    study_folder: Path,
) -> None:
    corpus = read_transcripts(open_study(study_folder))
    for turn in corpus.turns.itertuples():
        text = corpus.transcripts[turn.session].text
        assert text[turn.start : turn.end] == turn.text


def test_reading_twice_gives_the_same(study_folder: Path) -> None:
    study = open_study(study_folder)
    before = study.speakers.copy()
    first, second = read_transcripts(study), read_transcripts(study)
    assert dict(first.transcripts) == dict(second.transcripts)
    pd.testing.assert_frame_equal(first.turns, second.turns)
    pd.testing.assert_frame_equal(study.speakers, before)
    assert first._repr_html_() == second._repr_html_()


def test_a_corpus_prints_as_one_dutch_sentence(study_folder: Path) -> None:
    corpus = read_transcripts(open_study(study_folder))
    assert str(corpus) == "2 gesprekken met 5 beurten, 12 woorden"
    assert "Teams (.vtt)" in corpus._repr_html_()


def test_a_speaker_that_nobody_mapped_is_named_with_the_nearest(
    study_folder: Path,
) -> None:
    content = "I: Hoe?\n\nR1: Goed.\n\nR 1: Ja.\n\nI: Zo.\n\nR 1: Nee.\n"
    write(study_folder, "transcripten/int1.txt", content)
    assert problems(study_folder) == [
        "spreker 'R 1' (2 beurten) staat voor dit gesprek niet in sprekers.csv\n"
        "  waar:      transcripten/int1.txt\n"
        "  oplossing: bedoeld is misschien 'R1'; zet het label met zijn respondent in "
        "sprekers.csv, of verbeter het in het transcript"
    ]


def test_a_mapped_speaker_who_says_nothing_is_named_with_the_line(
    study_folder: Path,
) -> None:
    file = study_folder / "sprekers.csv"
    file.write_text(file.read_text() + "int1;Notulist;gespreksleider\n")
    assert problems(study_folder) == [
        "spreker 'Notulist' komt in int1.txt niet voor\n"
        "  waar:      sprekers.csv, regel 6\n"
        "  oplossing: bekend zijn: I, R1; verbeter het label, of verwijder de regel"
    ]


def test_all_problems_of_all_transcripts_are_reported(study_folder: Path) -> None:
    write(study_folder, "transcripten/fg1.vtt", "")
    write(study_folder, "transcripten/int1.txt", "I: Een.\n\nR2: Twee.\n")
    found = problems(study_folder)
    assert [text.split("\n")[0] for text in found] == [
        "dit bestand is leeg (0 bytes)",
        "spreker 'R2' (1 beurt) staat voor dit gesprek niet in sprekers.csv",
        "spreker 'R1' komt in int1.txt niet voor",
    ]
    assert "waar:      transcripten/fg1.vtt" in found[0]


def test_a_label_matches_however_its_accents_are_stored(study_folder: Path) -> None:
    write(study_folder, "transcripten/int1.txt", "I: Een.\n\nMevrouw Zoë: Twee.\n")
    file = study_folder / "sprekers.csv"
    file.write_text(file.read_text().replace("R1", "Mevrouw Zoe\u0308"), "utf-8")
    turns = read_transcripts(open_study(study_folder)).turns
    assert turns["respondent"].tolist()[-1] == "c01"
