"""The toezichttabel: every verdict with what it rests on, and never a score."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest
from lxml import html

from tbresearch.frameworks import (
    Assessment,
    assessment_names,
    informant_views,
    read_assessment,
)
from tbresearch.report import Report
from tbresearch.report.contributions.supervision import supervision
from tbresearch.report.rendering import FORMATS, Manuscript
from tbresearch.report.tables import TableText
from tbresearch.study import open_study

EXAMPLE = Path(__file__).parents[2] / "data" / "voorbeeld" / "kaders"
SIGNS = {"✓": "Voldoet", "✗": "Verbeterpunt", "–": "Geen oordeel"}
SIGNS |= {"?": "Niet te koppelen", "○": "Zonder oordeel"}


@pytest.fixture
def judged(small_study: Path) -> Path:
    """Return a small study with the findings of the example study in it."""
    shutil.copytree(EXAMPLE, small_study / "kaders")
    return small_study


def assessments(folder: Path) -> list[Assessment]:
    study = open_study(folder)
    return [read_assessment(study, name) for name in assessment_names(study)]


def text_of(folder: Path) -> str:
    report = Report(open_study(folder)).add(*assessments(folder))
    return report.as_product("toezichttabel").compose().markdown.replace("\\", "")


def tables_of(folder: Path) -> dict[str, TableText]:
    study = open_study(folder)
    parts = list(supervision(study, assessments(folder)))
    return {table.key: table for part in parts for table in part.tables}


def rows_of(folder: Path) -> list[tuple[str, ...]]:
    tables = tables_of(folder)
    keys = [key for key in tables if key.startswith("tabel:kader.stj.thema.")]
    return [row for key in keys for row in tables[key].rows]


def test_every_indicator_is_there_once_with_a_sign_and_its_word(judged: Path) -> None:
    rows = rows_of(judged)
    [stj] = [a for a in assessments(judged) if a.framework.key == "stj"]
    assert len(rows) == len(stj.framework.indicators) == 30
    assert [row[2].split("\N{NO-BREAK SPACE}") for row in rows] == [
        [sign, SIGNS[sign]] for sign in (row[2][0] for row in rows)
    ]
    states = [row[2].split("\N{NO-BREAK SPACE}")[1] for row in rows]
    assert (states.count("Voldoet"), states.count("Verbeterpunt")) == (17, 9)
    assert states.count("Niet te koppelen") == 4


def test_scope_stands_on_every_verdict_that_is_tied_to_an_indicator(
    judged: Path,
) -> None:
    assert {(row[2][0] in "✓✗", row[3]) for row in rows_of(judged)} == {
        (True, "Beleid"),
        (False, "–"),
    }


def test_reservations_self_report_and_findings_stand_beside_the_verdict(
    judged: Path,
) -> None:
    said = {row[1]: row[4:] for row in rows_of(judged)}
    assert said["Het plan is leidend"][0] == (
        "Voorbehoud: volgens de gemeente en partner B niet leidend"
    )
    assert said["Scholen kennen de hulp"][:2] == (
        "Rust alleen op wat wie beoordeeld wordt, zelf zegt",
        "Gemeente (e)",
    )
    assert said["Er is nazorg"][0].startswith("Bevinding: De uren kunnen gaan bepalen")
    assert said["Er is één plan"][1:] == (
        "Gemeente (e), Partner A (a), Partner B (a) en Partner C (a)",
        "Activiteitenplan van de verzonnen gemeente",
    )


def test_open_verdicts_are_told_and_given_to_no_indicator(judged: Path) -> None:
    told = [row[4] for row in rows_of(judged) if row[2].startswith("?")]
    assert len(told) == 4
    assert all(
        text.startswith("Bij 4 indicatoren samen: voldoet en verbeterpunt; welk")
        for text in told
    )


def test_totals_have_their_reservations_beside_them(judged: Path) -> None:
    table = tables_of(judged)["tabel:kader.stj.totalen"]
    assert table.head[-1] == "Voorbehouden"
    assert table.rows[2] == (
        *("Aanpak", "14", "8", "4", "0", "2", "0"),
        "Het plan is leidend: volgens de gemeente en partner B niet leidend",
    )
    assert table.rows[-1] == (
        *("Alle thema's samen", "30", "18", "10", "0", "2", "0"),
        "2 voorbehouden",
    )


def test_there_is_no_percentage_in_it(judged: Path) -> None:
    text = text_of(judged)
    assert "%" not in re.sub(r"width=100%", "", text)
    assert "Er staat geen percentage en geen eindcijfer" in text


def test_the_matrix_has_every_view_and_half_is_two_of_four(judged: Path) -> None:
    [stj] = [a for a in assessments(judged) if a.framework.key == "stj"]
    views = informant_views(stj, role="gemeente")
    table = tables_of(judged)["tabel:kader.stj.matrix"]
    assert len(table.rows) == len(views.spreads)
    cells = [cell for row in table.rows for cell in row[1:5]]
    assert len(cells) - cells.count("–") == len(stj.views)
    [half] = [row for row in table.rows if row[0] == "Het plan is leidend"]
    assert half[1:] == (
        *("nee", "ja", "nee", "ja", "De helft"),
        "nee: 2 van 4; ja: 2 van 4",
    )


def test_a_conclusion_names_its_premises(judged: Path) -> None:
    assert (
        "Conclusie: De uren kunnen gaan bepalen wanneer de hulp stopt. (uit “Het "
        "activiteitenplan noemt een vast aantal uren per gezin.” en “Twee partners"
    ) in text_of(judged)


def test_the_checklist_is_in_it_and_names_no_level(judged: Path) -> None:
    part = text_of(judged).split("# Controlelijst voor erkenning")[1]
    part = part.split("\n# ")[0]
    assert part.count("nog niets aangewezen") == 15
    assert "Een niveau van erkenning geeft alleen een erkenningscommissie" in part


def test_two_frameworks_are_both_printed_in_full(judged: Path) -> None:
    for folder in ("kaders", "kaders/opbouw"):
        path = judged / folder / "stj.toml"
        other = path.read_text(encoding="utf-8")
        other = other.replace('kader = "stj"', 'kader = "tweede"')
        other = other.replace('sleutel = "stj"', 'sleutel = "tweede"')
        other = other.replace("Toezicht in de vorm van STJ", "Tweede kader")
        (judged / folder / "tweede.toml").write_text(other, encoding="utf-8")
    keys = tables_of(judged)
    for suffix in ("totalen", "matrix", "informanten", "thema.aanpak"):
        assert {f"tabel:kader.{name}.{suffix}" for name in ("stj", "tweede")} <= set(
            keys
        )
    text = text_of(judged)
    assert text.count("## Tweede kader") == text.count("## Toezicht in de vorm") == 6


def test_one_framework_is_not_named_above_each_section(judged: Path) -> None:
    assert "## Toezicht in de vorm" not in text_of(judged)


def test_without_an_assessment_each_section_says_what_it_needs(
    small_study: Path,
) -> None:
    text = text_of(small_study)
    assert text.count("::: {.ontbreekt}") == 7
    assert "kaders/NAAM.toml met oordelen in een kader, zie docs/kaders.md" in text


def test_an_authors_text_comes_first_and_is_checked(
    judged: Path, refusal: Callable[..., list[str]]
) -> None:
    texts = judged / "rapport" / "toezichttabel"
    texts.mkdir(parents=True)
    (texts / "totalen.md").write_text(
        "Wij zien {{aantal:kader.stj.voldoet}} keer een voldoet.", encoding="utf-8"
    )
    part = text_of(judged).split("# De oordelen per thema")[1]
    assert part.index("Wij zien [18]") < part.index("|Thema|")
    (texts / "totalen.md").write_text("Dat is 64% voldoet.", encoding="utf-8")
    assert refusal(text_of, judged) == [
        "getal '64%' is met de hand getypt\n"
        "  waar:      rapport/toezichttabel/totalen.md, regel 1\n"
        "  oplossing: verwijs naar het bewijs, zoals {{aantal:gesprekken}}, of noem de "
        'bron: [10.000]{bron="titel, bladzijde"}'
    ]


@pytest.fixture(scope="module")
def wide() -> Manuscript:
    """Return a page with a wide table."""
    head = "|".join(f"Kolom {n}" for n in range(1, 8))
    return Manuscript(
        title="Toezicht",
        subtitle="",
        authors=("A",),
        date="",
        version="abc",
        markdown="\n".join(
            [
                "# Oordelen {#oordelen}\n\nEen zin.\n",
                f"|{head}|",
                f"|{'|'.join([':---'] * 7)}|",
                f"|{'|'.join(['✓ Voldoet'] * 7)}|",
                "\n: Tabel 1. Oordelen",
            ]
        ),
        figures={},
        layout="landscape",
    )


def test_wide_pages_lie_in_pdf_and_docx(wide: Manuscript) -> None:
    with pikepdf.open(io.BytesIO(FORMATS["pdf"](wide))) as pdf:
        sizes = {tuple(round(float(x)) for x in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, 842, 595)}
    report = docx.Document(io.BytesIO(FORMATS["docx"](wide)))
    for section in report.sections:
        assert section.page_width > section.page_height
    [table] = report.tables
    grid = sum(column.width.twips for column in table.columns)
    section = report.sections[0]
    left, right = section.left_margin.twips, section.right_margin.twips
    assert abs(grid - (section.page_width.twips - left - right)) < 20


def test_a_sign_is_followed_by_its_word_in_html(wide: Manuscript) -> None:
    page = html.fromstring(FORMATS["html"](wide))
    cells = page.xpath("//td")
    assert {cell.text_content() for cell in cells} == {"✓ Voldoet"}
    assert page.find("body").get("class") == "landscape"
