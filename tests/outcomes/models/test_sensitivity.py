"""The models beside it: against R, against statsmodels itself, and under dropout."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.genmod.cov_struct import Independence
from statsmodels.genmod.generalized_estimating_equations import OrdinalGEE

from tbresearch.errors import WorkbenchError
from tbresearch.outcomes.models import (
    dropout_weights,
    fit_linear,
    fit_marginal,
    fit_ordinal,
)

Reference = Callable[[str], Any]


def test_sleepstudy_is_lmer(reference: Reference) -> None:
    # R 4.2.2, lme4 1.1-31: lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
    found = fit_linear(
        reference("sleepstudy.csv"),
        "Reaction ~ Days",
        groups=("Subject",),
        slopes={"Subject": "Days"},
        levels=None,
    )
    by_r = reference("small_models_r.json")["sleepstudy_reml"]
    fixed = pd.DataFrame(by_r["fixef"]).T
    ours = found.coefficients
    np.testing.assert_allclose(ours["estimate"], fixed["est"], rtol=1e-6)
    np.testing.assert_allclose(ours["se"], fixed["se"], rtol=1e-4)
    sds = found.standard_deviations["estimate"].to_list()
    assert sds == pytest.approx([24.740658, 5.922138, 25.591796], rel=1e-3)


def test_two_nested_groups_find_what_was_put_in(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=200, seed=3)
    found = fit_linear(frame, "score ~ tijd", groups=("client", "aanbieder"))
    assert list(found.standard_deviations["name"]) == ["aanbieder", "client", "rest"]
    assert found.coefficients["estimate"][1] > 0
    assert "REML" in str(found)
    assert "getallen met gelijke afstanden" in found._repr_html_()


def test_the_marginal_model_is_ordinal_gee(panel: Callable[..., pd.DataFrame]) -> None:
    frame = panel(clients=150, seed=5)
    found = fit_marginal(frame, "score ~ tijd", client="client")
    peer = OrdinalGEE(
        frame["score"].to_numpy(float),
        frame[["tijd"]].to_numpy(),
        groups=frame["client"].to_numpy(),
        cov_struct=Independence(),
    ).fit()
    value, error = (np.asarray(x)[-1] for x in (peer.params, peer.bse))
    assert found.coefficients["estimate"][0] == pytest.approx(value, abs=1e-6)
    assert found.coefficients["se"][0] == pytest.approx(error, rel=1e-4)


def visits(clients: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return all measurements, and those of who did not leave after a high score."""
    rng = np.random.default_rng(seed)
    client = np.repeat(np.arange(clients), 4)
    meting = np.tile(np.arange(4), clients)
    own = 1.6 * rng.normal(size=clients)[client]
    latent = 0.4 * meting + own + rng.logistic(size=len(client))
    score = 1 + (latent[:, None] > np.array([-3, -1.2, 0.8, 2.6])).sum(axis=1)
    whole = pd.DataFrame({"client": client, "meting": meting, "score": score})
    leaves = rng.random(len(client)) < np.where(score >= 4, 0.6, 0.1)
    left = (
        pd.Series(leaves).groupby(client).cumsum().groupby(client).shift(fill_value=0)
    )
    return whole, whole[left.to_numpy() == 0]


def test_weights_bring_back_what_leaving_took_away() -> None:
    whole, stayed = visits(1_500, seed=7)
    weights = dropout_weights(
        stayed, "C(score) + C(meting)", client="client", visit="meting", visits=4
    )
    slope = {
        name: fit_marginal(
            frame, "score ~ meting", client="client", weights=given
        ).coefficients["estimate"][0]
        for name, frame, given in (
            ("whole", whole, None),
            ("stayed", stayed, None),
            ("weighted", stayed, weights),
        )
    }
    assert abs(slope["stayed"] - slope["whole"]) > 0.1
    assert slope["weighted"] == pytest.approx(slope["whole"], abs=0.04)


