"""Leaving for what was scored is survived; leaving for what was not is shown."""

from collections.abc import Callable

import numpy as np
import pytest

from tbresearch.datasets.zrm_panel import ZrmPanel, simulate_zrm
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes import DropoutSensitivity, ZrmScores, dropout_sensitivity
from tbresearch.outcomes.doubt.pooling import pooled

ScoresOf = Callable[[ZrmPanel], ZrmScores]
BETWEEN = ("intake", "eind")


def drawn(dropout: str, **settings: float) -> ZrmPanel:
    truth = {"clients": 600, "slope": 0.45, "providers": 40} | settings
    return simulate_zrm(4, dropout=dropout, **truth)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def results(panel_scores: ScoresOf) -> dict[str, tuple[float, DropoutSensitivity]]:
    """Return for each way of leaving the truth and what was made of what was seen."""
    found = {}
    for dropout in ("mar_low", "mar_success", "mnar_current"):
        panel = drawn(dropout)
        result = dropout_sensitivity(panel_scores(panel), between=BETWEEN, seed=1)
        found[dropout] = (true_net(panel), result)
    return found


def true_net(panel: ZrmPanel) -> float:
    return float(np.sign(panel.levels[:, -1] - panel.levels[:, 0]).mean())


def nets(result: DropoutSensitivity) -> tuple[float, float]:
    """Return the mean over domains of who stayed, and of everybody."""
    found = result.estimable
    return (
        float(np.mean([one.complete for one in found])),
        float(np.mean([one.net[0] for one in found])),
    )


Results = dict[str, tuple[float, DropoutSensitivity]]


# Three Monte Carlo errors of a mean over 13 domains and 600 clients are .03.
@pytest.mark.parametrize("dropout", ["mar_low", "mar_success"])
def test_leaving_for_what_was_scored_is_survived(
    dropout: str, results: Results
) -> None:
    truth, result = results[dropout]

    _, everybody = nets(result)
    assert everybody == pytest.approx(truth, abs=0.03)


# Who leaves because they fare worse than their scores say: no model sees it, and a
# shift downwards brings the truth back within reach.
def test_leaving_for_what_was_not_scored_is_shown_by_the_shifts(
    results: Results,
) -> None:
    truth, result = results["mnar_current"]

    curve = np.mean([one.net for one in result.estimable], axis=0)
    assert curve[0] > truth + 0.01
    assert curve[-1] < truth < curve[0]
    for one in result.estimable:
        assert (np.diff(one.net) <= 1e-12).all()
        assert (np.diff(one.steps) <= 1e-12).all()


def test_the_tipping_point_is_where_the_interval_first_holds_zero(
    results: Results,
) -> None:
    _, result = results["mar_low"]
    one = next(one for one in result.estimable if one.changed and one.tipping)

    place = int(np.flatnonzero(one.steps == one.tipping)[0])

    assert one.low[place] <= 0 < one.low[place - 1]
    assert one.verdict == (
        f"verdwijnt als wie wegbleef gemiddeld {abs(one.tipping):.1f} niveau lager "
        "uitkwam dan wie net zo begon en bleef"
    ).replace(".", ",")


def test_only_a_change_of_who_stayed_has_a_tipping_point_to_tell(
    results: Results,
) -> None:
    _, result = results["mar_low"]

    for domain in result.domains:
        if domain in result.change.changed:
            assert "geen duidelijke verandering bij wie bleef" not in result.verdict(
                domain
            )
        else:
            assert result.verdict(domain) == "geen duidelijke verandering bij wie bleef"
        assert result.verdict(domain) in result._repr_html_()


def test_the_same_seed_gives_the_same_result(panel_scores: ScoresOf) -> None:
    scores = panel_scores(drawn("mar_low", clients=90))

    first, second, other = (
        dropout_sensitivity(scores, between=BETWEEN, seed=seed)._repr_html_()
        for seed in (1, 1, 2)
    )

    assert first == second
    assert first != other


def test_few_who_stayed_cannot_speak_for_who_left(panel_scores: ScoresOf) -> None:
    panel = drawn("mar_low", clients=30)

    result = dropout_sensitivity(panel_scores(panel), between=BETWEEN, seed=1)

    stayed = int(panel.seen[:, -1].sum())
    assert result.domains["financien"] == NotEstimable(
        f"{stayed} cliënten hebben beide scores, en om te zeggen hoe het wie wegbleef "
        "verging zijn er minstens 30 nodig"
    )
    with pytest.raises(WorkbenchError, match="er is geen domein waarvan"):
        result.plot()


def test_without_anybody_gone_there_is_nothing_to_tip(panel_scores: ScoresOf) -> None:
    panel = drawn("none", clients=60)

    result = dropout_sensitivity(panel_scores(panel), between=BETWEEN, seed=1)

    assert str(result) == (
        "Wie wegbleef: 0 van 60 cliënten met een intake hebben geen eindmeting"
    )
    assert result.domains["financien"] == NotEstimable(
        "iedereen met een eerste score heeft ook een tweede"
    )


def test_the_picture_starts_at_no_difference_and_marks_the_tipping_point(
    results: Results,
) -> None:
    _, result = results["mar_low"]

    axes = result.plot(domain="financien")

    assert axes.get_title(loc="left") == "Financiën"
    assert "omslagpunt" in axes.texts[0].get_text()
    with pytest.raises(WorkbenchError, match="domein 'adl' heeft geen omslagpunt"):
        result.plot(domain="adl")


# Barnard and Rubin (1999) for m = 3, worked by hand: within 1, estimates 1 2 3, so
# between (1 + 1/3) * 1 = 4/3, total 7/3, fraction 4/7; nu_old = 2 / (4/7)^2 = 6.125;
# nu_obs = 11/13 * 10 * 3/7 = 3.6263736; df = 1 / (1/6.125 + 1/3.6263736) = 2.2777.
def test_pooling_follows_barnard_and_rubin() -> None:
    middle, error, degrees = pooled(
        np.array([1.0, 2.0, 3.0]), np.ones(3), complete_df=10
    )

    assert middle == pytest.approx(2)
    assert error**2 == pytest.approx(7 / 3)
    assert degrees == pytest.approx(2.2777, abs=1e-4)
