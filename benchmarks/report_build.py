"""Claim: the report of the example study is built fast, and every time the same.

Each build runs in a process of its own with another hash seed, so that an order
taken from a set or from `hash()` would show.
"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring import EXAMPLE, Measured, fresh_python, seconds

HASH_SEEDS = (0, 1, 2026)


def measure() -> list[Measured]:
    """Build a few times: the first cold, with nothing compiled; all are compared."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        study = shutil.copytree(EXAMPLE, folder / "voorbeeld")
        times, builds = [], []
        for seed in HASH_SEEDS:
            target = folder / f"build-{seed}"
            words = ["-m", "tbresearch", "report", str(study), "--naar", str(target)]
            cold = None if times else folder / "koud"
            build = partial(fresh_python, *words, hash_seed=seed, cold=cold)
            times.append(seconds(build))
            builds.append({path.name: path.read_bytes() for path in target.iterdir()})
    files = sorted({name for build in builds for name in build})
    differ = [n for n in files if len({build.get(n) for build in builds}) > 1]
    return [
        Measured(
            what="tbresearch report data/voorbeeld, cold",
            value=times[0],
            limit=60,
            unit="s",
        ),
        Measured(
            what="tbresearch report data/voorbeeld, warm",
            value=median(times[1:]),
            limit=20,
            unit="s",
        ),
        Measured(
            what=f"{len(files)} files of the report, built {len(builds)} times: differ",
            value=len(differ),
            limit=0,
            unit="files",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
