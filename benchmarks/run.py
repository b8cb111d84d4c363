"""Run every benchmark and print each number with its limit and their ratio.

    python benchmarks/run.py

Each runs in a process of its own: the most memory that a process ever had is told by
the system, and would be that of whichever came before. Exit status 0 means that every
limit was kept, 1 that one was not.
"""

from __future__ import annotations

import importlib
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from measuring import Measured

BENCHMARKS = (
    "import_time",
    "help_time",
    "report_build",
    "claims",
    "report_limits",
    "transcripts_read",
    "journal_fold",
    "factor_tables",
    "retrieval",
    "suggestions",
    "coder_agreement",
    "cost_simulation",
    "pseudonyms",
    "withdrawal",
    "practice_review",
    "ordinal_models",
    "project_exchange",
    "joint_shuffles",
    "coding_page",
)


def main() -> int:
    """Print what is measured, and return the exit status."""
    exceeded = 0
    fresh = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh, max_tasks_per_child=1) as pool:
        for found in pool.map(measured_by, BENCHMARKS):
            for measured in found:
                print(measured, flush=True)
                exceeded += measured.ratio > 1
    print(f"{exceeded} limits exceeded")
    return 1 if exceeded else 0


def measured_by(name: str) -> list[Measured]:
    """Run one benchmark."""
    measured: list[Measured] = importlib.import_module(name).measure()
    return measured


if __name__ == "__main__":
    sys.exit(main())
