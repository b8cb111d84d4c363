"""What chance gives is reckoned, and holds against scores that were drawn."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.datasets.zrm import BASELINE_MEANS
from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import ZrmScores, zrm_change
from tbresearch.outcomes.by_chance import level_shares
from tbresearch.outcomes.expectation import no_change

ScoresOf = Callable[[ZrmPanel], ZrmScores]
CLIENTS = 12_000
ORDINARY = np.array([mean < 4 for mean in BASELINE_MEANS.values()])


@pytest.fixture(scope="module")
def unchanged() -> tuple[np.ndarray, np.ndarray]:
    """Return two measurements between which nothing changed."""
    panel = simulate_zrm(
        3, clients=CLIENTS, slope=0, dropout="none", times=(0, 1), providers=60
    )
    return panel.levels[:, 0] * 1.0, panel.levels[:, 1] * 1.0


def alpha_of(levels: np.ndarray) -> float:
    k = levels.shape[1]
    rest = levels.var(axis=0).sum() / levels.sum(axis=1).var()
    return float(k / (k - 1) * (1 - rest))


def test_the_generator_has_the_reliability_that_was_published_for_it(
    unchanged: tuple[np.ndarray, np.ndarray],
) -> None:
    before, after = unchanged
    pairs = [np.corrcoef(before[:, d], after[:, d])[0, 1] for d in range(13)]

    assert alpha_of(before) == pytest.approx(0.90, abs=0.01)
    assert np.mean(pairs) == pytest.approx(0.59, abs=0.02)


def test_the_shares_up_and_down_are_those_of_drawn_scores(
    unchanged: tuple[np.ndarray, np.ndarray],
) -> None:
    before, after = unchanged

    chance = no_change(level_shares(before), reliability=alpha_of(before))

    # the drawn noise is logistic and the reckoned one normal: up to a point apart;
    # three Monte Carlo errors of a share of .3 are .0125
    assert chance.up == pytest.approx((after > before).mean(axis=0), abs=0.02)
    assert chance.down == pytest.approx((after < before).mean(axis=0), abs=0.02)
    assert chance.up == pytest.approx(chance.down, abs=1e-9)
    # a simulation apart from this one found 25-31% up and 26-31% down
    assert ((chance.up[ORDINARY] > 0.25) & (chance.up[ORDINARY] < 0.31)).all()


# A simulation apart from this one found a gain of .47 to .79 and 46 to 61% "improved"
# for who enters at level 2 or lower.
def test_who_enters_low_gains_without_any_change(
    unchanged: tuple[np.ndarray, np.ndarray],
) -> None:
    before, after = unchanged

    chance = no_change(level_shares(before), reliability=alpha_of(before))
    gain, higher = chance.after_entry(2)

    # where enough people enter so low; on the others next to nobody does
    often = (before <= 2).mean(axis=0) > 0.2
    assert ((gain[often] > 0.36) & (gain[often] < 0.79)).all()
    assert ((higher[often] > 0.38) & (higher[often] < 0.61)).all()
    for d in np.flatnonzero(often):
        low = before[:, d] <= 2
        drawn = (after - before)[low, d].mean()
        assert gain[d] == pytest.approx(drawn, abs=0.06)


def test_the_mean_of_all_domains_must_move_about_six_tenths_of_a_level(
    unchanged: tuple[np.ndarray, np.ndarray],
) -> None:
    before, after = unchanged
    chance = no_change(level_shares(before), reliability=alpha_of(before))

    drawn = (after.mean(axis=1) - before.mean(axis=1)).std()

    assert chance.mean_change_sd == pytest.approx(drawn, rel=0.04)
    least = no_change(level_shares(before), reliability=0.85).mean_change_sd
    assert 1.96 * least == pytest.approx(0.6, abs=0.05)


shares = st.lists(st.integers(1, 40), min_size=5, max_size=5)


@given(st.lists(shares, min_size=3, max_size=6), st.sampled_from([0.5, 0.8, 0.9]))
@settings(max_examples=40, deadline=None)
def test_the_levels_stay_divided_as_they_were_and_one_step_is_never_enough(
    rows: list[list[int]], reliability: float
) -> None:
    given_ = np.array(rows) / np.array(rows).sum(axis=1, keepdims=True)

    chance = no_change(given_, reliability=reliability)

    assert chance.joint.sum(axis=(1, 2)) == pytest.approx(np.ones(len(rows)))
    assert chance.joint.sum(axis=2) == pytest.approx(given_, abs=2e-3)
    assert chance.joint == pytest.approx(chance.joint.transpose(0, 2, 1))
    assert (chance.reliable_step() >= 2).all()


def test_a_less_reliable_scale_moves_more_by_chance(
    unchanged: tuple[np.ndarray, np.ndarray],
) -> None:
    given_ = level_shares(unchanged[0])

    up = [no_change(given_, reliability=r).up for r in (0.8, 0.85, 0.9)]

    assert (up[0] > up[1]).all()
    assert (up[1] > up[2]).all()


def test_the_change_prints_chance_as_numbers_of_clients(panel_scores: ScoresOf) -> None:
    panel = simulate_zrm(1, clients=100, slope=0, dropout="none", times=(0, 1))
    scores = panel_scores(panel)

    wide = zrm_change(scores, between=("intake", "eind"), reliability_range=(0.5, 0.95))
    html = zrm_change(scores, between=("intake", "eind"))._repr_html_()

    low, high = map(int, wide.chance[0].counts("up").split(" tot "))
    assert low < high
    assert "alfa) van 0,85 (tussen 0,80 en 0,90)" in html
    assert html.count(">door toeval</th>") == 2


def test_few_pairs_have_no_chance_and_say_why(panel_scores: ScoresOf) -> None:
    panel = simulate_zrm(1, clients=9, slope=0, dropout="none", times=(0, 1))

    change = zrm_change(panel_scores(panel), between=("intake", "eind"))

    assert change.chance[0] == NotEstimable(
        "9 cliënten hebben beide scores, en er zijn er minstens 10 nodig"
    )
    assert f"Wat toeval zou geven is {change.chance[0]}." in change.notes


@pytest.mark.parametrize("reliability", [0.0, 1.0, -0.2, 1.5])
def test_a_reliability_outside_0_and_1_is_refused(
    reliability: float, panel_scores: ScoresOf
) -> None:
    scores = panel_scores(simulate_zrm(1, clients=12, slope=0, dropout="none"))

    with pytest.raises(WorkbenchError) as caught:
        zrm_change(scores, between=("intake", "eind"), reliability=reliability)

    assert str(caught.value) == (
        f"een betrouwbaarheid van {reliability:g} kan niet\n"
        "  waar:      reliability\n"
        "  oplossing: geef een getal tussen 0 en 1, zoals 0.85"
    )


def test_where_everybody_has_the_same_level_chance_moves_nobody() -> None:
    same = np.tile([0.0, 0.0, 1.0, 0.0, 0.0], (3, 1))
    found = no_change(same, reliability=0.85)
    assert found.up == pytest.approx(0, abs=1e-6)
    assert found.down == pytest.approx(0, abs=1e-6)
