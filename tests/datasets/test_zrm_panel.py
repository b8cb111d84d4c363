"""The panel leaves as it was told to, and its scores can be read as any others."""

import numpy as np
import pytest

from tbresearch.datasets.zrm_panel import Dropout, simulate_zrm


def test_the_same_seed_gives_the_same_panel() -> None:
    first, second = (
        simulate_zrm(1, clients=50, slope=0.4, dropout="mar_low") for _ in range(2)
    )

    assert (first.levels == second.levels).all()
    assert (first.seen == second.seen).all()


@pytest.mark.parametrize("dropout", ["none", "mar_low", "mar_success", "mnar_current"])
def test_who_leaves_is_who_was_meant_to(dropout: Dropout) -> None:
    panel = simulate_zrm(1, clients=2_000, slope=0, dropout=dropout)

    mean = panel.levels.mean(axis=2)
    gone = panel.seen[:, 0] & ~panel.seen[:, 1]
    at = mean[:, 1] if dropout == "mnar_current" else mean[:, 0]
    if dropout == "none":
        assert panel.seen.all()
        return
    left, stayed = at[gone].mean(), at[~gone].mean()
    assert (left > stayed) == (dropout == "mar_success")
    assert abs(left - stayed) > 0.5
    assert not (~panel.seen[:, :-1] & panel.seen[:, 1:]).any()  # nobody comes back


def test_who_leaves_for_the_true_level_does_not_show_it_in_the_noise() -> None:
    panel = simulate_zrm(1, clients=4_000, slope=0, dropout="mnar_latent")

    gone = ~panel.seen[:, 1]
    assert 0.2 < gone.mean() < 0.6
    assert panel.levels[gone, 1].mean() < panel.levels[~gone, 1].mean()


def test_who_enters_at_a_low_moment_rises_without_any_change() -> None:
    panel = simulate_zrm(
        1, clients=2_000, slope=0, dropout="none", times=(0, 1), entry_at_most=2.8
    )

    mean = panel.levels.mean(axis=2)
    assert mean[:, 0].max() <= 2.8
    # little, for a mean over 13 domains is reliable; three Monte Carlo errors are .02
    assert mean[:, 1].mean() > mean[:, 0].mean() + 0.05


def test_providers_take_their_share_of_the_variance() -> None:
    panel = simulate_zrm(
        2, clients=20_000, slope=0, dropout="none", providers=400, worker_sd=0.0
    )

    mean = panel.levels[:, 0].mean(axis=1)
    groups = [mean[panel.provider == p] for p in range(400)]
    within = np.mean([g.var(ddof=1) for g in groups])
    between = np.var([g.mean() for g in groups], ddof=1) - within / 50
    # of one domain it is .05 of the latent variance; of a mean over domains, in which
    # noise averages out, it is more
    assert 0.05 < between / (between + within) < 0.15


def test_another_worker_takes_over_halfway() -> None:
    panel = simulate_zrm(
        1, clients=1_000, slope=0, dropout="none", worker_change=0.5, workers=3
    )

    moved = panel.worker[:, 0] != panel.worker[:, -1]
    assert moved.mean() == pytest.approx(0.5, abs=0.05)
    assert (panel.worker // 3 == panel.provider[:, None]).all()


def test_scores_are_written_as_a_study_writes_them() -> None:
    panel = simulate_zrm(1, clients=40, slope=0, dropout="mar_low")

    scores = panel.to_scores()

    assert len(scores) == 13 * panel.seen.sum()
    assert set(scores["moment"]) <= {"intake", "tussen", "eind"}
    assert (scores.groupby("client")["moment"].first() == "intake").all()
    assert len(panel.to_frame()) == len(scores)
