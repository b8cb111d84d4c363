"""A report is built whole, twice the same, or not at all."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.errors import StudyError, WorkbenchError

ROOT = Path(__file__).parents[2]
NAMES = [f"procesevaluatie.{form}" for form in ("docx", "herkomst.json", "html", "pdf")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data" / "voorbeeld", tmp_path / "voorbeeld")
    return tmp_path / "voorbeeld"


def markdown(folder: Path) -> str:
    return tb.full_report(tb.open_study(folder)).compose().markdown


def test_two_processes_build_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [
                *(sys.executable, "-m", "tbresearch", "report", str(folder)),
                *("--naar", str(tmp_path / seed)),
            ],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
    for name in NAMES:
        one, two = (tmp_path / seed / name for seed in ("1", "2"))
        assert one.read_bytes() == two.read_bytes(), name


def test_a_build_that_fails_writes_nothing_and_keeps_the_last_report(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapport"
    tb.full_report(tb.open_study(folder)).save(target)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    text = folder / "rapport" / "conclusies.md"
    text.write_text("Dat zeggen 12 mensen.", encoding="utf-8")
    before[text] = text.read_bytes()
    with pytest.raises(StudyError, match="getal '12' is met de hand getypt"):
        tb.full_report(tb.open_study(folder)).save(target)
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_the_text_follows_the_counts_and_not_the_other_way_round(
    folder: Path,
) -> None:
    before = markdown(folder)
    settings = folder / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('bevindingen_van = ["anna"]', 'bevindingen_van = ["bram"]'),
        encoding="utf-8",
    )
    shutil.rmtree(folder / "rapport")
    (folder / "verbeterpunten.csv").unlink()  # rests on codings of anna
    after = markdown(folder)
    assert "uit de coderingen van anna" in before
    assert "uit de coderingen van bram" in after
    assert "Tabel 4" in after
    assert before.split("{#ervaringen}")[1] != after.split("{#ervaringen}")[1]


def test_the_wording_on_scores_claims_no_effect(folder: Path) -> None:
    part = markdown(folder).split("{#resultaten}")[1].split("\n# ")[0]
    assert "verandering tijdens het traject" in part
    assert "effect" not in part.lower()
    assert "leidt tot" not in part
    shares = re.findall(r"van (\d+) \\\((\d+)\\%", part)
    assert shares
    assert all(int(total) >= 20 for total, _ in shares)


def test_parts_that_are_not_there_are_said_to_be_not_there(folder: Path) -> None:
    (folder / "zrm.csv").unlink()
    (folder / "aannames.toml").unlink()
    (folder / "rapport" / "kosten.md").unlink()
    text = markdown(folder)
    resultaten = text.split("{#resultaten}")[1].split("\n# ")[0]
    assert "zrm.csv met scores bij intake en bij het einde" in resultaten
    assert "aannames.toml met bronnen" in text.split("{#kosten}")[1].split("\n# ")[0]


def test_who_may_not_be_counted_is_in_no_number_and_no_quote(folder: Path) -> None:
    people = folder / "respondenten.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(
        text.replace("C04;client;cliënt;E;20-29;ja", "C04;client;cliënt;E;20-29;nee"),
        encoding="utf-8",
    )
    shutil.rmtree(folder / "rapport")
    report = markdown(folder)
    assert "Wie geen toestemming gaf voor deelname, telt niet mee" in report
    assert not re.search(r"(?<!\d)(?:1|30) van 31", report)
    assert "13 van 13" not in report.split("{#ervaringen}")[1].split("\n# ")[0]
    assert "interview 4" not in report.split("{#ervaringen}")[1].split("\n# ")[0]


def test_an_owner_who_evaluates_is_disclosed(folder: Path) -> None:
    settings = folder / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    assert "Belangen:" not in markdown(folder)
    settings.write_text(
        text.replace(
            'eigenaren = ["verzonnen eigenaar van de interventie"]',
            'eigenaren = ["Onderzoeksteam voorbeeldstudie"]',
        ),
        encoding="utf-8",
    )
    assert "is zowel eigenaar van de interventie als evaluator" in markdown(folder)


def test_no_name_of_a_speaker_is_in_the_report(folder: Path) -> None:
    study = tb.open_study(folder)
    text = markdown(folder)
    names = [s for s in study.speakers["speaker"] if s[0].isupper() and " " in s]
    assert {"Marjolein Tichelaar", "Anouk Verhage"} < set(names)
    assert [name for name in names if name in text] == []


def test_a_role_is_printed_only_with_the_right_to(folder: Path) -> None:
    text = markdown(folder)
    assert "thuisbegeleider, focusgroep 1" in text.replace("\\", "")
    assert "leidinggevende, focusgroep 2" not in text.replace("\\", "")


def test_a_report_is_not_changed_by_adding_to_it(folder: Path) -> None:
    study = tb.open_study(folder)
    empty = tb.Report(study)
    scores = tb.zrm_change(tb.read_zrm(study), between=("intake", "eind"))
    assert empty.add(scores).results == (scores,)
    assert empty.results == ()


def test_what_the_report_has_no_place_for_is_refused(folder: Path) -> None:
    report = tb.Report(tb.open_study(folder))
    with pytest.raises(WorkbenchError, match="geen plaats voor een int"):
        report.add(3)


def test_what_is_wrong_in_several_files_is_told_at_once(folder: Path) -> None:
    (folder / "leefgebieden.csv").write_text(
        "codering;leefgebied\na-int1-001;maan\n", encoding="utf-8"
    )
    costs = folder / "aannames.toml"
    text = costs.read_text(encoding="utf-8")
    costs.write_text(text.replace("waarde = 61", "waarde = 'x'", 1), encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        tb.full_report(tb.open_study(folder))
    problems = caught.value.problems
    assert len(set(problems)) == len(problems)
    assert {problem.where.split(",")[0] for problem in problems} == {
        "aannames.toml",
        "leefgebieden.csv",
    }
