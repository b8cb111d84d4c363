"""Opening what several commands work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tbresearch.coding import Coding

__all__ = ["read_whole_coding"]


def read_whole_coding(folder: Path) -> Coding:
    """Return the codings of a study, with all that they rest on."""
    from tbresearch.coding import read_codebook, read_coding
    from tbresearch.study import open_study
    from tbresearch.transcripts import read_transcripts

    study = open_study(folder)
    return read_coding(study, read_transcripts(study), read_codebook(study))
