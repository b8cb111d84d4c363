"""What commands share: the study that they are given, and its codings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tbresearch.coding import Coding

__all__ = ["SIDES", "STUDY", "coding_of"]

STUDY = click.argument("studie", metavar="STUDIE", type=click.Path(path_type=Path))
SIDES = {"succesfactor": "Succesfactoren", "verbeterpunt": "Verbeterpunten"}


def coding_of(folder: Path) -> Coding:
    """Read the codings of a study folder."""
    from tbresearch.coding import read_codebook, read_coding
    from tbresearch.study import open_study
    from tbresearch.transcripts import read_transcripts

    study = open_study(folder)
    return read_coding(study, read_transcripts(study), read_codebook(study))
