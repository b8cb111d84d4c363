"""A measurement against a limit, and how time is taken."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

EXAMPLE = Path(__file__).parents[1] / "data" / "voorbeeld"
REPEATS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One number and the most that it may be, in the same unit."""

    what: str
    value: float
    limit: float
    unit: str

    @property
    def ratio(self) -> float:
        """Value over limit: 1 or less is good; no limit above zero leaves 0 or inf."""
        if self.limit:
            return self.value / self.limit
        return float("inf") if self.value else 0.0

    def __str__(self) -> str:
        return (
            f"{self.what}: {self.value:.3g} {self.unit}, limit {self.limit:g} "
            f"{self.unit}, ratio {self.ratio:.2f}"
        )


def seconds(run: Callable[[], object]) -> float:
    """Return how long one run takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def median_seconds(run: Callable[[], object], *, repeats: int = REPEATS) -> float:
    """Return the median of `repeats` runs, after one that is not counted."""
    run()
    return median(seconds(run) for _ in range(repeats))


def fresh_python(
    *words: str, hash_seed: int | None = None, cold: Path | None = None
) -> None:
    """Run Python on `words` in a process of its own, and fail if that fails.

    With an empty folder `cold`, every module is compiled anew, as after installing.
    """
    env = dict(os.environ)
    if cold is not None:
        env["PYTHONPYCACHEPREFIX"] = str(cold)
    if hash_seed is not None:
        env["PYTHONHASHSEED"] = str(hash_seed)
    done = subprocess.run(
        [sys.executable, *words], env=env, capture_output=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{words}: {done.stderr.decode()}")


def extra_megabytes(run: Callable[[], object]) -> float:
    """Return the most memory that one run has at once, on top of what there was."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
