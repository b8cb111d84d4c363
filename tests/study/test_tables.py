"""Tables: every way in which a spreadsheet writes CSV, and every bad cell named."""

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.errors import WorkbenchError
from tbresearch.study import LINE, Table, edited_rows, longer_table, read_table
from tbresearch.study.fields import Field, choice, day, key, text, yes_no

PEOPLE = Table(
    file="mensen.csv",
    fields=(
        Field(name="naam", column="name", kind=key(), required=True),
        Field(name="groep", column="group", kind=choice(["a", "b"]), required=True),
        Field(name="rol", column="role", kind=text(), default=""),
        Field(name="datum", column="date", kind=day()),
        Field(name="opname", column="recorded", kind=yes_no(), default=False),
    ),
    unique=("name",),
)
GOOD = """\
naam;groep;rol;datum;opname
B1;a;cliënt;3-11-2025;ja
B2;b;"moeder; ""mama"" thuis";2025-11-04;
"""
ROWS = [
    {
        "name": "B1",
        "group": "a",
        "role": "cliënt",
        "date": date(2025, 11, 3),
        "recorded": True,
        "line": 2,
    },
    {
        "name": "B2",
        "group": "b",
        "role": 'moeder; "mama" thuis',
        "date": date(2025, 11, 4),
        "recorded": False,
        "line": 3,
    },
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mensen.csv"


def rows_of(path: Path, content: str | bytes) -> list[dict[str, object]]:
    raw = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(raw)
    return read_table(path, PEOPLE).to_dict("records")


FORMS = {
    "semicolon": GOOD.encode(),
    "comma": GOOD.replace(";", ",").replace("moeder,", "moeder;").encode(),
    "tab": GOOD.replace(";", "\t").replace("moeder\t", "moeder;").encode(),
    "BOM": GOOD.encode("utf-8-sig"),
    "CRLF": GOOD.replace("\n", "\r\n").encode(),
    "CR": GOOD.replace("\n", "\r").encode(),
    "Windows-1252": GOOD.encode("cp1252"),
    "UTF-16": GOOD.encode("utf-16"),
    "no last line end": GOOD.rstrip().encode(),
    "capitals and spaces in the header": GOOD.replace(
        "naam;groep", " Naam ;GROEP"
    ).encode(),
    "spaces around cells": GOOD.replace("B1;a;cliënt", " B1 ; a ; cliënt ").encode(),
    "all cells in quotes": GOOD.replace(
        "B1;a;cliënt;3-11-2025;ja", '"B1";"a";"cliënt";"3-11-2025";"ja"'
    ).encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_csv_gives_the_same_rows(form: str, path: Path) -> None:
    assert rows_of(path, FORMS[form]) == ROWS


@pytest.mark.parametrize("above", ["sep=;\n", "\n", "\n \n", ";;;;\n", "\nSEP=;\n\n"])
def test_what_stands_above_the_header_only_moves_the_lines(
    above: str, path: Path
) -> None:
    down = above.count("\n")
    assert rows_of(path, above + GOOD) == [
        {**row, "line": row["line"] + down} for row in ROWS
    ]


def test_a_separator_line_that_lies_is_not_believed(path: Path) -> None:
    found = rows_of(path, "sep=;\nnaam,groep\nB1,a\n")
    assert [(row["name"], row["group"]) for row in found] == [("B1", "a")]


def test_columns_may_stand_in_any_order_and_be_left_out(path: Path) -> None:
    assert rows_of(path, "groep,naam\nb,B1\n") == [
        {
            "name": "B1",
            "group": "b",
            "role": "",
            "date": None,
            "recorded": False,
            "line": 2,
        }
    ]


def test_blank_lines_hold_no_row_and_count_as_lines(path: Path) -> None:
    found = rows_of(path, "naam;groep\n\nB1;a\n;\n  ;  \n\nB2;b\n\n")
    assert [(row["name"], row["line"]) for row in found] == [("B1", 3), ("B2", 7)]


def test_a_cell_may_hold_lines_and_a_row_is_where_it_begins(path: Path) -> None:
    content = 'naam;groep;rol\nB1;a;"een\ntwee\n\ndrie"\nB2;b;x\nB3;a;"\n"\nB4;b;\n'
    found = rows_of(path, content)
    assert [row["role"] for row in found] == ["een\ntwee\n\ndrie", "x", "", ""]
    assert [row["line"] for row in found] == [2, 6, 7, 9]


def test_a_short_row_leaves_its_last_cells_blank(path: Path) -> None:
    [row] = rows_of(path, "naam;groep;rol;datum;opname\nB1;a\n")
    assert (row["role"], row["date"], row["recorded"]) == ("", None, False)


def test_a_header_alone_is_a_table_without_rows(path: Path) -> None:
    path.write_text("naam;groep\n")
    frame = read_table(path, PEOPLE)
    assert frame.empty
    assert list(frame) == ["name", "group", "role", "date", "recorded", LINE]


def test_reading_writes_nothing(path: Path) -> None:
    rows_of(path, GOOD)
    assert path.read_text() == GOOD
    assert list(path.parent.iterdir()) == [path]


def problem(what: str, where: str, fix: str) -> str:
    return f"{what}\n  waar:      mensen.csv{where}\n  oplossing: {fix}"


COLUMNS = "naam, groep, rol, datum, opname"
NAME = "een korte naam van letters, cijfers, _ of -, zonder spaties"
QUOTES = "zet tekst waar een scheidingsteken in staat tussen aanhalingstekens"
TWICE = "verwijder de dubbele regel, of geef haar een eigen waarde"
WRONG = {
    "an unknown column": (
        "naam;groepp;groep\nB1;a;a\n",
        [
            problem(
                "'groepp' is hier niet bekend",
                ", regel 1, kolom 2",
                f"bedoeld is misschien 'groep'; bekend zijn: {COLUMNS}",
            )
        ],
    ),
    "an unknown column that is near nothing": (
        "naam;groep;xyz\nB1;a;1\n",
        [
            problem(
                "'xyz' is hier niet bekend",
                ", regel 1, kolom 3",
                f"bekend zijn: {COLUMNS}",
            )
        ],
    ),
    "a header below other lines": (
        "sep=;\n\nnaam;groep;xyz\nB1;a;1\n",
        [
            problem(
                "'xyz' is hier niet bekend",
                ", regel 3, kolom 3",
                f"bekend zijn: {COLUMNS}",
            )
        ],
    ),
    "missing columns, both of them": (
        "rol\nmoeder\n",
        [
            problem(
                "kolom 'naam' ontbreekt",
                ", regel 1",
                f"voeg de kolom toe, met in elke cel {NAME}",
            ),
            problem(
                "kolom 'groep' ontbreekt",
                ", regel 1",
                "voeg de kolom toe, met in elke cel één van: a, b",
            ),
        ],
    ),
    "a column that is there twice": (
        "naam;groep;rol;rol\nB1;a;x;y\n",
        [
            problem(
                "kolom 'rol' staat er twee keer",
                ", regel 1",
                "verwijder of hernoem één van de twee",
            )
        ],
    ),
    "too many cells": (
        "naam;groep;rol\nB1;a;moeder; en oma\nB2;b;x\n",
        [
            problem(
                "deze regel heeft 4 cellen, en er zijn 3 kolommen", ", regel 2", QUOTES
            )
        ],
    ),
    "a name that is there three times": (
        "naam;groep\nB1;a\nB2;a\nB1;b\nB1;b\n",
        [
            problem(
                "naam 'B1' staat er al op een eerdere regel", f", regel {line}", TWICE
            )
            for line in (4, 5)
        ],
    ),
    "bad cells in several rows, each of them": (
        'naam;groep;rol;datum;opname\n;a;"x\ny";3-13-2025;\nB 2;c;x;;weet niet\n',
        [
            problem(
                "'naam' is niet ingevuld",
                ", regel 2, kolom naam",
                f"vul in: {NAME}",
            ),
            problem(
                "datum = '3-13-2025' kan hier niet",
                ", regel 2, kolom datum",
                "gebruik een datum als 2025-11-03 of 3-11-2025",
            ),
            problem(
                "naam = 'B 2' kan hier niet", ", regel 4, kolom naam", f"gebruik {NAME}"
            ),
            problem(
                "groep = 'c' kan hier niet",
                ", regel 4, kolom groep",
                "gebruik één van: a, b",
            ),
            problem(
                "opname = 'weet niet' kan hier niet",
                ", regel 4, kolom opname",
                "gebruik ja of nee",
            ),
        ],
    ),
    "names that are both unreadable are not one name": (
        "naam;groep\nB 1;a\nB 2;a\n",
        [
            problem(
                f"naam = 'B {n}' kan hier niet",
                f", regel {n + 1}, kolom naam",
                f"gebruik {NAME}",
            )
            for n in (1, 2)
        ],
    ),
    "an empty file": (
        "",
        [
            problem(
                "dit bestand is leeg",
                "",
                "zet op de eerste regel de namen van de kolommen",
            )
        ],
    ),
    "only blank lines and a separator": (
        "\nsep=;\n\n;;\n",
        [
            problem(
                "dit bestand is leeg",
                "",
                "zet op de eerste regel de namen van de kolommen",
            )
        ],
    ),
    "NUL bytes": (
        "naam;groep\nB1;a\0\n",
        [
            problem(
                "dit is geen leesbare tekst",
                "",
                "sla het bestand opnieuw op als tekst met codering UTF-8",
            )
        ],
    ),
    **{
        f"a quote that {what}": (
            content,
            [
                problem(
                    "vanaf hier is de tabel niet te lezen: een aanhalingsteken klopt "
                    "niet, of een cel is te lang",
                    ", regel 3",
                    "sluit elk aanhalingsteken, en schrijf er een in een cel dubbel: "
                    '""',
                )
            ],
        )
        for what, content in {
            "is never closed": 'naam;groep;rol\nB1;a;x\nB2;b;"moeder\nB3;a;x\n',
            "closes in mid-cell": 'naam;groep;rol\nB1;a;x\nB2;b;"moe"der\nB3;a;x\n',
            "opens a cell without end": "naam;groep;rol\nB1;a;x\nB2;b;" + "x" * 200_000,
        }.items()
    },
}


@pytest.mark.parametrize("case", WRONG)
def test_a_table_with_problems_names_them_all(
    case: str, path: Path, refusal: Callable[..., list[str]]
) -> None:
    content, problems = WRONG[case]
    path.write_text(content, encoding="utf-8", newline="")
    assert refusal(read_table, path, PEOPLE) == problems


def test_a_table_that_is_not_there_is_named(
    path: Path, refusal: Callable[..., list[str]]
) -> None:
    [missing] = refusal(read_table, path, PEOPLE)
    assert missing.startswith("dit bestand is er niet\n  waar:      mensen.csv\n")


# What anyone may type, save NUL, which is refused, and CR, which becomes LF.
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
THREE = Table(
    file="drie.csv",
    fields=(
        Field(name="een", column="een", kind=key(), required=True),
        Field(name="twee", column="twee", kind=text(), default=""),
        Field(name="drie", column="drie", kind=text(), default=""),
    ),
    unique=("een",),
)


@given(
    rows=st.lists(st.tuples(cells, cells), max_size=6),
    delimiter=st.sampled_from(",;\t"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    above=st.sampled_from(["", "sep", "\n", "\n\n"]),
)
def test_what_csv_writes_in_any_dialect_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    delimiter: str,
    quoting: int,
    line_end: str,
    encoding: str,
    above: str,
) -> None:
    out = io.StringIO()
    out.write(f"sep={delimiter}\n" if above == "sep" else above)
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(["een", "twee", "drie"])
    expected = []
    for number, (two, three) in enumerate(rows):
        line = out.getvalue().count("\n") + 1
        writer.writerow([f"r{number}", two, three])
        expected.append((f"r{number}", two.strip(), three.strip(), line))
    path = tmp_path_factory.getbasetemp() / "drie.csv"
    path.write_bytes(out.getvalue().replace("\n", line_end).encode(encoding))
    frame = read_table(path, THREE)
    assert list(frame.itertuples(index=False, name=None)) == expected


@given(st.binary(max_size=60))
def test_a_file_of_any_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(b"een;twee\n" + raw)
    with suppress(WorkbenchError):
        assert read_table(path, THREE)["een"].is_unique


NEW = {"naam": "B3", "groep": "b", "rol": "vader; opa"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("naam;groep;rol\nB1;a;x\n", 'naam;groep;rol\nB1;a;x\nB3;b;"vader; opa"\n'),
        ("naam;groep;rol\nB1;a;x", 'naam;groep;rol\nB1;a;x\nB3;b;"vader; opa"\n'),
        ("Rol,Naam,groep\n", "Rol,Naam,groep\nvader; opa,B3,b\n"),
        (
            "\nsep=\t\nnaam\tgroep\trol\n",
            "\nsep=\t\nnaam\tgroep\trol\nB3\tb\tvader; opa\n",
        ),
    ],
    ids=["semicolon", "no last line end", "comma in another order", "tab"],
)
def test_rows_are_added_as_the_file_is_written(
    before: str, after: str, path: Path
) -> None:
    path.write_text(before)
    assert longer_table(path.read_bytes(), PEOPLE, [NEW]).decode() == after


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_spreadsheet_can_still_tell_the_encoding_after_adding(
    encoding: str, path: Path
) -> None:
    path.write_bytes("naam;groep;rol\r\nB1;a;cliënt\r\n".encode(encoding))
    path.write_bytes(
        longer_table(path.read_bytes(), PEOPLE, [NEW | {"rol": "Yıldırım"}])
    )
    assert path.read_bytes() == (
        "naam;groep;rol\nB1;a;cliënt\nB3;b;Yıldırım\n".encode("utf-8-sig")
    )
    assert [row["role"] for row in read_table(path, PEOPLE).to_dict("records")] == [
        "cliënt",
        "Yıldırım",
    ]


def test_a_column_that_the_file_does_not_have_is_added_where_it_is_filled(
    path: Path,
) -> None:
    path.write_text("naam;groep\nB1;a\n")
    nothing = longer_table(path.read_bytes(), PEOPLE, [NEW | {"rol": ""}])
    assert nothing.decode() == "naam;groep\nB1;a\nB3;b\n"
    after = 'naam;groep;rol\nB1;a;\nB3;b;"vader; opa"\n'
    assert longer_table(path.read_bytes(), PEOPLE, [NEW]).decode() == after
    edited = edited_rows(path, PEOPLE, lambda row: row | {"rol": "x"})
    assert edited.decode() == "naam;groep;rol\nB1;a;x\n"
