"""TOML files: strict, and with the line in every message."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.errors import Problem
from tbresearch.study import TomlFile, read_toml
from tbresearch.study.fields import Field, key, many, text, whole

FIELDS = (
    Field(name="id", column="id", kind=key(), required=True),
    Field(name="waarde", column="value", kind=whole(0, 9)),
    Field(name="lijst", column="items", kind=many(text()), default=()),
)
BLOCKS = """\
# uitleg: waarde = 7
titel = "Register"
prijspeil = 2025

[[aanname]]
id = "een"
waarde = 1

  [[ aanname ]]  # ingesprongen
"waarde" = 2
id = "twee"
lijst = [
    "a",
    "b",
]

[[kostenpost]]
id = "anders"

[[aanname]]
id = "drie"
waarde = 33
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., TomlFile]:
    path = tmp_path / "a.toml"

    def of(content: str, encoding: str = "utf-8") -> TomlFile:
        path.write_bytes(content.encode(encoding))
        return read_toml(path, source="a.toml")

    return of


def test_every_block_is_read_with_its_place(read: Callable[..., TomlFile]) -> None:
    problems: list[Problem] = []
    found = read(BLOCKS).records("aanname", FIELDS, problems)
    assert found == [
        ("a.toml, regel 5", {"id": "een", "value": 1, "items": ()}),
        ("a.toml, regel 9", {"id": "twee", "value": 2, "items": ("a", "b")}),
        ("a.toml, regel 20", {"id": "drie", "value": None, "items": ()}),
    ]
    assert [str(problem) for problem in problems] == [
        "waarde = 33 kan hier niet\n"
        "  waar:      a.toml, regel 22, waarde\n"
        "  oplossing: gebruik een heel getal van 0 tot en met 9"
    ]


@pytest.mark.parametrize(
    ("number", "name", "line"),
    [
        (0, "id", 6),
        (0, "waarde", 7),
        (0, "lijst", 5),
        (1, "waarde", 10),
        (1, "id", 11),
        (1, "lijst", 12),
        (2, "id", 21),
        (2, "waarde", 22),
        (2, "ontbreekt", 20),
    ],
)
def test_a_name_is_found_in_its_own_block_or_the_block_is_named(
    number: int, name: str, line: int, read: Callable[..., TomlFile]
) -> None:
    at = read(BLOCKS).place("aanname", number)
    assert at(name) == f"a.toml, regel {line}, {name}"


@pytest.mark.parametrize(
    ("name", "line"),
    [("titel", 2), ("prijspeil", 3), ("kostenpost", 17), ("waarde", 1), ("id", 1)],
)
def test_a_name_above_the_blocks_is_never_found_inside_one(
    name: str, line: int, read: Callable[..., TomlFile]
) -> None:
    assert read(BLOCKS).place()(name) == f"a.toml, regel {line}, {name}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_and_line_end_is_read(
    encoding: str, read: Callable[..., TomlFile]
) -> None:
    file = read('titel = "cliënt"\r\n\r\n[[x]]\r\nid = "é"\r\n', encoding)
    assert file.data == {"titel": "cliënt", "x": [{"id": "é"}]}
    assert file.place("x", 0)("id") == "a.toml, regel 4, id"


NOT_TOML = {
    "a text without quotes": ("titel = Proef\n", 1),
    "a text that is not closed": ('a = 1\ntitel = "Proef\nb = 2\n', 2),
    "a name without value": ("a = 1\n\ntitel\n", 3),
    "a name that is there twice": ("a = 1\nb = 2\na = 3\n", 3),
    "a list that is not closed": ("a = 1\nb = [1,\n2\n", 4),
    "a date that does not exist": ("a = 1\nb = 2025-02-30\n", 2),
    "an accent in a name": ("a = 1\ncliënt = 2\n", 2),
    "no TOML at all": ("\nBeste lezer,\n", 2),
    "a number with too many digits": (f"a = 1{'0' * 5000}", 1),
    "lists in lists without end": (f"a = {'[' * 100_000}", 1),
}


@pytest.mark.parametrize("case", NOT_TOML)
def test_what_is_no_toml_is_refused_with_its_line(
    case: str, read: Callable[..., TomlFile], refusal: Callable[..., list[str]]
) -> None:
    content, line = NOT_TOML[case]
    assert refusal(read, content) == [
        "deze regel is geen geldige TOML\n"
        f"  waar:      a.toml, regel {line}\n"
        "  oplossing: schrijf naam = waarde, en zet tekst tussen dubbele "
        "aanhalingstekens"
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[aanname]\nid = "een"\n', 1),
        ('titel = "x"\naanname = "een"\n', 2),
        ('titel = "x"\n\naanname = ["een"]\n', 3),
    ],
)
def test_blocks_that_are_no_blocks_are_refused(
    content: str, line: int, read: Callable[..., TomlFile]
) -> None:
    problems: list[Problem] = []
    assert read(content).records("aanname", FIELDS, problems) == []
    assert [str(problem) for problem in problems] == [
        "'aanname' moet een reeks blokken zijn\n"
        f"  waar:      a.toml, regel {line}, aanname\n"
        "  oplossing: begin elk blok met een regel [[aanname]]"
    ]


def test_a_file_without_blocks_has_no_records(read: Callable[..., TomlFile]) -> None:
    problems: list[Problem] = []
    assert read("").records("aanname", FIELDS, problems) == []
    assert problems == []


def test_an_unknown_name_in_the_third_block_is_found_there(
    read: Callable[..., TomlFile],
) -> None:
    problems: list[Problem] = []
    read(BLOCKS.replace("waarde = 33", "waardes = 3")).records(
        "aanname", FIELDS, problems
    )
    assert [str(problem) for problem in problems] == [
        "'waardes' is hier niet bekend\n"
        "  waar:      a.toml, regel 22, waardes\n"
        "  oplossing: bedoeld is misschien 'waarde'; bekend zijn: id, waarde, lijst"
    ]
