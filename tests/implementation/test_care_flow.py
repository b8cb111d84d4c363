"""Stock and flow of a team, held against days that are counted one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.implementation import CareFlow, care_flow

UNTIL = date(2025, 12, 31)
FIRST = date(2025, 1, 1)
DAY_ONE = date(2024, 10, 1)


def flow(
    lives: list[tuple[int, int | None]],
    *,
    workers: list[str | None] | None = None,
    contacts: list[tuple[str | None, int, bool]] | None = None,
    mean_weeks: float | None = 104,
    hours: float | None = 2,
) -> CareFlow:
    rows = pd.DataFrame(
        {
            "start": [DAY_ONE + timedelta(a) for a, _ in lives],
            "end": [None if b is None else DAY_ONE + timedelta(b) for _, b in lives],
            "worker": workers or ["w"] * len(lives),
        }
    ).astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})
    talks = pd.DataFrame(
        [(name, minutes, UNTIL, out) for name, minutes, out in contacts or []],
        columns=["worker", "minutes", "date", "outside"],
    ).astype({"date": "datetime64[ns]", "outside": bool})
    return care_flow(
        rows, talks, until=UNTIL, mean_weeks=mean_weeks, hours_per_week=hours
    )


spans = st.tuples(st.integers(0, 500), st.none() | st.integers(0, 600)).map(
    lambda pair: (pair[0], None if pair[1] is None else max(pair))
)


@given(st.lists(spans, max_size=5))
def test_stock_and_flow_are_those_of_every_day(
    lives: list[tuple[int, int | None]],
) -> None:
    """Each day of the year is counted, which the code does not do."""

    def running(at: date) -> int:
        day = (at - DAY_ONE).days
        return sum(a <= day and (b is None or day < b) for a, b in lives)

    result = flow(lives)
    days = [FIRST + timedelta(n) for n in range(365)]
    assert result.stock == running(UNTIL)
    assert result.mean_stock == pytest.approx(sum(map(running, days)) / 365)
    came = [DAY_ONE + timedelta(a) for a, _ in lives]
    went = [DAY_ONE + timedelta(b) for _, b in lives if b is not None]
    assert result.inflow == sum(FIRST <= day <= UNTIL for day in came)
    assert result.outflow == sum(FIRST <= day <= UNTIL for day in went)
    before = running(FIRST - timedelta(1))
    assert result.stock - before == result.inflow - result.outflow
    assert (result.since, result.until) == (FIRST, UNTIL)


def test_a_steady_team_gives_the_duration_of_littles_law() -> None:
    """One comes each week and stays for twenty weeks: always twenty in care."""
    lives = [(7 * week, 7 * week + 140) for week in range(-60, 120)]
    result = flow(lives)
    assert result.mean_stock == pytest.approx(20)
    assert result.duration is not None
    assert 20 / 53 <= result.duration.low <= result.duration.high <= 20 / 52
    assert str(result.intended) == str(2 * result.inflow)


def test_workers_and_hours_are_counted_and_unknown_ones_are_not() -> None:
    result = flow(
        [(0, None)] * 6,
        workers=["w1", "w1", "w1", "w2", None, None],
        contacts=[
            ("w1", 600, False),
            ("w2", 120, False),
            (None, 60, False),
            ("w3", 600, True),
        ],
    )
    assert result.workers == 2
    assert str(result.clients_per_worker) == "3"
    assert str(result.hours_intended) == "6"
    assert result.hours_done == pytest.approx(12 / (365 / 7) / 2)
    names = [name for name, _ in result.rows()]
    assert names[0] == "Lopend op 31 december 2025"
    assert names[2] == "Begonnen (1 januari 2025 tot en met 31 december 2025)"
    assert names[-1] == "Contacturen per begeleider per week, geregistreerd"
    assert str(result) == (
        "Lopend op 31 december 2025: 6 trajecten; in het jaar ervoor 0 begonnen en 0 "
        "geëindigd"
    )


def test_what_is_not_known_is_not_worked_out() -> None:
    result = flow([], mean_weeks=None, hours=None)
    assert result.duration is None
    assert result.intended is None
    assert result.clients_per_worker is None
    assert result.hours_done is None
    assert len(result.rows()) == 4
    alone = flow([(0, None)], hours=None)
    assert alone.hours_intended is None
    assert str(alone.clients_per_worker) == "1"


def test_a_team_that_grows_is_told_to_mind_the_duration() -> None:
    grown = flow([(200, None), (210, None), (100, 300)])
    assert any("bleef niet gelijk" in note for note in grown.notes)
    assert "Lopend" in grown._repr_html_()
    steady = flow([(200, 300)])
    assert not any("bleef niet gelijk" in note for note in steady.notes)
