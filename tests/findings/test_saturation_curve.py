"""The arithmetic of saturation, against the article, brute force and closed forms."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tbresearch.findings.saturation_curve import (
    SaturationRule,
    new_codes,
    order_band,
    run_shares,
)

heard = st.integers(1, 7).flatmap(
    lambda many: st.integers(0, 6).flatmap(lambda n: arrays(bool, (many, n)))
)


def rule(base: int = 4, run: int = 2, threshold: float = 0.05) -> SaturationRule:
    return SaturationRule(
        base_size=base, run_length=run, threshold=threshold, permutations=2000, seed=5
    )


def test_the_first_run_of_the_article_is_a_fifth_of_new_information() -> None:
    """Guest, Namey and Chen (2020) go through 37 themes in four interviews, then 7.

    7/37 = 19% for a run of two is their example, read in a summary of the article and
    not in the article itself. The other numbers here are ours.
    """
    shares = run_shares(np.array([[20, 9, 5, 3, 4, 3, 1, 0]]), rule())[0]
    assert shares.tolist() == [7 / 37, 4 / 37, 1 / 37]
    assert [f"{share:.0%}" for share in shares] == ["19%", "11%", "3%"]


@given(heard)
def test_new_codes_are_those_that_no_earlier_conversation_had(has: np.ndarray) -> None:
    seen: set[int] = set()
    by_hand = []
    for row in has:
        now = {code for code, is_here in enumerate(row) if is_here}
        by_hand.append(len(now - seen))
        seen |= now
    assert new_codes(has).tolist() == by_hand


@given(heard, st.integers(1, 4), st.integers(1, 3))
def test_runs_are_those_of_a_plain_loop(has: np.ndarray, base: int, run: int) -> None:
    new = new_codes(has)
    if len(new) < base + run:
        return
    first = sum(new[:base])
    by_hand = [
        sum(new[i : i + run]) / first if first else math.inf
        for i in range(base, len(new) - run + 1)
    ]
    found = run_shares(new[None, :], rule(base, run))[0]
    assert found.tolist() == by_hand


def test_the_mean_of_random_orders_is_the_closed_form() -> None:
    """Of a code in m of N, n conversations lack it with chance C(N-m, n) / C(N, n)."""
    has = np.random.default_rng(3).random((9, 14)) < 0.3
    many = len(has)
    expected = [
        sum(1 - math.comb(many - m, n) / math.comb(many, n) for m in has.sum(axis=0))
        for n in range(1, many + 1)
    ]
    band, _ = order_band(has, rule())
    # 2,000 draws of a sum with a standard deviation under 2.
    assert band[1] == pytest.approx(expected, abs=4 * 2 / math.sqrt(2000))
    assert (band[0] <= band[1]).all()
    assert (band[1] <= band[2]).all()


def test_how_often_orders_saturate_is_what_all_orders_give() -> None:
    has = np.random.default_rng(4).random((6, 12)) < 0.5
    own = rule(3, 2, 0.1)
    orders = list(itertools.permutations(range(6)))
    all_of_them = np.mean(
        [
            (run_shares(new_codes(has[list(order)])[None, :], own) <= 0.1).any()
            for order in orders
        ]
    )
    assert 0.05 < all_of_them < 0.95  # or the comparison says little
    assert order_band(has, own)[1] == pytest.approx(all_of_them, abs=0.05)


def test_the_band_closes_at_the_end_and_repeats_with_its_seed() -> None:
    has = np.random.default_rng(1).random((7, 9)) < 0.4
    band, _ = order_band(has, rule())
    assert band[:, -1].tolist() == [has.any(axis=0).sum()] * 3
    assert (order_band(has, rule())[0] == band).all()


def test_conversations_without_codes_have_no_share_and_break_nothing() -> None:
    nothing = np.zeros((6, 3), dtype=bool)
    assert run_shares(new_codes(nothing)[None, :], rule())[0].tolist() == [math.inf]
    band, reached = order_band(nothing, rule())
    assert (band.max(), reached) == (0, 0)
    assert new_codes(np.zeros((0, 3), dtype=bool)).tolist() == []
