"""From checked ratings to a coefficient with its interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.agreement.coefficient import Coefficient
from tbresearch.coding.agreement.ratings import Ratings
from tbresearch.coding.agreement.resampling import (
    Drawable,
    Resampling,
    Statistic,
    bootstrap,
)
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable

__all__ = ["coefficient_of", "counts_of", "drawable", "scaled"]

_NO_PAIRS = "geen eenheid heeft van twee codeurs een waarde"
_ONE_VALUE = "overal is dezelfde waarde gegeven, dus er kon niets verschillen"
_MOST_CATEGORIES = 1000


def coefficient_of(
    measure: str,
    ratings: Ratings,
    statistic: Statistic,
    units: Drawable,
    *,
    plan: Resampling,
) -> Coefficient | NotEstimable:
    """Return a coefficient, or why there is none.

    Parameters
    ----------
    measure : str
        Its Dutch name.
    ratings : Ratings
        All values.
    statistic : callable
        Takes how often each row occurs, gives one number a resample.
    units : Drawable
        What `statistic` counts the rows of.
    plan : Resampling
        How resamples are drawn.
    """
    n = int((ratings.given >= 2).sum())
    if not n:
        return NotEstimable(_NO_PAIRS)
    value = float(statistic(units.rows(units.times[None]))[0])
    if np.isnan(value):
        return NotEstimable(_ONE_VALUE)
    return Coefficient(
        measure=measure,
        value=value,
        interval=bootstrap(statistic, units, plan),
        n=n,
        left_out=len(ratings.codes) - n,
        coders=ratings.coders,
        notes=(str(plan),),
    )


def drawable(
    ratings: Ratings,
    kept: NDArray[np.bool_],
    plan: Resampling,
    *,
    ordered: bool,
) -> tuple[NDArray[np.int64], Drawable]:
    """Return the distinct rows of codes, and what resamples of them are drawn from.

    Who gave which value only matters if `ordered`.
    """
    codes = ratings.codes[kept]
    if not ordered:
        codes = np.sort(codes, axis=1)
    rows, of_unit, times = np.unique(
        codes, axis=0, return_inverse=True, return_counts=True
    )
    if plan.clusters is None:
        return rows, Drawable(times=times, members=None)
    groups = _groups(plan.clusters, ratings)[kept]
    members = np.zeros((groups.max(initial=-1) + 1, len(rows)), dtype=np.int64)
    np.add.at(members, (groups, of_unit.ravel()), 1)
    kinds, times = np.unique(members, axis=0, return_counts=True)
    return rows, Drawable(times=times, members=kinds)


def _groups(clusters: pd.Series, ratings: Ratings) -> NDArray[np.int64]:
    """Return what each unit is drawn with, as whole numbers."""
    if not clusters.index.equals(ratings.units) or clusters.isna().any():
        raise WorkbenchError(
            "clusters noemt niet van elke eenheid waar zij bij hoort",
            where=f"{len(clusters)} namen voor {len(ratings.units)} eenheden",
            fix="geef een reeks met dezelfde index als de tabel, zonder lege waarden",
        )
    return pd.factorize(clusters)[0].astype(np.int64)


def counts_of(rows: NDArray[np.int64], categories: int) -> NDArray[np.int64]:
    """Return how often each row has each category."""
    if categories > _MOST_CATEGORIES:
        raise WorkbenchError(
            f"er zijn {categories} verschillende waarden",
            where="de tabel van eenheden en codeurs",
            fix=f"meer dan {_MOST_CATEGORIES} kan alleen met level='interval'; zijn "
            "het vrije teksten, maak er dan eerst codes van",
        )
    found: NDArray[np.int64] = (rows[:, :, None] == np.arange(categories)).sum(axis=1)
    return found


def scaled(
    rows: NDArray[np.int64], numbers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the values of rows in a range of one around zero, NaN if missing."""
    middle = (numbers.max(initial=0) + numbers.min(initial=0)) / 2
    span = np.ptp(numbers) if len(numbers) else 0.0
    scaled = np.append((numbers - middle) / (span or 1.0), np.nan)
    return scaled[rows]
