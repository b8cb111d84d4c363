"""Missing levels are drawn from people alike, and dropout by score is survived."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tbresearch.datasets import ZrmPanel, simulate_zrm
from tbresearch.errors import WorkbenchError
from tbresearch.outcomes import ZrmScores, matched_change

Scores = Callable[[ZrmPanel], ZrmScores]
BETWEEN = ("intake", "eind")
DOMAINS = ("financien", "geestelijke_gezondheid", "sociaal_netwerk")


@pytest.fixture(scope="module")
def panel() -> ZrmPanel:
    return simulate_zrm(3, clients=300, slope=0.8, dropout="mar_low", times=(0, 2))


def test_who_left_is_brought_back_where_leaving_follows_from_scores(
    panel: ZrmPanel, panel_scores: Scores
) -> None:
    found = matched_change(
        panel_scores(panel), between=BETWEEN, seed=1, draws=4, domains=DOMAINS
    )

    frame = found.to_frame()
    places = [panel_scores(panel).domains.index(name) for name in DOMAINS]
    full = (panel.levels[:, -1].astype(float) - panel.levels[:, 0])[:, places]
    off = frame["change"].to_numpy(float) - full.mean(axis=0)
    errors = frame["se"].to_numpy(float)
    assert (np.abs(off) < 4 * errors).all()
    assert abs(off.mean()) < 0.1
    assert frame["df"].between(2, 299).all()
    assert "Barnard en Rubin" in found._repr_html_()


def test_change_that_follows_from_the_begin_is_had_exactly() -> None:
    """Sixty begin at 1 and rise to 3, but half of them leave; sixty stay at 4."""
    rows = [
        (f"K{n:03}", moment, "financien", level)
        for n in range(120)
        for moment, level in (
            ("intake", 1 if n < 60 else 4),
            ("eind", None if n < 30 else 3 if n < 60 else 4),
        )
    ]
    frame = pd.DataFrame(rows, columns=["client", "moment", "domain", "score"])
    frame = frame.assign(date=pd.NaT, score=frame["score"].astype("Int64"))
    scores = ZrmScores(frame=frame, version="2017", percentage_from=20)

    found = matched_change(
        scores, between=BETWEEN, seed=1, draws=3, domains=["financien"]
    )

    row = found.frame.iloc[0]
    assert (row["stayed"], row["complete"]) == (90, pytest.approx(2 / 3))
    assert row["change"] == pytest.approx(1)


def test_the_same_seed_gives_the_same_result(
    panel: ZrmPanel, panel_scores: Scores
) -> None:
    scores = panel_scores(panel)
    first, again = (
        matched_change(scores, between=BETWEEN, seed=7, draws=2, domains=DOMAINS[:1])
        for _ in range(2)
    )

    assert first.frame.equals(again.frame)


def test_too_few_with_both_scores_have_a_reason(panel_scores: Scores) -> None:
    panel = simulate_zrm(1, clients=20, slope=0.0, dropout="none", times=(0, 2))

    found = matched_change(panel_scores(panel), between=BETWEEN, seed=1)

    assert found.frame["change"].isna().all()
    assert "er zijn er 30 nodig" in found._repr_html_()


def test_a_domain_that_is_not_there_is_refused(
    panel: ZrmPanel, panel_scores: Scores
) -> None:
    with pytest.raises(WorkbenchError, match="domein 'adl' is er niet"):
        matched_change(panel_scores(panel), between=BETWEEN, seed=1, domains=("adl",))
