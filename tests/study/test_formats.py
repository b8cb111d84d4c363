"""Excel, SPSS and Parquet give the rows and the problems that CSV gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from tbresearch.errors import StudyError
from tbresearch.study import Table, read_table
from tbresearch.study.columns import MOST_PROBLEMS
from tbresearch.study.fields import Field, choice, day, key, several, text, whole

Refusal = Callable[..., list[str]]
VISITS = Table(
    file="bezoeken.csv",
    fields=(
        Field(name="traject", column="trajectory", kind=key(), required=True),
        Field(name="datum", column="date", kind=day(), required=True),
        Field(name="minuten", column="minutes", kind=whole(0, 1440)),
        Field(
            name="soort", column="kind", kind=choice(["bezoek", "online"]), default=""
        ),
        Field(name="groepen", column="groups", kind=several(key()), default=()),
        Field(name="wat", column="what", kind=text(), default=""),
    ),
    unique=(),
)
HEAD = [field.name for field in VISITS.fields]
ROWS = [
    ("T1", dt.date(2025, 1, 3), 60, "bezoek", "a|b", "één"),
    ("T2", dt.date(2025, 1, 4), None, "online", None, None),
    ("T1", dt.date(2025, 1, 5), 90, None, "a", "twee"),
]
EXPECTED = [
    ("T1", dt.date(2025, 1, 3), 60, "bezoek", ("a", "b"), "één"),
    ("T2", dt.date(2025, 1, 4), None, "online", (), ""),
    ("T1", dt.date(2025, 1, 5), 90, "", ("a",), "twee"),
]


def write(path: Path, rows: list[tuple], head: list[str] = HEAD) -> Path:
    """Write rows in the format that the name says, with types of that format."""
    frame = pd.DataFrame(rows, columns=head)
    if path.suffix == ".csv":
        frame.astype({"minuten": "Int64"}).to_csv(path, sep=";", index=False)
    elif path.suffix == ".xlsx":
        frame.to_excel(path, index=False)
    elif path.suffix == ".parquet":
        frame.astype({"soort": "category"}).to_parquet(path, index=False)
    else:
        kinds = frame["soort"].map({"bezoek": 1.0, "online": 2.0})
        labels = {"soort": {1.0: "Bezoek", 2.0: "Online"}}
        frame = frame.assign(soort=kinds, minuten=frame["minuten"].astype(float))
        pyreadstat.write_sav(frame, str(path), variable_value_labels=labels)
    return path


SUFFIXES = (".csv", ".xlsx", ".parquet", ".sav")


def plain(frame: pd.DataFrame) -> list[tuple]:
    rows = frame.drop(columns="line").astype(object).itertuples(index=False, name=None)
    return [tuple(None if v != v else v for v in row) for row in rows]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_gives_the_same_rows(suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"bezoeken{suffix}", ROWS)
    assert plain(read_table(path, VISITS)) == EXPECTED


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_bad_cell_is_named_in_every_format(
    suffix: str, tmp_path: Path, refusal: Refusal
) -> None:
    rows = [*ROWS, ("T3", dt.date(2025, 1, 6), 2000, "bezoek", None, None)]
    path = write(tmp_path / f"bezoeken{suffix}", rows)
    line = 4 if suffix in (".parquet", ".sav") else 5
    found = refusal(read_table, path, VISITS)
    expected = (
        f"minuten = '2000' kan hier niet\n  waar:      bezoeken{suffix}, regel "
        f"{line}, kolom minuten\n  oplossing: gebruik een heel getal van 0 tot en met "
        "1440"
    )
    assert expected in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_compact_columns_hold_the_same_values(suffix: str, tmp_path: Path) -> None:
    path = write(tmp_path / f"bezoeken{suffix}", ROWS)
    frame = read_table(path, VISITS, compact=True)
    assert str(frame["date"].dtype) == "datetime64[s]"
    assert str(frame["trajectory"].dtype) == "category"
    assert frame["trajectory"].tolist() == ["T1", "T2", "T1"]
    assert frame["date"].dt.day.tolist() == [3, 4, 5]


def test_a_missing_column_is_named_without_a_line(
    tmp_path: Path, refusal: Refusal
) -> None:
    path = tmp_path / "bezoeken.parquet"
    pd.DataFrame({"traject": ["T1"]}).to_parquet(path)
    [found] = refusal(read_table, path, VISITS)
    assert found.startswith("kolom 'datum' ontbreekt\n  waar:      bezoeken.parquet\n")


@pytest.mark.parametrize(
    ("suffix", "kind", "program"),
    [
        (".xlsx", "Excel-bestand", ""),
        (".sav", "SPSS-bestand", "SPSS"),
        (".parquet", "Parquet-bestand", "het programma dat het maakte"),
    ],
)
def test_a_file_that_is_something_else_is_refused(
    suffix: str, kind: str, program: str, tmp_path: Path, refusal: Refusal
) -> None:
    path = tmp_path / f"bezoeken{suffix}"
    path.write_bytes(b"traject;datum\nT1;2025-01-01\n")
    [found] = refusal(read_table, path, VISITS)
    assert found.startswith(f"dit is geen {kind}, al heet het {suffix}")
    assert program in found


def test_a_table_on_two_sheets_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Oud")):
        sheet.append(HEAD)
    path = tmp_path / "bezoeken.xlsx"
    book.save(path)
    [found] = refusal(read_table, path, VISITS)
    assert found.startswith("deze tabel staat op 2 bladen: Sheet en Oud")


def test_the_sheet_with_the_columns_is_read_and_lines_are_its_rows(
    tmp_path: Path, refusal: Refusal
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Toelichting bij de tabel"])
    sheet = book.create_sheet("Gegevens")
    sheet.append([])
    sheet.append(HEAD)
    sheet.append([])
    sheet.append(["T1", dt.datetime(2025, 1, 3), 60])
    sheet.append(["T2", dt.datetime(2025, 1, 4, 13, 30), 60])
    path = tmp_path / "bezoeken.xlsx"
    book.save(path)
    [found] = refusal(read_table, path, VISITS)
    assert found.startswith(
        "datum = '2025-01-04 13:30:00' kan hier niet\n  waar:      bezoeken.xlsx, "
        "regel 5, kolom datum"
    )


def test_a_cell_beside_the_table_is_not_dropped(
    tmp_path: Path, refusal: Refusal
) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["T1", "2025-01-03", 60, None, None, None, "opmerking"])
    path = tmp_path / "bezoeken.xlsx"
    book.save(path)
    [found] = refusal(read_table, path, VISITS)
    assert found.startswith(
        "'' is hier niet bekend\n  waar:      bezoeken.xlsx, regel 1"
    )


def test_problems_beyond_the_first_thousand_are_counted(tmp_path: Path) -> None:
    rows = [("T1", dt.date(2025, 1, 1), 5000, "bezoek", None, None)] * 1200
    path = write(tmp_path / "bezoeken.parquet", rows)
    with pytest.raises(StudyError) as caught:
        read_table(path, VISITS)
    assert len(caught.value.problems) == MOST_PROBLEMS + 1
    assert caught.value.problems[-1].what == (
        "in nog 200 cellen staat iets dat daar niet kan"
    )


def test_not_a_number_in_parquet_is_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "bezoeken.parquet"
    pd.DataFrame(
        {
            "traject": ["T1", "T2"],
            "datum": pd.to_datetime(["2025-01-03", "2025-01-04"]),
            "minuten": [float("nan"), 30.0],
            "groepen": [["a", "b"], None],
        }
    ).to_parquet(path)
    frame = read_table(path, VISITS)
    assert pd.isna(frame["minutes"][0])
    assert frame["minutes"][1] == 30
    assert frame["groups"].tolist() == [("a", "b"), ()]
