"""What is planted in drawn practice: how it departs from what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["CUTOFF", "PracticeModel"]

CUTOFF = date(2025, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeModel:
    """What is planted: how practice departs from what was meant.

    Attributes
    ----------
    trajectories : int
        How many.
    since : date
        First day on which a traject starts.
    middle_weeks : float
        Median length of the third phase; lengths are lognormal with sigma 0.5.
    slow : float
        Share of trajecten of which the first phase takes 3 weeks longer than the
        longest that is meant.
    visits : float
        Chance that there is a visit in a week.
    minutes : float
        Mean length of a visit.
    taper : float
        Visits in the last phase as a part of those before.
    early : float
        Share of trajecten that end before the last phase.
    back : float
        Share that goes back once from the third phase to the second.
    evaluated, closed, asked : float
        Share of due evaluations, of end evaluations, and of questions about
        satisfaction that were done.
    changed : float
        Share of trajecten in which another worker takes over halfway.
    other_intake : float
        Share in which another worker than the one of the traject does the intake.
    adapted : float
        Adaptations per traject.
    """

    trajectories: int
    since: date = date(2024, 1, 8)
    middle_weeks: float = 40.0
    slow: float = 0.25
    visits: float = 0.75
    minutes: float = 110.0
    taper: float = 0.5
    early: float = 0.3
    back: float = 0.15
    evaluated: float = 0.7
    closed: float = 0.8
    asked: float = 0.55
    changed: float = 0.3
    other_intake: float = 0.2
    adapted: float = 0.15
