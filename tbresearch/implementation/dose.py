"""Visits and hours, held against the rhythm that is intended, phase by phase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Dose, Intervention
from tbresearch.trajectories import (
    TAPER_SHARE,
    TAPER_WEEKS,
    WITH_CLIENT,
    Trajectories,
    contact_periods,
    doses,
    tapers,
)
from tbresearch.vocabulary import decimal_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["LITTLE", "DoseDelivered", "dose_delivered"]

# Less than this part of the hours that are meant is little.
LITTLE = 0.5
_SHORTEST = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DoseDelivered:
    """What was given, against what was meant to be given.

    Attributes
    ----------
    phases : pd.DataFrame
        One row a phase: phase, label, trajectories, weeks, visits, hours (all
        summed), visits_per_week, hours_per_visit, hours_per_week, and low, middle,
        high: quartiles over trajecten of hours a week.
    frame : pd.DataFrame
        One row a traject: trajectory, weeks, visits, contacts, hours, hours_per_week.
    tapers : pd.DataFrame
        As `trajectories.tapers` gives them.
    norm : Dose or None
        What is meant; None if no source says.
    little, tapered, without_ratio, outside, loose : Count
        Trajecten with less than half of the hours a week that are meant; trajecten
        that tapered off; trajecten of which that cannot be said; contacts outside the
        traject, and inside it but in no phase.
    """

    phases: pd.DataFrame
    frame: pd.DataFrame
    tapers: pd.DataFrame
    norm: Dose | None
    little: Count
    tapered: Count
    without_ratio: Count
    outside: Count
    loose: Count

    def __str__(self) -> str:
        weeks, hours = self.frame["weeks"].sum(), self.frame["hours"].sum()
        if not weeks:
            return "Dosis: er zijn geen weken om over te tellen"
        found = f"Dosis: {decimal_text(hours / weeks, 2)} uur per week"
        if self.norm is None or self.norm.hours_per_week is None:
            return f"{found}; er is geen norm"
        return f"{found}; bedoeld is {decimal_text(self.norm.hours_per_week, 2)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How this was counted, in Dutch sentences."""
        found = [
            "Uren zijn contacten met de cliënt: bezoek, telefonisch en online. Overleg "
            "over de cliënt telt niet mee. Per week is: alle uren gedeeld door alle "
            "weken.",
            f"Minder dan de helft van de bedoelde uren per week: {self.little}.",
            f"Afbouw: in de laatste {TAPER_WEEKS} weken ten hoogste "
            f"{decimal_text(100 * TAPER_SHARE)}% van de uren per week daarvoor; van "
            f"geëindigde trajecten van ten minste {2 * TAPER_WEEKS} weken. Afgebouwd: "
            f"{self.tapered}. Bij weinig bezoeken kan dat ook toeval zijn.",
            f"Contacten buiten het traject, die nergens meetellen: {self.outside}. "
            f"Contacten die in geen fase vallen: {self.loose}.",
        ]
        if self.without_ratio.k:
            found.insert(3, f"Afbouw niet te bepalen: {self.without_ratio}.")
        if self.norm is None or self.norm.hours_per_week is None:
            found[1] = (
                "Geen bron noemt een norm, dus er is niets om tegen af te zetten."
            )
        if self.norm is not None and self.norm.workers > 1:
            found.append(
                f"Bedoeld zijn {self.norm.workers} begeleiders samen; ieder contact "
                "telt met de minuten van zijn regel."
            )
        return tuple(found)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a phase."""
        return self.phases.copy()

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the hours a week of each phase against what is meant."""
        from tbresearch.implementation.phase_charts import draw_dose

        return draw_dose(self, ax)

    def _repr_html_(self) -> str:
        heads = (
            *("Fase", "Trajecten", "Bezoeken per week", "Uur per bezoek"),
            *("Uur per week", "Middelste helft van de trajecten"),
        )
        rows = [
            (
                row["label"],
                row["trajectories"],
                *(_number(row[c]) for c in ("visits_per_week", "hours_per_visit")),
                _number(row["hours_per_week"]),
                f"{_number(row['low'])} tot {_number(row['high'])}",
            )
            for row in self.phases.to_dict("records")
        ]
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def dose_delivered(
    trajectories: Trajectories, intervention: Intervention, spans: pd.DataFrame
) -> DoseDelivered:
    """Count visits and hours by phase, and hold them against what is meant.

    Parameters
    ----------
    trajectories : Trajectories
        With contacts.
    intervention : Intervention
        Its dose and its phases.
    spans : pd.DataFrame
        Periods in phases, as `trajectories.periods` gives them.

    Returns
    -------
    DoseDelivered
    """
    frame = doses(trajectories)
    weeks = frame["weeks"].where(frame["weeks"] > 0)
    frame["hours_per_week"] = frame["hours"] / weeks
    inside = contact_periods(trajectories, spans)
    out = int(trajectories.contacts["outside"].sum())
    tapering = tapers(trajectories)
    known = tapering["ratio"].dropna()
    dose = intervention.dose
    meant = dose.hours_per_week if dose else None
    judged = frame["weeks"] >= _SHORTEST

    def count(k: int, total: int, unit: str = "trajecten") -> Count:
        least = trajectories.percentage_from
        return Count(k=k, total=total, unit=unit, percentage_from=least)

    few = frame["hours_per_week"] < LITTLE * (meant or 0)
    return DoseDelivered(
        phases=_by_phase(trajectories, intervention, spans, inside),
        frame=frame,
        tapers=tapering,
        norm=dose,
        little=count(int((few & judged).sum()), int(judged.sum())),
        tapered=count(int((known <= TAPER_SHARE).sum()), len(known)),
        without_ratio=count(len(tapering) - len(known), len(tapering)),
        outside=count(out, len(inside), "contacten"),
        loose=count(int((inside < 0).sum()) - out, len(inside) - out, unit="contacten"),
    )


