"""Measure suggestions on labelled passages: python tests/suggesting/measure.py FILE.

Prints figures of the whole and never a passage. `labelled.jsonl` is for measuring only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

import tbresearch as tb


def frame_of(path: Path) -> pd.DataFrame:
    """Return labelled passages, in the columns of `tb.evaluate_suggestions`."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    rows = [
        (line["text"], code, line["polarity"], line["respondent"])
        for line in lines
        for code in line["codes"] or [None]
    ]
    return pd.DataFrame(rows, columns=["passage", "code", "polarity", "respondent"])


def main(path: Path, *, sentences: bool) -> None:
    """Print what suggestions are worth on a file."""
    found = tb.evaluate_suggestions(
        frame_of(path), tb.starter_codebook(), sentences=sentences
    )
    for row in found.table():
        print(*row, sep=" | ")
    print(found.by_side.round(2).to_string(index=False))
    print(found.calibration.round(2).to_string(index=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sentences="--zinnen" in sys.argv)
