"""How long trajecten last, with those that still run taken along (Kaplan-Meier)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.time.charts import draw_duration
from tbresearch.outcomes.time.spans import spans_of
from tbresearch.vocabulary import decimal_text, percentage_text, quantity_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from tbresearch.trajectories import Trajectories

__all__ = ["Duration", "SurvivalCurve", "survival_curve", "traject_duration"]

_AT_MONTHS = (3, 6, 12, 18, 24)
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalCurve:
    """The share that is still running after each time at which something ended.

    Attributes
    ----------
    times : array of shape (times,)
        Times at which something ended, rising.
    running : array of shape (times,)
        Share that runs on after each (Kaplan-Meier).
    low, high : array of shape (times,)
        95% interval, on the scale of the logarithm of minus the logarithm.
    at_risk : array of shape (times,)
        How many ran just before.
    """

    times: NDArray[np.float64]
    running: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    at_risk: NDArray[np.float64]

    def at(self, time: float) -> tuple[float, float, float]:
        """Return the share that runs after `time`, with its interval."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 1.0, 1.0, 1.0
        found = (self.running[place], self.low[place], self.high[place])
        return float(found[0]), float(found[1]), float(found[2])

    def quantile(self, share: float) -> float | None:
        """Return the first time after which at most `1 - share` runs, if it came."""
        gone = np.flatnonzero(self.running <= 1 - share + 1e-12)
        return float(self.times[gone[0]]) if len(gone) else None


def survival_curve(
    times: NDArray[np.float64], ended: NDArray[np.bool_]
) -> SurvivalCurve:
    """Estimate the share that runs on, with what still runs censored.

    Parameters
    ----------
    times : array of shape (n,)
        How long each lasted or has run; more than 0.
    ended : array of shape (n,)
        Whether it ended.

    Notes
    -----
    Kaplan-Meier and Greenwood, by `statsmodels`; the interval is on the scale of
    log(-log S), which stays between 0 and 1.
    """
    from statsmodels.duration.survfunc import SurvfuncRight

    with np.errstate(divide="ignore", invalid="ignore"):
        found = SurvfuncRight(times, ended.astype(float))
    running = np.asarray(found.surv_prob)
    error = np.asarray(found.surv_prob_se)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log(running)
        spread = np.exp(_Z * error / (running * -log))
        ends = running ** (1 / spread), running**spread
    whole = (running <= 0) | (running >= 1) | ~np.isfinite(spread)
    high, low = (np.where(whole, running, end) for end in ends)
    return SurvivalCurve(
        times=np.asarray(found.surv_times),
        running=running,
        low=low,
        high=high,
        at_risk=np.asarray(found.n_risk),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long trajecten last.

    Attributes
    ----------
    curve : SurvivalCurve
        In months.
    months : array of shape (trajecten,)
        How long each lasted or has run.
    ended : array of shape (trajecten,)
        Whether it ended.
    median : Estimate or NotEstimable
        Months after which half has ended.
    notes : tuple of str
        Method, n and what it does not show, in Dutch.
    """

    curve: SurvivalCurve
    months: NDArray[np.float64]
    ended: NDArray[np.bool_]
    median: Estimate | NotEstimable
    notes: tuple[str, ...]

    def __str__(self) -> str:
        many = quantity_text(len(self.months), "traject", "trajecten")
        over = int((~self.ended).sum())
        if isinstance(self.median, NotEstimable):
            return f"Duur van {many}, {over} nog lopend: mediaan {self.median}"
        return (
            f"Duur van {many}, {over} nog lopend: de helft is klaar na "
            f"{decimal_text(self.median.value, 1)} maanden "
            f"({decimal_text(self.median.low, 1)} tot "
            f"{decimal_text(self.median.high, 1)})"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a time: months, running, low, high and at_risk."""
        curve = self.curve
        return pd.DataFrame(
            {
                "months": curve.times,
                "running": curve.running,
                "low": curve.low,
                "high": curve.high,
                "at_risk": curve.at_risk.astype(int),
            }
        )

    def rows(self) -> list[tuple[str, str]]:
        """Return the share still running after some months, as Dutch cells."""
        found = []
        for month in _AT_MONTHS:
            if month > float(self.months.max(initial=0.0)):
                break
            share, low, high = self.curve.at(month)
            found.append(
                (
                    f"na {month} maanden",
                    f"{percentage_text(share)} ({percentage_text(low)} tot "
                    f"{percentage_text(high)})",
                )
            )
        return found

    def plot(self, ax: Axes | None = None, *, ticks: bool = True) -> Axes:
        """Draw the share that runs on, with its interval.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        ticks : bool
            Whether each traject that runs has a mark at how long it does.
        """
        return draw_duration(self, ax, ticks=ticks)

    def _repr_html_(self) -> str:
        table = table_html(("Moment", "Loopt nog"), self.rows())
        return text_html(self) + table + list_html(self.notes)


def traject_duration(trajectories: Trajectories) -> Duration:
    """Estimate how long trajecten last.

    Parameters
    ----------
    trajectories : Trajectories
        As `read_trajectories` gives them.

    Returns
    -------
    Duration

    Raises
    ------
    WorkbenchError
        If a traject runs and the study has no `peildatum`.
    """
    spans = spans_of(trajectories, where="traject_duration")
    curve = survival_curve(spans.months, spans.ended)
    closed = spans.months[spans.ended]
    notes = [
        "Een traject dat nog loopt telt mee tot de peildatum (Kaplan-Meier). Het "
        "gemiddelde van alleen afgesloten trajecten zou te kort zijn: de lange lopen "
        "nog.",
    ]
    if len(closed) and not spans.ended.all():
        notes.append(
            f"Ter vergelijking, en te kort: afgesloten trajecten duurden gemiddeld "
            f"{decimal_text(float(closed.mean()), 1)} maanden."
        )
    return Duration(
        curve=curve,
        months=spans.months,
        ended=spans.ended,
        median=_median(curve, len(spans.months)),
        notes=tuple(notes),
    )


def _median(curve: SurvivalCurve, n: int) -> Estimate | NotEstimable:
    middle = curve.quantile(0.5)
    if middle is None:
        return NotEstimable("minder dan de helft van de trajecten is geëindigd")
    under, above = np.flatnonzero(curve.low <= 0.5), np.flatnonzero(curve.high <= 0.5)
    return Estimate(
        value=middle,
        low=float(curve.times[under[0]]) if len(under) else middle,
        high=float(curve.times[above[0]]) if len(above) else float("inf"),
        unit="maanden",
        n=n,
        denominator="trajecten",
        method="Kaplan-Meier; interval op de schaal van log(-log).",
    )
