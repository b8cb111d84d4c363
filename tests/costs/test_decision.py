"""Cost per effect and acceptability, against published tables and plain counting."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.costs import acceptability_curve, icer_table
from tbresearch.errors import WorkbenchError

# tests/testthat/test_calculate_icers.R of dampack (numbers only): UC, B, D, E on the
# frontier at 5,000, 12,500 and 20,000; A dominated, C dominated by extension.
COST = {"E": 55_000, "D": 35_000, "C": 25_000, "B": 10_000, "A": 12_000, "UC": 5_000}
EFFECT = {"E": 5, "D": 4, "C": 3, "B": 2, "A": 1.5, "UC": 1}


def test_the_published_table_of_dampack() -> None:
    found = icer_table(COST, EFFECT).set_index("strategy")
    front = found[found["status"] == "op de grens"]
    assert list(front.index) == ["UC", "B", "D", "E"]
    assert list(front["icer"][1:]) == [5_000, 12_500, 20_000]
    assert np.isnan(front["icer"].iloc[0])
    assert found.loc["A", "status"] == "gedomineerd"
    assert found.loc["C", "status"] == "uitgebreid gedomineerd"
    assert found.loc[["A", "C"], "icer"].isna().all()


# BCEA's vaccine example prints EIB 1.2284 at 25,000 and ICER 20,097.6. Its draws are
# GPL data; two numbers fix both means: effect = EIB / (25,000 - ICER).
def test_expected_benefit_and_icer_of_bcea_belong_together() -> None:
    effect = 1.2284 / (25_000 - 20_097.6)
    found = icer_table({"a": 0, "b": 20_097.6 * effect}, {"a": 0, "b": effect})
    assert found.loc[1, "icer"] == pytest.approx(20_097.6)
    assert 25_000 * effect - found.loc[1, "cost"] == pytest.approx(1.2284)


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=7)
)
def test_the_frontier_is_best_at_some_price_and_no_other_option_is_better(
    pairs: list[tuple[int, int]],
) -> None:
    cost = {f"o{i}": float(c) for i, (c, _) in enumerate(pairs)}
    effect = {f"o{i}": float(e) for i, (_, e) in enumerate(pairs)}
    found = icer_table(cost, effect)
    front = found[found["status"] == "op de grens"]
    icers = front["icer"].dropna().to_numpy()
    assert (icers >= 0).all()
    assert (np.diff(icers) >= 0).all()
    # By brute force: at every price the best option is worth what the frontier is.
    for price in (0.0, 0.3, 1.0, 3.0, 50.0):
        best = max(price * effect[name] - cost[name] for name in cost)
        on_front = max(price * effect[n] - cost[n] for n in front["strategy"])
        assert on_front == pytest.approx(best)


def test_the_order_of_options_changes_no_table() -> None:
    turned = dict(reversed(COST.items()))
    assert icer_table(turned, EFFECT).equals(icer_table(COST, EFFECT))


def test_draws_are_taken_at_their_mean() -> None:
    cost = pd.DataFrame({"a": [0.0, 0.0], "b": [50.0, 150.0]})
    effect = pd.DataFrame({"a": [0.0, 0.0], "b": [1.0, 3.0]})
    assert icer_table(cost, effect).loc[1, "icer"] == 50


def test_acceptability_is_the_share_of_draws_and_the_frontier_the_best_mean() -> None:
    # b wins in two of three draws and loses much in the third: its mean is lower.
    cost = pd.DataFrame({"a": [0.0, 0, 0], "b": [0.0, 0, 100]})
    effect = pd.DataFrame({"a": [0.0, 0, 0], "b": [1.0, 1, 1]})
    found = acceptability_curve(cost, effect, thresholds=[0, 10, 40])
    table = found.frame.set_index(["threshold", "option"])
    # At 0 the first two draws are ties and are shared.
    assert table.loc[(0, "a"), "probability"] == pytest.approx(2 / 3)
    assert table.loc[(10, "b"), "probability"] == pytest.approx(2 / 3)
    assert table.loc[(10, "a"), "frontier"]
    assert not table.loc[(10, "b"), "frontier"]
    assert table.loc[(40, "b"), "frontier"]
    assert table.loc[(40, "b"), "expected_net_benefit"] == pytest.approx(20 / 3)
    sums = found.frame.groupby("threshold")["probability"].sum()
    assert list(sums) == pytest.approx([1, 1, 1])
    assert str(found) == (
        "Gemiddeld de beste optie, en hoe vaak zij de beste is: bij EUR\xa00 a (67%) "
        "en bij EUR\xa040 b (67%)"
    )
    assert found._repr_html_() == found._repr_html_()
    assert len(found.plot().lines) == 4


@pytest.mark.parametrize(
    ("cost", "effect", "what"),
    [
        (
            pd.DataFrame({"a": [0.0, 1], "b": [1.0, 2]}),
            pd.DataFrame({"a": [0.0] * 3, "b": [1.0] * 3}),
            "het aantal trekkingen is niet gelijk: 2 in cost en 3 in effect",
        ),
        (
            pd.DataFrame({"a": [0.0, 1], "b": [1.0, 2]}),
            pd.DataFrame({"a": [0.0, 1], "c": [1.0, 2]}),
            "de opties verschillen: a en b tegenover a en c",
        ),
    ],
)
def test_options_and_draws_must_fit(
    cost: pd.DataFrame, effect: pd.DataFrame, what: str
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        acceptability_curve(cost, effect, thresholds=[1])
    assert str(caught.value).startswith(what)
    with pytest.raises(WorkbenchError) as caught:
        icer_table(cost, effect)
    assert str(caught.value).startswith(what)
