"""The likelihood of a row, for any thresholds and any place."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.outcomes.models.logistic import (
    cut_slopes,
    log_probabilities,
    score_and_weight,
)

places = st.floats(-30, 30)
steps = st.lists(st.floats(0.01, 8), min_size=1, max_size=5)


def cuts(
    first: float, gaps: list[float], place: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the cuts above and below each level, minus the place."""
    listed = first + np.cumsum([0.0, *gaps])
    return np.append(listed, np.inf) - place, np.append(-np.inf, listed) - place


@given(places, steps, places)
def test_the_levels_share_one(first: float, gaps: list[float], place: float) -> None:
    upper, lower = cuts(first, gaps, place)
    total = np.exp(log_probabilities(upper, lower)).sum()
    np.testing.assert_allclose(total, 1, rtol=1e-12)


@given(places, steps, places)
def test_mirrored_cuts_give_mirrored_scores(
    first: float, gaps: list[float], place: float
) -> None:
    upper, lower = cuts(first, gaps, place)
    score, weight = score_and_weight(upper, lower)
    mirrored, same = score_and_weight(-lower, -upper)
    np.testing.assert_allclose(mirrored, -score, atol=1e-12)
    np.testing.assert_allclose(same, weight, atol=1e-12)
    assert (weight >= 0).all()


@given(st.floats(-8, 8), steps, st.floats(-8, 8))
def test_slopes_are_those_of_the_probability(
    first: float, gaps: list[float], place: float
) -> None:
    step = 1e-5
    at = cut_slopes(*cuts(first, gaps, place))
    ahead, behind = (cuts(first, gaps, place + s) for s in (step, -step))
    rise = (log_probabilities(*ahead) - log_probabilities(*behind)) / (2 * step)
    np.testing.assert_allclose(at.score, rise, atol=1e-6)
    fall = (score_and_weight(*behind)[0] - score_and_weight(*ahead)[0]) / (2 * step)
    np.testing.assert_allclose(at.weight, fall, atol=1e-6)
    # moving both cuts is moving the place the other way
    np.testing.assert_allclose(at.upper + at.lower, -at.score, atol=1e-9)


def test_a_level_that_is_next_to_impossible_has_finite_slopes() -> None:
    upper, lower = np.array([-700.0, 720.0]), np.array([-720.0, 700.0])
    assert np.isfinite(log_probabilities(upper, lower)).all()
    found = cut_slopes(upper, lower)
    assert np.isfinite(found.upper).all()
    assert np.isfinite(found.lower).all()
