"""What every pillar derives from trajecten: duration, hours, phase, exits, taper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.trajectories.reading import Trajectories
from tbresearch.trajectories.relations import positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "TAPER_SHARE",
    "TAPER_WEEKS",
    "WITH_CLIENT",
    "contact_periods",
    "current_phases",
    "doses",
    "durations",
    "exits",
    "periods",
    "tapers",
]

# Contacts in which the client is there; consultation about the client is not.
WITH_CLIENT = ("bezoek", "telefonisch", "online")
VISIT = "bezoek"
# The last weeks, which are held against all before, and what counts as tapered off.
TAPER_WEEKS = 8
TAPER_SHARE = 0.75


def durations(trajectories: Trajectories) -> pd.DataFrame:
    """Return how long each traject took, or has taken so far.

    Returns
    -------
    pd.DataFrame
        One row a traject: trajectory, weeks (float), and ended. A traject that runs
        has its weeks up to the cut-off: it takes at least that long (censored).
    """
    rows = trajectories.trajectories
    days = _last_days(trajectories) - _numbers(rows["start"])
    return pd.DataFrame(
        {
            "trajectory": rows["trajectory"],
            "weeks": days / 7,
            "ended": rows["end"].notna(),
        }
    )


def doses(trajectories: Trajectories) -> pd.DataFrame:
    """Return what each traject was given.

    Returns
    -------
    pd.DataFrame
        One row a traject: trajectory, weeks, visits, contacts, and hours with the
        client. Contacts outside the traject count nowhere.
    """
    rows, contacts = trajectories.trajectories, trajectories.contacts
    at = positions(rows, contacts)
    counted = ~contacts["outside"].to_numpy(dtype=bool)
    visits = counted & contacts["kind"].eq(VISIT).to_numpy()
    together = counted & contacts["kind"].isin(WITH_CLIENT).to_numpy()
    minutes = contacts["minutes"].to_numpy(dtype=float)
    n = len(rows)
    return durations(trajectories)[["trajectory", "weeks"]].assign(
        visits=np.bincount(at[visits], minlength=n),
        contacts=np.bincount(at[counted], minlength=n),
        hours=np.bincount(at[together], minutes[together], minlength=n) / 60,
    )


def current_phases(trajectories: Trajectories) -> pd.DataFrame:
    """Return the phase in which each running traject is at the cut-off.

    Returns
    -------
    pd.DataFrame
        One row a running traject: trajectory, phase (missing if none is open), and
        weeks in it so far.
    """
    running = trajectories.trajectories.loc[
        trajectories.trajectories["end"].isna(), ["trajectory"]
    ]
    open_ = periods(trajectories)
    open_ = open_.loc[open_["open"], ["trajectory", "phase", "weeks"]]
    return running.merge(open_, on="trajectory", how="left")


def exits(trajectories: Trajectories) -> pd.DataFrame:
    """Return why trajecten ended: reason and number, of those that ended."""
    counts = trajectories.trajectories["exit_reason"].value_counts()
    return counts.rename_axis("reason").rename("k").reset_index()


def tapers(trajectories: Trajectories) -> pd.DataFrame:
    """Return how contact was tapered off at the end of trajecten.

    Returns
    -------
    pd.DataFrame
        One row a traject that ended after at least twice `TAPER_WEEKS`: trajectory,
        before and last (hours with the client a week, before and in the last
        `TAPER_WEEKS`), and ratio (missing without any hours before).

    Notes
    -----
    Visits that are fewer and visits that are shorter both make the ratio smaller.
    """
    rows, contacts = trajectories.trajectories, trajectories.contacts
    span = 7 * TAPER_WEEKS
    start, last = _numbers(rows["start"]), _last_days(trajectories)
    at = positions(rows, contacts)
    counted = ~contacts["outside"].to_numpy(dtype=bool)
    counted &= contacts["kind"].isin(WITH_CLIENT).to_numpy()
    at, dates = at[counted], _numbers(contacts["date"])[counted]
    hours = contacts["minutes"].to_numpy(dtype=float)[counted] / 60
    late = dates > last[at] - span
    n = len(rows)
    ending = np.bincount(at[late], hours[late], minlength=n) / TAPER_WEEKS
    before = np.bincount(at[~late], hours[~late], minlength=n)
    long = (last - start >= 2 * span) & rows["end"].notna().to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        earlier = before / ((last - start - span) / 7)
        ratio = np.where(earlier > 0, ending / earlier, np.nan)
    found = pd.DataFrame(
        {
            "trajectory": rows["trajectory"],
            "before": earlier,
            "last": ending,
            "ratio": ratio,
        }
    )
    return found[long].reset_index(drop=True)


def periods(trajectories: Trajectories) -> pd.DataFrame:
    """Return the periods in phases, in order, up to the cut-off.

    Returns
    -------
    pd.DataFrame
        Rows of `trajectories.phases` by traject and start: trajectory, phase, start,
        finish (the end, or else the cut-off), weeks, open, at (row of the traject).
    """
    rows = trajectories.phases
    at = positions(trajectories.trajectories, rows)
    last = _last_days(trajectories)
    start, end = _numbers(rows["start"]), _numbers(rows["end"])
    open_ = rows["end"].isna().to_numpy()
    finish = np.where(open_, last[at], end) if len(rows) else end
    found = pd.DataFrame(
        {
            "trajectory": rows["trajectory"].astype(object),
            "phase": rows["phase"].astype(object),
            "start": start,
            "finish": finish,
            "weeks": (finish - start) / 7,
            "open": open_,
            "at": at,
        }
    )
    return found.sort_values(["at", "start", "finish"], ignore_index=True)


def contact_periods(
    trajectories: Trajectories, spans: pd.DataFrame
) -> NDArray[np.int64]:
    """Return for each contact the row of `spans` that it falls in, or -1.

    A day on which one phase ends and the next begins belongs to the next.
    """
    contacts = trajectories.contacts
    if spans.empty or contacts.empty:
        return np.full(len(contacts), -1, dtype=np.int64)
    at = positions(trajectories.trajectories, contacts).astype(np.int64)
    dates = _numbers(contacts["date"])
    first = min(int(dates.min()), int(spans["start"].min()))
    width = max(int(dates.max()), int(spans["finish"].max())) - first + 1
    starts = spans["at"].to_numpy() * width + spans["start"].to_numpy() - first
    found = np.searchsorted(starts, at * width + dates - first, side="right") - 1
    fits = (found >= 0) & (spans["at"].to_numpy()[found] == at)
    fits &= dates <= spans["finish"].to_numpy()[found]
    fits &= ~contacts["outside"].to_numpy(dtype=bool)
    return np.where(fits, found, -1)


def _last_days(trajectories: Trajectories) -> NDArray[np.int64]:
    """Return the last day of each traject that is known: its end, or the cut-off."""
    ends = trajectories.trajectories["end"]
    if trajectories.cutoff is not None:
        ends = ends.fillna(pd.Timestamp(trajectories.cutoff))
    return _numbers(ends)


def _numbers(days: pd.Series) -> NDArray[np.int64]:
    """Return days as numbers, which are fast to count with."""
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)
