"""The review goes out to a spreadsheet and comes back with decisions."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.errors import StudyError
from tbresearch.privacy import propose_pseudonyms, read_review, write_review

TEXT = "Anouk: Bel Fatima op 0655501728, of op +31 6 55501728. Zij is van 12-04-1960."


@pytest.fixture
def review(tmp_path: Path) -> Path:
    proposals = propose_pseudonyms({"g1": TEXT}, names=["Anouk"])
    path = tmp_path / "beoordeling.csv"
    write_review(proposals, path, study_root=tmp_path / "studie")
    return path


def test_what_was_written_is_read_back(review: Path) -> None:
    proposals = propose_pseudonyms({"g1": TEXT}, names=["Anouk"])
    assert read_review(review) == proposals.decisions


def test_a_spreadsheet_sees_texts_and_no_numbers_dates_or_formulas(
    review: Path,
) -> None:
    content = review.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(content.splitlines(), delimiter=";"))
    assert [row["tekst"] for row in rows] == [
        "«Anouk»",
        "«Fatima»",
        "«+31 6 55501728»",
        "«0655501728»",
        "«12-04-1960»",
    ]
    assert [row["besluit"] for row in rows] == ["vervang", "", "", "", ""]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t")) for r in rows for cell in r.values()
    )


def test_decisions_and_rows_of_the_user_are_read(review: Path) -> None:
    text = review.read_text(encoding="utf-8-sig")
    text = text.replace(";[persoon 2];", "vervang;[de buurvrouw];").replace(
        "\n;", "\nlaat staan;"
    )
    head = text.split("\n")[0].split(";")
    extra = dict.fromkeys(head, "") | {
        "besluit": "vervang",
        "vervanging": "[persoon 9]",
        "tekst": "de kapster",
        "soort": "persoon",
    }
    review.write_text(text + ";".join(extra.values()) + "\n", encoding="cp1252")
    found = {d.entity: (d.choice, d.replacement) for d in read_review(review)}
    assert found == {
        "Anouk": ("vervang", "[persoon 1]"),
        "Fatima": ("vervang", "[de buurvrouw]"),
        "+31 6 55501728": ("laat staan", "[telefoon]"),
        "0655501728": ("laat staan", "[telefoon]"),
        "12-04-1960": ("laat staan", "[datum]"),
        "de kapster": ("vervang", "[persoon 9]"),
    }


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(
        "besluit;vervanging;tekst;soort\n"
        "vervang;Karel;«Jan»;persoon\n"
        "laat staan;[persoon 1];«J»;persoon\n"
        "vervang;[persoon 1];Jan;persoon\n"
    )
    with pytest.raises(StudyError) as caught:
        read_review(path)
    assert [(p.what, p.where) for p in caught.value.problems] == [
        ("vervanging 'Karel' staat niet tussen rechte haken", "b.csv, regel 2"),
        ("'J' is te kort om overal te vervangen", "b.csv, regel 3"),
        ("'Jan' staat al op regel 2", "b.csv, regel 4"),
    ]


def test_an_unknown_decision_is_told_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text("besluit;vervanging;tekst;soort\nmisschien;[x y];Jan;persoon\n")
    with pytest.raises(StudyError) as caught:
        read_review(path)
    [problem] = caught.value.problems
    assert problem.where == "b.csv, regel 2, kolom besluit"
    assert "vervang, laat staan" in problem.fix


@given(st.text(max_size=120))
def test_any_text_survives_the_review(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("r")
    said = f"Wij zagen Fatima. {text}"
    proposals = propose_pseudonyms({"g;1": said}, names=["Anouk"])
    write_review(proposals, folder / "b.csv", study_root=folder / "studie")
    assert read_review(folder / "b.csv") == proposals.decisions
