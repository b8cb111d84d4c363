"""Simulated panels of known truth: clients, workers who change, providers, a dose."""

from __future__ import annotations

import numpy as np
import pandas as pd

TRUTH = {"tijd": 0.45, "uren": 0.1, "tijd:uren": 0.15}
SDS = {"client": 1.6, "begeleider": 0.45, "aanbieder": 0.55}
CUTS = np.array([-4.0, -1.66, 0.68, 3.13])
FORMULA = "score ~ tijd * uren + doelgroep"


def panel(
    rng: np.random.Generator,
    *,
    clients: int,
    workers: int,
    providers: int,
    tijd: float = TRUTH["tijd"],
    interaction: float = TRUTH["tijd:uren"],
) -> pd.DataFrame:
    """Return 2 to 5 scores a client, 3.4 on average; one in twelve at a new worker."""
    scores = rng.choice([2, 3, 4, 5], clients, p=[0.3, 0.25, 0.2, 0.25])
    client = np.repeat(np.arange(clients), scores)
    worker = rng.integers(0, workers, clients)[client]
    moved = rng.random(len(client)) < 1 / 12
    worker = np.where(moved, rng.integers(0, workers, len(client)), worker)
    provider = worker % providers
    years = np.concatenate([0.5 * np.arange(count) for count in scores])
    hours = rng.normal(size=clients)[client]
    target = rng.integers(0, 4, clients)[client]
    latent = tijd * years + TRUTH["uren"] * hours + interaction * years * hours
    latent += np.array([0.0, -0.4, 0.3, -0.2])[target]
    groups = {
        "client": (client, clients),
        "begeleider": (worker, workers),
        "aanbieder": (provider, providers),
    }
    for name, (codes, levels) in groups.items():
        latent += SDS[name] * rng.normal(size=levels)[codes]
    latent += rng.logistic(size=len(client))
    return pd.DataFrame(
        {
            **{name: codes for name, (codes, _) in groups.items()},
            "tijd": years,
            "uren": hours,
            "doelgroep": np.array(list("ABCD"))[target],
            "score": 1 + (latent[:, None] > CUTS).sum(axis=1),
        }
    )
