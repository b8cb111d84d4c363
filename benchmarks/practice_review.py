"""Claim: 100,000 trajecten with 5 million contacts are checked as one sits and waits.

Reading holds every cell against its column, and every contact against its traject;
the review counts phases, dose, evaluations and workers. Both run in a process of
their own, so that its largest size is the memory that a user needs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import EXAMPLE, Measured

from tbresearch.datasets import PracticeModel, draw_practice

TRAJECTORIES = 100_000
CONTACTS = 5_000_000
_REVIEW = """
import json, resource, sys, time
import tbresearch as tb
from tbresearch.implementation import practice_of
from tbresearch.study import read_table
from tbresearch.trajectories import CONTACTS
from pathlib import Path

study = tb.open_study(sys.argv[1])
intended = tb.read_intervention(study)
begin = time.perf_counter()
read_table(Path(sys.argv[1]) / "contacten.parquet", CONTACTS, compact=True)
contacts = time.perf_counter() - begin
begin = time.perf_counter()
trajectories = tb.read_trajectories(study)
read = time.perf_counter() - begin
practice = practice_of(trajectories, intended)
total = time.perf_counter() - begin
assert not trajectories.warnings
print(json.dumps({
    "rows": len(trajectories.contacts),
    "contacts": contacts,
    "read": read,
    "total": total,
    "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
}))
"""


def measure() -> list[Measured]:
    """Draw a large practice, and review it in a process of its own."""
    with TemporaryDirectory() as name:
        root = Path(name) / "groot"
        large_practice(root)
        done = subprocess.run(
            [sys.executable, "-c", _REVIEW, str(root)],
            capture_output=True,
            check=True,
            text=True,
        )
    found = json.loads(done.stdout)
    assert found["rows"] >= CONTACTS
    of = f"{TRAJECTORIES:,} trajecten with {found['rows']:,} contacts"
    return [
        Measured(
            what="contacts read from Parquet, every cell checked",
            value=found["contacts"],
            limit=10.0,
            unit="s",
        ),
        Measured(
            what="all five tables read from Parquet and held against one another",
            value=found["read"],
            limit=15.0,
            unit="s",
        ),
        Measured(
            what=f"{of}: read, and phases, dose and schedule checked",
            value=found["total"],
            limit=20.0,
            unit="s",
        ),
        Measured(
            what="memory of the whole process at its largest",
            value=found["gigabytes"],
            limit=4.0,
            unit="GB",
        ),
    ]


def large_practice(root: Path) -> None:
    """Write a study with `TRAJECTORIES` trajecten, as Parquet."""
    shutil.copytree(EXAMPLE, root)
    model = PracticeModel(
        trajectories=TRAJECTORIES,
        since=date(2023, 1, 9),
        middle_weeks=60,
        visits=0.85,
        adapted=0.05,
    )
    for name, table in draw_practice(1, model).files().items():
        (root / f"{name}.csv").unlink()
        table.to_parquet(root / f"{name}.parquet", index=False)


if __name__ == "__main__":
    print(*measure(), sep="\n")
