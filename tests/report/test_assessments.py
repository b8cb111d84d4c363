"""Findings in a framework reach the report with what takes something off them."""

import shutil
from pathlib import Path

import pytest

from tbresearch.folder import check_study
from tbresearch.frameworks import assessment_names, read_assessment
from tbresearch.report import Report, full_report
from tbresearch.report.contributions import contribution
from tbresearch.report.manifest import source_files
from tbresearch.study import open_study

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld" / "kaders"


@pytest.fixture
def judged(small_study: Path) -> Path:
    """Return a small study with the findings of the example study in it."""
    shutil.copytree(EXAMPLE, small_study / "kaders")
    (small_study / "rapport").mkdir(exist_ok=True)
    return small_study


def composed(folder: Path) -> str:
    study = open_study(folder)
    results = [read_assessment(study, name) for name in assessment_names(study)]
    return Report(study).add(*results).compose().markdown


def test_verdicts_come_with_reservations_and_what_is_open(judged: Path) -> None:
    text = composed(judged)
    assert "volgens de gemeente en partner B niet leidend" in text
    assert "2 oordelen niet aan een indicator te koppelen" in text
    assert "Partner A\\, Partner B en Partner C zijn aangewezen door Gemeente" in text
    assert "64%" not in text
    assert "Scholen weten ervan|Voldoet \\*|" in text.replace(
        "kennen de hulp", "weten ervan"
    )


def test_all_verdicts_stand_in_one_picture_that_can_be_read_aloud(judged: Path) -> None:
    study = open_study(judged)
    (picture,) = contribution(read_assessment(study, "stj"), study).pictures
    assert picture.alt == (
        "Per thema een teken bij elke indicator. Toeleiding: 4 voldoet; Gezin "
        "centraal: 3 voldoet; Aanpak: 7 voldoet, 3 verbeterpunt en 4 niet te "
        "koppelen; Samenwerking: 3 voldoet en 3 verbeterpunt; Continu: 3 verbeterpunt. "
        "Welke indicator welk oordeel heeft, staat in de tabel met oordelen per "
        "indicator."
    )
    assert picture.draw().texts
    before = picture.rests_on
    own = judged / "kaders" / "stj.toml"
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("partner B niet", "partner C niet"), encoding="utf-8")
    (after,) = contribution(read_assessment(study, "stj"), study).pictures
    assert after.rests_on != before


@pytest.mark.parametrize(("more", "pictures"), [(9, 1), (10, 0)])
def test_more_indicators_than_a_page_has_room_for_are_in_the_table_alone(
    judged: Path, more: int, pictures: int
) -> None:
    own = judged / "kaders" / "opbouw" / "stj.toml"
    blocks = [
        f'[[indicator]]\nid = "nog{n}"\nthema = "continu"\nlabel = "Nog {n}"\n'
        'bron = "tabel"\n'
        for n in range(more)
    ]
    text = own.read_text(encoding="utf-8")
    own.write_text("\n".join([text, *blocks]), encoding="utf-8")
    study = open_study(judged)
    report = Report(study).add(read_assessment(study, "stj"))
    for product in ("procesevaluatie", "toezichttabel"):
        found = report.as_product(product).compose()
        assert len(found.pictures) == pictures
        assert f"Nog {more - 1}|" in found.markdown


def test_a_conclusion_is_printed_with_its_premises(judged: Path) -> None:
    text = composed(judged).replace("\\", "")
    assert (
        "Conclusie: De uren kunnen gaan bepalen wanneer de hulp stopt. (uit “Het "
        "activiteitenplan noemt een vast aantal uren per gezin.” en “Twee partners"
    ) in text


def test_differences_are_printed_as_counts(judged: Path) -> None:
    text = composed(judged).replace("\\", "")
    assert "nee: 2 van 4 (Gemeente en Partner B); ja: 2 van 4" in text


def test_the_counts_can_be_referred_to(judged: Path) -> None:
    study = open_study(judged)
    part = contribution(read_assessment(study, "stj"), study)
    assert {e.key: e.text for e in part.evidence} == {  # type: ignore[union-attr]
        "aantal:kader.stj.oordelen": "28 oordelen",
        "aantal:kader.stj.voldoet": "18",
        "aantal:kader.stj.verbeterpunt": "10",
    }
    themes = part.tables[0]
    assert themes.rows[2] == ("Aanpak", "14", "8", "4", "0", "1", "2", "0")


def test_the_checklist_is_an_appendix_without_a_level(judged: Path) -> None:
    text = composed(judged)
    assert "# Bijlage: controlelijst voor erkenning" in text
    part = text.split("# Bijlage: controlelijst voor erkenning")[1].split("\n# ")[0]
    assert part.count("nog niets aangewezen") == 15
    assert "S0 noemt geen niveau" in part


def test_the_whole_report_and_check_read_what_is_there(judged: Path) -> None:
    study = open_study(judged)
    assert "Bijlage: controlelijst" in full_report(study).compose().markdown
    assert {"kaders/stj.toml", "kaders/opbouw/stj.toml"} <= set(source_files(study))
    path = judged / "kaders" / "stj.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"voldoet"', '"goed"', 1), encoding="utf-8")
    found = [str(problem) for problem in check_study(judged).problems]
    assert any(
        problem.startswith("oordeel = 'goed' kan hier niet") for problem in found
    )


def test_a_study_without_findings_has_no_empty_appendix(small_study: Path) -> None:
    text = full_report(open_study(small_study)).compose().markdown
    assert "controlelijst" not in text
