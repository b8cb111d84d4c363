"""ZRM scores of a panel whose truth is known: who rises, who leaves, and why.

Nobody is behind these scores. They exist so that a method can be held against what
made the data, also where the data are out to mislead it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import pandas as pd

from tbresearch.datasets.zrm import (
    BASELINE_MEANS,
    CLIENT_SD,
    LOADING,
    VERSION,
    thresholds,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Dropout", "ZrmPanel", "simulate_zrm"]

Dropout: TypeAlias = Literal[
    "none", "mar_low", "mar_success", "mnar_current", "mnar_latent"
]

_NOISE_VARIANCE = np.pi**2 / 3
# Mean level at which half of those who can leave do, and how steep that is.
_LEAVE_AT = {"mar_low": 2.6, "mar_success": 4.0, "mnar_current": 2.8}
_STEEPNESS = 3.0
_START = date(2024, 1, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZrmPanel:
    """Scores that were drawn, those that nobody saw included.

    Attributes
    ----------
    levels : array of shape (clients, visits, domains)
        Levels from 1 to 5, domains as in `BASELINE_MEANS`; also of visits after
        somebody left.
    seen : array of shape (clients, visits)
        Whether the visit took place.
    times : array of shape (visits,)
        Years since entry.
    provider : array of shape (clients,)
        Number of the provider.
    worker : array of shape (clients, visits)
        Number of the worker, who also scores.
    """

    levels: NDArray[np.int64]
    seen: NDArray[np.bool_]
    times: NDArray[np.float64]
    provider: NDArray[np.int64]
    worker: NDArray[np.int64]

    def to_scores(self) -> pd.DataFrame:
        """Return what was seen, with the columns of `zrm.csv`.

        The first visit is the intake. The last one of the plan is the end, and who
        left before has none; what lies between are interim measurements.
        """
        last = len(self.times) - 1
        moments = ["intake", *["tussen"] * (last - 1), "eind"]
        days = [
            str(_START + timedelta(days=round(365.25 * float(time))))
            for time in self.times
        ]
        client, visit = np.nonzero(self.seen)
        domains, many = list(BASELINE_MEANS), len(BASELINE_MEANS)
        return pd.DataFrame(
            {
                "client": np.repeat([f"K{n + 1:05}" for n in client], many),
                "moment": np.repeat([moments[n] for n in visit], many),
                "datum": np.repeat([days[n] for n in visit], many),
                "versie": VERSION,
                "domein": np.tile(domains, len(client)),
                "score": pd.array(self.levels[client, visit].ravel(), dtype="Int64"),
                "beoordelaar": np.repeat(
                    [f"R{n + 1}" for n in self.worker[client, visit]], many
                ),
            }
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a client, visit and domain that was seen.

        Columns client, time (years), domain, score, worker and provider.
        """
        client, visit = np.nonzero(self.seen)
        domains = list(BASELINE_MEANS)
        many = len(domains)
        return pd.DataFrame(
            {
                "client": np.repeat(client, many),
                "time": np.repeat(self.times[visit], many),
                "domain": np.tile(domains, len(client)),
                "score": self.levels[client, visit].ravel(),
                "worker": np.repeat(self.worker[client, visit], many),
                "provider": np.repeat(self.provider[client], many),
            }
        )


def simulate_zrm(
    seed: int,
    *,
    clients: int,
    slope: float,
    dropout: Dropout,
    times: Sequence[float] = (0.0, 0.5, 1.0, 1.5),
    providers: int = 9,
    workers: int = 4,
    provider_icc: float = 0.05,
    worker_sd: float = 0.3,
    worker_change: float = 0.0,
    rater_drift: float = 0.0,
    entry_at_most: float | None = None,
) -> ZrmPanel:
    """Draw scores of clients with a known truth.

    Parameters
    ----------
    seed : int
        Seed of the only random generator.
    clients : int
        How many clients.
    slope : float
        True rise in logits a year, on every domain; 0 is no true change.
    dropout : str
        Who leaves: nobody (``"none"``); those who scored low (``"mar_low"``) or high
        (``"mar_success"``) at the last visit that was seen; those whose score that
        nobody sees is low (``"mnar_current"``), or whose true level is
        (``"mnar_latent"``).
    times : sequence of float
        Years since entry of each planned visit; the first is 0.
    providers, workers : int
        Providers, and workers at each.
    provider_icc : float
        Share of the latent variance of a domain that lies between providers.
    worker_sd : float
        Standard deviation between workers, in logits.
    worker_change : float
        Share of the clients who get another worker of the provider halfway.
    rater_drift : float
        Logits that workers score milder a year, without any true change.
    entry_at_most : float, optional
        Only who has a mean level of at most this at entry comes in: regression to
        the mean in its purest form.

    Returns
    -------
    ZrmPanel

    Notes
    -----
    The latent level of a client on a domain is one factor that all domains share
    (loading 0.85) and a part of the domain alone, together with standard deviation
    2.3 logits, plus worker, provider and slope; a score adds logistic noise and
    counts thresholds, as in `datasets.zrm`. The mean levels at intake that the
    thresholds were made for, from 2.5 to 4.6, are an assumption and not published
    values.
    """
    rng = np.random.default_rng(seed)
    when = np.asarray(times, dtype=np.float64)
    provider = rng.integers(0, providers, clients)
    worker = _workers(rng, provider, workers, len(when), worker_change)
    around = _around(rng, providers, workers, provider_icc, worker_sd)
    stable, first = _entrants(rng, around[0][provider], around[1][worker[:, 0]],
                              at_most=entry_at_most)  # fmt: skip
    true = stable[:, None, :] + slope * when[None, :, None]
    context = around[0][provider][:, None] + around[1][worker]
    context = context + rater_drift * when[None, :]
    levels = _scored(true + context[:, :, None] + rng.logistic(
        size=(clients, len(when), len(BASELINE_MEANS))
    ))  # fmt: skip
    levels[:, 0] = first
    latent = true.mean(axis=2)
    return ZrmPanel(
        levels=levels,
        seen=_seen(rng, levels, latent, dropout),
        times=when,
        provider=provider,
        worker=worker,
    )


