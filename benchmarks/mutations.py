"""Claim: of 1,000 changes of the example study, none goes unnoticed or leaves a lie.

Each change is made in a copy of the study and its built report, and judged twice, as
`tests/report/judging.py` says. Takes 25 minutes on two processors, so `run.py` leaves
it out.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from joblib import Parallel, delayed
from measuring import EXAMPLE, Measured

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import tbresearch as tb  # noqa: E402
from tests.report.judging import Judge, Judged, read_files  # noqa: E402
from tests.report.mutations import Mutation, mutations  # noqa: E402

COUNT = 1_000
SEED = 20261122
OUTCOMES = ("refused", "evidence", "text", "true")


def measure() -> list[Measured]:
    """Judge all changes on two processors, and count what was missed."""
    with TemporaryDirectory() as name:
        home = Path(name) / "thuis"
        study = shutil.copytree(EXAMPLE, home / "studie")
        tb.full_report(tb.open_study(study)).save(home / "rapport")
        study_files, reports = read_files(home, "studie"), read_files(home, "rapport")
        changes = list(mutations(study_files, reports, count=COUNT, seed=SEED))
        own = [Path(name) / f"werk-{half}" for half in range(2)]
        for folder in own:
            shutil.copytree(home, folder)
        halves = Parallel(n_jobs=2)(
            delayed(_judged)(folder, changes[half::2])
            for half, folder in enumerate(own)
        )
    judged = sorted(
        (j for half in halves for j in half), key=lambda j: j.mutation.number
    )
    _tell(judged)
    missed = sum(j.missed for j in judged)
    noticed = sum(not (j.noticed or j.mutation.same_text) for j in judged)
    return [
        Measured(
            what=f"of {COUNT:,} changes: verification does not name file and line",
            value=noticed,
            limit=0,
            unit="changes",
        ),
        Measured(
            what=f"of {COUNT:,} changes: missed",
            value=missed,
            limit=0,
            unit="changes",
        ),
    ]


def _judged(home: Path, changes: Sequence[Mutation]) -> list[Judged]:
    judge, found = Judge(home), []
    for number, change in enumerate(changes, start=1):
        found.append(judge.judge(change))
        if found[-1].missed:
            print("missed:", _told(found[-1]), file=sys.stderr, flush=True)
        if number % 25 == 0:
            print(number, "of", len(changes), file=sys.stderr, flush=True)
    return found


def _told(judged: Judged) -> str:
    change = judged.mutation
    place = f"{change.number} {change.kind}, {change.file}, line {change.line}"
    return f"{place}: noticed {judged.noticed}, {judged.without}"


def _tell(judged: Iterable[Judged]) -> None:
    """Print what came of each kind of change."""
    counts: dict[str, Counter[str]] = {}
    for one in judged:
        counts.setdefault(one.mutation.kind, Counter())[one.without] += 1
    print("| change | " + " | ".join(OUTCOMES) + " |")
    print("| --- |" + " ---: |" * len(OUTCOMES))
    for kind, found in counts.items():
        print(f"| {kind} | " + " | ".join(str(found[o]) for o in OUTCOMES) + " |")
    total = sum(counts.values(), Counter())
    print("| all | " + " | ".join(str(total[o]) for o in OUTCOMES) + " |")


if __name__ == "__main__":
    print(*measure(), sep="\n")
