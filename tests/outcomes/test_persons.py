"""One person: only what the measurement itself cannot make is called reliable."""

from collections.abc import Callable

import numpy as np
import pytest

from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import (
    ZrmScores,
    clinical_cutoffs,
    reliable_change,
    zrm_levels,
    zrm_mean_change,
    zrm_transitions,
)

ScoresOf = Callable[[ZrmPanel], ZrmScores]
BETWEEN = ("intake", "eind")


# Jacobson and Truax (1991): 32.5 to 47.5 with sd 7.5 and reliability .80.
def test_reliable_change_follows_the_published_arithmetic() -> None:
    found = reliable_change(32.5, 47.5, sd=7.5, reliability=0.80)

    assert found.standard_error == pytest.approx(3.354, abs=5e-4)
    assert found.difference_error == pytest.approx(4.743, abs=5e-4)
    assert found.index == pytest.approx(3.162, abs=5e-4)
    assert found.reliable
    assert clinical_cutoffs((40, 7.5), (60, 7.5)) == pytest.approx((55, 45, 50))
    assert clinical_cutoffs((60, 7.5), (40, 7.5)) == pytest.approx((45, 55, 50))
    with pytest.raises(WorkbenchError, match="een standaardafwijking van 0 kan niet"):
        reliable_change(3, 4, sd=0, reliability=0.8)


# 5% of 1,500 unchanged people, give or take three Monte Carlo errors of .017, where
# alpha is that of the generator.
def test_one_in_twenty_unchanged_people_is_called_changed(
    panel_scores: ScoresOf,
) -> None:
    panel = simulate_zrm(
        1, clients=1_500, slope=0, dropout="none", times=(0, 1), providers=60
    )

    found = zrm_mean_change(panel_scores(panel), between=BETWEEN, reliability=0.90)

    changed = (found.frame["verdict"] != "same").mean()
    assert changed == pytest.approx(0.05, abs=0.02)


def test_thirteen_clients_are_a_line_each(panel_scores: ScoresOf) -> None:
    panel = simulate_zrm(1, clients=13, slope=2, dropout="none", times=(0, 1))

    found = zrm_mean_change(panel_scores(panel), between=BETWEEN)

    assert len(found.plot().lines) == 13
    assert "van 13" in str(found)
    assert "%" not in str(found)
    assert "Tegengestelde veranderingen vallen erin weg." in found.notes[0]


def test_who_misses_a_domain_is_counted_and_few_have_no_threshold(
    panel_scores: ScoresOf,
) -> None:
    panel = simulate_zrm(1, clients=9, slope=0, dropout="none", times=(0, 1))
    scores = panel_scores(panel)
    scores.frame.loc[0, "score"] = None

    found = zrm_mean_change(scores, between=BETWEEN)

    assert found.incomplete == 1
    assert found.threshold == NotEstimable(
        "8 cliënten hebben alle domeinen twee keer gescoord, en er zijn er minstens 10 "
        "nodig"
    )
    assert set(found.frame["verdict"]) == {""}


def test_levels_and_moves_equal_counting_one_by_one(panel_scores: ScoresOf) -> None:
    panel = simulate_zrm(1, clients=200, slope=0.5, dropout="mar_low", times=(0, 1))
    scores = panel_scores(panel)

    levels = zrm_levels(scores).to_frame()
    moves = zrm_transitions(scores, "financien", between=BETWEEN)

    first, last, seen = panel.levels[:, 0, 0], panel.levels[:, 1, 0], panel.seen[:, 1]
    own = levels[(levels["domain"] == "financien") & (levels["moment"] == "intake")]
    assert list(own["clients"]) == [int((first == n).sum()) for n in range(1, 6)]
    for a in range(5):
        for b in range(5):
            expected = ((first == a + 1) & (last == b + 1) & seen).sum()
            assert moves.counts[a, b] == expected
        assert moves.left[a] == ((first == a + 1) & ~seen).sum()
    assert int(moves.counts.sum() + moves.left.sum()) == 200


def test_the_pictures_of_levels_and_moves_show_every_number(
    panel_scores: ScoresOf,
) -> None:
    panel = simulate_zrm(1, clients=80, slope=0.5, dropout="mar_low", times=(0, 1))
    scores = panel_scores(panel)
    moves = zrm_transitions(scores, "financien", between=BETWEEN)

    texts = [text.get_text() for text in moves.plot().texts]
    bars = zrm_levels(scores).plot(hidden={"justitie"})

    assert f"geen: {int(moves.left.sum())}" in texts
    assert f"5: {int(moves.counts[:, 4].sum())}" in texts
    assert len(bars.get_yticklabels()) == 12
    with pytest.raises(WorkbenchError, match="domein 'adl' is er niet"):
        zrm_transitions(scores, "adl", between=BETWEEN)


def test_fills_of_levels_are_an_order_without_colour() -> None:
    from matplotlib.colors import to_rgb

    from tbresearch.outcomes.level_charts import LEVEL_FILLS

    light = [np.dot(to_rgb(fill), [0.299, 0.587, 0.114]) for fill in LEVEL_FILLS]

    assert (np.diff(light) > 0.1).all()
