"""Run every benchmark and print each number with its limit and their ratio.

    python benchmarks/run.py

Exit status 0 means that every limit was kept, 1 that one was not.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import claims
import coder_agreement
import coding_page
import cost_simulation
import factor_tables
import help_time
import import_time
import joint_shuffles
import journal_fold
import ordinal_models
import practice_review
import project_exchange
import pseudonyms
import report_build
import report_limits
import retrieval
import suggestions
import transcripts_read
import withdrawal
from measuring import Measured

BENCHMARKS: tuple[Callable[[], list[Measured]], ...] = (
    import_time.measure,
    help_time.measure,
    report_build.measure,
    claims.measure,
    report_limits.measure,
    transcripts_read.measure,
    journal_fold.measure,
    factor_tables.measure,
    retrieval.measure,
    suggestions.measure,
    coder_agreement.measure,
    cost_simulation.measure,
    pseudonyms.measure,
    withdrawal.measure,
    practice_review.measure,
    ordinal_models.measure,
    project_exchange.measure,
    joint_shuffles.measure,
    coding_page.measure,
)


def main() -> int:
    """Print what is measured, and return the exit status."""
    exceeded = 0
    for measure in BENCHMARKS:
        for measured in measure():
            print(measured, flush=True)
            exceeded += measured.ratio > 1
    print(f"{exceeded} limits exceeded")
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
