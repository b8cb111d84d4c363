"""The coefficients are what their definitions say, on any data.

The oracles are the definitions written out pair by pair, scikit-learn and
statsmodels. The properties are those that no sensible change of the data breaks.
"""

from itertools import combinations, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters
from statsmodels.stats.inter_rater import fleiss_kappa as statsmodels_fleiss

from tbresearch.coding.agreement import (
    Coefficient,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from tbresearch.estimate import NotEstimable

LEVELS = ("nominal", "ordinal", "interval", "ratio")
VALUES = [0, 1, 2, 5]
DRAW = {"seed": 3, "draws": 100}
MEASURES = {
    "alpha": lambda x: krippendorff_alpha(x, level="nominal", **DRAW),
    "fleiss": lambda x: fleiss_kappa(x, **DRAW),
    "ac1": lambda x: gwet_ac1(x, categories=VALUES, **DRAW),
    "bp": lambda x: brennan_prediger(x, categories=VALUES, **DRAW),
    "percent": lambda x: percent_agreement(x, **DRAW),
}


def frames(coders: int, *, missing: bool) -> st.SearchStrategy[pd.DataFrame]:
    cell = st.sampled_from([*VALUES, None] if missing else VALUES)
    row = st.tuples(*[cell] * coders)
    return st.lists(row, min_size=2, max_size=12).map(
        lambda rows: pd.DataFrame(rows, columns=list("abcd")[:coders], dtype=object)
    )


def number(found: Coefficient | NotEstimable) -> float | None:
    if isinstance(found, NotEstimable):
        return None
    assert not np.isnan(found.value)
    return found.value


def difference(level: str, c: float, k: float, given: list[float]) -> float:
    """Return the squared difference of two values, as Krippendorff writes it."""
    if level == "nominal":
        return float(c != k)
    if level == "interval":
        return (c - k) ** 2
    if level == "ratio":
        return ((c - k) / (c + k)) ** 2 if c + k else 0.0
    low, high = min(c, k), max(c, k)
    between = sum(1 for v in given if low <= v <= high)
    ends = sum(1 for v in given if v == c) + sum(1 for v in given if v == k)
    return (between - ends / 2) ** 2 if c != k else 0.0


def alpha_by_pairs(values: pd.DataFrame, level: str) -> float | None:
    """Return alpha by going over every pair of values, within units and overall."""
    units = [[v for v in row if v is not None] for row in values.to_numpy()]
    units = [unit for unit in units if len(unit) >= 2]
    given = [v for unit in units for v in unit]
    observed = sum(
        sum(difference(level, c, k, given) for c, k in permutations(unit, 2))
        / (len(unit) - 1)
        for unit in units
    )
    expected = sum(difference(level, c, k, given) for c, k in permutations(given, 2))
    if not expected:
        return None
    return 1 - (observed / len(given)) / (expected / len(given) / (len(given) - 1))


@pytest.mark.parametrize("level", LEVELS)
@given(values=frames(3, missing=True))
def test_alpha_is_one_minus_observed_over_expected_disagreement(
    level: str, values: pd.DataFrame
) -> None:
    found = number(krippendorff_alpha(values, level=level, **DRAW))  # type: ignore[arg-type]
    wanted = alpha_by_pairs(values, level)
    assert (found is None) == (wanted is None)
    if found is not None:
        assert found == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
@given(values=frames(2, missing=False))
def test_cohen_is_what_scikit_learn_gives(weights: str, values: pd.DataFrame) -> None:
    found = number(
        cohen_kappa(values, weights=weights, categories=VALUES, **DRAW)  # type: ignore[arg-type]
    )
    one, two = (values[name].astype(int) for name in "ab")
    if found is None:
        assert set(one) == set(two)
        assert len(set(one)) == 1
        return
    wanted = cohen_kappa_score(
        one, two, labels=VALUES, weights=None if weights == "none" else weights
    )
    assert found == pytest.approx(wanted, abs=1e-9)


@given(values=frames(4, missing=False))
def test_fleiss_is_what_statsmodels_gives(values: pd.DataFrame) -> None:
    assume(len(np.unique(values.to_numpy().astype(int))) > 1)
    table, _ = aggregate_raters(values.to_numpy().astype(int))
    assert number(fleiss_kappa(values, **DRAW)) == pytest.approx(
        statsmodels_fleiss(table, method="fleiss"), abs=1e-9
    )


@given(values=frames(3, missing=True))
def test_percent_is_the_share_of_equal_pairs_per_unit(values: pd.DataFrame) -> None:
    shares = []
    for row in values.to_numpy():
        equal = [a == b for a, b in combinations([v for v in row if v is not None], 2)]
        if equal:
            shares.append(sum(equal) / len(equal))
    found = number(percent_agreement(values, **DRAW))
    assert found == (pytest.approx(np.mean(shares)) if shares else None)


@given(values=frames(2, missing=False))
def test_ac1_and_brennan_prediger_are_their_formulas(values: pd.DataFrame) -> None:
    q = len(VALUES)
    equal = float((values["a"] == values["b"]).mean())
    both = pd.concat([values["a"], values["b"]])
    share = np.array([(both == v).mean() for v in VALUES])
    chance = {"ac1": float((share * (1 - share)).sum() / (q - 1)), "bp": 1 / q}
    for name, by_chance in chance.items():
        wanted = (equal - by_chance) / (1 - by_chance)
        assert number(MEASURES[name](values)) == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("name", MEASURES)
@given(values=frames(3, missing=True), order=st.permutations(range(12)))
def test_order_of_units_and_coders_changes_nothing_at_all(
    name: str, values: pd.DataFrame, order: list[int]
) -> None:
    rows = [i for i in order if i < len(values)]
    turned = values.iloc[rows][["c", "a", "b"]]
    one, two = MEASURES[name](values), MEASURES[name](turned)
    if isinstance(one, NotEstimable):
        assert two == one
    else:
        assert isinstance(two, Coefficient)
        assert (two.value, two.interval) == (one.value, one.interval)
        assert (two.n, two.left_out) == (one.n, one.left_out)


@pytest.mark.parametrize("name", MEASURES)
@given(values=frames(3, missing=True), names=st.permutations(VALUES))
def test_names_of_values_mean_nothing_to_nominal_measures(
    name: str, values: pd.DataFrame, names: list[int]
) -> None:
    renamed = values.map(lambda v: None if v is None else names[VALUES.index(v)])
    assert number(MEASURES[name](renamed)) == pytest.approx(
        number(MEASURES[name](values)), abs=1e-9
    )


@pytest.mark.parametrize("name", ["fleiss", "ac1", "bp", "percent"])
@given(values=frames(3, missing=True), times=st.integers(2, 4))
def test_the_same_units_again_change_no_share(
    name: str, values: pd.DataFrame, times: int
) -> None:
    again = pd.concat([values] * times, ignore_index=True)
    assert number(MEASURES[name](again)) == pytest.approx(
        number(MEASURES[name](values)), abs=1e-9
    )


@given(values=frames(2, missing=False), times=st.integers(2, 50))
def test_alpha_of_repeated_units_nears_the_kappa_of_pooled_values(
    values: pd.DataFrame, times: int
) -> None:
    # Krippendorff corrects for small samples: alpha = 1 - (1 - pi)(N - 1) / N, for N
    # values of two coders and Scott's pi, which is Fleiss' kappa of two.
    again = pd.concat([values] * times, ignore_index=True)
    pi = number(fleiss_kappa(again, **DRAW))
    alpha = number(krippendorff_alpha(again, level="nominal", **DRAW))
    if pi is None:
        assert alpha is None
    else:
        size = 2 * len(again)
        assert alpha == pytest.approx(1 - (1 - pi) * (size - 1) / size, abs=1e-9)


@given(values=frames(2, missing=False))
def test_all_levels_are_one_for_a_code_that_is_there_or_not(
    values: pd.DataFrame,
) -> None:
    binary = values.map(lambda v: int(v > 0))
    found = [
        number(krippendorff_alpha(binary, level=level, **DRAW))  # type: ignore[arg-type]
        for level in LEVELS
    ]
    assert found == [None] * 4 or found == pytest.approx([found[0]] * 4, abs=1e-9)


@given(
    values=frames(2, missing=False),
    scale=st.floats(1e-6, 1e6),
    shift=st.integers(-100, 100),
)
def test_interval_alpha_does_not_see_the_unit_or_the_zero(
    values: pd.DataFrame, scale: float, shift: int
) -> None:
    moved = values.map(lambda v: float(v) * scale + shift * scale)
    one, two = (
        krippendorff_alpha(x, level="interval", **DRAW) for x in (values, moved)
    )
    assert number(two) == pytest.approx(number(one), abs=1e-6)


@given(values=frames(2, missing=False))
def test_ordinal_alpha_sees_the_order_only(values: pd.DataFrame) -> None:
    stretched = values.map(lambda v: v**3 - 7)
    one, two = (
        krippendorff_alpha(x, level="ordinal", **DRAW) for x in (values, stretched)
    )
    assert number(two) == number(one)


@pytest.mark.parametrize("name", ["fleiss", "ac1", "bp", "alpha"])
def test_coders_who_guess_agree_as_much_as_chance(name: str) -> None:
    rng = np.random.default_rng(20261122)
    guesses = pd.DataFrame(rng.integers(0, 4, size=(40_000, 3)), columns=list("abc"))
    values = guesses.replace({3: 5})
    found = MEASURES[name](values)
    assert isinstance(found, Coefficient)
    assert abs(found.value) < 0.01
