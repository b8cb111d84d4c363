"""Reading what several commands need, when they run and not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tbresearch.coding import Coding

__all__ = ["coding_of"]


def coding_of(folder: Path) -> Coding:
    """Read the codings of the study in `folder`."""
    from tbresearch.coding import read_codebook, read_coding
    from tbresearch.study import open_study
    from tbresearch.transcripts import read_transcripts

    study = open_study(folder)
    return read_coding(study, read_transcripts(study), read_codebook(study))
