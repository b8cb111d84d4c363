"""Reading the codings of a study, and writing a journal by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding, read_codebook, read_coding
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts


@pytest.fixture(scope="session")
def read() -> Callable[[Path], Coding]:
    """Return a function that reads the codings of a study folder."""

    def of(folder: Path) -> Coding:
        study = open_study(folder)
        return read_coding(study, read_transcripts(study), read_codebook(study))

    return of


@pytest.fixture
def write(small_study: Path) -> Callable[..., Path]:
    """Return a function that makes a journal of codings, each as it differs.

    What is not given is the first coding of interview 1: "Ik heb nu overzicht".
    """
    study = open_study(small_study)
    text = read_transcripts(study).transcripts["int1"].text
    quote = "Ik heb nu overzicht"
    usual = {
        "act": "add",
        "time": "2025-12-08T09:00:00+00:00",
        "session": "int1",
        "start": text.index(quote),
        "end": text.index(quote) + len(quote),
        "code": "overzicht",
        "polarity": "succesfactor",
        "quote": quote,
        "sha256": "0" * 64,
    }

    def journal(*codings: dict[str, object], coder: str = "anna") -> Path:
        path = small_study / "coderingen" / f"{coder}.jsonl"
        lines = [
            json.dumps({**usual, "id": f"{coder}{number}", **coding})
            for number, coding in enumerate(codings, start=1)
        ]
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return path

    return journal