def _workers(
    rng: np.random.Generator,
    provider: NDArray[np.int64],
    workers: int,
    visits: int,
    change: float,
) -> NDArray[np.int64]:
    """Return the worker at each visit, another one halfway for some."""
    clients = len(provider)
    first = rng.integers(0, workers, clients)
    moved = rng.random(clients) < change
    later = np.where(moved, (first + 1) % workers, first)
    halfway = np.arange(visits) >= (visits + 1) // 2
    own = np.where(halfway[None, :], later[:, None], first[:, None])
    found: NDArray[np.int64] = provider[:, None] * workers + own
    return found


def _around(
    rng: np.random.Generator, providers: int, workers: int, icc: float, worker_sd: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each provider and each worker adds, in logits."""
    rest = CLIENT_SD**2 + worker_sd**2 + _NOISE_VARIANCE
    provider_sd = np.sqrt(icc / (1 - icc) * rest)
    return (
        rng.normal(0.0, provider_sd, providers),
        rng.normal(0.0, worker_sd, providers * workers),
    )


def _entrants(
    rng: np.random.Generator,
    provider: NDArray[np.float64],
    worker: NDArray[np.float64],
    *,
    at_most: float | None,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return stable levels and the scores at entry of who comes in."""
    domains = len(BASELINE_MEANS)
    stable = np.empty((len(provider), domains))
    first = np.empty((len(provider), domains), dtype=np.int64)
    open_ = np.ones(len(provider), dtype=bool)
    while open_.any():
        n = int(open_.sum())
        shared, own = rng.normal(size=(n, 1)), rng.normal(size=(n, domains))
        drawn = CLIENT_SD * (LOADING * shared + np.sqrt(1 - LOADING**2) * own)
        context = (provider + worker)[open_, None]
        scores = _scored(drawn + context + rng.logistic(size=(n, domains)))
        stable[open_], first[open_] = drawn, scores
        if at_most is None:
            break
        open_[open_] = scores.mean(axis=1) > at_most
    return stable, first


def _scored(latent: NDArray[np.float64]) -> NDArray[np.int64]:
    cuts = np.array([thresholds(mean) for mean in BASELINE_MEANS.values()])
    levels: NDArray[np.int64] = 1 + (latent[..., None] > cuts).sum(axis=-1)
    return levels


def _seen(
    rng: np.random.Generator,
    levels: NDArray[np.int64],
    latent: NDArray[np.float64],
    dropout: Dropout,
) -> NDArray[np.bool_]:
    """Draw who is still there at each visit; who left does not come back."""
    clients, visits, _ = levels.shape
    seen = np.ones((clients, visits), dtype=bool)
    chance = rng.random((clients, visits))
    means = levels.mean(axis=2)
    for visit in range(1, visits):
        if dropout == "none":
            break
        if dropout == "mnar_latent":
            pull = -(latent[:, visit] + 1.0) * _STEEPNESS / 2
        elif dropout == "mnar_current":
            pull = (_LEAVE_AT[dropout] - means[:, visit]) * _STEEPNESS
        else:
            sign = 1 if dropout == "mar_low" else -1
            pull = sign * (_LEAVE_AT[dropout] - means[:, visit - 1]) * _STEEPNESS
        leaves = chance[:, visit] < 1 / (1 + np.exp(-pull))
        seen[:, visit] = seen[:, visit - 1] & ~leaves
    return seen
