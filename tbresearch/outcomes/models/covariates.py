"""What a formula may say of a client: provider, law, and hours from the contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.trajectories import doses

if TYPE_CHECKING:
    from tbresearch.trajectories import Trajectories

__all__ = ["client_covariates"]

_NAMES = {
    "client": "client",
    "provider": "aanbieder",
    "worker": "begeleider",
    "municipality": "gemeente",
    "law": "wet",
    "complex": "complex",
}


def client_covariates(trajectories: Trajectories) -> pd.DataFrame:
    """Return one row a client, for `fit_change` and its formula.

    Parameters
    ----------
    trajectories : Trajectories
        As `read_trajectories` gives them.

    Returns
    -------
    pd.DataFrame
        Columns client, aanbieder, begeleider, gemeente, wet and complex of the first
        traject of each client, `uren` (with the client) and `uren_per_week`; hours are
        missing for who has no contact at all, for then nothing was registered.

    Notes
    -----
    Of the total of hours, part follows from how long help lasted, and both may follow
    from how somebody fares. What a formula finds on hours is a "samenhang".
    """
    rows = trajectories.trajectories
    given = doses(trajectories).set_index("trajectory")
    first = rows.sort_values(["start", "trajectory"]).drop_duplicates("client")
    own = given.loc[first["trajectory"]]
    hours = own["hours"].where(own["contacts"] > 0)
    weeks = own["weeks"].where(own["weeks"] > 0)
    made = first[list(_NAMES)].rename(columns=_NAMES).reset_index(drop=True)
    return made.assign(uren=hours.to_numpy(), uren_per_week=(hours / weeks).to_numpy())
