"""Lengths of trajecten, of those that still run as long as they are known to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import WorkbenchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tbresearch.trajectories import Trajectories

__all__ = ["MONTH", "Spans", "spans_of"]

# Days in a month, over four years.
MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Spans:
    """How long each traject lasted, up to its end or the day of reference.

    Attributes
    ----------
    months : array of shape (trajecten,)
        More than 0.
    ended : array of shape (trajecten,)
        Whether it ended; one that runs is censored.
    reasons : array of shape (trajecten,)
        Key of `vocabulary.EXIT_REASONS`, or "" while it runs.
    trajectories : tuple of str
        Their names.
    """

    months: NDArray[np.float64]
    ended: NDArray[np.bool_]
    reasons: NDArray[np.str_]
    trajectories: tuple[str, ...]


def spans_of(trajectories: Trajectories, *, where: str) -> Spans:
    """Return how long each traject of a study lasted.

    A traject that ends on the day it starts lasted half a day.

    Raises
    ------
    WorkbenchError
        If a traject runs and nothing says up to which day that is known.
    """
    frame = trajectories.trajectories
    running = frame["end"].isna()
    if running.any() and trajectories.cutoff is None:
        raise WorkbenchError(
            "er lopen nog trajecten, en het is niet bekend tot welke dag",
            where=where,
            fix="zet peildatum in studie.toml",
        )
    until = frame["end"]
    if trajectories.cutoff is not None:
        until = until.fillna(pd.Timestamp(trajectories.cutoff))
    days = (until - frame["start"]).dt.days.to_numpy(dtype=float)
    reasons = frame["exit_reason"].astype("object").fillna("").to_numpy(dtype=str)
    return Spans(
        months=np.maximum(days, 0.5) / MONTH,
        ended=~running.to_numpy(),
        reasons=reasons,
        trajectories=tuple(map(str, frame["trajectory"])),
    )
