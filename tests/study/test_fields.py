"""Fields: what one cell or setting may hold, and what a user reads if it does not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.errors import Problem
from tbresearch.study.fields import (
    Field,
    Kind,
    age_band,
    choice,
    day,
    decimal,
    key,
    many,
    parse_record,
    text,
    whole,
    yes_no,
)

COLOURS = ("rood", "groen")


def parse(
    kind: Kind, value: object, *, required: bool = False
) -> tuple[object, list[Problem]]:
    problems: list[Problem] = []
    field = Field(
        name="vak", column="cell", kind=kind, required=required, default="leeg"
    )
    record = parse_record(
        {"vak": value}, [field], at=lambda name: f"hier, {name}", problems=problems
    )
    assert list(record) == ["cell"]
    return record["cell"], problems


READ = [
    (text(), "moeder van 2", "moeder van 2"),
    (text(), "  met spaties ", "met spaties"),
    (key(), "B01", "B01"),
    (key(), "zorg-punt_2.a", "zorg-punt_2.a"),
    (choice(COLOURS), "rood", "rood"),
    (yes_no(), "ja", True),
    (yes_no(), "Nee", False),
    (yes_no(), "JA", True),
    (yes_no(), True, True),
    (yes_no(), False, False),
    (whole(1, 5), "1", 1),
    (whole(1, 5), 5, 5),
    (whole(-9, 5), "-3", -3),
    (decimal(), "12", 12.0),
    (decimal(), "12,5", 12.5),
    (decimal(), "-0.25", -0.25),
    (decimal(), 3, 3.0),
    (decimal(), 0.1, 0.1),
    (day(), "2025-11-03", date(2025, 11, 3)),
    (day(), "3-11-2025", date(2025, 11, 3)),
    (day(), "03/11/2025", date(2025, 11, 3)),
    (day(), "29-2-2024", date(2024, 2, 29)),
    (day(), date(2025, 11, 3), date(2025, 11, 3)),
    (many(text()), [], ()),
    (many(text()), ["a", "b"], ("a", "b")),
    (many(whole(1, 9)), [3, 4], (3, 4)),
]
REFUSED = [
    (text(), 3),
    (text(), ["a"]),
    (text(), True),
    (key(), "twee woorden"),
    (key(), "cliënt"),
    (key(), "-B1"),
    (key(), "../B1"),
    (key(), "\u212a1"),  # the sign for kelvin, which is no K
    (key(), "a/b"),
    (key(), "B1\nB2"),
    (key(), 7),
    (choice(COLOURS), "blauw"),
    (choice(COLOURS), "Rood"),
    (choice(COLOURS), ["rood"]),
    (yes_no(), "j"),
    (yes_no(), "true"),
    (yes_no(), 1),
    (yes_no(), "misschien"),
    (whole(1, 5), "0"),
    (whole(1, 5), 6),
    (whole(1, 5), "2,5"),
    (whole(1, 5), "2.0"),
    (whole(1, 5), 2.0),
    (whole(0, 5), True),
    (whole(1, 5), "vier"),
    (whole(1, 5), "٣"),
    (whole(1, 50), "1_0"),
    (whole(1, 5), [2]),
    (decimal(), "nan"),
    (decimal(), "inf"),
    (decimal(), float("nan")),
    (decimal(), float("inf")),
    (decimal(), "1.234,5"),
    (decimal(), "1_0"),
    (decimal(), "1 000"),
    (decimal(), "€ 5"),
    (decimal(), False),
    (decimal(), 10**400),
    (decimal(), "9" * 400),
    (decimal(), [1]),
    (day(), "2025-13-01"),
    (day(), "31-11-2025"),
    (day(), "3-11-25"),
    (day(), "11/23/2025"),
    (day(), "gisteren"),
    (day(), datetime(2025, 11, 3, 12, 0)),
    (day(), 45964),
    (many(text()), "a"),
    (many(text()), ["a", 1]),
    (many(key()), ["a b"]),
    (many(text()), {"a": 1}),
]


@pytest.mark.parametrize(("kind", "value", "read"), READ, ids=str)
def test_a_good_value_is_read(kind: Kind, value: object, read: object) -> None:
    found, problems = parse(kind, value)
    assert problems == []
    assert (found, type(found)) == (read, type(read))


@pytest.mark.parametrize(("kind", "value"), REFUSED, ids=lambda v: str(v)[:30])
def test_a_bad_value_is_named_and_reads_as_the_default(
    kind: Kind, value: object
) -> None:
    found, [problem] = parse(kind, value)
    assert found == "leeg"
    assert problem.what.startswith("vak = ")
    assert problem.what.endswith(" kan hier niet")
    assert problem.where == "hier, vak"
    assert problem.fix


@pytest.mark.parametrize("value", [None, "", "   ", "\t"])
def test_a_blank_is_the_default_unless_it_is_required(value: object) -> None:
    assert parse(day(), value) == ("leeg", [])
    found, [problem] = parse(day(), value, required=True)
    assert found == "leeg"
    assert str(problem) == (
        "'vak' is niet ingevuld\n"
        "  waar:      hier, vak\n"
        "  oplossing: vul in: een datum als 2025-11-03 of 3-11-2025"
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [(yes_no(), "nee"), (yes_no(), False), (whole(0, 9), 0), (whole(0, 9), "0")],
    ids=str,
)
def test_no_and_zero_are_not_blank(kind: Kind, value: object) -> None:
    found, problems = parse(kind, value, required=True)
    assert (found, problems) == (0, [])


@pytest.mark.parametrize(
    ("kind", "expects"),
    [
        (text(), "tekst"),
        (key(), "een korte naam van letters, cijfers, _ of -, zonder spaties"),
        (choice(COLOURS), "één van: rood, groen"),
        (yes_no(), "ja of nee"),
        (whole(1, 5), "een heel getal van 1 tot en met 5"),
        (decimal(), "een getal, zoals 12 of 12,5"),
        (day(), "een datum als 2025-11-03 of 3-11-2025"),
        (many(yes_no()), 'een lijst, zoals ["..."], met telkens ja of nee'),
    ],
    ids=str,
)
def test_the_remedy_says_what_is_expected(kind: Kind, expects: str) -> None:
    _, [problem] = parse(kind, {"geen": "waarde"})
    assert problem.fix == f"gebruik {expects}"


@pytest.mark.parametrize(
    ("kind", "value", "fix"),
    [
        (choice(["2013", "2017"]), 2017, 'zet aanhalingstekens om de waarde: "2017"'),
        (text(), 2025, 'zet aanhalingstekens om de waarde: "2025"'),
        (text(), 0.5, 'zet aanhalingstekens om de waarde: "0.5"'),
        (choice(["2013", "2017"]), 2018, "gebruik één van: 2013, 2017"),
        (text(), True, "gebruik tekst"),
    ],
)
def test_a_number_where_text_belongs_only_lacks_its_quotes(
    kind: Kind, value: object, fix: str
) -> None:
    _, [problem] = parse(kind, value)
    assert problem.fix == fix


def test_a_long_value_is_cut_off_in_the_message() -> None:
    _, [problem] = parse(key(), "woord " * 50)
    assert problem.what == "vak = '" + ("woord " * 50)[:56] + "... kan hier niet"


def test_an_unknown_name_is_answered_with_the_nearest_one() -> None:
    fields = [Field(name=name, column=name, kind=text()) for name in ("groep", "rol")]
    problems: list[Problem] = []
    record = parse_record(
        {"groepp": "client", "xyz": "1", "rol": "moeder"},
        fields,
        at=lambda name: f"regel 4, {name}",
        problems=problems,
    )
    assert record == {"groep": None, "rol": "moeder"}
    assert [str(problem) for problem in problems] == [
        "'groepp' is hier niet bekend\n"
        "  waar:      regel 4, groepp\n"
        "  oplossing: bedoeld is misschien 'groep'; bekend zijn: groep, rol",
        "'xyz' is hier niet bekend\n"
        "  waar:      regel 4, xyz\n"
        "  oplossing: bekend zijn: groep, rol",
    ]


@given(st.dates(), st.sampled_from("-/"))
def test_a_date_is_never_read_month_first(when: date, mark: str) -> None:
    day_first = mark.join([str(when.day), str(when.month), f"{when.year:04d}"])
    assert parse(day(), day_first) == (when, [])
    assert parse(day(), when.isoformat()) == (when, [])


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_reads_the_same_with_a_comma(value: float) -> None:
    written = f"{value:.10f}"
    assert parse(decimal(), written)[0] == float(written)
    assert parse(decimal(), written.replace(".", ","))[0] == float(written)


@given(
    st.text(),
    st.sampled_from([whole(0, 9), decimal(), day(), yes_no(), key(), age_band()]),
)
def test_no_text_makes_a_reader_fall_over(value: str, kind: Kind) -> None:
    _, problems = parse(kind, value)
    assert len(problems) <= 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("50-59", "50-59"),
        ("50 \N{EN DASH} 59", "50-59"),
        ("0-19", "0-19"),
        ("40-59", "40-59"),
        ("85+", "85+"),
        ("90 +", "90+"),
    ],
)
def test_a_band_of_ages_is_read_with_a_hyphen(written: str, read: str) -> None:
    assert parse(age_band(), written) == (read, [])


@pytest.mark.parametrize(
    "written", ["53", "50-54", "53-62", "59-50", "50-59 jaar", "97+", "95+", "83+", "+"]
)
def test_a_band_that_is_about_one_person_is_no_band(written: str) -> None:
    _, problems = parse(age_band(), written)
    assert [problem.fix for problem in problems] == [
        "gebruik een band van tien jaar of breder, zoals 50-59 of 85+"
    ]
