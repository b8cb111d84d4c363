"""Running a command as a user does, and getting back all that the user sees."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from tbresearch.cli import main


class Ran(NamedTuple):
    """Exit status, and what was printed on either side."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], own_language: None) -> Callable[..., Ran]:
    """Return a function that runs one command."""

    def of(*words: object) -> Ran:
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return Ran(status, shown.out, shown.err)

    return of
