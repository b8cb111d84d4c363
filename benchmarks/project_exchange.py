"""Claim: a REFI-QDA project of 500 sources and 100,000 codings goes in and out at once.

The peer is pyrefiqda (MIT), which maps the same XML to objects and looks nothing up.
It is no dependency; without it that line is left out, and this says so.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from measuring import EXAMPLE, Measured, median_seconds, seconds

import tbresearch as tb
from tbresearch.interchange import QdaProject, QdaSource
from tbresearch.interchange.project import CODEBOOK_COLUMNS, CODING_COLUMNS

SOURCES = 500
CODINGS = 100_000
CODES = 200
SEED = 20261122
WORD = re.compile(r"\S+")
TIME = "2026-01-01T00:00:00+00:00"


def big_project() -> QdaProject:
    """Return a project with the talk of the example and codings of words at random.

    Every tenth source has an emoji, so that readings of positions differ in it.
    """
    rng = np.random.default_rng(SEED)
    talk = tb.read_transcripts(tb.open_study(EXAMPLE)).transcripts.values()
    texts = islice(cycle([transcript.text for transcript in talk]), SOURCES)
    sources, rows = {}, []
    for number, text in enumerate(texts):
        name = f"bron {number}"
        own = f"\U0001f600 {text}" if number % 10 == 0 else text
        sources[name] = QdaSource(name=name, text=own, guid="", origin="")
        words = [found.span() for found in WORD.finditer(own)]
        for first in rng.integers(len(words) - 20, size=CODINGS // SOURCES).tolist():
            start, end = words[first][0], words[first + int(rng.integers(20))][1]
            code = f"code {int(rng.integers(CODES))}"
            coder = f"codeur {int(rng.integers(4))}"
            said = (own[start:end], "", False, "", TIME, "")
            rows.append((name, start, end, code, coder, *said))
    codes = [(f"code {n}", f"code {n}", None, "", "", True, "") for n in range(CODES)]
    frame = pd.DataFrame(rows, columns=list(CODING_COLUMNS))
    return QdaProject(
        name="groot",
        origin="",
        codebook=pd.DataFrame(codes, columns=list(CODEBOOK_COLUMNS)),
        sources=sources,
        codings=frame.drop_duplicates(["source", "start", "end", "code", "coder"]),
    )


def peak_megabytes(path: Path) -> float | None:
    """Return the most memory that a fresh process has that reads a project."""
    if importlib.util.find_spec("resource") is None:
        return None  # Windows
    code = (
        "import json, resource, sys, tbresearch as tb; tb.read_qdpx(sys.argv[1]); "
        "print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, check=True
    )
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return float(json.loads(done.stdout)) / unit


def measure() -> list[Measured]:
    """Write, read, and compare with the peer."""
    big = big_project()
    what = f"a project of {SOURCES} sources and {len(big.codings):,} codings"
    with TemporaryDirectory() as name:
        path = Path(name) / "groot.qdpx"
        writing = median_seconds(lambda: tb.write_qdpx(big, path), repeats=3)
        reading = median_seconds(lambda: tb.read_qdpx(path), repeats=3)
        back = tb.read_qdpx(path)
        assert len(back.codings) == len(big.codings)
        assert not back.losses
        memory = peak_megabytes(path)
        peers = _peer(path, reading=reading, writing=writing)
    measured = [
        Measured(what=f"read {what}", value=reading, limit=5, unit="s"),
        Measured(what=f"write {what}", value=writing, limit=5, unit="s"),
    ]
    if memory is not None:
        measured.append(
            Measured(
                what="read it, memory of the process",
                value=memory,
                limit=1000,
                unit="MB",
            )
        )
    return [*measured, *peers]


def _peer(path: Path, *, reading: float, writing: float) -> list[Measured]:
    if importlib.util.find_spec("pyrefiqda") is None:
        print("pyrefiqda is not installed: no ratio against it")
        return []
    from pyrefiqda import RefiProject

    loaded = []
    load = seconds(
        lambda: loaded.append(RefiProject.load(str(path), str(path.parent / "peer")))
    )
    count = sum(
        len(selection.coding)
        for source in loaded[0].sources.text_source
        for selection in source.plain_text_selection
    )
    assert count == len(tb.read_qdpx(path).codings)
    target = str(path.with_name("peer.qdpx"))
    save = seconds(lambda: RefiProject.save(loaded[0], target))
    return [
        Measured(
            what="read it, against pyrefiqda",
            value=reading / load,
            limit=1,
            unit="times",
        ),
        Measured(
            what="write it, against pyrefiqda",
            value=writing / save,
            limit=1,
            unit="times",
        ),
    ]


if __name__ == "__main__":
    print(*measure(), sep="\n")
