"""How many goals stand in a plan, and how many run at once.

Two counts that are not the same. Goals in a plan are those of one version of it,
also the ones that start later. Goals at once are those that run on one day. A goal
that takes the place of another starts where that one ends, so a revision adds none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pandas as pd

__all__ = [
    "Peak",
    "Row",
    "goals_in_version",
    "most_at_once",
    "rows_by_plan",
    "versions_with_ends",
]

Row = Mapping[Hashable, Any]

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The most goals that run on one day, and the first day on which they do."""

    goals: int
    day: date


def most_at_once(spans: Sequence[tuple[date, date | None]]) -> Peak | None:
    """Return the most goals on one day, or None without goals.

    Parameters
    ----------
    spans : sequence of (date, date or None)
        Start and end of each goal; None runs on. The day of the end no longer counts,
        unless the goal started that day.

    Examples
    --------
    >>> a, b, c = date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)
    >>> most_at_once([(a, b), (b, c)]).goals  # one after the other
    1
    >>> most_at_once([(a, c), (b, None)])
    Peak(goals=2, day=datetime.date(2025, 2, 1))
    """
    changes = [(start, 1) for start, _ in spans]
    changes += [(max(end, start + _DAY), -1) for start, end in spans if end is not None]
    running, peak = 0, None
    for day, change in sorted(changes):  # what ends on a day goes before what starts
        running += change
        if peak is None or running > peak.goals:
            peak = Peak(goals=running, day=day)
    return peak


def rows_by_plan(frame: pd.DataFrame) -> dict[str, list[Row]]:
    """Return the rows of plans or goals, by plan; plans in alphabetical order."""
    # Rows are taken out one by one, which is slow from columns of a type of their own.
    rows = sorted(frame.astype(object).to_dict("records"), key=lambda row: row["plan"])
    return {plan: list(own) for plan, own in groupby(rows, lambda row: row["plan"])}


def versions_with_ends(versions: Sequence[Row]) -> Iterator[tuple[Row, date | None]]:
    """Yield each version of one plan, with the day on which the next one takes over."""
    rows = sorted(versions, key=lambda row: row["version"])
    ends = [row["date"] for row in rows[1:]] + [None]
    yield from zip(rows, ends, strict=True)


def goals_in_version(
    goals: Sequence[Row], *, begin: date, end: date | None
) -> tuple[str, ...]:
    """Return the goals that stand in a version of a plan.

    Parameters
    ----------
    goals : sequence of mapping
        The goals of the plan, as rows of `Goals.frame`.
    begin, end : date
        The day of the version, and of the next one; None without a next.

    Notes
    -----
    A goal stands in every version that it lives in, from the first that is later
    than its start. Of a goal and the one that replaces it in the same version only
    the last stands.
    """
    inside: dict[str, object] = {}
    for goal in goals:
        started = end is None or goal["start"] < end
        alive: bool = (
            pd.isna(goal["end"]) or goal["end"] > begin or goal["start"] >= begin
        )
        if started and alive:
            inside[str(goal["goal"])] = goal["replaces"]
    return tuple(name for name in inside if name not in inside.values())
