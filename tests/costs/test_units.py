"""Units cancel above and below the slash, and nothing is converted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.costs.units import (
    COST_UNIT,
    is_money,
    lacking_unit,
    product_unit,
    unit,
)

words = st.sampled_from(["EUR", "uur", "week", "traject", "bezoek"])
units = st.lists(
    st.one_of(words, st.builds("{}/{}".format, words, words), st.just("aandeel")),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize(
    ("factors", "product"),
    [
        (["EUR/uur", "uur/week", "week/traject"], "EUR/traject"),
        (["EUR/traject"], "EUR/traject"),
        (["EUR/traject", "aandeel"], "EUR/traject"),
        (["EUR/uur", "week/traject"], "EUR·week/(uur·traject)"),
        (["EUR/uur", "uur/week", "maand/traject"], "EUR·maand/(week·traject)"),
        (["EUR/traject", "EUR/traject"], "EUR·EUR/(traject·traject)"),
        (["uur/week", "week/uur"], "1"),
    ],
)
def test_equal_words_cancel_and_the_rest_is_shown(
    factors: list[str], product: str
) -> None:
    assert product_unit(factors) == product


@given(units)
def test_the_order_of_factors_decides_nothing(factors: list[str]) -> None:
    there, back = product_unit(factors), product_unit(factors[::-1])

    assert sorted(there) == sorted(back)


@given(st.lists(st.builds("{}/{}".format, words, words), max_size=4))
def test_what_is_lacking_makes_a_cost_when_it_is_added(factors: list[str]) -> None:
    lacking = lacking_unit(factors)

    if lacking.count("/") == 1 and "·" not in lacking and "1" not in lacking:
        assert product_unit([*factors, lacking]) == COST_UNIT


@pytest.mark.parametrize(
    ("written", "read"),
    [("EUR/uur", "EUR/uur"), ("uur / week", "uur/week"), ("aandeel", "aandeel")],
)
def test_a_unit_is_one_word_or_two_with_a_slash(written: str, read: str) -> None:
    assert unit().parse(written) == read


@pytest.mark.parametrize(
    "written",
    ["EUR per uur", "EUR/uur/week", "/week", "", "€/uur", "euro/uur", "eur", 3, None],
)
def test_anything_else_is_refused_and_so_is_money_in_other_words(
    written: object,
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the caller writes the message)
        unit().parse(written)


@pytest.mark.parametrize(
    ("name", "money"),
    [("EUR", True), ("EUR/uur", True), ("uur/EUR", False), ("EURO", False)],
)
def test_money_has_euros_above_the_slash(name: str, money: bool) -> None:
    assert is_money(name) is money
