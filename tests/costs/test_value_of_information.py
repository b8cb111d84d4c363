"""Value of information against closed formulas, nested Monte Carlo and its bounds."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.special import ndtri

from tbresearch.costs import (
    Register,
    evpi,
    evppi,
    population_value,
    simulate,
    value_of_information,
)
from tbresearch.costs.sampling import sobol_points
from tbresearch.errors import WorkbenchError

Array = NDArray[np.float64]


def normals(columns: int, *, draws: int, seed: int = 3) -> Array:
    found: Array = ndtri(sobol_points(columns, draws=draws, seed=seed))
    return found


def against_nothing(gain: Array) -> pd.DataFrame:
    return pd.DataFrame({"niets": np.zeros_like(gain), "traject": gain})


# Closed answers (reference file): 1000 x 2 x phi(1) = 483.9414; sine 318.310. The
# noise e is normal with sd 500. "Within 2%" is the stated reach of the method.
@pytest.mark.parametrize(
    ("curve", "answer"),
    [
        (lambda x: 1000 * (x**2 - 1), 483.9414),
        (lambda x: 1000 * np.sin(3 * x), 318.310),
    ],
    ids=["quadratic", "sine"],
)
def test_curves_that_a_straight_line_misses_are_found(
    curve: Callable[[Array], Array], answer: float
) -> None:
    x, noise = normals(2, draws=2**15)
    gain = curve(x) + 500 * noise

    found = evppi(pd.DataFrame({"x": x}), against_nothing(gain))

    assert found.loc[0, "evppi"] == pytest.approx(answer, rel=0.02)
    assert found.loc[0, "evppi"] > 20 * found.loc[0, "noise_floor"]


def test_a_linear_metamodel_finds_nothing_where_the_answer_is_484() -> None:
    # A published library fits a line here and prints 0.38.
    x, noise = normals(2, draws=2**13)
    gain = 1000 * (x**2 - 1) + 500 * noise
    line = np.polynomial.Polynomial.fit(x, gain, 1)(x)

    linear = np.maximum(line, 0).mean() - max(0.0, line.mean())
    [spline] = evppi(pd.DataFrame({"x": x}), against_nothing(gain))["evppi"]

    assert linear < 1
    assert spline == pytest.approx(483.9414, rel=0.002)


# mu Phi(mu / s) + s phi(mu / s) - max(0, mu): EVPI 164.2110, EVPPI 85.9034, 124.8738.
def test_linear_normal_values_are_those_of_the_formula() -> None:
    first, second = normals(2, draws=2**15)
    parameters = pd.DataFrame({"t1": 100 + 300 * first, "t2": -50 + 800 * second})
    benefit = against_nothing((parameters["t1"] + parameters["t2"] / 2).to_numpy())

    found = evppi(parameters, benefit, of=["t1", "t2", ["t1", "t2"]])

    assert evpi(benefit) == pytest.approx(164.2110, rel=1e-3)
    assert list(found["parameter"]) == ["t1", "t2", "t1 + t2"]
    assert list(found["evppi"]) == pytest.approx(
        [85.9034, 124.8738, 164.2110], rel=0.002
    )
    assert list(found.columns) == ["parameter", "evppi", "se", "noise_floor"]


def test_the_value_is_within_two_errors_of_nested_monte_carlo() -> None:
    # Saving of a product with an uncertain chance, against an uncertain cost. The
    # inner mean given the chance is taken over 4,000 draws of all the rest.
    def gain(chance: Array, price: Array, cost: Array) -> Array:
        return np.asarray(chance**2 * price - cost)

    draws = 2**14
    u = sobol_points(3, draws=draws, seed=5)
    chance, price, cost = u[0], 20_000 + 60_000 * u[1], 8_000 + 9_000 * u[2]
    found = evppi(
        pd.DataFrame({"kans": chance}), against_nothing(gain(chance, price, cost))
    ).iloc[0]

    rng = np.random.default_rng(7)
    outer = rng.random(4_000)
    inner = rng.random((2, 4_000))
    prices, costs = 20_000 + 60_000 * inner[0], 8_000 + 9_000 * inner[1]
    means = np.array([gain(np.full(4_000, c), prices, costs).mean() for c in outer])
    nested = np.maximum(means, 0).mean() - max(0.0, means.mean())
    error = np.hypot(found["se"], np.maximum(means, 0).std() / np.sqrt(4_000))
    assert abs(found["evppi"] - nested) < 2 * error


def test_with_three_options_the_value_is_that_of_the_exact_answer() -> None:
    # Options 0, x and -x: knowing x is worth E|x| = sqrt(2 / pi).
    x, noise = normals(2, draws=2**14)
    benefit = pd.DataFrame({"a": 0 * x, "b": x + noise, "c": noise * 2 - x})
    found = evppi(pd.DataFrame({"x": x}), benefit)
    assert found.loc[0, "evppi"] == pytest.approx(np.sqrt(2 / np.pi), rel=0.01)


def test_what_has_nothing_to_do_with_the_choice_stays_under_the_noise_floor() -> None:
    above = 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        loose = pd.DataFrame({"los": rng.standard_normal(1_000)})
        benefit = against_nothing(rng.standard_normal(1_000))
        row = evppi(loose, benefit, seed=seed).iloc[0]
        above += row["evppi"] > row["noise_floor"]
    # 1 of 20 is expected; more than 5 has a chance of 3 in 10,000.
    assert above <= 5


def test_the_bootstrap_error_is_the_spread_over_fresh_draws() -> None:
    values, errors = [], []
    for seed in range(24):
        rng = np.random.default_rng(seed)
        x = rng.standard_normal(2_000)
        gain = 1000 * (x**2 - 1) + 500 * rng.standard_normal(2_000)
        row = evppi(pd.DataFrame({"x": x}), against_nothing(gain), seed=seed).iloc[0]
        values.append(row["evppi"])
        errors.append(row["se"])
    # An sd from 24 runs is right within a factor 1.45 (two of its errors).
    assert np.mean(errors) == pytest.approx(np.std(values, ddof=1), rel=0.45)


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    shape=st.sampled_from(["product", "sine", "step", "flat", "few"]),
)
def test_values_lie_between_zero_and_evpi_and_grow_with_the_group(
    seed: int, shape: str
) -> None:
    rng = np.random.default_rng(seed)
    a, b, c = rng.standard_normal((3, 512))
    gain = {
        "product": a * b - 0.1,
        "sine": np.sin(4 * a) + b,
        "step": np.where(a > 1, 10.0, -1.0) + c,
        "flat": np.zeros(512),
        "few": np.round(a) * b,
    }[shape]
    if shape == "few":
        a = np.round(a)
    benefit = against_nothing(gain)
    groups: list[str | list[str]] = ["a", "b", ["a", "b"], ["c", "a", "b"]]

    found = evppi(pd.DataFrame({"a": a, "b": b, "c": c}), benefit, of=groups, seed=seed)

    one, two, pair, three = found["evppi"]
    assert 0 <= max(one, two) <= pair <= three <= evpi(benefit)
    assert (found[["se", "noise_floor"]] >= 0).all(axis=None)


def test_order_of_options_and_columns_changes_nothing() -> None:
    x, y, noise = normals(3, draws=2**10)
    gain = x**2 + y - 1 + noise
    benefit = against_nothing(gain)
    there = evppi(pd.DataFrame({"x": x, "y": y}), benefit)
    back = evppi(pd.DataFrame({"y": y, "x": x}), benefit)
    assert back.iloc[::-1].reset_index(drop=True).equals(there)
    turned = evppi(pd.DataFrame({"x": x, "y": y}), benefit[["traject", "niets"]])
    assert list(turned["evppi"]) == pytest.approx(list(there["evppi"]))


@pytest.mark.parametrize(
    ("parameters", "benefit", "what"),
    [
        (
            pd.DataFrame({"x": [1.0, 2, 3]}),
            pd.DataFrame({"a": [0.0, 0], "b": [1.0, 2]}),
            "het aantal trekkingen is niet gelijk: 3 in parameters en 2 in net_benefit",
        ),
        (
            pd.DataFrame({"x": [1.0, 2]}),
            pd.DataFrame({"b": [1.0, 2]}),
            "net_benefit heeft 1 kolommen en 2 trekkingen",
        ),
        (
            pd.DataFrame({"x": [1.0, None]}),
            pd.DataFrame({"a": [0.0, 0], "b": [1.0, 2]}),
            "parameters heeft lege cellen of iets wat geen getal is",
        ),
        (
            pd.DataFrame({"x": ["een", "twee"]}),
            pd.DataFrame({"a": [0.0, 0], "b": [1.0, 2]}),
            "parameters heeft lege cellen of iets wat geen getal is",
        ),
        (
            pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], columns=["x", "x"]),
            pd.DataFrame({"a": [0.0, 0], "b": [1.0, 2]}),
            "parameters heeft een kolom meer dan één keer: x",
        ),
    ],
)
def test_draws_that_do_not_fit_are_refused(
    parameters: pd.DataFrame, benefit: pd.DataFrame, what: str
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        evppi(parameters, benefit)
    assert str(caught.value).startswith(what)


@pytest.mark.parametrize(
    ("of", "what"), [(["z"], "parameter 'z' is er niet"), ([[]], "een groep is leeg")]
)
def test_a_group_that_names_nothing_is_refused(of: list[object], what: str) -> None:
    benefit = pd.DataFrame({"a": [0.0, 0], "b": [1.0, 2]})
    with pytest.raises(WorkbenchError) as caught:
        evppi(pd.DataFrame({"x": [1.0, 2]}), benefit, of=of)  # type: ignore[arg-type]
    assert str(caught.value).startswith(what)


def test_population_value_discounts_each_year() -> None:
    value = population_value(10, per_year=100, years=3, rate=0.1, timing="begin")
    assert value == pytest.approx(1_000 * (1 + 1 / 1.1 + 1 / 1.21))
    middle = population_value(10, per_year=100, years=3, rate=0.1, timing="midden")
    assert middle == pytest.approx(value / 1.1**0.5)
    with pytest.raises(WorkbenchError, match="moment 'half' is er niet"):
        population_value(1, per_year=1, years=1, rate=0, timing="half")


def test_the_result_says_what_cannot_be_told_from_noise(families: Register) -> None:
    found = simulate(families, draws=2**10, seed=1)

    worth = value_of_information(found, perspective="maatschappij")

    assert worth.evpi == evpi(found.net_benefit("maatschappij"))
    assert worth.frame["evppi"].is_monotonic_decreasing
    assert set(worth.frame["parameter"]) == {"uurloon", "uren", "plaatsing", "kans"}
    assert str(worth).startswith("Alles zeker weten, maatschappij: EUR\xa0")
    assert "het meest waard: Kans" in str(worth)
    assert worth._repr_html_() == worth._repr_html_()
    assert len(worth.plot().patches) == 4
