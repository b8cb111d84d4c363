"""The ZRM scores of the example study, drawn from a model that is known.

Nobody is behind these scores. They exist so that the workbench has something to
show, and so that a method can be held against the truth that made the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.vocabulary import MOMENTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BASELINE_MEANS",
    "SLOPE",
    "draw_levels",
    "example_zrm",
    "thresholds",
]

VERSION = "2017"
SLOPE = 0.45
CLIENT_SD = 2.3
LOADING = 0.85
# Distances of the four thresholds from their centre, in logits.
GAPS = (-3.5, -1.2, 1.2, 3.5)

# Mean level at intake. An assumption: no published means were used.
BASELINE_MEANS: Mapping[str, float] = MappingProxyType(
    {
        "financien": 2.9,
        "werk_opleiding": 2.5,
        "tijdsbesteding": 3.1,
        "huisvesting": 3.9,
        "huiselijke_relaties": 3.2,
        "geestelijke_gezondheid": 2.8,
        "lichamelijke_gezondheid": 3.3,
        "middelengebruik": 4.3,
        "basale_adl": 4.4,
        "instrumentele_adl": 3.4,
        "sociaal_netwerk": 3.0,
        "maatschappelijke_participatie": 2.9,
        "justitie": 4.6,
    }
)

_CLIENTS = 60
_WITH_INTERIM = 18
_WITHOUT_END = 14
_BLANK = 0.02
_RATERS = ("R1", "R2", "R3", "R4")
_FIRST_INTAKE = date(2025, 1, 6)


def example_zrm(seed: int) -> pd.DataFrame:
    """Draw the ZRM scores of sixty clients who are measured up to three times.

    The first sixty trajecten of the example study last as long as these do.

    Parameters
    ----------
    seed : int
        Seed of the only random generator; the same seed gives the same frame.

    Returns
    -------
    pd.DataFrame
        Columns as in `zrm.csv`: client, moment, datum, versie, domein, score
        (Int64, missing where not scored) and beoordelaar.

    Notes
    -----
    The truth is the model of `draw_levels`, with a rise of 0.45 logit a year.

    Sixty clients, K01 to K60, who are none of the respondents. All have an intake
    in the first ten weeks of 2025. Eighteen have an interim score after four
    months. Fourteen leave without an end score and the others have one after eight
    to ten months. Who leaves, who has an interim score and which 2% of the cells
    stay blank is chosen at random, whatever the score.
    """
    rng = np.random.default_rng(seed)
    days = np.column_stack(
        [
            np.zeros(_CLIENTS, dtype=int),
            rng.integers(110, 131, _CLIENTS),
            rng.integers(240, 301, _CLIENTS),
        ]
    )
    levels = draw_levels(rng, times=days / 365.25, slope=SLOPE)
    held = _held(rng)
    blank = rng.random(levels.shape) < _BLANK
    intake = rng.integers(0, 70, _CLIENTS)
    raters = rng.integers(0, len(_RATERS), _CLIENTS)
    rows = [
        (
            f"K{client + 1:02}",
            moment,
            str(_FIRST_INTAKE + timedelta(int(intake[client] + days[client, i]))),
            VERSION,
            domain,
            pd.NA if blank[client, i, j] else levels[client, i, j],
            _RATERS[raters[client]],
        )
        for client in range(_CLIENTS)
        for i, moment in enumerate(MOMENTS)
        if held[client, i]
        for j, domain in enumerate(BASELINE_MEANS)
    ]
    names = ["client", "moment", "datum", "versie", "domein", "score", "beoordelaar"]
    return pd.DataFrame(rows, columns=names).astype({"score": "Int64"})


def _held(rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw who was scored at which moment, shape (clients, moments)."""
    held = np.ones((_CLIENTS, len(MOMENTS)), dtype=bool)
    held[rng.permutation(_CLIENTS)[_WITH_INTERIM:], 1] = False
    held[rng.permutation(_CLIENTS)[:_WITHOUT_END], 2] = False
    return held


def draw_levels(
    rng: np.random.Generator, *, times: NDArray[np.float64], slope: float
) -> NDArray[np.int64]:
    """Draw ZRM levels of clients who are scored on every domain.

    Parameters
    ----------
    rng : numpy Generator
        Source of randomness.
    times : array of shape (clients, moments)
        Years since intake.
    slope : float
        Rise of the latent level, in logits a year; 0 is no true change.

    Returns
    -------
    array of shape (clients, moments, domains)
        Levels from 1 to 5, domains as in `BASELINE_MEANS`.

    Notes
    -----
    The latent level of a client on a domain is normal with standard deviation 2.3
    logits; the part that all domains of a client share has loading 0.85, the rest
    belongs to the client and the domain. Every client rises by `slope`, on every
    domain alike. A score is one plus the number of thresholds below latent level
    plus logistic noise; thresholds lie 3.5 and 1.2 logits on either side of a
    centre that gives each domain its mean at intake. Those means, from 2.5 to 4.6,
    are an assumption. Raters have no influence.
    """
    clients, moments = times.shape
    domains = len(BASELINE_MEANS)
    shared = rng.normal(size=(clients, 1))
    own = rng.normal(size=(clients, domains))
    stable = CLIENT_SD * (LOADING * shared + np.sqrt(1 - LOADING**2) * own)
    latent = stable[:, None, :] + slope * times[:, :, None]
    noisy = latent + rng.logistic(size=(clients, moments, domains))
    cuts = np.array([thresholds(mean) for mean in BASELINE_MEANS.values()])
    levels: NDArray[np.int64] = 1 + (noisy[..., None] > cuts).sum(axis=-1)
    return levels


def thresholds(mean: float) -> NDArray[np.float64]:
    """Return the four thresholds that give a mean level at intake.

    Parameters
    ----------
    mean : float
        Wanted mean level, between 1 and 5.

    Returns
    -------
    array of shape (4,)
        In logits, rounded to 3 decimals so that the solver leaves no trace.
    """
    from scipy.optimize import brentq

    nodes, weights = np.polynomial.hermite_e.hermegauss(41)
    weights = weights / weights.sum()

    def excess(centre: float) -> float:
        above = 1 / (1 + np.exp(centre + np.array(GAPS)[:, None] - CLIENT_SD * nodes))
        return float(1 + (above @ weights).sum() - mean)

    return np.round(brentq(excess, -20, 20) + np.array(GAPS), 3)
