"""Claim: the uncertainty of a balance, and what knowing more is worth, come at once.

Ten assumptions are drawn, the balance is computed, and the value of information of
each is estimated. Limits hold for a machine that does nothing else; the processor
time is printed as well. The last line is the peer: the sd of the mean with plain
Monte Carlo over that with Sobol points, at equal draws.
"""

from __future__ import annotations

import sys
import time
from datetime import date

import numpy as np
import pandas as pd
from measuring import Measured

import tbresearch as tb
from tbresearch.costs import Assumption, CostItem, Distribution
from tbresearch.costs.distributions import quantiles

LIMITS = {17: 4.0, 20: 20.0}
_DRAWS = 2**13
_SEEDS = 20

# id, unit, kind, low, middle, high; for beta and gamma the last is the error.
ASSUMPTIONS = (
    ("uurloon", "EUR/uur", "pert", 47, 61, 75),
    ("overhead", "EUR/uur", "pert", 5, 10, 30),
    ("uren", "uur/week", "pert", 1.5, 2, 2.5),
    ("weken", "week/keer", "pert", 90, 104, 120),
    ("keren", "keer/traject", "pert", 0.9, 1, 1.1),
    ("prijs", "EUR/jaar", "pert", 20_000, 45_000, 80_000),
    ("kans", "aandeel", "beta", 0, 0.3, 0.05),
    ("effect", "aandeel", "uniform", 0.4, 0.7, 0.9),
    ("duur", "jaar/plaatsing", "gamma", 0, 1.5, 0.3),
    ("plaatsingen", "plaatsing/traject", "lognormaal", 0, 1.2, 0.2),
)


def register() -> tb.Register:
    """Return ten invented assumptions in two costs and a saving."""
    costs = [("contact", "uurloon"), ("overhead", "overhead")]
    items = [
        CostItem(id=name, label=name, factors=(money, "uren", "weken", "keren"))
        for name, money in costs
    ]
    saving = CostItem(
        id="besparing",
        label="besparing",
        factors=("prijs", "kans", "effect", "duur", "plaatsingen"),
        direction="baten",
    )
    return tb.Register(
        title="meting",
        price_year=2020,
        assumptions=tuple(assumption(*row) for row in ASSUMPTIONS),
        items=(*items, saving),
        timing="midden",
        start=date(2021, 1, 1),
        horizon=10.0,
    )


def assumption(
    name: str, unit: str, kind: str, low: float, value: float, high: float
) -> Assumption:
    """Return one assumption that varies."""
    drawn = Distribution(kind=kind, value=value, low=low, high=high, error=high)
    money = unit.startswith("EUR")
    return Assumption(
        id=name, label=name, value=value, low=low, high=high, unit=unit,
        aspect="onzekerheid", price_year=2020 if money else None, payer="gemeente",
        receiver="gemeente", period=(0.0, 3.0) if money else None, source="verzonnen",
        place="", grade="E", status="plaatshouder", distribution=drawn,
    )  # fmt: skip


def whole(power: int) -> tuple[float, float]:
    """Return wall and processor seconds of drawing, computing and all values."""
    wall, processor = time.perf_counter(), time.process_time()
    found = tb.simulate(register(), draws=2**power, seed=1)
    table = tb.evppi(found.parameters, found.net_benefit("gemeente"))
    assert len(table) == len(ASSUMPTIONS)
    return time.perf_counter() - wall, time.process_time() - processor


def peak_gigabytes() -> float:
    """Return the most memory that this process had; 0 where that is not known."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e9 if sys.platform == "darwin" else most / 1e6


def plain_mean(seed: int) -> float:
    """Return the mean of a simulation with independent draws."""
    from tbresearch.costs.outcomes import outcome_of

    rng = np.random.default_rng(seed)
    made = register()
    values = {
        a.id: quantiles(a.distribution, rng.random(_DRAWS))
        for a in made.assumptions
        if a.distribution is not None
    }
    return float(outcome_of(made, searched={}).net("gemeente", values).mean())


def measure() -> list[Measured]:
    """Time 2^17 and 2^20 draws, and compare Sobol points with plain Monte Carlo."""
    whole(10)
    measured = []
    for power, limit in LIMITS.items():
        wall, processor = whole(power)
        what = f"10 assumptions, 2^{power} draws, balance and all EVPPI"
        measured += [
            Measured(what=what, value=wall, limit=limit, unit="s"),
            Measured(
                what=f"{what}, processor time", value=processor, limit=limit, unit="s"
            ),
        ]
    measured.append(
        Measured(
            what="most memory of that process",
            value=peak_gigabytes(),
            limit=2,
            unit="GB",
        )
    )
    sobol = [
        tb.simulate(register(), draws=_DRAWS, seed=seed).net("gemeente").mean()
        for seed in range(_SEEDS)
    ]
    plain = [plain_mean(seed) for seed in range(_SEEDS)]
    spread = pd.Series({"sobol": np.std(sobol, ddof=1), "plain": np.std(plain, ddof=1)})
    measured.append(
        Measured(
            what=f"sd of the mean, Sobol over plain Monte Carlo, {_DRAWS:,} draws",
            value=float(spread["sobol"] / spread["plain"]),
            limit=0.1,
            unit="times",
        )
    )
    return measured


if __name__ == "__main__":
    print(*measure(), sep="\n")
