"""A preview tells what an import would bring, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.transcripts import SpeakerCount, preview_transcript

CONTENT = (
    "Verslag\n\nInterviewer: Hoe gaat het met u?\n\nR1: Goed.\n\nWoningnood: veel.\n\n"
    "Interviewer: Fijn.\n\nEn nog iets.\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(CONTENT, encoding="utf-8")
    return path


def test_a_preview_prints_speakers_opening_and_what_is_not_read(file: Path) -> None:
    assert str(preview_transcript(file)) == (
        "a.txt: platte tekst (.txt)\n"
        "\n"
        "Sprekers\n"
        "  Interviewer  2 beurten, 9 woorden\n"
        "  R1           1 beurt, 3 woorden\n"
        "\n"
        "Het begin\n"
        "  Interviewer: Hoe gaat het met u?\n"
        "  R1: Goed. Woningnood: veel.\n"
        "  Interviewer: Fijn. En nog iets.\n"
        "\n"
        "Niet in een beurt\n"
        "  regel 1: staat vóór de eerste beurt ('Verslag')\n"
        "\n"
        "Let op\n"
        "  regel 7: 'Woningnood' is niet als spreker gelezen, want dit label staat er "
        "te weinig; de tekst hoort nu bij de beurt ervoor"
    )


def test_a_preview_counts_per_speaker_and_writes_nothing(file: Path) -> None:
    found = preview_transcript(file)
    assert found.speakers == (
        SpeakerCount(speaker="Interviewer", turns=2, words=9),
        SpeakerCount(speaker="R1", turns=1, words=3),
    )
    assert list(file.parent.iterdir()) == [file]


def test_a_long_list_of_what_is_not_read_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("zin.\n" * 15 + "\nI: Ja.\n", encoding="utf-8")
    found = preview_transcript(file)
    assert len(found.skipped) == 15
    assert "  en nog 5" in str(found).split("\n")


def test_the_html_of_a_preview_is_escaped(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("spreker;tekst\n<b>;<i>ja</i>\n", encoding="utf-8")
    html = preview_transcript(file)._repr_html_()
    assert "&lt;b&gt;" in html
    assert "<i>" not in html


def test_a_file_that_cannot_be_read_has_no_preview(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="dit bestand is er niet"):
        preview_transcript(tmp_path / "weg.txt")
