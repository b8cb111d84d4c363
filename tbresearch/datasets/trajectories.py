"""Trajecten with contacts, phases, evaluations and adaptations, of a known truth.

Nobody is behind these rows. They exist so that the workbench has something to show,
and so that what it finds can be held against what was planted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.datasets.practice import (
    draw_adaptations,
    draw_contacts,
    draw_evaluations,
    draw_people,
    draw_phases,
    draw_spans,
    draw_trajectories,
)
from tbresearch.datasets.practice_model import CUTOFF, PracticeModel
from tbresearch.datasets.zrm import example_zrm

__all__ = [
    "AS_PLANNED",
    "CUTOFF",
    "PRACTICE",
    "Practice",
    "PracticeModel",
    "draw_practice",
    "example_practice",
]

_ZRM_SEED = 2017
# K07 is C11 of organisation H, and K22 is C13 of organisation A.
_LINKED = {6: 7, 21: 0}

PRACTICE = PracticeModel(trajectories=240)
# Nothing departs from what was meant.
AS_PLANNED = PracticeModel(
    trajectories=240,
    slow=0.0,
    visits=1.0,
    minutes=120.0,
    early=0.0,
    back=0.0,
    evaluated=1.0,
    closed=1.0,
    asked=1.0,
    changed=0.0,
    other_intake=0.0,
    adapted=0.0,
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Practice:
    """The tables that were drawn, with columns as in the files, and the truth.

    Attributes
    ----------
    trajecten, contacten, fasen, evaluaties, aanpassingen : pd.DataFrame
        As in the files of these names.
    truth : pd.DataFrame
        One row a traject: traject; slow, early, back, changed, other_intake (bool),
        due and done (regular evaluations up to the end or the cut-off).
    """

    trajecten: pd.DataFrame
    contacten: pd.DataFrame
    fasen: pd.DataFrame
    evaluaties: pd.DataFrame
    aanpassingen: pd.DataFrame
    truth: pd.DataFrame

    def files(self) -> dict[str, pd.DataFrame]:
        """Return each table by the name of its file, without a suffix."""
        return {
            name: getattr(self, name)
            for name in ("trajecten", "contacten", "fasen", "evaluaties")
        } | {"aanpassingen": self.aanpassingen}


def example_practice(seed: int) -> Practice:
    """Draw what was done in the example study.

    Parameters
    ----------
    seed : int
        Seed of the only random generator; the same seed gives the same tables.

    Notes
    -----
    The truth is `PRACTICE`, drawn as `draw_practice` says. The files of
    ``data/voorbeeld`` have seed 2025. The first sixty trajecten are of K01 to K60 of
    `zrm.csv`: each starts a week before its first score, those with an end score end
    with it, and those without end early, at random. Nothing else ties trajecten to
    scores: hours and phases were drawn without looking at levels.
    """
    return draw_practice(seed, PRACTICE, first=_scored(seed), providers=_LINKED)


def _scored(seed: int) -> pd.DataFrame:
    """Return the start and the planned end of the clients with ZRM scores."""
    scores = example_zrm(_ZRM_SEED)
    scores["datum"] = pd.to_datetime(scores["datum"])
    days = scores.pivot_table(
        index="client", columns="moment", values="datum", aggfunc="min"
    )
    rng = np.random.default_rng([seed, 1])
    week = pd.Timedelta(days=7)
    until = days["intake"] + pd.to_timedelta(
        rng.integers(130, 240, len(days)), unit="D"
    )
    return pd.DataFrame(
        {
            "start": (days["intake"] - week).to_numpy().astype("datetime64[D]"),
            "end": (days["eind"] + week)
            .fillna(until)
            .to_numpy()
            .astype("datetime64[D]"),
            "early": days["eind"].isna().to_numpy(),
        }
    )


def draw_practice(
    seed: int,
    model: PracticeModel,
    *,
    first: pd.DataFrame | None = None,
    providers: Mapping[int, int] | None = None,
) -> Practice:
    """Draw tables of practice from a model.

    Parameters
    ----------
    seed : int
        Seed of the only random generator.
    model : PracticeModel
        What is planted.
    first : pd.DataFrame or None
        Start, end and early of the first trajecten, where those are fixed.
    providers : mapping of int to int or None
        Provider, from 0 to 8, of the trajecten of which it is fixed.

    Returns
    -------
    Practice

    Notes
    -----
    A traject starts on any day from `model.since` to eight weeks before the cut-off.
    The first phase takes 2 to 4 weeks, or 4 to 6 in a complex situation, the second 2
    to 4, the third at least 13, the last 6 to 10. There is at most one visit a week,
    on any day of it, of `minutes` with a standard deviation of 20, rounded to five.
    In one of eight weeks there is a short contact of another kind. A regular
    evaluation is due every 26 weeks, and done within ten days of that. All days end
    at the cut-off.
    """
    rng = np.random.default_rng(seed)
    rows = draw_spans(rng, model, first)
    phases = draw_phases(rows)
    people = draw_people(rng, rows, providers or {})
    contacts = draw_contacts(rng, rows, people, model)
    evaluations, truth = draw_evaluations(rng, rows, model)
    return Practice(
        trajecten=draw_trajectories(rng, rows, people),
        contacten=contacts,
        fasen=phases,
        evaluaties=evaluations,
        aanpassingen=draw_adaptations(rng, rows, people, model),
        truth=truth,
    )
