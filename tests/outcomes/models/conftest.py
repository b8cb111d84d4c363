"""Reference data, and small panels of known truth."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

HERE = Path(__file__).parent / "reference"


@pytest.fixture(scope="session")
def reference() -> Callable[[str], Any]:
    def read(name: str) -> Any:  # noqa: ANN401 - a frame or a dict
        if name.endswith(".csv"):
            return pd.read_csv(HERE / name)
        return json.loads((HERE / name).read_text(encoding="utf-8"))

    return read


@pytest.fixture
def panel() -> Callable[..., pd.DataFrame]:
    """Make scores of clients at three moments, with workers and providers."""

    def make(
        *,
        clients: int,
        seed: int,
        time: float = 0.45,
        workers: int = 20,
        sds: tuple[float, float, float] = (1.6, 0.5, 0.5),
    ) -> pd.DataFrame:
        rng = np.random.default_rng(seed)
        client = np.repeat(np.arange(clients), 3)
        worker = rng.integers(0, workers, clients)[client]
        provider = worker % max(workers // 4, 2)
        tijd = np.tile([0.0, 0.5, 1.5], clients)
        effects = [
            rng.normal(0, sd, codes.max() + 1)[codes]
            for sd, codes in zip(sds, (client, worker, provider), strict=True)
        ]
        latent = time * tijd + sum(effects) + rng.logistic(size=len(client))
        cuts = np.array([-3.0, -1.2, 0.8, 2.6])
        return pd.DataFrame(
            {
                "client": client,
                "begeleider": worker,
                "aanbieder": provider,
                "tijd": tijd,
                "score": 1 + (latent[:, None] > cuts).sum(axis=1),
            }
        )

    return make
