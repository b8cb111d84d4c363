"""Counts, estimates, and numbers that cannot be had."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.estimate import Count, Estimate, NotApplicable, NotEstimable


@st.composite
def counts(draw: st.DrawFn) -> Count:
    total = draw(st.integers(0, 5000))
    return Count(
        k=draw(st.integers(0, total)),
        total=total,
        unit="respondenten",
        percentage_from=draw(st.integers(-5, 60)),
    )


def test_a_count_names_its_unit_and_denominator() -> None:
    count = Count(k=3, total=13, unit="respondenten")
    assert str(count) == "3 van 13 respondenten"
    assert count.short == "3 van 13"


def test_twenty_is_the_first_denominator_with_a_percentage() -> None:
    assert str(Count(k=5, total=19, unit="groepen")) == "5 van 19 groepen"
    assert str(Count(k=5, total=20, unit="groepen")) == "5 van 20 (25%) groepen"


def test_a_study_may_ask_for_more_before_a_percentage() -> None:
    assert Count(k=5, total=99, unit="x", percentage_from=100).short == "5 van 99"
    assert Count(k=5, total=100, unit="x", percentage_from=100).short.endswith("(5%)")


@given(counts())
def test_no_setting_gives_a_percentage_under_twenty(count: Count) -> None:
    may = count.total >= 20 and count.total >= count.percentage_from
    assert ("%" in str(count)) is may


@given(counts())
def test_a_count_can_be_read_back(count: Count) -> None:
    found = re.match(r"([\d.]+) van ([\d.]+)", count.short)
    read = tuple(int(part.replace(".", "")) for part in found.groups())
    assert read == (count.k, count.total)


@given(counts().filter(lambda count: "%" in count.short))
def test_a_percentage_says_nobody_or_everybody_only_when_it_is_so(
    count: Count,
) -> None:
    assert ("(0%)" in count.short) is (count.k == 0)
    assert ("(100%)" in count.short) is (count.k == count.total)


@pytest.mark.parametrize(("k", "total"), [(4, 3), (-1, 3), (1, 0), (0, -1)])
def test_more_than_all_or_less_than_none_is_no_count(k: int, total: int) -> None:
    with pytest.raises(ValueError, match=f"{k} of {total} groepen is no count"):
        Count(k=k, total=total, unit="groepen")


def test_an_estimate_prints_value_bounds_unit_and_n() -> None:
    estimate = Estimate(
        value=0.25,
        low=-0.1,
        high=0.627,
        unit="ZRM-niveaus",
        n=13,
        denominator="cliënten",
        method="",
    )
    assert str(estimate) == "0,25 ZRM-niveaus (−0,10 tot 0,63), n = 13 cliënten"


def test_an_estimate_without_measurements_has_no_n() -> None:
    estimate = Estimate(
        value=12409.6,
        low=99.994,
        high=100.4,
        unit="EUR per traject",
        n=None,
        denominator="",
        method="",
    )
    assert str(estimate) == "12.410 EUR per traject (99,99 tot 100)"


def test_what_cannot_be_had_says_why() -> None:
    assert str(NotEstimable("geen groepen bij Cliënten")) == (
        "niet te bepalen: geen groepen bij Cliënten"
    )


def test_what_does_not_apply_reads_as_its_reason() -> None:
    assert (
        str(NotApplicable("andere traditie")) == "niet van toepassing: andere traditie"
    )
