"""The example scores are what their generator says, and nobody's."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tbresearch.datasets import (
    example_practice,
    example_satisfaction,
    example_scores,
    example_zrm,
)
from tbresearch.datasets.zrm import (
    BASELINE_MEANS,
    CLIENT_SD,
    SLOPE,
    draw_levels,
    thresholds,
)
from tbresearch.vocabulary import ZRM_DOMAINS

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"


def test_the_files_of_the_example_study_are_what_the_generators_give() -> None:
    practice = example_practice(2025)
    for name, frame in (
        ("zrm.csv", example_scores(2017, practice)),
        ("tevredenheid.csv", example_satisfaction(2017, practice)),
    ):
        expected = frame.to_csv(sep=";", index=False, lineterminator="\n")
        assert (EXAMPLE / name).read_text(encoding="utf-8") == expected


def test_scores_belong_to_trajecten_and_lie_within_them() -> None:
    practice = example_practice(2025)
    scores = example_scores(2017, practice)
    first = practice.trajecten.drop_duplicates("client").set_index("client")

    spans = scores.groupby("client")["datum"].agg(["min", "max"]).reindex(first.index)
    assert len(scores["client"].unique()) == len(first)
    assert (spans["min"] > first["start"].astype(str)).all()
    ended = first["einde"].dropna().astype(str)
    assert (spans["max"].reindex(ended.index) < ended).all()
    own = scores[scores["moment"] == "eind"]["client"].unique()
    assert first.loc[own, "einde"].notna().all()


def test_the_same_seed_gives_the_same_scores_and_another_seed_others() -> None:
    pd.testing.assert_frame_equal(example_zrm(1), example_zrm(1))
    assert not example_zrm(1).equals(example_zrm(2))


@pytest.mark.parametrize("seed", range(5))
def test_sixty_clients_of_whom_fourteen_leave_and_eighteen_have_an_interim(
    seed: int,
) -> None:
    frame = example_zrm(seed)

    clients = frame.groupby("moment")["client"].nunique()
    assert clients.to_dict() == {"intake": 60, "tussen": 18, "eind": 46}
    assert sorted(frame["client"].unique()) == [f"K{i:02}" for i in range(1, 61)]
    assert set(frame["domein"]) == set(ZRM_DOMAINS["2017"])
    assert set(frame["versie"]) == {"2017"}
    assert set(frame["score"].dropna()) <= {1, 2, 3, 4, 5}
    # 124 forms of 13 cells, 2% blank: 32 expected, standard error 6
    assert 8 < frame["score"].isna().sum() < 57
    assert frame["datum"].between("2025-01-06", "2026-01-10").all()


def test_no_client_is_a_respondent_of_the_example_study() -> None:
    respondents = pd.read_csv(EXAMPLE / "respondenten.csv", sep=";")

    assert not set(example_zrm(2017)["client"]) & set(respondents["respondent"])


@pytest.mark.parametrize("mean", [2.5, 3.3, 4.6])
def test_thresholds_give_the_mean_that_was_asked(mean: float) -> None:
    # Integrated on a plain grid, not with the quadrature of the module.
    latent = np.linspace(-8 * CLIENT_SD, 8 * CLIENT_SD, 20_001)
    density = np.exp(-0.5 * (latent / CLIENT_SD) ** 2)
    above = 1 / (1 + np.exp(thresholds(mean)[:, None] - latent))

    level = 1 + (above * density).sum() / density.sum()

    assert level == pytest.approx(mean, abs=1e-3)  # thresholds have 3 decimals


def test_means_at_intake_are_those_assumed() -> None:
    levels = draw_levels(np.random.default_rng(3), times=np.zeros((20_000, 1)), slope=1)

    means = levels[:, 0].mean(axis=0)

    # sd of a level is about 1.2, so 4 Monte Carlo errors are .034
    assert means == pytest.approx(list(BASELINE_MEANS.values()), abs=0.035)


# Alpha .89 is what Fassaert (2014) found for the ZRM (.85 and .89); the retest
# correlation of one domain follows from the loading and is stated in the notes of
# `zrm_change` only through its consequence.
def test_reliability_is_that_of_the_published_scale() -> None:
    times = np.zeros((20_000, 2))
    first, second = draw_levels(
        np.random.default_rng(4), times=times, slope=0
    ).transpose(1, 0, 2)

    k = first.shape[1]
    alpha = k / (k - 1) * (1 - first.var(axis=0).sum() / first.sum(axis=1).var())
    retest = [np.corrcoef(first[:, d], second[:, d])[0, 1] for d in range(k)]

    assert alpha == pytest.approx(0.89, abs=0.01)
    assert np.mean(retest) == pytest.approx(0.56, abs=0.02)


def test_the_slope_is_found_back_by_an_independent_model() -> None:
    # With the latent level of the two moments differing by the slope alone, the
    # log odds of passing a threshold differ by it within a client; conditional on
    # the pair being discordant the odds of passing later are exp(slope).
    times = np.tile([0.0, 1.0], (20_000, 1))
    levels = draw_levels(np.random.default_rng(5), times=times, slope=SLOPE)

    passed = levels > 3
    later = (~passed[:, 0] & passed[:, 1]).sum()
    earlier = (passed[:, 0] & ~passed[:, 1]).sum()

    # about 40,000 discordant pairs: standard error 2 / sqrt(40,000) = .01
    assert np.log(later / earlier) == pytest.approx(SLOPE, abs=0.03)