def _by_phase(
    trajectories: Trajectories,
    intervention: Intervention,
    spans: pd.DataFrame,
    inside: np.ndarray,
) -> pd.DataFrame:
    contacts = trajectories.contacts
    n = len(spans)
    placed = inside >= 0
    visits = placed & contacts["kind"].eq("bezoek").to_numpy()
    together = placed & contacts["kind"].isin(WITH_CLIENT).to_numpy()
    minutes = contacts["minutes"].to_numpy(dtype=float)
    of_visits = np.bincount(inside[visits], minutes[visits], minlength=n) / 60
    rows = spans[["at", "phase", "weeks"]].assign(
        visits=np.bincount(inside[visits], minlength=n),
        hours=np.bincount(inside[together], minutes[together], minlength=n) / 60,
        visit_hours=of_visits,
    )
    each = rows.groupby(["at", "phase"], as_index=False).sum()
    found = []
    for phase in intervention.phases:
        own = each[each["phase"] == phase.key]
        total = own[["weeks", "visits", "hours", "visit_hours"]].sum()
        long = own[own["weeks"] >= _SHORTEST]
        rates = long["hours"] / long["weeks"]
        low, middle, high = (rates.quantile(q) for q in (0.25, 0.5, 0.75))
        found.append(
            {
                "phase": phase.key,
                "label": phase.label,
                "trajectories": len(own),
                "weeks": total["weeks"],
                "visits": int(total["visits"]),
                "hours": total["hours"],
                "visits_per_week": _ratio(total["visits"], total["weeks"]),
                "hours_per_visit": _ratio(total["visit_hours"], total["visits"]),
                "hours_per_week": _ratio(total["hours"], total["weeks"]),
                "low": low,
                "middle": middle,
                "high": high,
            }
        )
    return pd.DataFrame(found)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else np.nan


def _number(value: float) -> str:
    return "" if pd.isna(value) else decimal_text(value, 2)
