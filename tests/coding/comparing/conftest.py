"""Reading studies, and codings of two coders as a test says they are."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tbresearch.coding import Coding, read_codebook, read_coding
from tbresearch.study import open_study
from tbresearch.transcripts import read_transcripts

Read = Callable[[Path], Coding]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function that reads the codings of a study folder."""

    def of(folder: Path) -> Coding:
        study = open_study(folder)
        return read_coding(study, read_transcripts(study), read_codebook(study))

    return of


@pytest.fixture
def coded(small_study: Path, read: Read) -> Callable[..., Coding]:
    """Return a function that gives the small study other codings.

    Each is coder, session, quote, code and polarity; the id is the coder's first
    letter and a number.
    """

    def with_codings(*rows: tuple[str, str, str, str, str]) -> Coding:
        folder = small_study / "coderingen"
        for path in folder.glob("*.jsonl"):
            path.unlink()
        corpus = read_transcripts(open_study(small_study))
        for number, (coder, session, quote, code, polarity) in enumerate(rows, 1):
            transcript = corpus.transcripts[session]
            assert transcript.text.count(quote) == 1, quote
            start = transcript.text.index(quote)
            act = {
                "act": "add",
                "id": f"{coder[0]}{number}",
                "time": "2025-12-08T09:00:00+00:00",
                "session": session,
                "start": start,
                "end": start + len(quote),
                "code": code,
                "polarity": polarity,
                "quote": quote,
                "sha256": transcript.sha256,
            }
            with (folder / f"{coder}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(act, ensure_ascii=False) + "\n")
        return read(small_study)

    return with_codings


@pytest.fixture
def joint(small_study: Path, edit: Callable[[Path, str, str], None]) -> Path:
    """Return the small study with a joint coder among its coders."""
    names = 'codeurs = ["anna", "bram"]'
    edit(small_study / "studie.toml", names, names[:-1] + ', "samen"]')
    return small_study
