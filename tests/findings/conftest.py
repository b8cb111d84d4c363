"""Reading the codings of a study folder."""

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
