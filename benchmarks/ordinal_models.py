"""Claim: an ordinal mixed model of ten thousand clients is a matter of seconds.

Peers in Python take minutes or are biased, and R's `ordinal` takes minutes as well;
where R with that package is on the machine, both fit the same data here. Times of
the clock depend on what else the machine does, so the processor's stand beside them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from measuring import Measured
from panels import FORMULA, panel

import tbresearch as tb

TWO = ("client", "aanbieder")
THREE = ("client", "begeleider", "aanbieder")
R_CLIENTS = 500
_R = """
suppressMessages(library(ordinal))
d <- read.csv(commandArgs(TRUE)[1]); d$score <- ordered(d$score)
used <- system.time(m <- clmm(score ~ tijd * uren + doelgroep + (1 | client) +
  (1 | aanbieder), d))
cat(used["user.self"], logLik(m), coef(m)["tijd"], "\\n")
"""
_MEMORY = """
import resource, sys
sys.path[:0] = ["benchmarks", "."]
from ordinal_models import THREE, data, fit
fit(data(10_000), THREE)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def data(clients: int) -> pd.DataFrame:
    """Return a panel with a worker for every 12 clients, and 200 providers at most."""
    return panel(
        np.random.default_rng(20261122),
        clients=clients,
        workers=max(clients // 12, 20),
        providers=min(max(clients // 50, 5), 200),
    )


def fit(frame: pd.DataFrame, groups: tuple[str, ...]) -> tb.OrdinalModel:
    """Fit with standard errors."""
    return tb.fit_ordinal(frame, FORMULA, groups=groups)


def timed(run: Callable[[], object], *, repeats: int) -> tuple[float, float]:
    """Return the median of time by the clock, and of the processor."""
    clock, processor = [], []
    for _ in range(repeats):
        begin, used = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - begin)
        processor.append(time.process_time() - used)
    return median(clock), median(processor)


def measure() -> list[Measured]:
    """Time the fits, their growth and memory, and R on the same data."""
    small, middle, large = data(2_000), data(10_000), data(100_000)
    fit(small, TWO)
    found = []
    used = {}
    for frame, groups, limit, repeats in (
        (small, THREE, 2, 3),
        (middle, TWO, 5, 3),
        (middle, THREE, 15, 1),
        (large, TWO, 60, 1),
    ):
        what = f"{frame['client'].nunique():,} clients, {len(groups)} random effects"
        seconds, processor = timed(lambda f=frame, g=groups: fit(f, g), repeats=repeats)
        used[what] = processor / len(frame)
        for name, value in (("", seconds), (", processor", processor)):
            found.append(
                Measured(what=f"{what}{name}", value=value, limit=limit, unit="s")
            )
    growth = used["100,000 clients, 2 random effects"]
    growth /= used["10,000 clients, 2 random effects"]
    found.append(
        Measured(
            what="time a row of 100,000 clients against 10,000",
            value=growth,
            limit=2,
            unit="times",
        )
    )
    return [*found, *_memory(), *_against_r()]


def _memory() -> list[Measured]:
    if sys.platform != "linux":
        return []
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    what = "10,000 clients, 3 random effects, memory of the process"
    return [
        Measured(what=what, value=int(done.stdout) * 1024 / 1e6, limit=500, unit="MB")
    ]


def _against_r() -> list[Measured]:
    program = shutil.which("Rscript")
    if program is None:
        print("Rscript is not on this machine: not compared with R's ordinal")
        return []
    frame = data(R_CLIENTS)
    with TemporaryDirectory() as name:
        path = Path(name) / "panel.csv"
        frame.to_csv(path, index=False)
        done = subprocess.run(
            [program, "-e", _R, str(path)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        print("R has no package ordinal: not compared with it")
        return []
    seconds, likelihood, slope = map(float, done.stdout.split())
    model = fit(frame, TWO)
    assert abs(model.log_likelihood - likelihood) < 1e-3
    assert abs(model.coefficients["estimate"][0] - slope) < 1e-4
    ours = timed(lambda: fit(frame, TWO), repeats=3)[1]
    return [
        Measured(
            what=f"{R_CLIENTS} clients, 2 random effects, processor, against R's clmm",
            value=ours / seconds,
            limit=0.1,
            unit="times",
        )
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
