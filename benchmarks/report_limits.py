"""Claim: a large study is a report in HTML, DOCX and PDF while one gets coffee.

40 transcripts, 5,000 codings and 2,000 trajecten with their contacts, phases, scores,
plans and goals; models are on. Built in a process of its own by the command, so that
nothing is warm. Memory is the most that the process and the programs that it starts
take together, looked at twenty times a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import psutil
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
import json, sys, time
begin = time.perf_counter()
import tbresearch as tb
report = tb.full_report(tb.open_study(sys.argv[1]))
report.compose()
composed = time.perf_counter() - begin
report.save(sys.argv[2])
print(json.dumps({"composed": composed, "seconds": time.perf_counter() - begin}))
"""


def measure() -> list[Measured]:
    """Write the study, and build its report once, cold."""
    with TemporaryDirectory() as name:
        root = large_study(Path(name) / "groot")
        building = subprocess.Popen(
            [sys.executable, "-c", _BUILD, str(root), str(Path(name) / "uit")],
            stdout=subprocess.PIPE,
            text=True,
        )
        gigabytes = _peak(building)
        printed, _ = building.communicate()
        if building.returncode:
            raise SystemExit("the report of the large study was not built")
    found = json.loads(printed)
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
            value=gigabytes,
            limit=2,
            unit="GB",
        ),
    ]


def _peak(building: subprocess.Popen[str]) -> float:
    """Wait for a process, and return the most that it and its children took, in GB."""
    most = 0
    while building.poll() is None:
        with suppress(psutil.Error):
            parent = psutil.Process(building.pid)
            family = [parent, *parent.children(recursive=True)]
            most = max(most, sum(_taken(process) for process in family))
        time.sleep(0.05)
    return most / 1e9


def _taken(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:  # it ended
        return 0


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
