"""Phases as they went, held against phases as intended: a deviation is a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Intervention, Phase
from tbresearch.trajectories import Trajectories, periods
from tbresearch.vocabulary import decimal_text, join_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["VERDICTS", "PhaseAdherence", "phase_adherence"]

# What a phase may be, with the words of a table.
VERDICTS = {
    "shorter": "korter",
    "within": "zoals bedoeld",
    "longer": "langer",
    "running": "loopt nog",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PhaseAdherence:
    """How long phases took, against how long they were meant to take.

    Attributes
    ----------
    phases : pd.DataFrame
        One row a phase of the intervention: phase, label, norm (Dutch), trajectories
        (that came to it), shorter, within, longer, running, without_norm, median_weeks
        (of those that are over), again (trajectories that came back to it), skipped
        and ended (trajectories that ended without it, of those that ended).
    frame : pd.DataFrame
        One row a traject and phase: trajectory, phase, weeks (of all its periods),
        times, open, low and high (bounds of what is meant), and verdict: a key of
        `VERDICTS`, or missing where no source names a duration.
    spans : pd.DataFrame
        The periods, as `trajectories.periods` gives them.
    without_phases : Count
        Trajecten of which no phase is recorded.
    least_weeks, shortest_weeks : float or None
        The shortest that the phases together are meant to take, and the shortest
        traject that is meant; for the note.
    """

    phases: pd.DataFrame
    frame: pd.DataFrame
    spans: pd.DataFrame
    without_phases: Count
    least_weeks: float | None
    shortest_weeks: float | None
    labels: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        judged = self.frame["verdict"].isin(["shorter", "within", "longer"])
        within = int(self.frame["verdict"].eq("within").sum())
        total = int(judged.sum())
        if not total:
            return "Fasen: van geen enkele fase is de duur te beoordelen"
        return f"Fasen: {within} van {total} duurden zo lang als bedoeld"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch sentences."""
        found = [
            "Een fase die vaker voorkomt in een traject telt met alle weken samen. Een "
            "fase die nog loopt is pas te lang als zij de grens al voorbij is.",
            "Afwijken van de bedoelde duur is een bevinding en geen fout: de duur is "
            "maatwerk.",
            f"Zonder geregistreerde fase: {self.without_phases}.",
        ]
        if self.least_weeks is not None and self.shortest_weeks is not None:
            least, shortest = (
                decimal_text(weeks, 0 if weeks == int(weeks) else 1)
                for weeks in (self.least_weeks, self.shortest_weeks)
            )
            if self.least_weeks > self.shortest_weeks:
                found.append(
                    f"De bron spreekt zichzelf tegen: de fasen duren samen ten minste "
                    f"{least} weken, en een kort traject {shortest} weken. Een traject "
                    "van die lengte heeft dus altijd een fase die te kort is."
                )
        return tuple(found)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a phase."""
        return self.phases.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the phases of up to thirty trajecten, as `draw_timeline` chooses."""
        from tbresearch.implementation.phase_charts import draw_timeline

        return draw_timeline(self, ax)

    def _repr_html_(self) -> str:
        heads = (
            *("Fase", "Bedoeld", "Trajecten", "Korter", "Zoals bedoeld", "Langer"),
            *("Loopt nog", "Mediaan in weken", "Keerde terug"),
        )
        rows = [
            (
                row["label"],
                row["norm"],
                row["trajectories"],
                *(row[key] for key in VERDICTS),
                "" if pd.isna(w := row["median_weeks"]) else decimal_text(w, 1),
                row["again"],
            )
            for row in self.phases.to_dict("records")
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def phase_adherence(
    trajectories: Trajectories, intervention: Intervention
) -> PhaseAdherence:
    """Hold the duration of phases against the intervention as intended.

    Parameters
    ----------
    trajectories : Trajectories
        With the periods in phases.
    intervention : Intervention
        Its phases, with their bounds in weeks. Where it is not known whether a
        situation is complex, the bounds are the widest of both.

    Returns
    -------
    PhaseAdherence
    """
    rows = trajectories.trajectories
    spans = periods(trajectories)
    grouped = spans.groupby(["at", "phase"], sort=True)
    frame = grouped.agg(
        weeks=("weeks", "sum"), times=("weeks", "size"), open=("open", "any")
    ).reset_index()
    frame.insert(0, "trajectory", rows["trajectory"].to_numpy()[frame["at"]])
    bounds = pd.DataFrame(
        [
            (phase.key, situation, *_bounds(phase, situation))
            for phase in intervention.phases
            for situation in ("ja", "nee", "onbekend")
        ],
        columns=["phase", "complex", "low", "high"],
    )
    frame["complex"] = rows["complex"].to_numpy()[frame["at"]]
    frame = frame.merge(bounds, on=["phase", "complex"], how="left")
    frame["verdict"] = _verdicts(frame)
    lows = [low for p in intervention.phases if (low := _bounds(p, "nee")[0]) > 0]
    dose = intervention.dose
    return PhaseAdherence(
        phases=_table(frame, trajectories, intervention),
        frame=frame.drop(columns=["at", "complex"]),
        spans=spans,
        without_phases=Count(
            k=len(rows) - frame["at"].nunique(),
            total=len(rows),
            unit="trajecten",
            percentage_from=trajectories.percentage_from,
        ),
        least_weeks=sum(lows) if lows else None,
        shortest_weeks=dose.shortest_weeks if dose else None,
        labels={phase.key: phase.label for phase in intervention.phases},
    )


def _bounds(phase: Phase, situation: str) -> tuple[float, float]:
    """Return the shortest and longest that is meant; missing where nobody says."""
    known = {"ja": [True], "nee": [False]}.get(situation, [True, False])
    ranges = [phase.weeks(complex_situation=case) for case in known]
    found = [weeks for weeks in ranges if weeks is not None]
    if not found:
        return np.nan, np.nan
    return min(weeks.low for weeks in found), max(weeks.high for weeks in found)


def _verdicts(frame: pd.DataFrame) -> pd.Series:
    """Return the verdict of each traject and phase, missing where there is no norm."""
    weeks, low, high = frame["weeks"], frame["low"], frame["high"]
    verdict = pd.Series("within", index=frame.index, dtype=object)
    verdict = verdict.mask(weeks < low, "shorter").mask(frame["open"], "running")
    return verdict.mask(weeks > high, "longer").mask(low.isna())


def _table(
    frame: pd.DataFrame, trajectories: Trajectories, intervention: Intervention
) -> pd.DataFrame:
    ended = trajectories.trajectories["end"].notna().to_numpy()
    recorded = np.zeros(len(ended), dtype=bool)
    recorded[frame["at"]] = True
    found = []
    for phase in intervention.phases:
        own = frame[frame["phase"] == phase.key]
        came = np.zeros(len(ended), dtype=bool)
        came[own["at"]] = True
        found.append(
            {
                "phase": phase.key,
                "label": phase.label,
                "norm": norm_text(phase),
                "trajectories": len(own),
                **{key: int(own["verdict"].eq(key).sum()) for key in VERDICTS},
                "without_norm": int(own["verdict"].isna().sum()),
                "median_weeks": own.loc[~own["open"], "weeks"].median(),
                "again": int(own["times"].gt(1).sum()),
                "skipped": int((ended & recorded & ~came).sum()),
                "ended": int((ended & recorded).sum()),
            }
        )
    return pd.DataFrame(found)


def norm_text(phase: Phase) -> str:
    """Say how long a phase is meant to take."""
    usual, complex_ = _bounds(phase, "nee"), _bounds(phase, "ja")
    if np.isnan(usual[0]):
        return "geen duur genoemd"
    words = [_range_text(*usual)]
    if complex_ != usual:
        words.append(f"complex {_range_text(*complex_)}")
    return join_text(words, last=";").replace(" ;", ";")


def _range_text(low: float, high: float) -> str:
    if np.isinf(high):
        return f"ten minste {quantity_text(int(low), 'week', 'weken')}"
    return f"{low:g} tot {high:g} weken".replace(".", ",")
