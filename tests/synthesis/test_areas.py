"""What codings are about: the table, and the worksheet that fills it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.outcomes import has_zrm

Read = Callable[[Path], Coding]
Refusal = Callable[..., list[str]]


@pytest.fixture
def ids(small_study: Path, read: Read) -> dict[str, str]:
    """Return the id of each coding of the small study by anna, by quote and code."""
    own = read(small_study).codings
    own = own[own["coder"] == "anna"]
    keys = [f"{q}|{c}" for q, c in zip(own["quote"], own["code"], strict=True)]
    return dict(zip(keys, own["id"], strict=True))


def write(study: Path, *rows: str) -> None:
    text = "codering;leefgebied\n" + "".join(f"{row}\n" for row in rows)
    (study / "leefgebieden.csv").write_text(text, encoding="utf-8")


def fill(path: Path, answers: dict[str, str]) -> None:
    """Fill in the last column of a worksheet, by coding."""
    book = openpyxl.load_workbook(path)
    sheet = book["Leefgebieden"]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[0].value in answers:
            row[heads.index("leefgebied")].value = answers[row[0].value]
    book.save(path)


def test_codings_that_nobody_sorted_are_counted_and_named(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    rest, wait = ids["Rust.|rust"], ids["De wachttijd is veel te lang|wachttijd"]
    write(small_study, f"{rest};huiselijke_relaties", f"{wait};geen")
    areas = tb.read_areas(read(small_study))
    assert areas.of(rest) == ("huiselijke_relaties",)
    assert areas.of("weg") == ()
    # C2 may not be counted, and bram's codings do not count.
    others = set(ids.values()) - {rest, wait, ids["eindelijk rust in huis|rust"]}
    assert set(areas.unsorted) == others
    assert str(areas) == (
        "Leefgebieden: 2 coderingen ingedeeld, waarvan 1 bij een leefgebied; 5 nog niet"
    )
    assert areas.notes[0] == (
        "Van 2 van de 7 coderingen van succesfactoren en verbeterpunten is gezegd over "
        "welk leefgebied zij gaan, of dat het er geen is."
    )
    assert all(name in areas.notes[1] for name in others)
    assert f"let op: {areas.notes[1]}" in tb.check_study(small_study).lines
    assert "Geen leefgebied" in areas._repr_html_()


def test_without_the_file_nothing_is_said_of_any(small_study: Path, read: Read) -> None:
    areas = tb.read_areas(read(small_study))
    assert areas.to_frame().empty
    assert len(areas.unsorted) == 7
    assert areas.notes == (
        "Er is geen leefgebieden.csv: van geen codering is gezegd over welk leefgebied "
        "zij gaat.",
    )


def test_rows_that_cannot_be_are_refused_with_their_line(
    small_study: Path, read: Read, refusal: Refusal, ids: dict[str, str]
) -> None:
    rest = ids["Rust.|rust"]
    write(small_study, f"{rest};adl", f"{rest};geen")
    problems = refusal(tb.read_areas, read(small_study))
    assert problems == [
        f"codering '{rest}' staat bij een leefgebied en ook bij 'geen'\n"
        "  waar:      leefgebieden.csv, regel 3, kolom codering\n"
        "  oplossing: houd wat klopt, en verwijder de andere regel",
    ]
    assert [str(p) for p in tb.check_study(small_study).problems] == problems
    write(small_study, f"{rest};wonen")
    [problem] = refusal(tb.read_areas, read(small_study))
    assert "leefgebieden.csv, regel 2, kolom leefgebied" in problem
    assert "huiselijke_relaties" in problem


def test_a_coding_that_is_gone_counts_nowhere_and_is_named(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    rest = ids["Rust.|rust"]
    write(small_study, f"{rest};adl", "weg;adl")
    areas = tb.read_areas(read(small_study))
    assert areas.gone == ("weg",)
    note = "In leefgebieden.csv staat 1 codering die er niet of niet meer is: weg."
    assert areas.notes[-1] == note
    inspection = tb.check_study(small_study)
    assert not inspection.problems
    assert f"let op: {note}" in inspection.lines


def test_a_worksheet_comes_back_without_typing_a_name(
    small_study: Path, read: Read, ids: dict[str, str], tmp_path: Path
) -> None:
    coding = read(small_study)
    rest, wait = ids["Rust.|rust"], ids["De wachttijd is veel te lang|wachttijd"]
    lines, both = ids["korte lijnen met de wijkverpleging|lijnen"], "Overzicht, en dan"
    both = ids[f"{both} pas rust.|rust"]
    path = tb.area_worksheet(coding, tmp_path / "werkblad.xlsx")
    fill(
        path,
        {
            rest: "Huiselijke relaties en opvoeding",
            wait: " GEEN ",
            lines: "lichamelijke_gezondheid",
            both: "financien | dagelijkse verrichtingen (adl)",
        },
    )
    areas = tb.take_in_worksheet(coding, path)
    assert areas.of(rest) == ("huiselijke_relaties",)
    assert areas.of(wait) == ("geen",)
    assert areas.of(lines) == ("lichamelijke_gezondheid",)
    assert areas.of(both) == ("financien", "adl")
    assert len(areas.unsorted) == 3
    # A new worksheet shows what was said; what is made blank is not sorted any more.
    again = tb.area_worksheet(coding, tmp_path / "opnieuw.xlsx")
    sheet = openpyxl.load_workbook(again)["Leefgebieden"]
    said = {row[0]: row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert said[both] == "Financiën | Dagelijkse verrichtingen (ADL)"
    assert sheet.data_validations.dataValidation[0].formula1.startswith('"Dagelijkse')
    fill(again, {both: "", rest: ""})
    areas = tb.take_in_worksheet(coding, again)
    assert (areas.of(both), areas.of(rest)) == ((), ())
    assert areas.of(wait) == ("geen",)


def test_a_worksheet_leaves_other_rows_and_drops_what_is_gone(
    small_study: Path, read: Read, ids: dict[str, str], tmp_path: Path
) -> None:
    codings = read(small_study).codings
    other = codings.loc[codings["coder"] == "bram", "id"].iloc[0]
    path = tb.area_worksheet(read(small_study), tmp_path / "werkblad.xlsx")
    write(small_study, f"{other};adl", "verdwenen;adl")
    tb.take_in_worksheet(read(small_study), path)
    text = (small_study / "leefgebieden.csv").read_text(encoding="utf-8")
    assert text == f"codering;leefgebied\n{other};adl\n"


def test_a_column_sorted_by_itself_is_noticed(
    small_study: Path, read: Read, refusal: Refusal, tmp_path: Path
) -> None:
    coding = read(small_study)
    path = tb.area_worksheet(coding, tmp_path / "werkblad.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Leefgebieden"]
    sheet["A2"].value, sheet["A3"].value = sheet["A3"].value, sheet["A2"].value
    sheet["G4"].value = "geen|adl"
    sheet["G5"].value = "wonen"
    book.save(path)
    [problem] = refusal(tb.take_in_worksheet, coding, path)
    assert "werkblad.xlsx, regel 5, kolom leefgebied" in problem
    sheet["G5"].value = None
    book.save(path)
    problems = refusal(tb.take_in_worksheet, coding, path)
    assert len(problems) == 3
    assert "staat een andere uitspraak\n  waar:      werkblad.xlsx, regel 2" in "".join(
        problems
    )
    assert "staat bij een leefgebied en ook bij 'geen'" in problems[2]
    assert not (small_study / "leefgebieden.csv").exists()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("werkblad.csv", "een werkblad .csv wordt niet geschreven"),
        ("proefstudie/werkblad.xlsx", "mag niet in de map van de studie staan"),
        ("vol.xlsx", "hier staat al een bestand, en dat wordt niet overschreven"),
    ],
)
def test_a_worksheet_goes_to_a_new_file_outside_the_study(
    name: str, what: str, small_study: Path, read: Read, refusal: Refusal
) -> None:
    (small_study.parent / "vol.xlsx").write_bytes(b"werk")
    [problem] = refusal(tb.area_worksheet, read(small_study), small_study.parent / name)
    assert what in problem


def test_a_worksheet_of_another_study_is_refused(
    small_study: Path, read: Read, refusal: Refusal, tmp_path: Path
) -> None:
    path = tmp_path / "ander.csv"
    path.write_text("codering;uitspraak;leefgebied\nx1;Ja.;adl\n", encoding="utf-8")
    [problem] = refusal(tb.take_in_worksheet, read(small_study), path)
    assert "geen enkele codering van dit werkblad staat in deze studie" in problem


def test_a_withdrawal_takes_the_rows_of_its_codings(
    small_study: Path, read: Read, ids: dict[str, str]
) -> None:
    rest, wait = ids["Rust.|rust"], ids["De wachttijd is veel te lang|wachttijd"]
    over = ids["overzicht over de post|overzicht"]
    write(small_study, f"{rest};adl", f"{wait};geen", f"{over};financien")
    (small_study / "samenhang.csv").write_text(
        "leefgebied;groep;bij;duiding;tekst;bewijs;wie;datum\n"
        f"adl;begeleider;zwijgt;zwijgt;Weinig.;{{{{citaat:{rest}}}}};anna;2026-01-02\n"
        "financien;client;zwijgt;zwijgt;Zegt: wachttijd is veel te lang, daar;"
        f"{{{{citaat:{over}}}}};anna;2026-01-02\n",
        encoding="utf-8",
    )
    done = tb.withdraw_respondent(small_study, "B3", day=date(2026, 2, 1)).done
    assert "2 regels uit leefgebieden.csv weggehaald" in done
    assert "1 regel uit samenhang.csv weggehaald" in done
    text = (small_study / "leefgebieden.csv").read_text(encoding="utf-8")
    assert text == f"codering;leefgebied\n{over};financien\n"
    assert "[citaat verwijderd]" in (small_study / "samenhang.csv").read_text("utf-8")
    [problem] = tb.check_study(small_study).problems
    assert str(problem) == (
        "de duiding van adl.begeleider rustte op wat is verwijderd\n"
        "  waar:      samenhang.csv, regel 2, kolom bewijs\n"
        "  oplossing: lees de cel opnieuw, noem ander bewijs of verwijder de regel"
    )
    assert not has_zrm(tb.open_study(small_study))
