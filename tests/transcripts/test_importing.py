"""Importing a transcript: all of it, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.study import open_study, writing
from tbresearch.transcripts import Transcript, import_transcript


@pytest.fixture
def delivered(tmp_path: Path) -> Path:
    file = tmp_path / "gesprek 2.txt"
    file.write_bytes(b"I: Wat helpt?\r\n\r\nR2: Rust in huis, \xe9cht.\r\n")
    return file


def bring(folder: Path, file: Path, **changes: str | dict[str, str]) -> Transcript:
    given: dict[str, str | dict[str, str]] = {
        "session": "int2",
        "kind": "interview",
        "mode": "telefoon",
        "day": "5-11-2025",
        "title": "Interview; vader",
    }
    return import_transcript(folder, file, **(given | changes))


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_an_import_copies_the_file_and_writes_both_tables(
    study_folder: Path, delivered: Path
) -> None:
    before = contents(study_folder)
    found = bring(study_folder, delivered)
    assert found.turns["speaker"].tolist() == ["I", "R2"]
    assert contents(study_folder) == {
        **before,
        "transcripten/gesprek 2.txt": delivered.read_bytes(),
        "gesprekken.csv": before["gesprekken.csv"]
        + b'int2;interview;telefoon;5-11-2025;gesprek 2.txt;"Interview; vader"\n',
        "sprekers.csv": before["sprekers.csv"] + b"int2;I;\nint2;R2;\n",
    }


def test_the_study_then_asks_who_the_speakers_are(
    study_folder: Path, delivered: Path
) -> None:
    bring(study_folder, delivered)
    with pytest.raises(StudyError, match="'respondent' is niet ingevuld") as caught:
        open_study(study_folder)
    assert len(caught.value.problems) == 2


def test_importing_again_changes_nothing(study_folder: Path, delivered: Path) -> None:
    first = bring(study_folder, delivered)
    before = contents(study_folder)
    assert bring(study_folder, delivered) == first
    assert contents(study_folder) == before


def test_a_second_import_needs_no_respondents_for_the_first(
    study_folder: Path, delivered: Path, tmp_path: Path
) -> None:
    bring(study_folder, delivered)
    other = tmp_path / "derde.txt"
    other.write_text("I: Ja.\n\nR3: Nee.\n")
    import_transcript(
        study_folder,
        other,
        session="int3",
        kind="interview",
        mode="fysiek",
        day=date(2025, 11, 6),
        title="Derde",
    )
    assert (
        b"int3;interview;fysiek;2025-11-06;derde.txt;Derde\n"
        in (study_folder / "gesprekken.csv").read_bytes()
    )


def test_a_file_that_already_lies_in_the_folder_is_used(study_folder: Path) -> None:
    there = study_folder / "transcripten" / "los.txt"
    there.write_text("I: Ja.\n\nR1: Nee.\n")
    before = there.stat()
    bring(study_folder, there)
    assert there.stat().st_ino == before.st_ino
    assert b";los.txt;" in (study_folder / "gesprekken.csv").read_bytes()


def test_speakers_that_are_mapped_before_are_not_written_again(
    study_folder: Path, delivered: Path
) -> None:
    file = study_folder / "sprekers.csv"
    file.write_text(file.read_text() + "int2;R2;c01\n")
    bring(study_folder, delivered)
    assert file.read_text().endswith("int2;R2;c01\nint2;I;\n")


def refused(folder: Path, file: Path, **changes: str | dict[str, str]) -> str:
    before = contents(folder)
    with pytest.raises(WorkbenchError) as caught:
        bring(folder, file, **changes)
    assert contents(folder) == before
    return str(caught.value)


def test_a_session_that_exists_is_refused(study_folder: Path, delivered: Path) -> None:
    text = refused(study_folder, delivered, session="fg1")
    assert "gesprek 'fg1' bestaat al, met transcript 'fg1.vtt'" in text
    assert "gesprekken.csv, regel 2" in text


def test_another_file_of_the_same_name_is_refused(
    study_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "int1.txt"
    other.write_text("I: Heel iets anders.\n")
    text = refused(study_folder, other)
    assert "de studie heeft al een ander bestand met deze naam" in text
    assert "transcripten/int1.txt" in text


def test_one_transcript_for_two_sessions_is_refused(study_folder: Path) -> None:
    text = refused(study_folder, study_folder / "transcripten" / "int1.txt")
    assert "dit transcript hoort al bij gesprek 'int1'" in text


def test_every_wrong_value_is_named(study_folder: Path, delivered: Path) -> None:
    text = refused(
        study_folder, delivered, session="twee woorden", kind="praatje", day="ooit"
    )
    assert "gesprek = 'twee woorden' kan hier niet" in text
    assert "soort = 'praatje' kan hier niet" in text
    assert "datum = 'ooit' kan hier niet" in text
    assert "import van gesprek 2.txt, soort" in text


def test_a_file_without_turns_is_refused(study_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "verhaal.txt"
    file.write_text("Er was eens.\n")
    assert "geen beurt van een spreker herkend" in refused(study_folder, file)


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path, delivered: Path) -> None:
    with pytest.raises(
        WorkbenchError, match=r"geen studie: er staat geen studie\.toml"
    ):
        bring(tmp_path / "elders", delivered)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_disk_that_fails_halfway_leaves_the_study_as_it_was(
    study_folder: Path,
    delivered: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing: int,
) -> None:
    place, calls = writing._place, []

    def fail_once(path: Path, draft: Path | None) -> None:
        calls.append(path)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        place(path, draft)

    monkeypatch.setattr(writing, "_place", fail_once)
    text = refused(study_folder, delivered)
    assert "dit bestand kan niet worden geschreven (de schijf is vol)" in text
    assert "er is niets veranderd" in text


def test_respondents_that_are_given_are_filled_in(
    study_folder: Path, delivered: Path
) -> None:
    who = {"I:": "gespreksleider", "R2": "c01"}
    bring(study_folder, delivered, respondents=who)
    content = (study_folder / "sprekers.csv").read_text()
    assert content.endswith("int2;I;gespreksleider\nint2;R2;c01\n")
    assert open_study(study_folder)
    before = contents(study_folder)
    bring(study_folder, delivered, respondents=who)
    assert contents(study_folder) == before


def test_a_label_that_is_not_given_stays_open(
    study_folder: Path, delivered: Path
) -> None:
    bring(study_folder, delivered, respondents={"R2": "c01"})
    content = (study_folder / "sprekers.csv").read_text()
    assert content.endswith("int2;I;\nint2;R2;c01\n")


def test_every_label_and_respondent_that_is_unknown_is_named(
    study_folder: Path, delivered: Path
) -> None:
    text = refused(study_folder, delivered, respondents={"R9": "c01", "R2": "c77"})
    assert "spreker 'R9' komt in dit transcript niet voor" in text
    assert "de sprekers zijn: I, R2" in text
    assert "respondent 'c77' (voor spreker 'R2') bestaat niet" in text
    assert "bekend zijn: b01, c01, gespreksleider" in text


def test_a_respondent_that_differs_from_the_table_is_refused(
    study_folder: Path, delivered: Path
) -> None:
    bring(study_folder, delivered, respondents={"R2": "c01"})
    text = refused(
        study_folder, delivered, respondents={"R2": "b01", "I": "gespreksleider"}
    )
    assert "spreker 'R2' staat er al, met respondent c01, en niet met b01" in text
    assert "spreker 'I' staat er al, met respondent (leeg)" in text
    assert "sprekers.csv, regel 6" in text
