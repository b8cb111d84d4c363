"""The example plans and applications are what their generators say, and nobody's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tbresearch.datasets import FAULT_RATES, example_plans, example_recruitment
from tbresearch.intervention import read_intervention

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"
UNTIL = date(2025, 12, 31)


@pytest.fixture(scope="module")
def trajecten() -> pd.DataFrame:
    frame = pd.read_csv(EXAMPLE / "trajecten.csv", sep=";", dtype=str)
    for name in ("start", "einde"):
        days = [None if pd.isna(d) else date.fromisoformat(d) for d in frame[name]]
        frame[name] = pd.Series(days, dtype=object)
    return frame


def written(frame: pd.DataFrame) -> str:
    return frame.to_csv(sep=";", index=False, lineterminator="\n")


def test_the_files_of_the_example_are_what_the_generators_give(
    trajecten: pd.DataFrame,
) -> None:
    plans, goals = example_plans(trajecten, until=UNTIL, seed=2025)
    applications, features = example_recruitment(
        trajecten, since=date(2025, 1, 1), until=UNTIL, seed=2025
    )
    frames = {
        "plannen": plans,
        "doelen": goals,
        "werving": applications,
        "selectie": features,
    }
    for name, frame in frames.items():
        text = (EXAMPLE / f"{name}.csv").read_text(encoding="utf-8")
        assert text == written(frame), name


def test_another_seed_gives_others_and_faults_at_about_their_rate(
    trajecten: pd.DataFrame,
) -> None:
    """Of some 1,000 goals the share is within four standard errors of the rate."""
    draws = [example_plans(trajecten, until=UNTIL, seed=seed)[1] for seed in range(5)]
    goals = pd.concat(draws, ignore_index=True)
    assert not draws[0].equals(draws[1])
    for part in ("termijn", "maat", "eigenaar", "subdoel"):
        rate = FAULT_RATES[f"geen_{part}"]
        error = (rate * (1 - rate) / len(goals)) ** 0.5
        assert abs(goals[part].isna().mean() - rate) < 4 * error


def test_goals_name_what_the_intervention_has(trajecten: pd.DataFrame) -> None:
    intervention = read_intervention("thuisbegeleiding")
    _, goals = example_plans(trajecten, until=UNTIL, seed=1)
    subgoals = {item.key for item in intervention.subgoals}
    assert set(goals["subdoel"].dropna()) == subgoals
    assert set(goals["leefgebied"]) == {i.key for i in intervention.life_domains}
