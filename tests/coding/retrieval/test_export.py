"""Files: the same bytes, nothing that runs, and no words that may not leave."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

import tbresearch as tb
from tbresearch.coding.retrieval.export import NOT_QUOTED
from tbresearch.coding.retrieval.sheets import Column, Marked, Row, Sheet
from tbresearch.coding.retrieval.workbook import workbook

Read = Callable[[Path], tb.Coding]
Refusal = Callable[..., list[str]]
Talk = Callable[..., tb.Coding]


def results(coding: tb.Coding) -> list[object]:
    """Return one result of each kind."""
    return [
        tb.passages(coding),
        tb.code_matrix(coding, by="group", unit="respondent", children=False),
        tb.code_cooccurrence(coding, within="uiting"),
        tb.framework_matrix(coding, by="respondent"),
        tb.concordance(coding.corpus, "rust*"),
        tb.collocations(
            coding.corpus, measure="pmi", min_count=1, function_words="meetellen"
        ),
    ]


def cells(path: Path) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {
        page.title: [[cell.value for cell in row] for row in page.iter_rows()]
        for page in book
    }


def text_of(path: Path) -> str:
    """Return all that stands in a file, of either kind."""
    with zipfile.ZipFile(path) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if "xml" in name
        )


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_same_results_give_the_same_bytes(
    kind: str, small: tb.Coding, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.{kind}" for name in ("een", "twee")]
    for path in paths:
        tb.export_tables(*results(small), path=path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_every_result_has_its_sheet_and_the_first_says_what_it_is(
    small: tb.Coding, tmp_path: Path
) -> None:
    path = tb.export_tables(*results(small), path=tmp_path / "alles.xlsx")
    pages = cells(path)
    assert list(pages) == [
        "Over dit bestand",
        "Passages",
        "Matrix",
        "Samen",
        "Raamwerk",
        "Vindplaatsen",
        "Spreiding",
        "Woordparen",
    ]
    about = [row[0] for row in pages["Over dit bestand"]]
    assert about[:3] == [
        "Proefstudie",
        "Datum van de studie: niet ingevuld in studie.toml",
        "Passages: Alle codes: 9 coderingen in 6 uitingen van 4 respondenten",
    ]
    assert "Dit bestand bevat uitspraken van respondenten." in about
    assert "Matrix: Geteld zijn de coderingen van anna." in about
    assert any(str(line).startswith("Aantallen zijn hier niet") for line in about)


def test_the_date_is_that_of_the_study_and_not_the_clock(
    example_coding: tb.Coding, tmp_path: Path
) -> None:
    found = tb.passages(example_coding, code="maatwerk")
    path = tb.export_tables(found, path=tmp_path / "a.xlsx")
    about = [row[0] for row in cells(path)["Over dit bestand"]]
    assert about[1] == "Datum van de studie: 30 januari 2026"


def test_headings_stay_in_sight_and_numbers_are_numbers(
    small: tb.Coding, tmp_path: Path
) -> None:
    matrix = tb.code_matrix(small, by="group", unit="respondent", children=False)
    path = tb.export_tables(matrix, path=tmp_path / "m.xlsx")
    page = openpyxl.load_workbook(path)["Matrix"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:C5"
    assert page["A1"].font.bold
    assert [cell.value for cell in page[1]] == [
        "Code",
        "Begeleiders (van 4)",
        "Cliënten (van 1)",
    ]
    assert [cell.value for cell in page[2]] == ["Rust in huis", 3, 0]
    assert page["A2"].alignment.wrap_text


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_words_of_who_may_not_be_quoted_stay_unless_they_are_asked_for(
    kind: str, small: tb.Coding, tmp_path: Path
) -> None:
    [own] = small.corpus.turns.loc[small.corpus.turns["respondent"] == "B3", "text"]
    assert own.startswith("Rust. De wachttijd")
    path = tb.export_tables(*results(small), path=tmp_path / f"a.{kind}")
    shown = text_of(path)
    assert "De wachttijd is veel te lang" not in shown
    assert NOT_QUOTED in shown
    assert "3 regels zijn van wie niet geciteerd mag worden" in shown
    path = tb.export_tables(*results(small), path=path, all_words=True)
    shown = text_of(path)
    assert "De wachttijd is veel te lang" in shown
    assert "LET OP: ook uitspraken van wie niet geciteerd mag worden" in shown


def test_each_row_says_whether_it_may_be_quoted_and_only_then_the_role(
    small: tb.Coding, tmp_path: Path
) -> None:
    path = tb.export_tables(tb.passages(small), path=tmp_path / "p.xlsx")
    head, *rows = cells(path)["Passages"]
    who, role, may = (head.index(name) for name in ("Respondent", "Rol", "Citeren"))
    assert {(row[who], row[role], row[may]) for row in rows} == {
        ("B1", "thuisbegeleider", "ja, met rol"),
        ("B2", None, "ja, zonder rol"),
        ("B3", None, "nee"),
        ("C1", None, "ja, zonder rol"),
    }
    shown = text_of(path)
    assert "zorgpunt" not in shown
    assert "leidinggevende" not in shown


def test_labels_of_speakers_do_not_go_along(
    example_coding: tb.Coding, tmp_path: Path
) -> None:
    found = tb.passages(example_coding)
    names = {name for name in found.frame["speaker"] if " " in name}
    assert len(names) > 5
    for kind in ("xlsx", "docx"):
        shown = text_of(tb.export_tables(found, path=tmp_path / f"p.{kind}"))
        assert [name for name in names if name in shown] == []


def test_a_memo_that_may_repeat_them_goes_with_the_words(
    small_study: Path, read: Read, tmp_path: Path
) -> None:
    coding = read(small_study)
    [name] = coding.codings.loc[coding.codings["code"] == "wachttijd", "id"].head(1)
    with (small_study / "coderingen" / "anna.jsonl").open("a") as file:
        file.write(
            f'{{"act": "memo", "id": "{name}", "time": "2026-01-01T00:00:00+00:00", '
            '"text": "zegt: daar heeft niemand iets aan"}\n'
        )
    found = tb.passages(read(small_study), respondent="B3")
    path = tb.export_tables(found, path=tmp_path / "p.xlsx")
    assert "daar heeft niemand" not in text_of(path)


FORMULAS = ["=1+1", "+31 6", "-ja", "@SUM(A1)", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", FORMULAS)
def test_a_quote_that_looks_like_a_formula_is_text(
    text: str, talk: Talk, tmp_path: Path
) -> None:
    coding = talk(f"{text} en meer", codings=((0, 0, len(text), "lijnen"),))
    found = (tb.passages(coding), tb.concordance(coding.corpus, "meer"))
    path = tb.export_tables(*found, path=tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(path)
    alike = [
        cell
        for page in book
        for row in page.iter_rows()
        for cell in row
        if str(cell.value).startswith(text)
    ]
    assert len(alike) >= 3
    for cell in alike:
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert "<f>" not in text_of(path)


def sheet(*values: object) -> Sheet:
    return Sheet(
        name="Proef",
        title="proef",
        columns=(Column(head="Kop", width=10),),
        rows=tuple(Row(cells=(value,)) for value in values),  # type: ignore[arg-type]
    )


def first_column(raw: bytes) -> list[object]:
    page = openpyxl.load_workbook(io.BytesIO(raw), rich_text=False)["Proef"]
    return [row[0].value for row in page.iter_rows(min_row=2)]


def test_what_an_office_file_cannot_hold_is_left_out_or_said() -> None:
    long = Marked(before="x" * 40_000, text="kern", after="")
    emoji = "👍" * 20_000
    values = first_column(
        workbook("t", [], [sheet("a\x00b\x0bc", "d\ud800e", long, emoji)])
    )
    assert values[:2] == ["abc", "d\ufffde"]
    for value in values[2:]:
        assert str(value).endswith("[afgekapt: meer past niet in een cel]")
        assert len(str(value).encode("utf-16-le")) // 2 <= 32_767


def test_emoji_accents_and_line_ends_arrive_letter_for_letter(
    talk: Talk, tmp_path: Path
) -> None:
    text = "Cliënt 👨‍👩‍👧 <b>&amp; zei:\n één  ☕️"
    coding = talk(text, codings=((0, 0, 8, "lijnen"),))
    found = tb.passages(coding)
    turn = found.frame["quote"].iloc[0] + found.frame["after"].iloc[0]
    path = tb.export_tables(found, path=tmp_path / "e.xlsx")
    head, row = cells(path)["Passages"]
    assert row[head.index("In de beurt")] == turn
    document = docx.Document(str(tb.export_tables(found, path=tmp_path / "e.docx")))
    assert turn in [cell.text for cell in document.tables[0].rows[1].cells]


def test_a_document_repeats_its_heading_and_lies_on_its_side(
    example_coding: tb.Coding, tmp_path: Path
) -> None:
    found = [
        tb.passages(example_coding, code="maatwerk"),
        tb.code_matrix(example_coding, by="respondent", unit="uiting"),
    ]
    path = tb.export_tables(*found, path=tmp_path / "d.docx")
    document = docx.Document(str(path))
    section = document.sections[0]
    assert section.page_width > section.page_height
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert sum(cell.width for cell in table.rows[0].cells) <= section.page_width
    # 31 respondents do not fit beside each other: the codes come back each time.
    parts = [
        table for table in document.tables if table.rows[0].cells[0].text == "Code"
    ]
    heads = [cell.text for table in parts for cell in table.rows[0].cells[1:]]
    assert len(parts) == 4
    assert len(heads) == len(set(heads)) == 31
    bold = {
        run.text
        for row in document.tables[0].rows[1:]
        for cell in row.cells
        for run in cell.paragraphs[0].runs
        if run.bold
    }
    assert bold == set(found[0].frame["quote"]) - set(
        found[0].frame.query("quoting == 'nee'")["quote"]
    )


def test_the_framework_cites_by_number_and_lists_what_it_cites(
    small_study: Path, read: Read, tmp_path: Path
) -> None:
    coding = read(small_study)
    ids = coding.codings.set_index(["coder", "session", "code"])["id"]
    post, wait = (
        ids["anna", "int1", "overzicht"],
        ids["anna", "fg2", "wachttijd"],
    )
    (small_study / "raamwerk.csv").write_text(
        "geval;code;samenvatting\n"
        f"C1;overzicht;Heeft het nu {{{{citaat:{post}}}}}.\n"
        f"B3;wachttijd;Vindt het lang {{{{citaat:{wait}}}}}.\n"
    )
    matrix = tb.framework_matrix(coding, by="respondent")
    pages = cells(tb.export_tables(matrix, path=tmp_path / "r.xlsx"))
    frame = {row[0]: row[1:] for row in pages["Raamwerk"]}
    assert "Vindt het lang [1]." in frame["B3 (begeleiders)"]
    assert "Heeft het nu [2]." in frame["C1 (cliënten)"]
    assert [(row[0], row[5], row[6]) for row in pages["Citaten"][1:]] == [
        (1, NOT_QUOTED, "nee"),
        (2, "overzicht over de post", "ja, zonder rol"),
    ]


def test_two_sheets_of_one_name_get_a_number(small: tb.Coding, tmp_path: Path) -> None:
    found = [tb.passages(small, group=group) for group in ("begeleider", "client")]
    pages = cells(tb.export_tables(*found, path=tmp_path / "t.xlsx"))
    assert list(pages) == ["Over dit bestand", "Passages 1", "Passages 2"]


def test_what_cannot_be_written_is_said(
    small: tb.Coding, example_coding: tb.Coding, tmp_path: Path, refusal: Refusal
) -> None:
    found = tb.passages(small)
    [problem] = refusal(tb.export_tables, found, path=tmp_path / "a.csv")
    assert problem == (
        "een bestand .csv wordt niet geschreven\n"
        f"  waar:      {tmp_path / 'a.csv'}\n"
        "  oplossing: geef een naam die eindigt op .xlsx of .docx"
    )
    [problem] = refusal(tb.export_tables, path=tmp_path / "a.xlsx")
    assert problem.startswith("er is niets om te bewaren")
    both = (found, tb.passages(example_coding))
    [problem] = refusal(tb.export_tables, *both, path=tmp_path / "a.xlsx")
    assert problem.startswith("deze resultaten zijn van verschillende studies")
    assert "proefstudie, voorbeeld" in problem
    assert list(tmp_path.glob("*.xlsx")) == []
    (tmp_path / "map.xlsx").mkdir()
    [problem] = refusal(tb.export_tables, found, path=tmp_path / "map.xlsx")
    assert problem.startswith("dit bestand kan niet worden geschreven")
