"""What a study may bring on outcomes: whatever it has the files for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

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
from tbresearch.outcomes.models import (
    ChangeModels,
    ChangeSensitivity,
    change_sensitivity,
    client_covariates,
    fit_change,
)
from tbresearch.study import Study, delivered, fingerprint
from tbresearch.trajectories import TRAJECTORIES, Trajectories, read_trajectories
from tbresearch.vocabulary import DOMAIN_LABELS, join_text

__all__ = ["NotMeasured", "missing_tipping_points", "outcome_results"]

_BETWEEN = ("intake", "eind")
_SEED = 1
_FORMULA = "score ~ tijd"
_GROUPS = ("begeleider", "aanbieder")
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
        scores = whole = read_zrm(study)
        if trajectories is not None:
            yield planned_measurements(scores, trajectories, interim_days=_INTERIM_DAYS)
            scores = of_ended(scores, trajectories)
        yield from _change(scores)
        if study.models:
            yield from _models(whole, trajectories)
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


def _models(
    scores: ZrmScores, trajectories: Trajectories | None
) -> tuple[ChangeModels, ChangeSensitivity]:
    """Return the models of all scores, also of who is still helped."""
    clients = None
    if trajectories is not None:
        clients = client_covariates(trajectories)[["client", *_GROUPS]]
    return _fitted(_Asked(scores=scores, clients=clients))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Asked:
    """What is fitted; two of the same content are one, so that it is fitted once."""

    scores: ZrmScores
    clients: pd.DataFrame | None

    @property
    def content(self) -> str:
        """Everything that a model could depend on."""
        parts = (self.scores.frame, self.clients)
        texts = [None if part is None else part.to_csv() for part in parts]
        return fingerprint(repr((self.scores.version, self.scores.crosswalk, texts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)


@lru_cache(maxsize=2)
def _fitted(asked: _Asked) -> tuple[ChangeModels, ChangeSensitivity]:
    groups = ("client", *(_GROUPS if asked.clients is not None else ()))
    models = fit_change(
        asked.scores, _FORMULA, groups=groups, primary=(), clients=asked.clients
    )
    return models, change_sensitivity(asked.scores, models, clients=asked.clients)


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
