"""Claim: a withdrawal and the full rebuild after it take less than a minute."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import EXAMPLE, Measured, seconds

import tbresearch as tb

# Someone of a focus group: their transcript is rewritten and not only removed.
RESPONDENT = "B11"


def measure() -> list[Measured]:
    """Withdraw one respondent of the example study and build its report anew."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        study = shutil.copytree(EXAMPLE, folder / "voorbeeld")

        def withdraw_and_rebuild() -> None:
            tb.withdraw_respondent(study, RESPONDENT, day=date(2026, 2, 1))
            tb.full_report(tb.open_study(study)).save(folder / "rapport")

        return [
            Measured(
                what="withdrawal and full rebuild of the example study",
                value=seconds(withdraw_and_rebuild),
                limit=60,
                unit="s",
            )
        ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
