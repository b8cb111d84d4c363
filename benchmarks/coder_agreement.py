"""Claim: agreement with its interval comes at once, so nobody leaves the interval out.

The peer is what computing alpha once costs by going over every pair of values in
plain Python, without any interval.
"""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import numpy as np
import pandas as pd
from measuring import EXAMPLE, Measured, median_seconds, seconds

import tbresearch as tb

UNITS = 5_000
DRAWS = 1_000
KINDS = 5


def values() -> pd.DataFrame:
    """Return what two coders gave, alike in seven of ten units."""
    rng = np.random.default_rng(20261122)
    one = rng.integers(0, KINDS, UNITS)
    two = np.where(rng.random(UNITS) < 0.7, one, rng.integers(0, KINDS, UNITS))
    return pd.DataFrame({"anna": one, "bram": two})


def alpha_by_units(frame: pd.DataFrame) -> float:
    """Return nominal alpha from a table of coincidences, unit by unit."""
    together: Counter[tuple[int, int]] = Counter()
    for unit in frame.itertuples(index=False):
        together.update(permutations(unit, 2))
    given = Counter(kind for kind, _ in together.elements())
    n = sum(given.values())
    observed = sum(count for (a, b), count in together.items() if a != b)
    expected = n * n - sum(count * count for count in given.values())
    return 1 - (n - 1) * observed / expected


def measure() -> list[Measured]:
    """Time alpha with its interval, the peer, and the table of the example study."""
    frame = values()

    def alpha() -> float:
        found = tb.krippendorff_alpha(frame, level="nominal", seed=1, draws=DRAWS)
        assert isinstance(found, tb.Coefficient)
        return found.value

    assert abs(alpha() - alpha_by_units(frame)) < 1e-12
    whole = median_seconds(alpha)
    peer = median_seconds(lambda: alpha_by_units(frame))
    study = tb.open_study(EXAMPLE)
    coding = tb.read_coding(study, tb.read_transcripts(study), tb.read_codebook(study))

    def table() -> object:
        return tb.agreement(coding, level="nominal", by="code")

    table()
    differences = seconds(lambda: tb.disagreements(coding, coders=("anna", "bram")))
    return [
        Measured(
            what=f"alpha of 2 coders and {UNITS:,} units, {DRAWS:,} draws",
            value=whole,
            limit=1,
            unit="s",
        ),
        Measured(
            what="that against one alpha without draws in plain Python",
            value=whole / peer,
            limit=3,
            unit="times",
        ),
        Measured(
            what="agreement per code in the example study",
            value=median_seconds(table),
            limit=2,
            unit="s",
        ),
        Measured(
            what="the differences between two coders in the example study",
            value=differences,
            limit=1,
            unit="s",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
