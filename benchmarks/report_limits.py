"""Claim: a large study is a report in HTML, DOCX and PDF while one gets coffee.

40 transcripts, 5,000 codings and 2,000 trajecten with their contacts, phases, scores,
plans and goals; models are on. Built in a process of its own by the command, so that
nothing is warm. Memory is that of the process at its largest plus three times the
largest program that it starts, which is the most that these can take together.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from big_study import big_study
from measuring import Measured

from tbresearch.datasets import (
    PracticeModel,
    draw_practice,
    example_plans,
    example_recruitment,
    example_satisfaction,
    example_scores,
)

SEED = 20261122
SESSIONS, WORDS, CODINGS = 40, 4_000, 5_000
TRAJECTORIES = 2_000
SINCE, UNTIL = date(2023, 1, 9), date(2025, 12, 31)
_BUILD = """
import json, resource, sys, time
from pathlib import Path
begin = time.perf_counter()
import tbresearch as tb
report = tb.full_report(tb.open_study(sys.argv[1]))
report.compose()
composed = time.perf_counter() - begin
report.save(sys.argv[2])
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({
    "composed": composed,
    "seconds": time.perf_counter() - begin,
    "gigabytes": (own + 3 * started) / 1e6,
}))
"""


def measure() -> list[Measured]:
    """Write the study, and build its report once, cold."""
    with TemporaryDirectory() as name:
        root = large_study(Path(name) / "groot")
        done = subprocess.run(
            [sys.executable, "-c", _BUILD, str(root), str(Path(name) / "uit")],
            capture_output=True,
            check=True,
            text=True,
        )
    found = json.loads(done.stdout)
    what = f"{SESSIONS} transcripts, {CODINGS:,} codings, {TRAJECTORIES:,} trajecten"
    return [
        Measured(
            what=f"{what}: HTML, DOCX and PDF",
            value=found["seconds"],
            limit=180,
            unit="s",
        ),
        Measured(
            what="of which until the text is composed, models fitted",
            value=found["composed"],
            limit=120,
            unit="s",
        ),
        Measured(
            what="memory, with the programs that it starts",
            value=found["gigabytes"],
            limit=2,
            unit="GB",
        ),
    ]


def large_study(root: Path) -> Path:
    """Write the study into `root`, which is not there yet."""
    big_study(root, sessions=SESSIONS, words=WORDS, codings=CODINGS)
    practice = draw_practice(
        SEED, PracticeModel(trajectories=TRAJECTORIES, since=SINCE, adapted=0.05)
    )
    rows = practice.trajecten.copy()
    rows[["start", "einde"]] = rows[["start", "einde"]].apply(
        lambda days: pd.to_datetime(days).dt.date.astype(object)
    )
    plans, goals = example_plans(rows, until=UNTIL, seed=SEED)
    applied, features = example_recruitment(rows, since=SINCE, until=UNTIL, seed=SEED)
    tables: dict[str, pd.DataFrame] = practice.files() | {
        "zrm": example_scores(SEED, practice),
        "tevredenheid": example_satisfaction(SEED, practice),
        "plannen": plans,
        "doelen": goals,
        "werving": applied,
        "selectie": features,
    }
    for name, table in tables.items():
        table.to_csv(root / f"{name}.csv", sep=";", index=False)
    return root


if __name__ == "__main__":
    print(*measure(), sep="\n")
