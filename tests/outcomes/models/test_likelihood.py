"""The likelihood against its definition: dense algebra, brute-force integration."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from tbresearch.outcomes.models.elimination import Effects
from tbresearch.outcomes.models.laplace import laplace
from tbresearch.outcomes.models.problem import Problem, make_problem
from tbresearch.outcomes.models.quadrature import quadrature
from tbresearch.outcomes.models.structure import RandomTerm, build_structure

ROWS = 120
RNG = np.random.default_rng(5)
CLIENT = np.unique(RNG.integers(0, 40, ROWS), return_inverse=True)[1]
WORKER = RNG.integers(0, 9, ROWS)
PROVIDER = WORKER % 3
TIME = RNG.random(ROWS) * 2
PLACE = np.unique(CLIENT * 3 + RNG.integers(0, 3, ROWS), return_inverse=True)[1]
COLUMNS = np.stack([TIME, RNG.normal(size=ROWS)], axis=1)
SCORES = RNG.integers(0, 5, ROWS)
SETS = RNG.integers(0, 2, ROWS)


def term(name: str, codes: np.ndarray, slope: np.ndarray | None = None) -> RandomTerm:
    return RandomTerm(name=name, codes=codes, levels=codes.max() + 1, slope=slope)


CASES = {
    "none": [],
    "one": [term("client", CLIENT)],
    "nested and crossed": [
        term("provider", PROVIDER),
        term("client", CLIENT),
        term("worker", WORKER),
    ],
    "slope of the largest": [term("client", CLIENT, TIME), term("worker", WORKER)],
    "slope of another": [term("client", CLIENT), term("worker", WORKER, TIME)],
    "places within clients": [
        term("client", CLIENT),
        term("place", PLACE),
        term("provider", PROVIDER),
    ],
}


def problem_of(case: str, *, shifted: bool = False) -> tuple[Problem, np.ndarray]:
    """Return a problem, and parameters that are no maximum."""
    random = CASES[case]
    sets = SETS if case == "places within clients" else np.zeros(ROWS, dtype=np.intp)
    problem = make_problem(
        SCORES,
        sets,
        levels=(5,) * (sets.max() + 1),
        columns=COLUMNS,
        structure=build_structure(ROWS, random),
        shifts=COLUMNS if shifted else None,
    )
    cuts = np.tile([-1.3, 0.0, 0.1, 0.2], sets.max() + 1)
    loadings = np.linspace(0.4, 1.1, problem.structure.parameters)
    extra = np.linspace(-0.05, 0.05, problem.size - problem.loadings.stop)
    return problem, np.concatenate([cuts, [0.3, -0.2], loadings, extra])


def by_differences(evaluate: Callable[..., float], vector: np.ndarray) -> np.ndarray:
    steps = 1e-5 * np.eye(len(vector))
    return np.array(
        [(evaluate(vector + s) - evaluate(vector - s)) / 2e-5 for s in steps]
    )


@pytest.mark.parametrize("case", CASES)
def test_the_laplace_gradient_is_the_slope_of_the_value(case: str) -> None:
    problem, vector = problem_of(case, shifted=case == "one")
    start = Effects.zero(problem.structure)
    found = laplace(problem, vector, start)
    numeric = by_differences(
        lambda v: laplace(problem, v, found.modes).log_likelihood, vector
    )
    np.testing.assert_allclose(found.gradient, numeric, atol=2e-6)


def test_the_quadrature_gradient_is_the_slope_of_the_value() -> None:
    problem, vector = problem_of("one", shifted=True)
    start = Effects.zero(problem.structure)
    for nodes in (2, 5):  # few nodes: the gradient of the sum, not of its limit
        value = partial(quadrature, problem, start=start, nodes=nodes)
        numeric = by_differences(lambda v: value(v).log_likelihood, vector)  # noqa: B023
        np.testing.assert_allclose(value(vector).gradient, numeric, atol=2e-6)


def dense_loadings(random: list[RandomTerm], loadings: np.ndarray) -> np.ndarray:
    """Return the loading of every row (down) on every effect, one block a factor."""
    parts, start = [], 0
    for one in random:
        own = loadings[start : start + one.parameters]
        member = np.eye(one.levels)[one.codes]
        if one.slope is None:
            parts.append(own[0] * member)
        else:
            parts.append((own[0] + own[1] * one.slope)[:, None] * member)
            parts.append((own[2] * one.slope)[:, None] * member)
        start += one.parameters
    return np.hstack(parts)


def row_logs(problem: Problem, vector: np.ndarray, random: np.ndarray) -> np.ndarray:
    """Return the log-probability of each row, straight from the definition."""
    cuts, start = [], 0
    for count in problem.sets:
        own = vector[start : start + count]
        cuts += list(own[0] + np.r_[0, np.cumsum(np.exp(own[1:]))])
        start += count
    listed = np.array([*cuts, -np.inf, np.inf])
    fixed = problem.design @ vector[problem.cuts : problem.loadings.start] + random
    return np.log(
        expit(listed[problem.upper] - fixed) - expit(listed[problem.lower] - fixed)
    )


@pytest.mark.parametrize("case", [name for name in CASES if name != "none"])
def test_laplace_equals_the_dense_formula(case: str) -> None:
    problem, vector = problem_of(case)
    loadings = dense_loadings(CASES[case], vector[problem.loadings])

    u, step = np.zeros(loadings.shape[1]), 1e-4
    for _ in range(12):
        fixed = loadings @ u
        at, up, down = (row_logs(problem, vector, fixed + s) for s in (0, step, -step))
        weight = -(up - 2 * at + down) / step**2
        curved = np.eye(len(u)) + loadings.T @ (weight[:, None] * loadings)
        slope = loadings.T @ ((up - down) / (2 * step)) - u
        u = u + np.linalg.solve(curved, slope)
    assert np.abs(slope).max() < 1e-6
    dense = at.sum() - 0.5 * u @ u - 0.5 * np.linalg.slogdet(curved)[1]
    value = laplace(problem, vector, Effects.zero(problem.structure)).log_likelihood
    assert value == pytest.approx(dense, abs=1e-5)


def test_quadrature_equals_brute_force_integration() -> None:
    problem, vector = problem_of("one")
    sd = vector[problem.loadings][0]
    total = 0.0
    for client in range(CLIENT.max() + 1):
        own = client == CLIENT

        def density(u: float, own: np.ndarray = own) -> float:
            logs = row_logs(problem, vector, np.full(ROWS, sd * u))[own]
            return float(np.exp(logs.sum()) * norm.pdf(u))

        total += np.log(quad(density, -8, 8, epsabs=1e-14, epsrel=1e-11)[0])
    start = Effects.zero(problem.structure)
    found = quadrature(problem, vector, start, nodes=25)
    assert found.log_likelihood == pytest.approx(total, abs=1e-7)
    rough = laplace(problem, vector, start).log_likelihood
    assert abs(rough - total) > 1e-3  # Laplace is an approximation


def test_one_node_is_the_laplace_approximation() -> None:
    problem, vector = problem_of("one")
    start = Effects.zero(problem.structure)
    one = quadrature(problem, vector, start, nodes=1)
    whole = laplace(problem, vector, start)
    assert one.log_likelihood == pytest.approx(whole.log_likelihood, abs=1e-9)
    np.testing.assert_allclose(one.gradient, whole.gradient, atol=3e-6)


def test_far_tails_stay_finite() -> None:
    problem, vector = problem_of("one")
    vector[problem.cuts] = 300.0
    found = laplace(problem, vector, Effects.zero(problem.structure))
    assert np.isfinite(found.log_likelihood)
    assert np.isfinite(found.gradient).all()
