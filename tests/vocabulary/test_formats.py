"""Numbers, money, dates and lists as Dutch writes them."""

import doctest
import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.vocabulary import (
    day_text,
    decimal_text,
    euro_text,
    formats,
    join_text,
    percentage_text,
    signed_text,
)

DUTCH = re.compile(r"−?\d{1,3}(\.\d{3})*(,\d+)?")
values = st.floats(-1e9, 1e9)
decimals = st.integers(0, 4)


def number(text: str) -> Fraction:
    """Read a number as a Dutch reader does."""
    assert DUTCH.fullmatch(text), text
    return Fraction(text.replace(".", "").replace(",", ".").replace("−", "-"))


def test_the_examples_in_the_docstrings_hold() -> None:
    found = doctest.testmod(formats)
    assert found.attempted >= 6
    assert found.failed == 0


@given(values, decimals)
def test_a_number_reads_back_to_half_of_its_last_decimal(
    value: float, places: int
) -> None:
    text = decimal_text(value, places)
    assert len(text.partition(",")[2]) == places
    error = abs(number(text) - Fraction(value))
    assert error <= Fraction(1, 2 * 10**places) + Fraction(1, 10**6)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back_exactly(value: int) -> None:
    assert number(decimal_text(value)) == value


@given(values, decimals)
def test_zero_has_no_sign(value: float, places: int) -> None:
    for text in (decimal_text(value, places), signed_text(value, places)):
        if set(text) <= set("+−0,."):
            assert text[0] == "0"


@pytest.mark.parametrize("value", [-0.0, -0.4, -1e-12, 0, 0.4])
def test_what_rounds_to_zero_is_zero_without_a_sign(value: float) -> None:
    assert (decimal_text(value), signed_text(value)) == ("0", "0")


@given(values, decimals)
def test_the_sign_of_a_number_is_that_of_the_number(value: float, places: int) -> None:
    sign, text = signed_text(value, places)[0], decimal_text(value, places)
    seen = number(text)
    assert (sign == "+") is (seen > 0)
    assert (sign == "−") is (seen < 0) is text.startswith("−")
    assert number(signed_text(value, places).removeprefix("+")) == seen


@given(values)
def test_money_does_not_break_over_a_line_end(value: float) -> None:
    text = euro_text(value)
    assert text.startswith("EUR\N{NO-BREAK SPACE}")
    assert not re.search("[ -]", text)


def test_a_loss_has_a_minus_sign_and_no_hyphen() -> None:
    assert euro_text(-12409.5).removeprefix("EUR\N{NO-BREAK SPACE}") in (
        "−12.409",
        "−12.410",
    )


@given(st.integers(1, 10**6), st.data())
def test_a_percentage_never_calls_some_none_or_nearly_all_all(
    total: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, total))
    text = percentage_text(k / total)
    assert (text == "0%") is (k == 0)
    assert (text == "100%") is (k == total)


@given(st.floats(0, 1))
def test_a_percentage_is_within_half_of_one(share: float) -> None:
    text = percentage_text(share)
    if text == "<1%":
        assert 0 < share <= 0.005
    elif text == ">99%":
        assert 0.995 <= share < 1
    else:
        assert abs(int(text.removesuffix("%")) - 100 * share) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (1, "100%"), (1 / 3, "33%"), (2 / 3, "67%"), (1e-9, "<1%")],
)
def test_percentages_known_by_heart(share: float, text: str) -> None:
    assert percentage_text(share) == text


def test_all_months_are_dutch() -> None:
    assert [day_text(date(2025, month, 1)) for month in range(1, 13)] == [
        "1 januari 2025",
        "1 februari 2025",
        "1 maart 2025",
        "1 april 2025",
        "1 mei 2025",
        "1 juni 2025",
        "1 juli 2025",
        "1 augustus 2025",
        "1 september 2025",
        "1 oktober 2025",
        "1 november 2025",
        "1 december 2025",
    ]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([], ""),
        (["rust"], "rust"),
        (["rust", "moed"], "rust of moed"),
        (["rust", "moed", "tijd"], "rust, moed of tijd"),
    ],
)
def test_words_are_joined_as_in_a_sentence(parts: list[str], text: str) -> None:
    assert join_text(parts, "of") == text