def test_the_mixed_model_survives_leaving_after_what_was_measured() -> None:
    whole, stayed = visits(1_000, seed=8)
    counts = stayed.groupby("client")["meting"].transform("size")
    slope = {
        name: fit_ordinal(frame, "score ~ meting", groups=("client",))
        .coefficients["estimate"]
        .iloc[0]
        for name, frame in (
            ("whole", whole),
            ("stayed", stayed),
            ("completers", stayed[counts == 4]),
        )
    }
    assert slope["stayed"] == pytest.approx(slope["whole"], abs=0.06)
    assert abs(slope["completers"] - slope["whole"]) > 0.08


def test_the_mixed_model_does_not_survive_leaving_after_what_was_not_measured() -> None:
    whole, _ = visits(1_000, seed=8)
    gone = (whole["meting"] == 3) & (whole["score"] >= 4)  # the score itself is missing
    full, seen = (
        fit_ordinal(frame, "score ~ meting", groups=("client",))
        for frame in (whole, whole[~gone])
    )
    lost = full.coefficients["estimate"] - seen.coefficients["estimate"]
    assert lost.iloc[0] > 0.2  # no model repairs this: hence the tipping point


def test_weights_are_products_of_the_odds_of_staying() -> None:
    _, stayed = visits(400, seed=1)
    weights = dropout_weights(
        stayed, "C(score):C(meting)", client="client", visit="meting", visits=4
    )
    assert (weights[stayed["meting"] == 0] == 1).all()
    # with a parameter a cell, the chance of staying is the share that stayed
    intake = stayed[stayed["meting"] == 0].set_index("client")
    later = stayed[stayed["meting"] == 1].set_index("client")
    there = intake.index.isin(later.index)
    share = pd.Series(there, intake.index).groupby(intake["score"]).transform("mean")
    expected = (there.mean() / share).loc[later.index]
    found = weights[stayed["meting"] == 1]
    np.testing.assert_allclose(found, expected, rtol=1e-4)


def test_after_a_gap_there_is_no_weight_and_the_order_of_rows_does_not_matter() -> None:
    _, stayed = visits(200, seed=2)
    two = stayed.groupby("client")["meting"].transform("max") >= 2
    first = stayed.loc[two, "client"].iloc[0]
    gap = stayed[~((stayed["client"] == first) & (stayed["meting"] == 1))]
    ask: dict[str, Any] = {"client": "client", "visit": "meting", "visits": 4}
    weights = dropout_weights(gap, "score", **ask)
    after = (gap["client"] == first) & (gap["meting"] > 1)
    assert weights[after].isna().all()
    assert weights[~after].notna().all()
    mixed = gap.sample(frac=1, random_state=3)
    again = dropout_weights(mixed, "score", **ask)
    pd.testing.assert_series_equal(again.sort_index(), weights.sort_index())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"visit": "nummer"}, "'nummer' is geen kolom"),
        ({"visits": 2}, "nummert de metingen van een client niet van 0 tot 1"),
    ],
)
def test_measurements_that_are_not_numbered_are_refused(
    change: dict[str, Any], said: str
) -> None:
    _, stayed = visits(50, seed=2)
    ask: dict[str, Any] = {"client": "client", "visit": "meting", "visits": 4} | change
    with pytest.raises(WorkbenchError, match=said):
        dropout_weights(stayed, "score", **ask)


def test_groups_that_cross_are_refused_by_the_linear_model(
    panel: Callable[..., pd.DataFrame],
) -> None:
    frame = panel(clients=40, seed=1)
    frame.loc[1, "aanbieder"] = 1 - frame.loc[0, "aanbieder"] % 2
    with pytest.raises(WorkbenchError, match="zijn niet één groep, of twee waarvan"):
        fit_linear(frame, "score ~ tijd", groups=("client", "aanbieder"))
    with pytest.raises(WorkbenchError, match="heeft andere waarden dan niveaus"):
        fit_linear(frame.assign(score=7), "score ~ tijd", groups=("client",))
