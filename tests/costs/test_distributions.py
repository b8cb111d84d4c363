"""Every distribution against scipy's own, and against its moments."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tbresearch.costs.distributions import Distribution, impossible

POINTS = np.array([1e-6, 0.025, 0.3, 0.5, 0.9, 1 - 1e-6])


# The peer is scipy.stats with the parameters worked out from the definitions.
@pytest.mark.parametrize(
    ("distribution", "peer"),
    [
        (
            Distribution(kind="pert", value=61, low=47, high=75),
            stats.beta(3, 3, loc=47, scale=28),
        ),
        (
            Distribution(kind="pert", value=2, low=1, high=9),
            stats.beta(1.5, 4.5, loc=1, scale=8),
        ),
        (
            Distribution(kind="driehoek", value=2, low=1, high=9),
            stats.triang(1 / 8, loc=1, scale=8),
        ),
        (Distribution(kind="uniform", value=2, low=1, high=9), stats.uniform(1, 8)),
        (
            # mean 0.3, variance 0.01: a + b = 0.3 x 0.7 / 0.01 - 1 = 20
            Distribution(kind="beta", value=0.3, error=0.1),
            stats.beta(6, 14),
        ),
        (Distribution(kind="gamma", value=10, error=2), stats.gamma(25, scale=0.4)),
        (
            Distribution(kind="lognormaal", value=10, error=2),
            stats.lognorm(np.sqrt(np.log(1.04)), scale=10 / np.sqrt(1.04)),
        ),
        (Distribution(kind="normaal", value=10, error=2), stats.norm(10, 2)),
    ],
    ids=lambda x: getattr(x, "kind", ""),
)
def test_quantiles_are_those_of_scipy(
    distribution: Distribution, peer: stats.rv_continuous
) -> None:
    assert distribution.ppf(POINTS) == pytest.approx(peer.ppf(POINTS), rel=1e-9)
    assert distribution.mean == pytest.approx(peer.mean())
    assert list(impossible(distribution)) == []


def test_found_values_are_drawn_equally_often() -> None:
    found = Distribution(kind="empirisch", value=2, values=(3.0, 1.0, 2.0))
    assert list(found.ppf(np.array([0, 0.34, 0.99, 1]))) == [1, 2, 3, 3]
    assert found.mean == 2


def test_a_fixed_value_is_itself() -> None:
    fixed = Distribution(kind="vast", value=5)
    assert list(fixed.ppf(POINTS)) == [5] * 6
    assert str(fixed) == "Vast"


@given(
    st.tuples(*[st.floats(0, 100)] * 3)
    .map(sorted)
    .filter(lambda b: b[0] < b[2] - 1e-6),
    st.sampled_from(["pert", "driehoek", "uniform"]),
)
def test_quantiles_rise_and_stay_within_bounds(bounds: list[float], kind: str) -> None:
    low, value, high = bounds
    drawn = Distribution(kind=kind, value=value, low=low, high=high).ppf(POINTS)
    assert (np.diff(drawn) >= 0).all()
    assert drawn.min() >= low - 1e-9
    assert drawn.max() <= high + 1e-9


@pytest.mark.parametrize(
    ("distribution", "what"),
    [
        (
            Distribution(kind="pert", value=1, low=1, high=1),
            "laag en hoog zijn beide 1",
        ),
        (
            Distribution(kind="normaal", value=1, error=0),
            "standaardfout 0 is niet groter",
        ),
        (Distribution(kind="gamma", value=-1, error=1), "het gemiddelde -1 is niet"),
        (Distribution(kind="lognormaal", value=0, error=1), "het gemiddelde 0 is niet"),
        (
            Distribution(kind="beta", value=0.5, error=0.5),
            "er is geen betaverdeling met gemiddelde 0.5 en standaardfout 0.5",
        ),
        (Distribution(kind="beta", value=1, error=0.1), "er is geen betaverdeling"),
    ],
)
def test_an_impossible_distribution_is_named(
    distribution: Distribution, what: str
) -> None:
    [(found, fix)] = impossible(distribution)
    assert found.startswith(what)
    assert fix
