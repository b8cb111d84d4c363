"""Arithmetic with ranges holds what brute force finds, and nothing more."""

import itertools
import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tbresearch.intervention import Range, capacity, feasible_parts, in_care, total

whole = st.integers(-12, 12)
counts = st.integers(0, 12)


@st.composite
def ranges(draw: st.DrawFn, numbers: st.SearchStrategy[int] = whole) -> Range:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Range(low, high)


def inside(part: Range) -> list[int]:
    return list(range(int(part.low), int(part.high) + 1))


@given(ranges(), ranges())
def test_sums_and_products_hold_exactly_what_numbers_give(a: Range, b: Range) -> None:
    pairs = list(itertools.product(inside(a), inside(b)))
    sums, products = [x + y for x, y in pairs], [x * y for x, y in pairs]
    assert (a + b) == Range(min(sums), max(sums))
    assert (a * b) == Range(min(products), max(products))


@given(ranges(), ranges(st.integers(1, 12)))
def test_quotients_hold_exactly_what_numbers_give(a: Range, b: Range) -> None:
    quotients = [x / y for x, y in itertools.product(inside(a), inside(b))]
    found = a / b
    assert found.low == pytest.approx(min(quotients))
    assert found.high == pytest.approx(max(quotients))


@given(ranges(), ranges())
def test_ranges_overlap_when_a_number_lies_in_both(a: Range, b: Range) -> None:
    assert a.overlaps(b) is bool(set(inside(a)) & set(inside(b)))
    assert a.overlaps(b) is b.overlaps(a)
    assert all((number in a) is (number in inside(a)) for number in range(-13, 14))


@given(st.lists(ranges(counts), min_size=1, max_size=4), st.integers(0, 40))
def test_parts_of_a_whole_are_those_that_brute_force_leaves(
    parts: list[Range], whole: int
) -> None:
    fitting = [
        choice
        for choice in itertools.product(*map(inside, parts))
        if sum(choice) == whole
    ]
    found = feasible_parts(parts, whole)
    if not fitting:
        assert found is None
        return
    assert found is not None
    for number, part in enumerate(found):
        values = [choice[number] for choice in fitting]
        assert part == Range(min(values), max(values))


@given(st.lists(ranges(), max_size=4))
def test_the_order_of_a_sum_does_not_matter(parts: list[Range]) -> None:
    assert total(parts) == total(parts[::-1])


@given(ranges(counts), ranges(st.integers(1, 12)))
def test_what_flows_in_is_what_is_in_care_over_the_duration(
    inflow: Range, years: Range
) -> None:
    """Little's law for each pair of numbers, and for the bounds of all of them."""
    assume(inflow.low > 0)
    stocks = [x * y for x, y in itertools.product(inside(inflow), inside(years))]
    assert in_care(inflow, years) == Range(min(stocks), max(stocks))


def test_an_open_range_stays_open() -> None:
    weeks = total([Range(2, 4), Range(2, 4), Range(13, math.inf)])
    assert weeks == Range(17, math.inf)
    assert str(weeks) == "17 of meer"
    assert weeks * Range(0, 2) == Range(0, math.inf)
    assert Range(0, 0) * Range(1, math.inf) == Range(0, 0)
    assert Range(10, 10) / Range(2, math.inf) == Range(0, 5)


@pytest.mark.parametrize(
    ("low", "high"), [(2, 1), (math.nan, 1), (1, math.nan), (math.inf, math.inf)]
)
def test_what_is_no_range_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="is no range"):
        Range(low, high)


def test_a_range_is_not_divided_by_what_may_be_nothing() -> None:
    with pytest.raises(ValueError, match="above zero only"):
        Range(1, 2) / Range(0, 3)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (Range(30, 40), "30 tot 40"),
        (Range(30, 30), "30"),
        (Range(20 / 3, 25 / 3), "6,7 tot 8,3"),
        (Range(0.33, 0.34), "0,3"),
        (Range(10_000, 20_000), "10.000 tot 20.000"),
    ],
)
def test_a_range_reads_as_dutch(shown: Range, text: str) -> None:
    assert str(shown) == text


def test_capacity_is_that_of_the_source() -> None:
    """10,000 clients, 1,200 to 1,500 workers, one visit of two hours a week."""
    each, hours = capacity(
        Range(10_000, 10_000), Range(1_200, 1_500), hours_per_client=Range(2, 2)
    )
    assert str(each) == "6,7 tot 8,3"
    assert str(hours) == "13,3 tot 16,7"
