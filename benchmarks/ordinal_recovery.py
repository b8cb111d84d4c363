"""Claim: intervals of 95% hold the truth in 93 to 97% of studies, and no more is found.

400 simulated studies with client, worker and provider, and 400 in which nothing
changes. Takes minutes, so `run.py` leaves it out. With more processors, or on a
cluster, set joblib's parallel_config around `measure`.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
from measuring import Measured
from panels import FORMULA, SDS, TRUTH, panel

import tbresearch as tb

STUDIES = 400
SIZE = {"clients": 300, "workers": 40, "providers": 10}
GROUPS = ("client", "begeleider", "aanbieder")


def fit(frame: pd.DataFrame) -> tb.OrdinalModel:
    """Fit the model that the data were made by."""
    return tb.fit_ordinal(frame, FORMULA, groups=GROUPS)


def measure() -> list[Measured]:
    """Simulate, fit, and hold bias and coverage against their limits."""
    truth = TRUTH | {f"sd({name})": sd for name, sd in SDS.items()}
    ask = {"replications": STUDIES, "seed": 20261122}
    found = tb.recover(partial(panel, **SIZE), fit, truth, **ask)
    table = found.to_frame()
    print(table.round(4).to_string(index=False))
    fixed = table[table["name"].isin(TRUTH)]
    still = partial(panel, **SIZE, tijd=0.0, interaction=0.0)
    null = tb.recover(still, fit, {"tijd": 0.0}, **ask).to_frame()
    # Monte Carlo error of a share of .05 over 400 studies: .011
    return [
        Measured(
            what=f"bias of the coefficients in {STUDIES} studies, in its own errors",
            value=float((fixed["bias"] / fixed["error"]).abs().max()),
            limit=3,
            unit="errors",
        ),
        Measured(
            what="coverage of the coefficients, away from .95",
            value=float((fixed["coverage"] - 0.95).abs().max()),
            limit=0.02,
            unit="",
        ),
        Measured(
            what="studies that find a change where there is none",
            value=float(1 - null["coverage"][0]),
            limit=0.05 + 2 * 0.011,
            unit="",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
