"""The appendices on what was asked, coded and summarised, and on building again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import StudyError
from tbresearch.report.composition import Composition
from tbresearch.report.manifest import source_files, version_of
from tbresearch.report.outline import PROCESS_EVALUATION as WHOLE
from tbresearch.report.outline import PROVENANCE
from tbresearch.study.contents import SETTINGS

Edit = Callable[[Path, str, str], None]
SUMMARY = "Vindt rust het belangrijkst {{citaat:CODING}}."


def composed(folder: Path) -> Composition:
    return tb.full_report(tb.open_study(folder)).compose()


def appendix(folder: Path, key: str) -> str:
    text = composed(folder).markdown
    found = text.split(f"{{#{key} .unnumbered}}")[1].split("\n# ")[0]
    return re.sub(r"\\(.)", r"\1", found)


def summarised(folder: Path, case: str, summary: str = SUMMARY) -> Path:
    """Put one summary into the matrix, on the first coding of `rust` of a case."""
    study = tb.open_study(folder)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))
    rows = coding.passages[coding.passages["code"] == "rust"]
    own = rows[(rows["respondent"] == case) | (rows["session"] == case)]
    text = summary.replace("CODING", own["id"].iloc[0])
    line = f"geval;code;samenvatting\n{case};rust;{text}\n"
    (folder / "raamwerk.csv").write_text(line, encoding="utf-8")
    return folder


def described(folder: Path, *names: str) -> None:
    path = folder / "respondenten.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    new = [f"{r};{'ja' if r.split(';')[0] in names else 'nee'}" for r in rows]
    path.write_text("\n".join([f"{head};vignet", *new, ""]), encoding="utf-8")


@pytest.fixture
def quick(example: Path, edit: Edit) -> Path:
    """Return the example study without its models, which take a second."""
    edit(example / "studie.toml", "modellen = true", "modellen = false")
    return example


def test_appendices_stand_in_the_order_of_the_outline(quick: Path) -> None:
    text = composed(quick).markdown
    keys = re.findall(r"(?m)^# .* \{#(\w+) \.unnumbered\}", text)
    order = [key for key, _ in (*WHOLE.appendices, PROVENANCE, *WHOLE.closing)]
    there = [key for key in order if key in keys]
    assert keys == ["colofon", "literatuur", *there]
    assert set(order) - set(there) == {"modellen", "rtarg"}


def test_topic_lists_are_printed_with_their_questions_and_codes(
    quick: Path, edit: Edit
) -> None:
    edit(
        quick / "topiclijst.toml",
        'codes = ["bekendheid", "brede_doelgroep"]',
        "codes = []",
    )
    text = appendix(quick, "topiclijsten")
    assert "Gebruikt bij: focusgroep 1, focusgroep 2, focusgroep 3 en focus" in text
    assert "|Wat had er beter gekund?|" in text
    assert "|Band van vertrouwen; Deskundigheid van de begeleider|" in text
    assert "- Geen code hoort bij: “Wie komt bij u terecht, en wie mist u?”" in text


def test_changes_of_the_codebook_are_a_table_or_a_sentence(small_study: Path) -> None:
    assert "niets veranderd." in appendix(small_study, "codeboek")
    study = tb.open_study(small_study)
    tb.rename_code(study, coder="bram", code="rust", label="Kalmte in huis")
    text = appendix(small_study, "codeboek")
    assert "|bram|“Rust in huis” heet voortaan “Kalmte in huis”|" in text
    assert "niets veranderd" not in text


def test_a_summary_is_printed_of_who_may_be_described_alone(small_study: Path) -> None:
    summarised(small_study, "B1")
    text = appendix(small_study, "raamwerk")
    assert "Er is nu geen samenvatting die mag worden afgedrukt." in text
    assert "het belangrijkst" not in composed(small_study).markdown
    described(small_study, "B1")
    text = appendix(small_study, "raamwerk")
    assert (
        "|begeleider, focusgroep 1|Rust in huis|Vindt rust het belangrijkst [" in text
    )
    assert "B1" not in text


def test_a_summary_of_a_session_needs_all_who_spoke_there(small_study: Path) -> None:
    summarised(small_study, "fg1")
    described(small_study, "B1")
    assert "het belangrijkst" not in appendix(small_study, "raamwerk")
    path = small_study / "respondenten.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("ja;ja;nee;nee", "ja;ja;nee;ja"), encoding="utf-8")
    assert "|focusgroep 1|Rust in huis|" in appendix(small_study, "raamwerk")


def test_a_number_typed_in_a_summary_is_refused_with_its_line(
    small_study: Path,
) -> None:
    summarised(small_study, "B1", f"In 9 gezinnen. {SUMMARY}")
    assert composed(small_study)  # it is not printed
    described(small_study, "B1")
    with pytest.raises(StudyError) as caught:
        composed(small_study)
    assert "getal '9' is met de hand getypt\n  waar:      raamwerk.csv, regel 2" in str(
        caught.value
    )


def test_the_recipe_names_version_sources_settings_and_seeds(quick: Path) -> None:
    study = tb.open_study(quick)
    text = appendix(quick, "navolgen")
    assert f"versie `{version_of(source_files(study))}`" in text
    table = text.split("## Toeval")[0]
    named = set(re.findall(r"(?m)^\|(\w+)\|", table))
    silent = {"titel", "interventie", "periode", "opdrachtgever", "auteurs"}
    silent |= {"eigenaren", "datum"}
    assert named == {field.name for field in SETTINGS} - silent | {"Instelling"}
    assert "|bevindingen_van|anna|ja|" in text
    assert "|kleinste_aantal|5|nee, zo is het standaard|" in text
    assert "|Scores die ontbreken, voor het omslagpunt|1|" in text
    assert "tbresearch verify MAP --rapport RAPPORT" in text


def test_the_recipe_is_the_same_in_another_folder(
    small_study: Path, tmp_path: Path
) -> None:
    before = appendix(small_study, "navolgen")
    elsewhere = small_study.rename(tmp_path / "heel-ergens-anders")
    assert appendix(elsewhere, "navolgen") == before
    assert str(tmp_path) not in before
