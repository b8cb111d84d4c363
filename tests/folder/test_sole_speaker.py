"""A text of one speaker goes through all that a study can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.cli import main
from tbresearch.privacy import Decision

LETTER = (
    "Ik schrijf dit zelf op.\n\nMijn begeleider Johanna bracht rust in huis.\n\n"
    "Kortom: het wachten op Johanna duurde te lang, een half jaar.\n"
)
QUOTE = "Johanna bracht rust in huis"
Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def study(small_study: Path, tmp_path: Path) -> Path:
    """Return the small study with a coded letter of C1 in it."""
    file = tmp_path / "brief.txt"
    file.write_text(LETTER, encoding="utf-8")
    tb.import_transcript(
        small_study,
        file,
        session="brief",
        kind="interview",
        mode="online",
        day="2025-11-08",
        title="brief",
        respondents={"R1": "C1"},
        sole_speaker="R1",
    )
    coding = read(small_study)
    for quote, code, side in (
        (QUOTE, "rust", "succesfactor"),
        ("rust", "rust", "succesfactor"),
        ("het wachten op Johanna", "wachttijd", "verbeterpunt"),
    ):
        tb.add_coding(
            coding,
            coder="anna",
            session="brief",
            quote=quote,
            code=code,
            polarity=side,
        )
    return small_study


def read(study: Path) -> tb.Coding:
    opened = tb.open_study(study)
    return tb.read_coding(opened, tb.read_transcripts(opened), tb.read_codebook(opened))


def quotes(study: Path) -> list[str]:
    frame = read(study).codings
    return frame.loc[frame["session"] == "brief", "quote"].tolist()


def test_the_study_checks_out_and_the_letter_is_one_uiting(study: Path) -> None:
    assert tb.check_study(study).problems == ()
    factors = tb.success_factors(read(study))
    # One turn of the letter holds two codings; int2 may not be counted.
    assert factors.count("client", "rust", "uiting").k == 1
    assert factors.count("client", "rust", "respondent").k == 1


def test_a_better_version_keeps_the_word_and_the_codings(
    study: Path, tmp_path: Path, contents: Contents
) -> None:
    better = tmp_path / "verbeterd.txt"
    better.write_text(LETTER.replace("zelf op", "vandaag op"), encoding="utf-8")
    found = tb.renew_transcript(study, better, session="brief")
    assert (len(found.moved), len(found.parked)) == (3, 0)
    assert len(found.transcript.turns) == 1
    assert QUOTE in quotes(study)
    before = contents(study)
    assert not tb.renew_transcript(study, better, session="brief").changed
    assert contents(study) == before


def test_a_version_may_change_who_speaks_and_take_the_word_back(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], own_language: None
) -> None:
    same = study / "transcripten" / "brief.txt"
    words = ["import", str(study), str(same), "--vernieuw", "brief"]
    assert main([*words, "--enige-spreker", "Schrijver"]) == 0
    shown = capsys.readouterr().out
    assert "brief.txt: tekst van één spreker (.txt)" in shown
    assert "Nieuwe sprekers, vul in wie het zijn: Schrijver." in shown
    assert "Coderingen: 0 gebleven, 3 verplaatst, 0 zonder plaats." in shown
    labelled = tmp_path / "met labels.txt"
    labelled.write_text(f"I: Wat helpt?\n\nR1: {LETTER}", encoding="utf-8")
    words[2] = str(labelled)
    assert main([*words, "--enige-spreker", ""]) == 0
    assert "Nieuwe sprekers, vul in wie het zijn: I, R1." in capsys.readouterr().out
    rows = (study / "gesprekken.csv").read_text("utf-8").splitlines()
    assert rows[-1] == "brief;interview;online;2025-11-08;brief.txt;brief;"
    speakers = study / "sprekers.csv"
    text = speakers.read_text("utf-8").replace("brief;I;", "brief;I;gespreksleider")
    speakers.write_text(text.replace("brief;R1;", "brief;R1;C1"), encoding="utf-8")
    assert tb.check_study(study).problems == ()
    assert len(quotes(study)) == 3


def test_who_withdraws_takes_the_letter_and_its_versions_along(
    study: Path, tmp_path: Path
) -> None:
    better = tmp_path / "verbeterd.txt"
    better.write_text(LETTER.replace("zelf", "vandaag"), encoding="utf-8")
    tb.renew_transcript(study, better, session="brief")
    tb.withdraw_respondent(study, "C1", day=date(2026, 2, 1))
    assert "brief" not in (study / "gesprekken.csv").read_text("utf-8")
    assert not list(study.rglob("brief*"))
    assert "Johanna" not in "".join(
        path.read_text("utf-8") for path in study.rglob("*") if path.is_file()
    )
    assert tb.check_study(study).problems == ()


def test_pseudonyms_make_it_a_table_that_says_who_speaks(
    study: Path, tmp_path: Path
) -> None:
    before = tb.read_transcripts(tb.open_study(study)).transcripts["brief"].text
    decisions = [
        Decision(
            entity="Johanna",
            kind="persoon",
            replacement="[persoon 1]",
            choice="vervang",
        )
    ]
    tb.pseudonymise_study(study, decisions, key=tmp_path / "sleutel.json")
    rows = (study / "gesprekken.csv").read_text("utf-8").splitlines()
    assert rows[-1] == "brief;interview;online;2025-11-08;brief.csv;brief;"
    assert "[persoon 1] bracht rust in huis" in quotes(study)
    assert tb.check_study(study).problems == ()
    after = tb.read_transcripts(tb.open_study(study)).transcripts["brief"].text
    assert tb.restore(after, tb.read_key(tmp_path / "sleutel.json")) == before


def test_the_command_shows_how_to_give_the_word_and_then_takes_it(
    small_study: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    own_language: None,
) -> None:
    file = tmp_path / "antwoorden.txt"
    file.write_text(LETTER, encoding="utf-8")
    words = ["import", str(small_study), str(file)]
    assert main(words) == 1
    assert "zeg dat dan met --enige-spreker LABEL" in capsys.readouterr().err
    words += ["--enige-spreker", "R1"]
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert "  R1  1 beurt, 23 woorden\n" in shown
    assert "Er is nog niets in de studie gezet." in shown
    more = ["--soort", "interview", "--wijze", "online", "--datum", "2025-11-08"]
    assert main([*words, *more, "--spreker", "R1=C1"]) == 0
    assert "1 beurt van 1 spreker, 23 woorden" in capsys.readouterr().out
    assert tb.check_study(small_study).problems == ()
