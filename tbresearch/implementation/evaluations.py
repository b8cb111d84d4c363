"""Evaluations that were done, held against the schedule that is intended."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Evaluation, Intervention
from tbresearch.trajectories import Trajectories, durations, positions

__all__ = ["EvaluationSchedule", "evaluation_schedule"]

_REGULAR = "evaluatie"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EvaluationSchedule:
    """What was due and what was done.

    Attributes
    ----------
    moments : pd.DataFrame
        One row a rule of the intervention: key, label, moment, weeks (between two
        evaluations at most; missing at the end), trajectories (to which it applies),
        due, done and missing (moments), overdue and running (trajecten that are late
        at the cut-off, of those that run).
    frame : pd.DataFrame
        One row a traject and rule: trajectory, key, due, done, overdue.
    outside : Count
        Evaluations outside the traject, which count nowhere.
    recorded : bool
        Whether the study has a table of evaluations at all.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    """

    moments: pd.DataFrame
    frame: pd.DataFrame
    outside: Count
    recorded: bool
    percentage_from: int

    def __str__(self) -> str:
        if not self.recorded:
            return "Evaluaties: niet geleverd"
        done = [
            f"{str(row['label'])[:1].lower()}{str(row['label'])[1:]} "
            f"{self.count(row['key']).short}"
            for row in self.moments.to_dict("records")
        ]
        return f"Evaluaties gedaan: {'; '.join(done) or 'er is geen regel'}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch sentences."""
        return (
            "Een traject dat zoveel weken duurt als ten hoogste tussen twee evaluaties "
            "mag zitten, had er één moeten hebben, tweemaal zo lang twee, enzovoort. "
            "Een evaluatie is gedaan als er in die periode één is vastgelegd.",
            "Een regel van één wet telt alleen voor trajecten van die wet. Te laat is "
            "een lopend traject als het op de peildatum langer dan toegestaan zonder "
            "evaluatie is. Eén evaluatie kan voor meer dan één regel tellen.",
            "Een eindevaluatie en een tevredenheidsonderzoek horen bij elk traject "
            "dat is geëindigd; wat niet is vastgelegd, ontbreekt.",
            f"Buiten het traject, en nergens meegeteld: {self.outside}.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a rule."""
        return self.moments.copy()

    def count(self, key: str, what: str = "done") -> Count:
        """Return what was done, or is missing, of what a rule says."""
        row = self._rule(key)
        return Count(
            k=int(row[what]),
            total=int(row["due"]),
            unit="momenten" if row["moment"] == "tussentijds" else "trajecten",
            percentage_from=self.percentage_from,
        )

    def late(self, key: str) -> Count:
        """Return the running trajecten that are late by a rule."""
        row = self._rule(key)
        return Count(
            k=int(row["overdue"]),
            total=int(row["running"]),
            unit="lopende trajecten",
            percentage_from=self.percentage_from,
        )

    def _rule(self, key: str) -> dict[Hashable, Any]:
        [row] = self.moments[self.moments["key"] == key].to_dict("records")
        return row

    def _repr_html_(self) -> str:
        heads = ("Evaluatie", "Trajecten", "Gedaan", "Ontbreekt", "Nu te laat")
        rows = [
            (
                row["label"],
                row["trajectories"],
                self.count(row["key"]).short,
                self.count(row["key"], "missing").short,
                self.late(row["key"]).short if row["moment"] == "tussentijds" else "",
            )
            for row in self.moments.to_dict("records")
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def evaluation_schedule(
    trajectories: Trajectories, intervention: Intervention
) -> EvaluationSchedule:
    """Hold evaluations against the schedule of the intervention and the payer.

    Parameters
    ----------
    trajectories : Trajectories
        With evaluations.
    intervention : Intervention
        Its evaluations; a rule for during the traject counts with its longest gap.

    Returns
    -------
    EvaluationSchedule
    """
    rules = [
        rule
        for rule in intervention.evaluations
        if rule.moment != "tussentijds" or rule.max_weeks
    ]
    frames = [_held(trajectories, rule) for rule in rules]
    names = ["trajectory", "key", "due", "done", "overdue", "running"]
    frame = pd.concat(frames) if frames else pd.DataFrame(columns=names)
    outside = trajectories.evaluations["outside"]
    return EvaluationSchedule(
        moments=pd.DataFrame(
            [_moment(rule, held) for rule, held in zip(rules, frames, strict=True)],
            columns=_COLUMNS,
        ),
        frame=frame.drop(columns="running").reset_index(drop=True),
        outside=Count(
            k=int(outside.sum()),
            total=len(outside),
            unit="evaluaties",
            percentage_from=trajectories.percentage_from,
        ),
        recorded="evaluations" in trajectories.files,
        percentage_from=trajectories.percentage_from,
    )


_COLUMNS = [
    *("key", "label", "moment", "weeks", "trajectories"),
    *("due", "done", "missing", "overdue", "running"),
]


def _held(trajectories: Trajectories, rule: Evaluation) -> pd.DataFrame:
    """Return what a rule asks of each traject to which it applies."""
    rows = trajectories.trajectories
    spans = durations(trajectories)
    applies = np.ones(len(rows), dtype=bool)
    if rule.law is not None:
        applies = rows["law"].eq(rule.law).to_numpy(dtype=bool)
    if rule.moment == "tussentijds":
        due, done, overdue = _regular(trajectories, float(rule.max_weeks or 0))
    else:
        kind = "tevredenheid" if rule.key == "tevredenheid" else "eindevaluatie"
        at = _positions_of(trajectories, kind)
        due = spans["ended"].to_numpy().astype(int)
        done = due * (np.bincount(at, minlength=len(rows)) > 0)
        overdue = np.zeros(len(rows), dtype=bool)
    held = pd.DataFrame(
        {
            "trajectory": rows["trajectory"],
            "key": rule.key,
            "due": due,
            "done": done,
            "overdue": overdue,
            "running": ~spans["ended"],
        }
    )
    return held[applies]


def _regular(
    trajectories: Trajectories, weeks: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how many were due and done, and who is late at the cut-off."""
    rows = trajectories.trajectories
    every = round(7 * weeks)
    spans = durations(trajectories)
    days = np.round(7 * spans["weeks"].to_numpy()).astype(int)
    due = days // every
    found = trajectories.evaluations
    found = found[found["kind"].eq(_REGULAR) & ~found["outside"].astype(bool)]
    at = positions(rows, found)
    start = rows["start"].to_numpy().astype("datetime64[D]").astype(int)
    on = found["date"].to_numpy().astype("datetime64[D]").astype(int) - start[at]
    window = -(-on // every)  # days 1 to `every` are the first
    counts = (window >= 1) & (window <= due[at])
    pairs = np.unique(np.column_stack([at[counts], window[counts]]), axis=0)
    done = np.bincount(pairs[:, 0], minlength=len(rows))
    last = np.zeros(len(rows), dtype=int)
    np.maximum.at(last, at, on)
    running = ~spans["ended"].to_numpy()
    return due, done, running & (days - last > every)


def _positions_of(trajectories: Trajectories, kind: str) -> np.ndarray:
    found = trajectories.evaluations
    found = found[found["kind"].eq(kind) & ~found["outside"].astype(bool)]
    return positions(trajectories.trajectories, found)


def _moment(rule: Evaluation, held: pd.DataFrame) -> dict[str, object]:
    due, done = int(held["due"].sum()), int(held["done"].sum())
    return {
        "key": rule.key,
        "label": rule.label,
        "moment": rule.moment,
        "weeks": rule.max_weeks,
        "trajectories": len(held),
        "due": due,
        "done": done,
        "missing": due - done,
        "overdue": int(held["overdue"].sum()),
        "running": int(held["running"].sum()),
    }
