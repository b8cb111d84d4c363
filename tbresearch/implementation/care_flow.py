"""Stock against flow, and the work that they come to, from a team's own trajecten.

Clients in care at one moment (stock) and clients who come in a year (flow) are not
the same number: with a mean duration of two years the stock is twice the flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import Range, capacity, in_care
from tbresearch.vocabulary import day_text, decimal_text, quantity_text

__all__ = ["CareFlow", "care_flow"]

_YEAR = 365
_WEEKS = 52


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CareFlow:
    """Trajecten that ran, came and went in one year.

    Attributes
    ----------
    since, until : date
        The year: its first and its last day.
    stock : int
        Trajecten that run at the end of `until`.
    mean_stock : float
        Mean number that ran, over the days of the year.
    inflow, outflow : int
        Trajecten that started and that ended in the year.
    duration : Range or None
        Mean duration in years by Little's law, mean stock / flow, with the flow between
        outflow and inflow; None if nobody came or nobody went.
    intended : Range or None
        Stock that the inflow and the intended mean duration would give.
    workers : int
        Different workers of trajecten that run at the end.
    clients_per_worker, hours_intended : Range or None
        Clients in care for each worker, and their contact hours a week as intended.
    hours_done : float or None
        Contact hours a week for each worker over the year; None without contacts.
    """

    since: date
    until: date
    stock: int
    mean_stock: float
    inflow: int
    outflow: int
    duration: Range | None
    intended: Range | None
    workers: int
    clients_per_worker: Range | None
    hours_intended: Range | None
    hours_done: float | None

    def __str__(self) -> str:
        running = quantity_text(self.stock, "traject", "trajecten")
        return (
            f"Lopend op {day_text(self.until)}: {running}; in het jaar ervoor "
            f"{decimal_text(self.inflow)} begonnen en {decimal_text(self.outflow)} "
            "geëindigd"
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers rest on, in Dutch."""
        notes = [
            "Lopend op één dag en begonnen in een jaar zijn twee getallen. Bij een "
            "bestand dat gelijk blijft, is lopend = instroom per jaar x gemiddelde "
            "duur in jaren (wet van Little)."
        ]
        if self.inflow != self.outflow:
            notes.append(
                "Het bestand bleef niet gelijk: instroom en uitstroom verschillen. De "
                "duur die daaruit volgt, is daarom een bandbreedte, en bij grote "
                "verschillen niet te vertrouwen."
            )
        if self.workers:
            notes.append(
                "Als begeleider telt wie op de laatste dag een lopend traject heeft, "
                "en bij uren wie in het jaar een contact had; deeltijd is niet bekend."
            )
        return tuple(notes)

    def rows(self) -> list[tuple[str, str]]:
        """Return what was counted, each with its number in Dutch."""
        year = f"{day_text(self.since)} tot en met {day_text(self.until)}"
        rows = [
            (f"Lopend op {day_text(self.until)}", decimal_text(self.stock)),
            ("Gemiddeld lopend in het jaar", decimal_text(self.mean_stock, 1)),
            (f"Begonnen ({year})", decimal_text(self.inflow)),
            ("Geëindigd in dat jaar", decimal_text(self.outflow)),
        ]
        optional = (
            ("Gemiddelde duur in jaren die daaruit volgt", self.duration),
            ("Lopend bij deze instroom en de bedoelde duur", self.intended),
            ("Lopende trajecten per begeleider", self.clients_per_worker),
            ("Contacturen per begeleider per week, bedoeld", self.hours_intended),
        )
        rows += [(name, str(value)) for name, value in optional if value is not None]
        if self.hours_done is not None:
            name = "Contacturen per begeleider per week, geregistreerd"
            rows.append((name, decimal_text(self.hours_done, 1)))
        return rows

    def to_frame(self) -> pd.DataFrame:
        """Return the rows as a frame with columns what and value."""
        return pd.DataFrame(self.rows(), columns=["what", "value"])

    def _repr_html_(self) -> str:
        table = table_html(("Wat", "Aantal"), self.rows())
        return text_html(self) + table + list_html(self.notes)


def care_flow(
    trajectories: pd.DataFrame,
    contacts: pd.DataFrame,
    *,
    until: date,
    mean_weeks: float | None,
    hours_per_week: float | None,
) -> CareFlow:
    """Count stock and flow in the year up to a day.

    Parameters
    ----------
    trajectories, contacts : pd.DataFrame
        As in `Trajectories`.
    until : date
        Last day; the year is the 365 days up to and including it.
    mean_weeks, hours_per_week : float or None
        Mean duration and contact hours a week as intended; None if not known.
    """
    last = pd.Timestamp(until)
    first = last - pd.Timedelta(days=_YEAR - 1)
    start, end = trajectories["start"], trajectories["end"]
    runs = (start <= last) & (end.isna() | (end > last))
    stop = last + pd.Timedelta(days=1)
    ends, starts = end.where(end <= last, stop), start.where(start >= first, first)
    days = (ends - starts).dt.days.clip(lower=0)
    inflow = int(start.between(first, last).sum())
    outflow = int(end.between(first, last).sum())
    mean_stock = float(days.sum()) / _YEAR
    stock, workers = int(runs.sum()), int(trajectories["worker"][runs].nunique())
    each = hours = None
    if workers:
        whole = Range(stock, stock), Range(workers, workers)
        week = hours_per_week or 0.0
        each, hours = capacity(*whole, hours_per_client=Range(week, week))
    return CareFlow(
        since=first.date(),
        until=until,
        stock=stock,
        mean_stock=mean_stock,
        inflow=inflow,
        outflow=outflow,
        duration=_duration(mean_stock, inflow, outflow),
        intended=_intended(inflow, mean_weeks),
        workers=workers,
        clients_per_worker=each,
        hours_intended=hours if hours_per_week else None,
        hours_done=_hours(contacts, first, last),
    )


def _duration(mean_stock: float, inflow: int, outflow: int) -> Range | None:
    if not inflow or not outflow:
        return None
    flow = Range(min(inflow, outflow), max(inflow, outflow))
    return Range(mean_stock, mean_stock) / flow


def _intended(inflow: int, mean_weeks: float | None) -> Range | None:
    if mean_weeks is None:
        return None
    years = mean_weeks / _WEEKS
    return in_care(Range(inflow, inflow), Range(years, years))


def _hours(
    contacts: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp
) -> float | None:
    own = contacts[contacts["date"].between(first, last) & ~contacts["outside"]]
    workers = own["worker"].nunique()
    if not workers:
        return None
    named = own[own["worker"].notna()]
    return float(named["minutes"].sum()) / 60 / (_YEAR / 7) / workers
