"""The model on ending is that of R, and says when there is too little for it."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize_scalar

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable
from tbresearch.outcomes.time import ExitModel, fit_exit
from tbresearch.trajectories import Trajectories

# Acute myelogenous leukaemia (R: survival::aml), maintained and not; 0 is censored.
WITH = [9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161]
WITHOUT = [5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45]


def trajecten(
    days: list[int], groups: list[str], reasons: list[str] | None = None
) -> Trajectories:
    """Return trajecten of so many days; minus is still running on the last day."""
    first = pd.Timestamp("2025-01-01")
    last = first + pd.Timedelta(days=max(abs(d) for d in days) + 1)
    spans = [pd.Timedelta(days=abs(d)) for d in days]
    frame = pd.DataFrame(
        {
            "trajectory": [f"T{n}" for n in range(len(days))],
            "client": [f"K{n}" for n in range(len(days))],
            "law": groups,
            "start": [
                last - span if d < 0 else first
                for d, span in zip(days, spans, strict=True)
            ],
            "end": [
                pd.NaT if d < 0 else first + span
                for d, span in zip(days, spans, strict=True)
            ],
            "exit_reason": reasons or ["" if d < 0 else "anders" for d in days],
        }
    )
    empty = pd.DataFrame()
    return Trajectories(
        trajectories=frame,
        contacts=empty,
        phases=empty,
        evaluations=empty,
        adaptations=empty,
        files={},
        cutoff=date.fromisoformat(str(last.date())),
    )


@pytest.fixture(scope="module")
def aml() -> Trajectories:
    groups = ["a"] * len(WITH) + ["b"] * len(WITHOUT)
    return trajecten([*WITH, *WITHOUT], groups)


def test_it_is_brute_force_on_the_likelihood_of_efron(aml: Trajectories) -> None:
    found = fit_exit(aml, "~ wet")
    days = np.abs([*WITH, *WITHOUT])
    ended = np.array([*WITH, *WITHOUT]) > 0
    other = np.array([0] * len(WITH) + [1] * len(WITHOUT))

    def minus(beta: float) -> float:
        total = 0.0
        for day in np.unique(days[ended]):
            risk = np.exp(beta * other[days >= day]).sum()
            own = other[ended & (days == day)]
            tied = np.exp(beta * own).sum()
            parts = [risk - k / len(own) * tied for k in range(len(own))]
            total += beta * own.sum() - np.log(parts).sum()
        return -total

    best = minimize_scalar(minus)
    assert isinstance(found, ExitModel)
    row = found.coefficients.iloc[0]
    assert row["estimate"] == pytest.approx(best.x, abs=1e-5)
    assert found.log_likelihood == pytest.approx(-best.fun, abs=1e-6)
    step = 1e-3
    bend = (minus(best.x + step) - 2 * best.fun + minus(best.x - step)) / step**2
    assert row["se"] == pytest.approx(bend**-0.5, rel=1e-3)
    assert row["ratio"] == pytest.approx(np.exp(row["estimate"]))


def test_another_reason_counts_as_no_longer_followed() -> None:
    rng = np.random.default_rng(1)
    days = [int(d) for d in rng.integers(5, 400, 120)]
    groups = [str(g) for g in rng.choice(["a", "b"], 120)]
    reasons = [str(r) for r in rng.choice(["verhuizing", "overlijden"], 120)]
    own = fit_exit(trajecten(days, groups, reasons), "wet", reason="verhuizing")
    censored = [
        d if r == "verhuizing" else -d for d, r in zip(days, reasons, strict=True)
    ]
    wanted = fit_exit(trajecten(censored, groups), "wet")

    assert isinstance(own, ExitModel)
    assert isinstance(wanted, ExitModel)
    assert own.to_frame().equals(wanted.to_frame())
    assert str(own).startswith("Einde (Verhuizing) naar ~ wet: ")
    assert "samenhang" in own._repr_html_()


def test_too_few_endings_give_a_reason(aml: Trajectories) -> None:
    assert str(fit_exit(aml, "~ wet + client")) == (
        "niet te bepalen: 18 trajecten eindigden zo, en voor 23 coëfficiënten zijn er "
        "minstens 230 nodig"
    )
    assert isinstance(fit_exit(aml, "~ wet", reason="opname"), NotEstimable)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda t: fit_exit(t, "~ wett"), "'wett' is geen kolom"),
        (lambda t: fit_exit(t, "~ wet", reason="zin"), "'zin' is geen reden"),
    ],
)
def test_a_bad_request_is_refused(
    ask: Callable[[Trajectories], object], message: str, aml: Trajectories
) -> None:
    with pytest.raises(WorkbenchError, match=message):
        ask(aml)


def test_a_covariate_that_tells_the_end_is_refused() -> None:
    days = [*range(5, 25), *range(-60, -40)]
    groups = ["a"] * 20 + ["b"] * 20
    with pytest.raises(WorkbenchError, match="zegt volledig wie er eindigt"):
        fit_exit(trajecten(days, groups), "~ wet")
