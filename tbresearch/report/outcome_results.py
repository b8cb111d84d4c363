"""What a study may bring on outcomes: whatever it has the files for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tbresearch.errors import Problem
from tbresearch.outcomes import (
    DropoutSensitivity,
    ZrmChange,
    ZrmScores,
    dropout_sensitivity,
    has_satisfaction,
    has_zrm,
    of_ended,
    planned_measurements,
    read_satisfaction,
    read_zrm,
    traject_duration,
    traject_exits,
    zrm_change,
)
from tbresearch.study import Study, delivered
from tbresearch.trajectories import TRAJECTORIES, read_trajectories
from tbresearch.vocabulary import DOMAIN_LABELS, join_text

__all__ = ["NotMeasured", "missing_tipping_points", "outcome_results"]

_BETWEEN = ("intake", "eind")
_SEED = 1
# Half a year between measurements: the longest that payers ask.
_INTERIM_DAYS = 183


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """The statement that a study has no measurement of outcomes."""

    def __str__(self) -> str:
        return "Uitkomst niet gemeten"


def outcome_results(study: Study) -> Iterator[object]:
    """Yield the results on outcomes that a study has the files for.

    With trajecten, change is that of clients whose traject ended: who is still helped
    has no end measurement because it is not due, and is not lost.
    """
    has = delivered(study.root, TRAJECTORIES) is not None
    trajectories = read_trajectories(study) if has else None
    if not has_zrm(study):
        yield NotMeasured()
    else:
        scores = read_zrm(study)
        if trajectories is not None:
            yield planned_measurements(scores, trajectories, interim_days=_INTERIM_DAYS)
            scores = of_ended(scores, trajectories)
        yield from _change(scores)
    if trajectories is not None:
        yield traject_duration(trajectories)
        yield traject_exits(trajectories)
    if has_satisfaction(study):
        yield read_satisfaction(study, trajectories)


def _change(scores: ZrmScores) -> Iterator[object]:
    change = zrm_change(scores, between=_BETWEEN)
    yield change
    doubt = dropout_sensitivity(scores, between=_BETWEEN, seed=_SEED)
    if doubt.clients:
        yield doubt


def missing_tipping_points(results: tuple[object, ...]) -> Iterator[Problem]:
    """Yield the change that stands without what those who left could do to it."""
    given = [r.between for r in results if isinstance(r, DropoutSensitivity)]
    for result in results:
        if not isinstance(result, ZrmChange) or not result.changed:
            continue
        left = any(domain.missing_end for domain in result.domains)
        if not left or result.between in given:
            continue
        names = join_text([DOMAIN_LABELS[domain] for domain in result.changed])
        yield Problem(
            what=f"de verandering op {names} staat zonder omslagpunt, en niet iedereen "
            "is twee keer gemeten",
            where="Report.add",
            fix=f"voeg toe: dropout_sensitivity(scores, between={result.between!r}, "
            "seed=1)",
        )
