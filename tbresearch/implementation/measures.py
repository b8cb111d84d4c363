"""Every measure of practice as one row, with its count and its denominator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.estimate import Count
from tbresearch.implementation.phases import VERDICTS
from tbresearch.vocabulary import JUDGEMENTS, decimal_text, label

if TYPE_CHECKING:
    from tbresearch.implementation.practice import Practice

__all__ = ["measures"]

_Row = tuple[str, str, str, int | None, int | None, str]


def measures(practice: Practice) -> pd.DataFrame:
    """Return part, measure, text, k, total and unit; counts keep their denominator."""
    rows = [
        *_phases(practice),
        *_dose(practice),
        *_evaluations(practice),
        *_rest(practice),
    ]
    names = ["part", "measure", "text", "k", "total", "unit"]
    return pd.DataFrame(rows, columns=names).astype({"k": "Int64", "total": "Int64"})


def _count(part: str, measure: str, count: Count) -> _Row:
    return part, measure, str(count), count.k, count.total, count.unit


def _phases(practice: Practice) -> Iterator[_Row]:
    least = practice.trajectories.percentage_from

    def count(k: int, total: int) -> Count:
        return Count(k=k, total=total, unit="trajecten", percentage_from=least)

    for row in practice.phases.phases.to_dict("records"):
        name = str(row["label"])
        yield "Fasen", f"{name}: bedoeld", str(row["norm"]), None, None, ""
        normed = row["trajectories"] - row["without_norm"]
        if normed:
            for key, word in VERDICTS.items():
                yield _count("Fasen", f"{name}: {word}", count(row[key], normed))
        if row["ended"]:
            skipped = count(row["skipped"], row["ended"])
            yield _count("Fasen", f"{name}: geëindigd zonder deze fase", skipped)
    yield _count("Fasen", "keerde terug naar een fase", practice.cycle.returned)


def _dose(practice: Practice) -> Iterator[_Row]:
    dose = practice.dose
    for row in dose.phases.to_dict("records"):
        if row["weeks"]:
            hours = decimal_text(row["hours_per_week"], 2)
            visits = decimal_text(row["visits_per_week"], 2)
            text = f"{hours} uur en {visits} bezoeken per week"
            yield "Dosis", str(row["label"]), text, None, None, ""
    if dose.norm is not None and dose.norm.hours_per_week is not None:
        yield _count("Dosis", "minder dan de helft van de bedoelde uren", dose.little)
    if dose.tapered.total:
        yield _count("Dosis", "afgebouwd in de laatste weken", dose.tapered)
    yield _count("Dosis", "contacten buiten het traject", dose.outside)


def _evaluations(practice: Practice) -> Iterator[_Row]:
    schedule = practice.evaluations
    for row in schedule.moments.to_dict("records"):
        for what, word in (("done", "gedaan"), ("missing", "ontbreekt")):
            found = schedule.count(row["key"], what)
            yield _count("Evaluaties", f"{row['label']}: {word}", found)
        if row["moment"] == "tussentijds":
            late = schedule.late(row["key"])
            yield _count("Evaluaties", f"{row['label']}: nu te laat", late)


def _rest(practice: Practice) -> Iterator[_Row]:
    workers, adaptations = practice.workers, practice.adaptations
    yield _count("Begeleiders", "één begeleider", workers.one_worker)
    yield _count("Begeleiders", "intake door de vaste begeleider", workers.intake)
    yield _count("Aanpassingen", "traject met een aanpassing", adaptations.adapted)
    for key in JUDGEMENTS:
        words = f"past bij het element: {label(JUDGEMENTS, key).lower()}"
        yield _count("Aanpassingen", words, adaptations.fits(key))
