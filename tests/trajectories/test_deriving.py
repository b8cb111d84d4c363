"""What is derived from trajecten equals what plain loops over the rows give."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.trajectories import (
    TABLES,
    TAPER_WEEKS,
    contact_periods,
    current_phases,
    doses,
    durations,
    exits,
    periods,
    tapers,
)
from tbresearch.trajectories.relations import relation_problems
from tests.trajectories.drawn import CUTOFF, counted, frames, life, number, practice

WITH = ("bezoek", "telefonisch", "online")
seeds = st.integers(0, 2**32)


def draw(seed: int) -> dict[str, pd.DataFrame]:
    return frames(np.random.default_rng(seed))


def orderly(drawn: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables with the phases of each traject one after another."""
    spans = life(drawn)
    kept = []
    last: dict[str, int] = {}
    for row in drawn["phases"].sort_values("start").to_dict("records"):
        name, begin, end = row["trajectory"], number(row["start"]), number(row["end"])
        first, final, ended = spans[name]
        end = final if end is None and ended else end
        fits = first <= begin <= final and begin >= last.get(name, first)
        if fits and (end is None or begin <= end <= final):
            last[name] = CUTOFF + 1 if end is None else end
            kept.append(row | {"end": row["end"] if end != final else None})
    phases = pd.DataFrame(kept, columns=list(drawn["phases"]))
    phases = phases.astype(drawn["phases"].dtypes.to_dict())
    ends = drawn["trajectories"].set_index("trajectory")["end"]
    own = phases["trajectory"].astype(object).map(ends)
    return drawn | {"phases": phases.assign(end=phases["end"].fillna(own))}


@given(seeds)
@settings(max_examples=12)
def test_weeks_visits_and_hours_equal_a_loop_over_the_contacts(seed: int) -> None:
    drawn = draw(seed)
    found = doses(practice(drawn)).set_index("trajectory")
    ended = durations(practice(drawn)).set_index("trajectory")["ended"]
    rows = counted(drawn, "contacts")
    for name, (first, last, over) in life(drawn).items():
        own = [row for row in rows if row["trajectory"] == name]
        minutes = [row["minutes"] for row in own if row["kind"] in WITH]
        assert found.loc[name, "weeks"] == (last - first) / 7
        assert found.loc[name, "contacts"] == len(own)
        visits = sum(row["kind"] == "bezoek" for row in own)
        assert found.loc[name, "visits"] == visits
        assert found.loc[name, "hours"] == pytest.approx(sum(minutes) / 60)
        assert ended[name] == over


@given(seeds)
@settings(max_examples=12)
def test_the_phase_of_a_contact_equals_a_search_through_all_phases(seed: int) -> None:
    drawn = orderly(draw(seed))
    made = practice(drawn)
    spans = periods(made)
    inside = {row["line"] for row in counted(drawn, "contacts")}
    found = contact_periods(made, spans)
    for row, place in zip(made.contacts.to_dict("records"), found, strict=True):
        at = (row["date"] - pd.Timestamp(0)).days
        fits = [
            i
            for i, span in enumerate(spans.to_dict("records"))
            if span["trajectory"] == row["trajectory"]
            and span["start"] <= at <= span["finish"]
        ]
        expected = fits[-1] if fits and row["line"] in inside else -1
        assert place == expected


@given(seeds)
@settings(max_examples=12)
def test_overlapping_phases_and_those_outside_are_those_a_loop_finds(seed: int) -> None:
    drawn = draw(seed)
    columns = [field.column for field in TABLES["adaptations"].fields]
    empty = pd.DataFrame(columns=[*columns, "line"])
    none = pd.Series(dtype=object)
    rows = drawn["trajectories"].assign(
        exit_reason=[
            None if pd.isna(end) else "anders" for end in drawn["trajectories"]["end"]
        ],
        indication_holder="K1",
        provider=none,
    )
    problems = list(
        relation_problems(
            drawn | {"trajectories": rows, "adaptations": empty}, dict(TABLES)
        )
    )
    spans, phases = life(drawn), drawn["phases"].to_dict("records")
    far = 10**6

    def key(row: dict) -> tuple[int, int]:
        end = number(row["end"])
        return number(row["start"]), far if end is None else end

    backwards = {row["line"] for row in phases if key(row)[1] < key(row)[0]}
    forward = sorted((r for r in phases if r["line"] not in backwards), key=key)
    overlaps = {
        row["line"]
        for i, row in enumerate(forward)
        if any(
            other["trajectory"] == row["trajectory"] and key(other)[1] > key(row)[0]
            for other in forward[:i]
        )
    }
    out = {
        row["line"]
        for row in forward
        if key(row)[0] < spans[row["trajectory"]][0]
        or (
            spans[row["trajectory"]][2]
            and (
                key(row)[0] > spans[row["trajectory"]][1]
                or spans[row["trajectory"]][1] < key(row)[1] < far
            )
        )
    }
    assert lines_of(problems, "voordat de fase") == overlaps
    assert lines_of(problems, "valt buiten traject") == out
    assert lines_of(problems, "vóór het begin op") == backwards


def lines_of(problems: list, words: str) -> set[int]:
    places = [found.where for found in problems if words in found.what]
    return {int(place.split("regel ")[1].split(",")[0]) for place in places}


@given(seeds)
@settings(max_examples=12)
def test_the_taper_is_the_last_weeks_against_all_before(seed: int) -> None:
    drawn = draw(seed)
    found = tapers(practice(drawn)).set_index("trajectory")
    rows = [row for row in counted(drawn, "contacts") if row["kind"] in WITH]
    span = 7 * TAPER_WEEKS
    long = {
        name: (first, last)
        for name, (first, last, ended) in life(drawn).items()
        if ended and last - first >= 2 * span
    }
    assert set(found.index) == set(long)
    for name, (first, last) in long.items():
        own = [row for row in rows if row["trajectory"] == name]
        late = sum(r["minutes"] for r in own if r["day"] > last - span) / 60
        early = sum(r["minutes"] for r in own if r["day"] <= last - span) / 60
        before = early / ((last - first - span) / 7)
        assert found.loc[name, "before"] == pytest.approx(before)
        if early:
            ratio = late / TAPER_WEEKS / before
            assert found.loc[name, "ratio"] == pytest.approx(ratio)
        else:
            assert pd.isna(found.loc[name, "ratio"])


@given(seeds)
@settings(max_examples=12)
def test_a_running_traject_is_in_the_phase_that_has_no_end(seed: int) -> None:
    drawn = orderly(draw(seed))
    made = practice(drawn)
    found = current_phases(made)
    running = [name for name, (*_, ended) in life(drawn).items() if not ended]
    assert list(found["trajectory"]) == running
    open_ = drawn["phases"][drawn["phases"]["end"].isna()]
    expected = dict(zip(open_["trajectory"], open_["phase"], strict=True))
    for row in found.to_dict("records"):
        if row["trajectory"] in expected:
            assert row["phase"] == expected[row["trajectory"]]
        else:
            assert pd.isna(row["phase"])


def test_exits_count_reasons_of_what_ended() -> None:
    drawn = draw(1)
    rows = drawn["trajectories"]
    reasons = ["opname", "opname", *[None] * len(rows)][: len(rows)]
    made = practice(drawn | {"trajectories": rows.assign(exit_reason=reasons)})
    assert exits(made).to_dict("records") == [
        {"reason": "opname", "k": min(2, len(rows))}
    ]
