"""A domain is called changed when it did, and seldom when it did not."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.multitest import multipletests

from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import ChangeClaim, ZrmScores, zrm_change
from tbresearch.outcomes.change import count_directions
from tbresearch.outcomes.claims import change_claims, holm, net_interval, sign_test

ScoresOf = Callable[[ZrmPanel], ZrmScores]
STUDIES = 100


def domains_changed(panel: ZrmPanel) -> int:
    counts = count_directions(panel.levels[:, 0] * 1.0, panel.levels[:, -1] * 1.0)
    rows = [
        (str(d), int(counts["up"][d]), int(counts["same"][d]), int(counts["down"][d]))
        for d in range(panel.levels.shape[2])
    ]
    return sum(isinstance(c, ChangeClaim) and c.changed for c in change_claims(rows))


# 5% of 100 is 5 and three Monte Carlo errors more are 11.5.
def test_where_nothing_changed_at_most_one_study_in_twenty_says_so() -> None:
    wrong = sum(
        domains_changed(
            simulate_zrm(seed, clients=120, slope=0, dropout="none", times=(0, 1))
        )
        > 0
        for seed in range(STUDIES)
    )

    assert wrong <= 11


# Known weakness: with another worker at the end scores of clients of one worker move
# together, which a test of single clients does not see. The model does.
def test_a_rater_who_grows_milder_looks_like_change() -> None:
    drifted = simulate_zrm(
        1, clients=200, slope=0, dropout="none", times=(0, 1), rater_drift=1.0
    )

    assert domains_changed(drifted) > 5


def test_a_true_rise_is_found() -> None:
    panel = simulate_zrm(1, clients=400, slope=0.45, dropout="none", times=(0, 2))

    assert domains_changed(panel) >= 10


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=25, deadline=None)
def test_the_sign_test_is_the_exact_binomial_test(up: int, down: int) -> None:
    expected = binomtest(up, up + down, 0.5).pvalue if up + down else 1.0

    assert sign_test(up, down) == pytest.approx(expected, rel=1e-9)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=15))
@settings(max_examples=25, deadline=None)
def test_holm_is_that_of_statsmodels(ps: list[float]) -> None:
    assert holm(ps) == pytest.approx(multipletests(ps, method="holm")[1])


# Known weakness: with 40 pairs of whom nobody goes down, 92% instead of 95%.
@pytest.mark.parametrize(
    ("shares", "least"),
    [((0.3, 0.4, 0.3), 0.935), ((0.5, 0.3, 0.2), 0.935), ((0.1, 0.9, 0.0), 0.905)],
)
def test_the_interval_of_the_net_share_covers(
    shares: tuple[float, ...], least: float
) -> None:
    rng = np.random.default_rng(1)
    truth = shares[0] - shares[2]

    drawn = rng.multinomial(40, shares, size=2_000)
    ends = [net_interval(*map(int, row))[1:] for row in drawn]

    held = np.mean([low <= truth <= high for low, high in ends])
    assert held > least  # three Monte Carlo errors of 2,000 studies are .015


def test_thirteen_clients_get_no_p_values(panel_scores: ScoresOf) -> None:
    panel = simulate_zrm(1, clients=13, slope=2, dropout="none", times=(0, 1))

    change = zrm_change(panel_scores(panel), between=("intake", "eind"))

    reason = (
        "13 cliënten hebben beide scores, en voor een uitspraak over de groep zijn er "
        "minstens 30 nodig; kijk naar elke cliënt apart"
    )
    assert set(change.claims) == {NotEstimable(reason)}
    assert change.changed == ()
    assert f"Een uitspraak over de groep is niet te bepalen: {reason}." in change.notes
    assert change.to_frame()["adjusted"].isna().all()


def test_only_domains_with_goals_are_tested_where_those_are_named(
    panel_scores: ScoresOf,
) -> None:
    panel = simulate_zrm(1, clients=300, slope=1, dropout="none", times=(0, 2))
    scores = panel_scores(panel)

    change = zrm_change(scores, between=("intake", "eind"), primary=("financien",))

    assert change.changed == ("financien",)
    assert {c.verdict for c in change.claims[1:]} == {"beschreven, niet getoetst"}
    assert "waarop doelen zijn gesteld (Financiën)" in " ".join(change.notes)
    with pytest.raises(WorkbenchError, match="primary noemt domein 'adl'"):
        zrm_change(scores, between=("intake", "eind"), primary=("adl",))


def test_a_claim_says_how_many_more_and_how_sure() -> None:
    (claim,) = change_claims([("financien", 60, 20, 20)])

    assert isinstance(claim, ChangeClaim)
    assert str(claim) == (
        "Financiën: meer cliënten hoger dan lager (+40 procentpunt, +24 tot +55, "
        "n = 100)"
    )


def test_the_forest_fills_what_changed_and_leaves_out_what_is_hidden(
    panel_scores: ScoresOf,
) -> None:
    panel = simulate_zrm(1, clients=300, slope=0.6, dropout="none", times=(0, 2))
    change = zrm_change(panel_scores(panel), between=("intake", "eind"))

    axes = change.forest(hidden={"justitie"})

    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert labels[0] == "Financiën"
    assert "Justitie" not in labels
    filled = [x for x in axes.lines if x.get_marker() == "o"]
    whites = sum(x.get_markerfacecolor() == "white" for x in filled)
    assert whites == len(labels) - len([d for d in change.changed if d != "justitie"])
