"""Summaries when a respondent withdraws, and when names are replaced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import read_codebook, read_coding
from tbresearch.folder import check_study, withdraw_respondent
from tbresearch.folder.framework import renamed_framework
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts

DAY = date(2026, 2, 1)


@pytest.fixture
def summaries(small_study: Path) -> Callable[[], str]:
    """Write summaries of people and of a group, and return how to read them."""
    study = open_study(small_study)
    coding = read_coding(study, read_transcripts(study), read_codebook(study))
    of = {
        (r["coder"], r["session"], r["code"], r["quote"]): r["id"]
        for r in coding.codings.to_dict("records")
    }
    first = of["anna", "fg1", "rust", "Rust in huis helpt het meest"]
    second = of["anna", "fg1", "rust", "Overzicht, en dan pas rust."]
    lines = of["anna", "fg1", "lijnen", "korte lijnen met de wijkverpleging"]
    post = of["anna", "int1", "overzicht", "overzicht over de post"]
    text = (
        "geval;code;samenvatting\n"
        f"B1;rust;Ziet de rust terug {{{{citaat:{first}}}}}.\n"
        f"fg1;rust;De een ziet rust {{{{citaat:{first}}}}}, de ander overzicht "
        f"{{{{citaat:{second}}}}}.\n"
        "fg1;lijnen;De wijkverpleging want die komt er toch al "
        f"{{{{citaat:{lines}}}}}.\n"
        f"C1;overzicht;Heeft nu overzicht {{{{citaat:{post}}}}}.\n"
    )
    path = small_study / "raamwerk.csv"
    path.write_text(text, encoding="utf-8")
    assert check_study(small_study).problems == ()
    return lambda: path.read_text(encoding="utf-8")


def test_a_withdrawal_takes_the_cells_and_marks_what_rested_on_them(
    small_study: Path, summaries: Callable[[], str]
) -> None:
    withdrawal = withdraw_respondent(small_study, "B1", day=DAY)
    after = summaries()
    assert "B1;" not in after
    # It repeated five words of B1, so no paraphrase of it can stay.
    assert "fg1;lijnen" not in after
    assert "De een ziet rust [citaat verwijderd], de ander overzicht {{citaat:" in after
    assert "C1;overzicht;Heeft nu overzicht {{citaat:" in after
    assert "2 samenvattingen uit raamwerk.csv weggehaald" in withdrawal.done
    assert withdrawal.to_do[:3] == (
        "herschrijf: raamwerk.csv, geval fg1, code rust; de samenvatting rustte op "
        "wat is verwijderd",
        "schrijf opnieuw: raamwerk.csv, geval fg1, code lijnen; de samenvatting "
        "herhaalde woorden van deze respondent en is weggehaald",
        "lees de andere samenvattingen in raamwerk.csv na: zij kunnen de respondent "
        "omschrijven",
    )


def test_check_asks_for_the_rewriting_until_it_is_done(
    small_study: Path, summaries: Callable[[], str]
) -> None:
    withdraw_respondent(small_study, "B1", day=DAY)
    [problem] = check_study(small_study).problems
    assert problem.what == "deze samenvatting rustte op wat is verwijderd"
    assert problem.where == "raamwerk.csv, regel 2, kolom samenvatting"
    path = small_study / "raamwerk.csv"
    new = summaries().replace("De een ziet rust [citaat verwijderd], de ander", "Wil")
    path.write_text(new, encoding="utf-8")
    assert check_study(small_study).problems == ()


def test_an_interview_that_goes_takes_its_cells_along(
    small_study: Path, summaries: Callable[[], str]
) -> None:
    path = small_study / "raamwerk.csv"
    last = summaries().strip().split("\n")[-1]
    path.write_text(summaries() + last.replace("C1;", "int1;") + "\n", encoding="utf-8")
    withdrawal = withdraw_respondent(small_study, "C1", day=DAY)
    assert "C1;" not in summaries()
    assert "int1;" not in summaries()
    assert "2 samenvattingen uit raamwerk.csv weggehaald" in withdrawal.done
    assert check_study(small_study).problems == ()


def test_a_second_person_can_withdraw_before_the_rewriting(
    small_study: Path, summaries: Callable[[], str]
) -> None:
    withdraw_respondent(small_study, "B1", day=DAY)
    withdraw_respondent(small_study, "B2", day=DAY)
    # Nobody is left in the group, so what was marked is gone with it.
    assert "fg1;" not in summaries()
    assert check_study(small_study).problems == ()


def test_a_study_without_summaries_says_nothing_of_them(small_study: Path) -> None:
    withdrawal = withdraw_respondent(small_study, "B1", day=DAY)
    assert "raamwerk" not in str(withdrawal)
    assert renamed_framework(small_study, str.upper) == {}


def test_a_broken_file_stops_a_withdrawal_before_anything_changes(
    small_study: Path, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    (small_study / "raamwerk.csv").write_text("geval;samenvatting\nB1;x\n")
    before = contents(small_study)
    with pytest.raises(tb.StudyError, match="kolom 'code' ontbreekt"):
        withdraw_respondent(small_study, "B1", day=DAY)
    assert contents(small_study) == before


def test_names_are_replaced_in_summaries_and_nowhere_else(
    small_study: Path, summaries: Callable[[], str]
) -> None:
    before = summaries()
    [(path, raw)] = renamed_framework(
        small_study, lambda text: text.replace("Heeft", "[naam 1] heeft")
    ).items()
    assert path == small_study / "raamwerk.csv"
    assert raw is not None
    assert raw.decode() == before.replace("Heeft", "[naam 1] heeft")
