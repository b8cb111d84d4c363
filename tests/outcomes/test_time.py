"""Running trajecten count as long as they ran; reasons of ending stand apart."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pytest

from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.outcomes import (
    of_ended,
    planned_measurements,
    read_zrm,
    traject_duration,
    traject_exits,
)
from tbresearch.outcomes.time.duration import survival_curve
from tbresearch.outcomes.time.exits import cumulative_incidence
from tbresearch.study import Study
from tbresearch.trajectories import Trajectories

# Acute myelogenous leukaemia, maintained group (R: survival::aml); 0 is censored.
# survfit(Surv(time, status) ~ 1, conf.type = "log-log") of R 4.2.2, survival 3.5-3.
AML = np.array([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161.0])
ENDED = np.array([1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0], dtype=bool)
AML_R = [0.9091, 0.8182, 0.7159, 0.6136, 0.4909, 0.3682, 0.1841]


def trajecten(*rows: tuple[str, str, str, str]) -> Trajectories:
    """Return trajecten of (client, start, end or "", reason or "")."""
    frame = pd.DataFrame(rows, columns=["client", "start", "end", "exit_reason"])
    frame["trajectory"] = [f"T{n}" for n in range(len(frame))]
    for name in ("start", "end"):
        frame[name] = pd.to_datetime(frame[name].replace("", None))
    frame["exit_reason"] = frame["exit_reason"].replace("", None)
    empty = pd.DataFrame()
    return Trajectories(
        trajectories=frame,
        contacts=empty,
        phases=empty,
        evaluations=empty,
        adaptations=empty,
        files={},
        cutoff=date(2025, 12, 31),
    )


def test_the_curve_is_that_of_r() -> None:
    curve = survival_curve(AML, ENDED)

    assert curve.running == pytest.approx(AML_R, abs=5e-5)
    assert curve.quantile(0.5) == 31
    assert (curve.low[0], curve.high[0]) == pytest.approx((0.508, 0.987), abs=5e-4)
    assert ((curve.low <= curve.running) & (curve.running <= curve.high)).all()
    assert curve.at(8) == (1.0, 1.0, 1.0)


def test_reasons_and_what_runs_add_up_to_everybody() -> None:
    rng = np.random.default_rng(1)
    times, reason = rng.exponential(10, 300).round(2) + 0.1, rng.integers(0, 4, 300)

    shares = cumulative_incidence(times, reason)
    running = survival_curve(times, reason > 0)

    for time in (2.0, 8.0, 20.0):
        ended = sum(found.at(time)[0] for found in shares)
        assert ended + running.at(time)[0] == pytest.approx(1)


# Without censoring the cumulative incidence is the share itself.
def test_without_running_trajecten_a_share_is_a_share() -> None:
    times, reason = np.arange(1.0, 11.0), np.tile([1, 2], 5)

    first, second = cumulative_incidence(times, reason)

    assert first.at(4)[0] == pytest.approx(0.2)
    share, low, high = second.at(10)
    assert share == pytest.approx(0.5)
    assert low < 0.5 < high


def test_a_mean_of_closed_trajecten_alone_is_called_too_short() -> None:
    rows = [
        *((f"K{n}", "2025-01-01", "2025-04-01", "doelen_bereikt") for n in range(6)),
        *((f"L{n}", "2025-01-01", "", "") for n in range(4)),
    ]

    found = traject_duration(trajecten(*rows))

    assert isinstance(found.median, Estimate)
    assert found.median.value == pytest.approx(90 / (365.25 / 12))
    assert str(found).startswith(
        "Duur van 10 trajecten, 4 nog lopend: de helft is klaar"
    )
    assert (
        "te kort: afgesloten trajecten duurden gemiddeld 3,0 maanden" in found.notes[1]
    )


def test_a_median_that_was_not_reached_says_so() -> None:
    rows = [("K1", "2025-01-01", "2025-04-01", "doelen_bereikt")]
    rows += [(f"L{n}", "2025-01-01", "", "") for n in range(4)]

    found = traject_duration(trajecten(*rows))

    assert found.median == NotEstimable(
        "minder dan de helft van de trajecten is geëindigd"
    )


def test_running_trajecten_need_a_day_of_reference() -> None:
    from dataclasses import replace

    rows = replace(trajecten(("K1", "2025-01-01", "", "")), cutoff=None)

    with pytest.raises(WorkbenchError) as caught:
        traject_duration(rows)
    assert str(caught.value) == (
        "er lopen nog trajecten, en het is niet bekend tot welke dag\n"
        "  waar:      traject_duration\n"
        "  oplossing: zet peildatum in studie.toml"
    )


def test_each_reason_is_counted_out_of_all_that_ended() -> None:
    found = traject_exits(
        trajecten(
            ("K1", "2025-01-01", "2025-04-01", "doelen_bereikt"),
            ("K2", "2025-01-01", "2025-05-01", "client_stopt"),
            ("K3", "2025-01-01", "2025-06-01", "doelen_bereikt"),
            ("K4", "2025-01-01", "", ""),
        )
    )

    assert str(found) == "Einde van 4 trajecten: 3 geëindigd, 1 lopend"
    assert str(found.count("doelen_bereikt")) == "2 van 3 trajecten"
    assert list(found.incidence) == ["doelen_bereikt", "client_stopt"]
    axes = found.plot(hidden={"client_stopt"})
    legend = axes.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == [
        "Doelen bereikt",
        "Niet getoond",
    ]


def test_nobody_ended_is_a_result_too() -> None:
    found = traject_exits(trajecten(("K1", "2025-01-01", "", "")))

    assert found.incidence == {}
    assert found.plot().get_ylim() == (0, 100)


def test_who_still_runs_is_not_missing_at_the_end(
    with_scores: Callable[..., Study],
) -> None:
    scores = read_zrm(
        with_scores(
            "K1;intake;2025-01-08;2017;financien;2;R1;",
            "K1;eind;2025-05-01;2017;financien;3;R1;",
            "K2;intake;2025-01-08;2017;financien;2;R1;",
            "K3;intake;2025-01-08;2017;financien;2;R1;",
            "K9;intake;2025-01-08;2017;financien;2;R1;",
        )
    )
    rows = trajecten(
        ("K1", "2025-01-01", "2025-05-08", "doelen_bereikt"),
        ("K2", "2025-01-01", "2025-05-08", "client_stopt"),
        ("K3", "2025-01-01", "", ""),
    )

    found = planned_measurements(scores, rows, interim_days=183)

    assert str(found) == (
        "Gemeten bij de intake: 3 van 3 cliënten; aan het eind, van wie het traject "
        "eindigde: 1 van 2 cliënten"
    )
    assert found.rows() == [("Doelen bereikt", "1 van 1"), ("Cliënt stopt", "0 van 1")]
    assert str(found.count("tussen")) == "2 van 3 cliënten"  # K3 waits since January
    assert found.notes == (
        "1 traject loopt nog: een eindmeting hoort er daar nog niet te zijn.",
        "Langer dan 183 dagen zonder meting tijdens het traject: 1 van 3 cliënten.",
        "1 cliënt met scores staat niet in de trajecten.",
    )
    assert of_ended(scores, rows).clients == ("K1", "K2")
    assert of_ended(scores, rows).lost == (
        "Alleen cliënten van wie het traject eindigde: 2 van 4 cliënten met scores.",
    )
