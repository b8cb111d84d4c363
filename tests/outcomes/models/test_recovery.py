"""Known truth is found back, here and on a cluster, and the same wherever it ran."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

import tbresearch as tb
from tbresearch.outcomes.models import OrdinalModel

# Laplace is known to give standard deviations that are too low (docs/modellen.md), so
# only coefficients are held to their truth here.
TRUTH = {"tijd": 0.45, "uren": 0.1, "tijd:uren": 0.15}


def simulate(rng: np.random.Generator) -> pd.DataFrame:
    """Return 200 clients at 25 workers, with everything known."""
    client = np.repeat(np.arange(200), 3)
    worker = rng.integers(0, 25, 200)[client]
    tijd = np.tile([0.0, 0.5, 1.5], 200)
    uren = rng.normal(size=200)[client]
    latent = 0.45 * tijd + 0.1 * uren + 0.15 * tijd * uren
    latent += 1.6 * rng.normal(size=200)[client] + 0.5 * rng.normal(size=25)[worker]
    latent += rng.logistic(size=len(client))
    score = 1 + (latent[:, None] > np.array([-4.0, -1.7, 0.7, 3.1])).sum(axis=1)
    return pd.DataFrame(
        {
            "client": client,
            "begeleider": worker,
            "tijd": tijd,
            "uren": uren,
            "score": score,
        }
    )


def fit(frame: pd.DataFrame) -> OrdinalModel:
    groups = ("client", "begeleider")
    return tb.fit_ordinal(frame, "score ~ tijd * uren", groups=groups)


def test_twenty_replications_find_the_truth_back() -> None:
    found = tb.recover(simulate, fit, TRUTH, replications=20, seed=20261122)
    table = found.to_frame()
    assert found.failed == 0
    assert (table["bias"].abs() < 3 * table["error"]).all()
    assert (table["coverage"] > 0.7).all()  # 14 of 20 at .95 has a chance of .0003
    # standard errors say how much estimates differ (chi-square with 19 df: 99.9%)
    assert table["se"].to_numpy() == pytest.approx(table["sd"].to_numpy(), rel=0.6)


def test_data_that_say_something_else_are_not_found_to_agree() -> None:
    wrong = TRUTH | {"tijd": 0.0}
    found = tb.recover(simulate, fit, wrong, replications=6, seed=1)
    row = found.to_frame().set_index("name").loc["tijd"]
    assert row["bias"] > 3 * row["error"]


def test_a_bootstrap_is_around_the_model(panel: Callable[..., pd.DataFrame]) -> None:
    model = tb.fit_ordinal(
        panel(clients=120, seed=4),
        "score ~ tijd",
        groups=("client", "aanbieder"),
        slopes={"client": "tijd"},
    )
    found = tb.bootstrap_model(model, replications=8, seed=3)
    table = found.to_frame().set_index("name")
    assert list(table.index) == [
        "tijd",
        "sd(client)",
        "sd(client: tijd)",
        "sd(aanbieder)",
    ]
    row = table.loc["tijd"]
    assert row["truth"] == model.coefficients["estimate"][0]
    assert abs(row["bias"]) < 3 * row["error"]
    assert row["low"] < row["mean"] < row["high"]
    assert found.estimates.shape == (8, 4)
    again = tb.bootstrap_model(model, replications=8, seed=3)
    pd.testing.assert_frame_equal(again.to_frame(), found.to_frame())
    assert "toevalsfout" in str(found)
    assert found._repr_html_() == again._repr_html_()


def test_when_no_set_can_be_fitted_it_says_so() -> None:
    def flat(rng: np.random.Generator) -> pd.DataFrame:
        return simulate(rng).assign(score=3)

    with pytest.raises(tb.WorkbenchError, match="maar 0 van 3 nagebootste sets"):
        tb.recover(flat, fit, TRUTH, replications=3, seed=1)
