"""Who shares a factor, how it went in each group, and when an interval is given."""

from collections.abc import Callable
from pathlib import Path

import pytest
from scipy.stats import binomtest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.findings import PATTERN_RULE, PERSPECTIVE_RULE
from tbresearch.findings.group_patterns import pattern_of

Edit = Callable[[Path, str, str], None]
Read = Callable[[Path], Coding]


def test_a_factor_is_shared_or_of_one_group(small_study: Path, read: Read) -> None:
    found = tb.perspectives(tb.success_factors(read(small_study)))
    assert dict(found.verdicts()) == {
        "rust": "Alleen begeleiders",
        "overzicht": "Gedeeld: begeleiders en cliënten",
        "lijnen": "Alleen begeleiders",
    }
    assert str(found) == (
        "Perspectieven op succesfactor: alleen begeleiders: 2; "
        "gedeeld: begeleiders en cliënten: 1"
    )
    assert found.notes == (PERSPECTIVE_RULE,)


def test_only_one_group_is_not_said_where_nobody_else_was_asked(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(
        small_study / "respondenten.csv", "moeder van twee;;ja", "moeder van twee;;nee"
    )
    found = tb.perspectives(tb.success_factors(read(small_study)))
    assert set(found.to_frame()["shared"]) == {"onbekend"}
    assert found.verdicts()["rust"] == "Begeleiders; niemand anders sprak"
    assert found.notes[1] == (
        "Van cliënten sprak niemand die meetelt: wat zij vinden is niet bekend."
    )


@pytest.mark.parametrize(
    ("named", "opposed", "total", "pattern"),
    [
        ("abc", "", 3, "consensus"),
        ("ab", "", 3, "meerderheid"),
        ("ab", "", 4, "enkelen"),
        ("a", "", 2, "een_stem"),
        ("a", "a", 2, "een_stem"),
        ("ab", "a", 4, "omstreden"),
        ("a", "b", 4, "omstreden"),
        ("", "b", 4, "andere_kant"),
        ("", "", 4, "stil"),
        ("a", "", 1, "alleen_een"),
        ("", "", 1, "alleen_een"),
    ],
)
def test_the_pattern_in_a_group_follows_the_rule(
    named: str, opposed: str, total: int, pattern: str
) -> None:
    assert pattern_of(frozenset(named), frozenset(opposed), total=total) == pattern


def test_the_patterns_of_a_study_are_those_made_by_hand(
    small_study: Path, read: Read
) -> None:
    found = tb.group_patterns(tb.success_factors(read(small_study)))
    table = found.table("begeleider")
    assert {code: list(row) for code, *row in table.itertuples()} == {
        "rust": ["consensus (2 van 2)", "één stem (1 van 2)"],
        "overzicht": ["één stem (1 van 2)", "stil"],
        "lijnen": ["één stem (1 van 2)", "stil"],
    }
    assert found.table("client").empty
    assert str(found) == (
        "Patronen bij succesfactor in 2 focusgroepen: consensus 1, één stem 3, stil 2"
    )
    assert found.notes == (PATTERN_RULE,)
    assert "consensus (2 van 2)" in found._repr_html_()


def test_a_group_of_one_has_no_pattern(
    small_study: Path, read: Read, edit: Edit
) -> None:
    edit(small_study / "respondenten.csv", "zorgpunt;ja;ja;nee", "zorgpunt;nee;ja;nee")
    found = tb.group_patterns(tb.success_factors(read(small_study)))
    first = found.table("begeleider")["fg1"]
    assert set(first) == {"niet te zeggen"}


def test_without_groups_or_codings_the_tables_say_so(
    small_study: Path, read: Read
) -> None:
    for path in (small_study / "coderingen").iterdir():
        path.unlink()
    factors = tb.success_factors(read(small_study))
    assert tb.group_patterns(factors).notes == (
        "Er zijn geen coderingen, en dus geen patronen.",
    )
    assert str(tb.perspectives(factors)) == "Perspectieven op succesfactor: geen"
    sessions = small_study / "gesprekken.csv"
    text = sessions.read_text().replace("focusgroep;", "interview;")
    sessions.write_text(text)
    assert tb.group_patterns(tb.success_factors(read(small_study))).notes == (
        "Er zijn geen focusgroepen, en dus geen patronen.",
    )


def test_people_chosen_on_purpose_carry_no_interval(
    small_study: Path, read: Read
) -> None:
    factors = tb.success_factors(read(small_study))
    found = tb.interval(factors, group="begeleider", code="rust")
    assert str(found) == (
        "niet van toepassing: de respondenten zijn doelgericht gekozen en niet door "
        "loting; het aantal geldt voor hen en niet voor wie niet is gevraagd"
    )
    nobody = tb.interval(factors, group="naaste", code="rust")
    assert isinstance(nobody, tb.NotEstimable)


@pytest.mark.parametrize("code", ["rust", "overzicht", "wachttijd"])
def test_people_drawn_by_lot_carry_the_interval_of_wilson(
    code: str, small_study: Path, read: Read
) -> None:
    with (small_study / "studie.toml").open("a") as settings:
        settings.write('steekproef = "aselect"\n')
    factors = tb.success_factors(read(small_study))
    found = tb.interval(factors, group="begeleider", code=code)
    count = factors.count("begeleider", code, "respondent")
    assert isinstance(found, tb.Estimate)
    assert isinstance(count, tb.Count)
    bounds = binomtest(count.k, count.total).proportion_ci(method="wilson")
    assert found.n == count.total
    assert (found.low, found.high) == pytest.approx((100 * bounds[0], 100 * bounds[1]))
