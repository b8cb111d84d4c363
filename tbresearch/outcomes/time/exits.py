"""How trajecten end, each reason by itself while the others can come first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.estimate import SMALLEST_PERCENTAGE, Count
from tbresearch.html import list_html, table_html, text_html
from tbresearch.outcomes.time.charts import draw_exits
from tbresearch.outcomes.time.spans import spans_of
from tbresearch.vocabulary import (
    EXIT_REASONS,
    label,
    percentage_text,
    quantity_text,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from tbresearch.trajectories import Trajectories

__all__ = ["Exits", "Incidence", "cumulative_incidence", "traject_exits"]

_Z = 1.959963984540054
_YEAR = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """The share that has ended for one reason, by time.

    Attributes
    ----------
    times, share, error : array of shape (times,)
        Rising times, the share by then, and its standard error.
    """

    times: NDArray[np.float64]
    share: NDArray[np.float64]
    error: NDArray[np.float64]

    def at(self, time: float) -> tuple[float, float, float]:
        """Return the share by `time`, with a 95% interval."""
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if place < 0:
            return 0.0, 0.0, 0.0
        share, half = float(self.share[place]), _Z * float(self.error[place])
        return share, max(0.0, share - half), min(1.0, share + half)


def cumulative_incidence(
    times: NDArray[np.float64], reason: NDArray[np.int64]
) -> tuple[Incidence, ...]:
    """Estimate the share that ended for each reason, by time.

    Parameters
    ----------
    times : array of shape (n,)
        How long each lasted or has run.
    reason : array of shape (n,)
        0 for what still runs, and 1, 2, 3 ... for each reason.

    Returns
    -------
    tuple of Incidence
        For reason 1, 2, 3 ...

    Notes
    -----
    Aalen-Johansen, by `statsmodels`. Shares over reasons and the share that runs on
    add up to 1; a Kaplan-Meier curve for each reason would not.
    """
    from statsmodels.duration.survfunc import CumIncidenceRight

    if not reason.any():
        return ()
    with np.errstate(divide="ignore", invalid="ignore"):
        found = CumIncidenceRight(times, reason)
    return tuple(
        Incidence(
            times=np.asarray(found.times),
            share=np.asarray(share),
            # Once everybody ended there is no standard error; the share stays as it
            # was just before, or moves by what was certain.
            error=pd.Series(error).ffill().fillna(0.0).to_numpy(),
        )
        for share, error in zip(found.cinc, found.cinc_se, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """How trajecten ended.

    Attributes
    ----------
    incidence : mapping of str to Incidence
        By key of `vocabulary.EXIT_REASONS`, those that there are; in months.
    counts : mapping of str to int
        Trajecten that ended for each reason.
    trajectories, running : int
        All trajecten, and those that still run.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    notes : tuple of str
        Method and what it does not show, in Dutch.
    """

    incidence: dict[str, Incidence]
    counts: dict[str, int]
    trajectories: int
    running: int
    percentage_from: int
    notes: tuple[str, ...]

    @property
    def ended(self) -> int:
        """Trajecten that ended."""
        return self.trajectories - self.running

    def count(self, reason: str) -> Count:
        """Return how many of the ended trajecten ended for a reason."""
        return Count(
            k=self.counts.get(reason, 0),
            total=self.ended,
            unit="trajecten",
            percentage_from=self.percentage_from,
        )

    def __str__(self) -> str:
        many = quantity_text(self.trajectories, "traject", "trajecten")
        return f"Einde van {many}: {self.ended} geëindigd, {self.running} lopend"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a reason and time: reason, months, share, low, high."""
        rows = [
            (reason, float(time), *found.at(float(time)))
            for reason, found in self.incidence.items()
            for time in found.times
        ]
        return pd.DataFrame(rows, columns=["reason", "months", "share", "low", "high"])

    def within_a_year(self, reason: str) -> str:
        """Return the share that ended so within a year, as a Dutch cell."""
        share, low, high = self.incidence[reason].at(_YEAR)
        if self.trajectories < max(self.percentage_from, SMALLEST_PERCENTAGE):
            return ""
        ends = f"{percentage_text(low)} tot {percentage_text(high)}"
        return f"{percentage_text(share)} ({ends})"

    def plot(self, ax: Axes | None = None, *, hidden: Collection[str] = ()) -> Axes:
        """Draw the share that ended for each reason, stacked, by time.

        Parameters
        ----------
        ax : Axes, optional
            Where to draw.
        hidden : collection of str
            Reasons that are drawn as one area.
        """
        return draw_exits(self, ax, hidden=hidden)

    def _repr_html_(self) -> str:
        rows = [
            (
                label(EXIT_REASONS, reason),
                self.count(reason).short,
                self.within_a_year(reason),
            )
            for reason in self.incidence
        ]
        heads = ("Reden", "Van wie eindigde", "Binnen een jaar na de start")
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def traject_exits(trajectories: Trajectories) -> Exits:
    """Estimate how trajecten end, for each reason by itself.

    Parameters
    ----------
    trajectories : Trajectories
        As `read_trajectories` gives them.

    Returns
    -------
    Exits

    Raises
    ------
    WorkbenchError
        If a traject runs and the study has no `peildatum`.
    """
    spans = spans_of(trajectories, where="traject_exits")
    present = [reason for reason in EXIT_REASONS if (spans.reasons == reason).any()]
    code = np.zeros(len(spans.months), dtype=np.int64)
    for number, reason in enumerate(present, start=1):
        code[spans.reasons == reason] = number
    found = cumulative_incidence(spans.months, code)
    return Exits(
        incidence=dict(zip(present, found, strict=True)),
        counts={reason: int((spans.reasons == reason).sum()) for reason in present},
        trajectories=len(spans.months),
        running=int((~spans.ended).sum()),
        percentage_from=trajectories.percentage_from,
        notes=(
            "Binnen een jaar: de kans dat een traject in het eerste jaar om deze reden "
            "eindigt, terwijl het ook om een andere reden kan eindigen (cumulatieve "
            "incidentie). Een traject dat nog loopt telt mee tot de peildatum.",
            "Eindigen is niet één ding: doelen bereikt is iets anders dan stoppen, en "
            "verhuizing, opname en overlijden zijn geen uitval uit onvrede.",
        ),
    )
