"""E-value, robustness value, and comparisons that carry their own wording."""

import numpy as np
import pandas as pd
import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import (
    Comparison,
    case_mix_benchmark,
    dose_response,
    double_baseline,
    e_value,
    overlap_difference,
    robustness_value,
    staggered_difference,
)


# VanderWeele and Ding (2017): risk ratio 3.9, interval 1.8 to 8.7.
def test_the_e_value_is_the_published_one() -> None:
    found = e_value(3.9, low=1.8, high=8.7)

    assert found.estimate == pytest.approx(7.263, abs=5e-4)
    assert found.limit == pytest.approx(3.0, abs=5e-3)
    assert str(found).startswith("E-waarde 7,26: ")
    assert e_value(1 / 3.9).estimate == pytest.approx(found.estimate)
    assert e_value(1.2, low=0.9, high=1.6).limit == 1.0


@pytest.mark.parametrize(("ratio", "low"), [(0.0, None), (2.0, 2.5), (-1.0, None)])
def test_a_ratio_outside_its_interval_is_refused(
    ratio: float, low: float | None
) -> None:
    with pytest.raises(WorkbenchError, match="geef een verhouding boven 0"):
        e_value(ratio, low=low)


# Cinelli and Hazlett (2020), Darfur: estimate .097, standard error .023 (t = 4.18445),
# 783 degrees of freedom; they print 13.9% and 7.6%.
def test_the_robustness_value_is_the_published_one() -> None:
    found = robustness_value(4.18445, degrees_of_freedom=783)

    assert found.estimate == pytest.approx(0.139, abs=5e-4)
    assert found.limit == pytest.approx(0.076, abs=5e-4)
    assert robustness_value(0.5, degrees_of_freedom=783).limit == 0
    with pytest.raises(WorkbenchError, match="vrijheidsgraden zijn te weinig"):
        robustness_value(2, degrees_of_freedom=1)


def test_a_group_that_waits_takes_away_what_time_does() -> None:
    rng = np.random.default_rng(1)
    started = np.arange(400) < 200
    before = rng.normal(3, 1, 400)
    after = before + 0.3 + 0.5 * started + rng.normal(0, 0.5, 400)

    found = staggered_difference(before, after, started)

    assert isinstance(found, Comparison)
    assert found.difference == pytest.approx(0.5, abs=0.15)
    assert found.wording.compares
    assert found.notes == (found.wording.caveat,)


# 200 studies: three Monte Carlo errors of .95 are .046.
def test_overlap_weights_take_away_a_measured_difference_and_cover() -> None:
    rng = np.random.default_rng(1)
    held, found = [], []
    for _ in range(200):
        need = rng.normal(size=300)
        helped = rng.random(300) < 1 / (1 + np.exp(-need))
        outcome = 0.5 * helped + need + rng.normal(size=300)
        one = overlap_difference(outcome, helped, pd.DataFrame({"begin": need}))
        assert isinstance(one, Comparison)
        found.append(one.difference)
        held.append(one.low < 0.5 < one.high)

    assert np.mean(found) == pytest.approx(0.5, abs=0.03)
    assert 0.904 < np.mean(held) < 0.996


def test_weighted_groups_have_equal_means() -> None:
    rng = np.random.default_rng(2)
    need = rng.normal(size=500)
    helped = rng.random(500) < 1 / (1 + np.exp(-2 * need))

    found = overlap_difference(need, helped, pd.DataFrame({"begin": need}))

    assert isinstance(found, Comparison)
    assert found.difference == pytest.approx(0, abs=1e-4)


def test_a_dip_at_the_start_is_named() -> None:
    rng = np.random.default_rng(1)
    early = rng.normal(3, 1, 50)
    dip = early - 0.5

    found = double_baseline(early, dip, early, before_days=90, after_days=90)

    assert isinstance(found, Comparison)
    assert found.difference == pytest.approx(1.0)
    assert "herstelt ook vanzelf" in found.notes[0]
    with pytest.raises(WorkbenchError, match="een periode zonder lengte"):
        double_baseline(early, dip, early, before_days=0, after_days=90)


def test_more_help_is_called_a_coherence_and_no_more() -> None:
    rng = np.random.default_rng(1)
    hours = rng.normal(50, 10, 200)

    found = dose_response(0.02 * hours + rng.normal(size=200), hours)

    assert isinstance(found, Comparison)
    assert str(found).startswith("samenhang met de hoeveelheid hulp: ")
    assert "effect" not in found._repr_html_()
    assert dose_response(hours, np.ones(200)) == NotEstimable(
        "de hoeveelheid hulp is voor iedereen gelijk, of volgt uit de kenmerken"
    )


def test_a_benchmark_is_the_share_less_what_its_mix_would_have() -> None:
    found = case_mix_benchmark(np.arange(100) < 60, np.full(100, 0.5))

    assert isinstance(found, Comparison)
    assert (found.difference, found.error) == pytest.approx((0.1, 0.05))
    with pytest.raises(WorkbenchError, match="niet tussen 0 en 1"):
        case_mix_benchmark(np.ones(30, dtype=bool), np.full(30, 1.2))


def test_too_few_have_no_comparison() -> None:
    few = np.zeros(10)

    assert staggered_difference(few, few, few > 0) == NotEstimable(
        "te weinig cliënten (begonnen 0, wachtend 10); er zijn er minstens 20 per "
        "groep nodig"
    )
    with pytest.raises(WorkbenchError, match="er ontbreken waarden"):
        overlap_difference(few * np.nan, few > 0, pd.DataFrame({"begin": few}))
