"""The scores of the example study: ZRM and satisfaction of the trajecten it has.

Nobody is behind these rows, and none of them is a respondent, save the two clients who
gave consent to be linked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.datasets.zrm import (
    BASELINE_MEANS,
    CLIENT_SD,
    SLOPE,
    VERSION,
    draw_levels,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tbresearch.datasets.trajectories import Practice

__all__ = ["example_satisfaction", "example_scores"]

_WEEK = pd.Timedelta(days=7)
_YEAR = 365.25
# Chance that a form is filled in: at an evaluation, and at an end by plan or early.
_INTERIM = 0.7
_END = 0.95
_EARLY_END = 0.1
_BLANK = 0.02
_ICC = 0.05
_WORKER_SD = 0.3
# Variance of level and noise of a domain, in logits.
_SPREAD = CLIENT_SD**2 + np.pi**2 / 3


def example_scores(seed: int, practice: Practice) -> pd.DataFrame:
    """Draw ZRM scores for the trajecten of the example study.

    Parameters
    ----------
    seed : int
        Seed of the only random generator; `data/voorbeeld/zrm.csv` has 2017.
    practice : Practice
        The trajecten and evaluations, as `example_practice` draws them.

    Returns
    -------
    pd.DataFrame
        Columns as in `zrm.csv`: client, moment, datum, versie, domein, score
        (Int64, missing where not scored) and beoordelaar.

    Notes
    -----
    The truth is the model of `draw_levels` with a rise of 0.45 logit a year, plus
    normal differences between workers (sd 0.3) and providers (5% of the variance).
    The first traject of every client has an intake a week after its start. Of regular
    evaluations 70% have scores, of ends by plan 95%, of early ends 10%, and 2% of the
    cells stay blank, all at random, whatever the score. The worker of the traject
    scores. The mean levels at intake are an assumption, not published values.
    """
    rng = np.random.default_rng(seed)
    visits = _visits(rng, practice)
    rows = visits.merge(pd.DataFrame({"domein": list(BASELINE_MEANS)}), how="cross")
    levels = _levels(rng, visits)
    blank = rng.random(levels.shape) < _BLANK
    score = pd.array(levels.ravel(), dtype="Int64")
    score[blank.ravel()] = pd.NA
    rows = rows.assign(
        versie=VERSION,
        score=score,
        beoordelaar=rows["begeleider"],
        datum=rows["datum"].dt.strftime("%Y-%m-%d"),
    )
    names = ["client", "moment", "datum", "versie", "domein", "score", "beoordelaar"]
    return rows[names]


def example_satisfaction(seed: int, practice: Practice) -> pd.DataFrame:
    """Draw a grade for each traject whose client was asked how satisfied they are.

    Parameters
    ----------
    seed : int
        Seed of the only random generator; `data/voorbeeld/tevredenheid.csv` has 2017.
    practice : Practice
        The evaluations, as `example_practice` draws them.

    Notes
    -----
    Grades lie around 7.6 with a standard deviation of 1.3, whatever the scores; three
    of four who are asked answer.
    """
    rng = np.random.default_rng([seed, 1])
    asked = practice.evaluaties[practice.evaluaties["soort"] == "tevredenheid"]
    answered = asked[rng.random(len(asked)) < 0.75]
    grades = np.clip(np.round(rng.normal(7.6, 1.3, len(answered))), 1, 10)
    clients = practice.trajecten.set_index("traject")["client"]
    return pd.DataFrame(
        {
            "traject": answered["traject"].to_numpy(),
            "client": answered["traject"].map(clients).to_numpy(),
            "datum": answered["datum"].astype(str).to_numpy(),
            "cijfer": grades.astype(int),
            "instrument": "rapportcijfer",
        }
    )


def _visits(rng: np.random.Generator, practice: Practice) -> pd.DataFrame:
    """Draw which forms there are: client, moment, datum, years since entry, where."""
    first = practice.trajecten.drop_duplicates("client").copy()
    first[["start", "einde"]] = first[["start", "einde"]].apply(pd.to_datetime)
    intake = first.assign(moment="intake", datum=first["start"] + _WEEK)
    held = practice.evaluaties[practice.evaluaties["soort"] == "evaluatie"]
    own = first.merge(held[["traject", "datum"]], on="traject")
    own = own.assign(moment="tussen", datum=pd.to_datetime(own["datum"]))
    planned = first["reden_einde"] == "doelen_bereikt"
    chance = np.where(planned, _END, _EARLY_END)
    ended = first["einde"].notna() & (rng.random(len(first)) < chance)
    last = first[ended].assign(moment="eind", datum=first["einde"] - _WEEK)
    begun = own["datum"] > own["start"] + 2 * _WEEK
    running = own["einde"].isna() | (own["datum"] < own["einde"] - 2 * _WEEK)
    between = own[begun & running & (rng.random(len(own)) < _INTERIM)]
    rows = pd.concat([intake, between, last])
    spans = rows["datum"].to_numpy() - (rows["start"] + _WEEK).to_numpy()
    rows = rows.assign(years=spans / np.timedelta64(1, "D") / _YEAR)
    order = rows["client"].str[1:].astype(int)
    rows = rows.assign(order=order).sort_values(["order", "datum"], kind="stable")
    names = ["client", "moment", "datum", "years", "begeleider", "aanbieder"]
    return rows.loc[rows["years"] >= 0, names].reset_index(drop=True)


def _levels(rng: np.random.Generator, visits: pd.DataFrame) -> NDArray[np.int64]:
    """Draw levels of shape (visits, domains)."""
    client, number = np.unique(visits["client"], return_inverse=True)
    place = visits.groupby("client").cumcount().to_numpy()
    years = np.zeros((len(client), int(place.max()) + 1))
    years[number, place] = visits["years"]
    shift = np.zeros_like(years)
    for column, sd in (
        ("aanbieder", np.sqrt(_ICC / (1 - _ICC) * _SPREAD)),
        ("begeleider", _WORKER_SD),
    ):
        names, who = np.unique(visits[column], return_inverse=True)
        shift[number, place] += rng.normal(0.0, sd, len(names))[who]
    drawn = draw_levels(rng, times=years + shift / SLOPE, slope=SLOPE)
    return drawn[number, place]
