"""A big study, made of the example study: its turns repeated, its codes at random.

The words are those of the example, so that reading them costs what real talk
costs. The codings mean nothing; only their number counts.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np
import pandas as pd
from measuring import EXAMPLE

import tbresearch as tb
from tbresearch.vocabulary import POLARITIES

SEED = 20261122
CODER = "anna"


def big_study(folder: Path, *, sessions: int, words: int, codings: int) -> Path:
    """Write a study of `sessions` transcripts of at least `words` words each.

    Parameters
    ----------
    folder : Path
        Where it goes; it is not there yet.
    sessions, words, codings : int
        How many; the codings are all of one coder.
    """
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "transcripten")
    shutil.rmtree(folder / "coderingen")
    shutil.rmtree(folder / "rapport")
    for name in ("verbeterpunten", "raamwerk", "leefgebieden", "samenhang"):
        (folder / f"{name}.csv").unlink()  # rest on the codings of the example
    (folder / "transcripten").mkdir()
    (folder / "coderingen").mkdir()
    example = tb.read_transcripts(tb.open_study(EXAMPLE))
    once = [turns for _, turns in example.turns.groupby("session", sort=False)]
    talks = [once[number % len(once)] for number in range(sessions)]
    for number, turns in enumerate(talks):
        path = folder / "transcripten" / f"gesprek-{number}.txt"
        path.write_text(_transcript(turns, words=words), encoding="utf-8")
    _write_tables(folder, talks)
    (folder / "coderingen" / f"{CODER}.jsonl").write_text(
        "".join(f"{line}\n" for line in _journal(folder, codings)), encoding="utf-8"
    )
    return folder


def _labels(turns: pd.DataFrame) -> dict[str, str]:
    """Return a label of its own for each respondent, in the order of speaking."""
    return {name: f"Spreker {i}" for i, name in enumerate(turns["respondent"].unique())}


def _transcript(turns: pd.DataFrame, *, words: int) -> str:
    labels = _labels(turns)
    written, parts = 0, []
    for respondent, text in cycle(zip(turns["respondent"], turns["text"], strict=True)):
        parts.append(f"{labels[respondent]}: {' '.join(text.split())}\n")
        written += len(text.split())
        if written >= words:
            break
    return "\n".join(parts)


def _write_tables(folder: Path, talks: Sequence[pd.DataFrame]) -> None:
    sessions = ["gesprek;soort;wijze;datum;transcript;titel"]
    speakers = ["gesprek;spreker;respondent"]
    for n, turns in enumerate(talks):
        sessions.append(f"g{n};interview;fysiek;2025-11-03;gesprek-{n}.txt;gesprek {n}")
        speakers += [f"g{n};{label};{who}" for who, label in _labels(turns).items()]
    spoken = {line.rpartition(";")[2] for line in speakers}
    people = (folder / "respondenten.csv").read_text(encoding="utf-8").splitlines()
    people = [line for line in people if line.partition(";")[0] in spoken]
    for name, lines in (
        ("gesprekken", sessions),
        ("sprekers", speakers),
        ("respondenten", people),
    ):
        text = "".join(f"{line}\n" for line in lines)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def _journal(folder: Path, codings: int) -> Iterator[str]:
    """Yield codings of whole turns, drawn with replacement."""
    study = tb.open_study(folder)
    corpus = tb.read_transcripts(study)
    codes = list(tb.read_codebook(study).codes)
    rng = np.random.default_rng(SEED)
    drawn = corpus.turns.iloc[rng.integers(len(corpus.turns), size=codings)]
    for number, turn in enumerate(drawn.to_dict("records")):
        act = {
            "act": "add",
            "id": f"c{number}",
            "time": "2026-01-01T00:00:00+00:00",
            "session": turn["session"],
            "start": turn["start"],
            "end": turn["end"],
            "code": str(rng.choice(codes)),
            "polarity": str(rng.choice(list(POLARITIES))),
            "quote": turn["text"],
            "sha256": corpus.transcripts[turn["session"]].sha256,
        }
        yield json.dumps(act, ensure_ascii=False)
