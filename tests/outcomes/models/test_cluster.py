"""A bootstrap on a real cluster: two worker processes, the same numbers."""

from collections.abc import Callable

import joblib
import numpy as np
import pandas as pd
import pytest

import tbresearch as tb


@pytest.mark.filterwarnings("default")
def test_two_workers_of_a_dask_cluster_give_the_same_numbers(
    panel: Callable[..., pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip(
        "distributed", reason="de extra [cluster] is niet geïnstalleerd"
    )
    frame = panel(clients=60, seed=1)
    model = tb.fit_ordinal(frame, "score ~ tijd", groups=("client",))
    here = tb.bootstrap_model(model, replications=8, seed=5)
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        distributed.Client(cluster),
        joblib.parallel_config("dask"),
    ):
        there = tb.bootstrap_model(model, replications=8, seed=5)
    assert here.processes == 1
    assert there.processes == 2
    np.testing.assert_allclose(there.estimates, here.estimates, rtol=0, atol=1e-12)
