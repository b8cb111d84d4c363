"""Reach, plans and goals in the report: protected, with evidence, and without words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.folder import check_study
from tbresearch.report import Report
from tbresearch.report.composition import Composition

Edit = Callable[[Path, str, str], None]
Refusal = Callable[..., list[str]]

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"
FILES = ("werving.csv", "selectie.csv", "plannen.csv", "doelen.csv")


def practice(folder: Path, *names: str) -> Composition:
    """Compose a report of reach and plans alone, without the author's texts."""
    for path in (folder / "rapport").glob("*.md"):
        path.unlink()
    study = tb.open_study(folder)
    made = {"reach": tb.reach, "plans": tb.check_plans}
    return Report(study).add(*(made[name](study) for name in names)).compose()


def section(found: Composition, title: str) -> str:
    return found.markdown.split(f"# {title}")[1].split("\n# ")[0]


def shorter(folder: Path, name: str, rows: int) -> None:
    lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / name).write_text("".join(lines[: rows + 1]), encoding="utf-8")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Composition:
    folder = tmp_path_factory.mktemp("praktijk") / "voorbeeld"
    return practice(shutil.copytree(EXAMPLE, folder), "reach", "plans")


def test_reach_stands_in_its_section_with_three_kinds_of_people(
    found: Composition,
) -> None:
    text = section(found, "Bereik en toeleiding")
    for key in ("trajecten", "clienten", "huishoudens", "indicatiehouders"):
        assert found.used[f"aantal:bereik.{key}"]
    assert len({found.used[f"aantal:bereik.{k}"] for k in ("clienten", "huishoudens")})
    assert "meer dan 100% zijn" in text
    assert "Weggelaten omdat de hulp was opgelegd: 6 aanmeldingen." in text
    assert "de registratie is volledig; er is niets geschat" in text
    assert "|Aangemeld|154|0|0|100%|" in text.replace("\\", "")
    assert "wet van Little" in text


def test_plans_stand_in_theirs_without_a_word_of_a_goal(
    found: Composition, example: Path
) -> None:
    text = section(found, "Uitvoering: integriteit")
    assert found.used["aantal:plannen"] == "48 plannen"
    assert "Het is geen fout." in text
    goals = (example / "doelen.csv").read_text(encoding="utf-8").splitlines()
    for words in {line.split(";")[2] for line in goals[1:]}:
        assert words not in found.markdown
    for measure in {line.split(";")[6] for line in goals[1:]} - {""}:
        assert measure not in found.markdown


def test_no_application_plan_or_goal_is_named(found: Composition) -> None:
    for key in ("A001", "P001", "P001-D1", "T001"):
        assert key not in found.markdown


def test_few_applications_leave_no_number(example: Path) -> None:
    for name, rows in (("werving.csv", 3), ("selectie.csv", 0)):
        shorter(example, name, rows)
    settings = example / "studie.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'ontbrekend = "beschermen"\n{text}', encoding="utf-8")
    (example / "trajecten.csv").unlink()
    for name in ("contacten", "fasen", "evaluaties", "aanpassingen"):
        (example / f"{name}.csv").unlink()
    text = section(practice(example, "reach"), "Bereik en toeleiding")
    cells = re.findall(r"\|([\d\N{MIDDLE DOT}]+)(?=\|)", text)
    assert set(cells) == {"0", "3", "\N{MIDDLE DOT}"}
    assert "|Aangemeld|3|0|0||" in text
    assert "{{" not in text


def test_a_small_number_cannot_be_referred_to(example: Path, refusal: Refusal) -> None:
    study = tb.open_study(example)
    shorter(example, "werving.csv", 12)
    (example / "selectie.csv").unlink()
    for path in (example / "rapport").glob("*.md"):
        path.unlink()
    (example / "rapport" / "bereik.md").write_text(
        "Afgerond: {{aantal:bereik.afgerond}}.\n", encoding="utf-8"
    )
    said = refusal(Report(study).add(tb.reach(study)).compose)
    assert said == [
        "{{aantal:bereik.afgerond}} wordt niet getoond: het gaat om weinig mensen, of "
        "verraadt een klein aantal\n"
        "  waar:      rapport/bereik.md, regel 1\n"
        "  oplossing: haal de verwijzing weg, en beschrijf in woorden wat u zag"
    ]


def test_the_pictures_can_be_drawn(found: Composition) -> None:
    assert set(found.pictures) == {"bereik-trechter", "plannen-kringloop"}
    for picture in found.pictures.values():
        picture.draw().figure.draw_without_rendering()
        assert len(picture.alt) > 40
    words = found.pictures["plannen-kringloop"].alt
    assert "meestal" in words
    assert not any(letter.isdigit() for letter in words)


def test_a_study_without_these_files_has_neither(example: Path) -> None:
    for name in FILES:
        (example / name).unlink()
    study = tb.open_study(example)
    assert tb.reach(study).funnel is None
    assert "Plannen en doelen" not in practice(example, "reach").markdown


def test_check_reads_the_files_and_names_what_is_wrong(
    small_study: Path, edit: Edit
) -> None:
    (small_study / "werving.csv").write_text(
        "aanmelding;datum;gestart;reden\na1;2025-01-06;ja;vol\n", encoding="utf-8"
    )
    (small_study / "plannen.csv").write_text(
        "plan;traject;datum\np1;t1;2025-01-06\n", encoding="utf-8"
    )
    (small_study / "doelen.csv").write_text(
        "doel;plan;start;leefgebied\nd1;p1;2025-01-06;tuin\n", encoding="utf-8"
    )
    said = [problem.what for problem in check_study(small_study).problems]
    assert said == [
        "er staat een reden, 'vol', en bij geen stap nee",
        "'tuin' is hier niet bekend",
    ]
    edit(small_study / "werving.csv", ";vol", ";")
    edit(small_study / "doelen.csv", "tuin", "adl")
    lines = check_study(small_study).lines
    assert "Bereik: 1 aanmelding: 0 gestart, 0 niet, 1 onbekend" in lines
    assert "1 plan met 1 doel: 5 punten gevonden, en 2 keer onbekend" in lines


def test_nothing_to_read_is_said(small_study: Path, refusal: Refusal) -> None:
    study = tb.open_study(small_study)
    assert refusal(tb.reach, study) == [
        "er zijn geen trajecten en geen aanmeldingen\n"
        "  waar:      trajecten.csv en werving.csv\n"
        "  oplossing: zet minstens een van de twee in de studiemap; docs/bereik.md "
        "zegt wat erin staat"
    ]
    assert refusal(tb.check_plans, study) == [
        "er zijn geen plannen\n"
        "  waar:      plannen.csv\n"
        "  oplossing: zet plannen.csv in de studie; docs/studiemap.md zegt wat erin "
        "staat"
    ]
