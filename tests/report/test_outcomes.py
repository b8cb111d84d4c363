"""Change stands in the report with its tipping point, or not at all."""

import pandas as pd
import pytest

from tbresearch.datasets import simulate_zrm
from tbresearch.outcomes import ZrmScores, dropout_sensitivity, zrm_change
from tbresearch.report.contributions.outcomes import not_measured_contribution
from tbresearch.report.outcome_results import missing_tipping_points

BETWEEN = ("intake", "eind")


@pytest.fixture(scope="module")
def scores() -> ZrmScores:
    panel = simulate_zrm(1, clients=300, slope=0.8, dropout="mar_low", times=(0, 2))
    names = {
        "datum": "date",
        "versie": "version",
        "domein": "domain",
        "beoordelaar": "rater",
    }
    frame = panel.to_scores().rename(columns=names)
    frame = frame.assign(date=pd.to_datetime(frame["date"]), line=range(len(frame)))
    return ZrmScores(frame=frame, version="2017", percentage_from=20)


def test_a_change_without_its_tipping_point_is_refused(scores: ZrmScores) -> None:
    change = zrm_change(scores, between=BETWEEN)

    (problem,) = missing_tipping_points((change,))

    assert change.changed
    assert "staat zonder omslagpunt, en niet iedereen is twee keer gemeten" in (
        problem.what
    )
    assert problem.fix == (
        "voeg toe: dropout_sensitivity(scores, between=('intake', 'eind'), seed=1)"
    )


def test_with_its_tipping_point_it_stands(scores: ZrmScores) -> None:
    change = zrm_change(scores, between=BETWEEN)
    doubt = dropout_sensitivity(scores, between=BETWEEN, seed=1, draws=3)

    assert list(missing_tipping_points((change, doubt))) == []
    assert list(missing_tipping_points(())) == []


def test_without_scores_the_report_says_that_nothing_was_measured() -> None:
    part = not_measured_contribution()

    assert part.sections["resultaten"].startswith("**Uitkomst niet gemeten.**")
