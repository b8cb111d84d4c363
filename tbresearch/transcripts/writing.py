"""Writing turns as CSV: a transcript that was changed, such as pseudonymised.

A column says who speaks, so what is written comes back as it was: the same
canonical text, the same turns, the same times.
"""

from __future__ import annotations

import csv
import io
from math import isfinite
from pathlib import Path

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.study import write_together
from tbresearch.transcripts.transcript import Transcript

__all__ = ["write_turns", "written_turns"]

HEADER = ("spreker", "begin", "eind", "tekst")
_COLUMNS = ["speaker", "begin", "finish", "text"]


def write_turns(turns: Transcript | pd.DataFrame, path: str | Path) -> Path:
    """Write turns to a .csv that `read_transcript` reads back unchanged.

    Parameters
    ----------
    turns : Transcript or pd.DataFrame
        A transcript, or turns with the columns `speaker`, `begin`, `finish`
        (seconds, nan where unknown) and `text`.
    path : str or Path
        Where to; an existing file is replaced in one step.

    Returns
    -------
    Path
        The file, UTF-8 with a BOM and semicolons, as Excel opens it.

    Raises
    ------
    WorkbenchError
        If the name does not end in .csv, a column is missing, or the file
        cannot be written.
    """
    file = Path(path)
    if file.suffix.lower() != ".csv":
        raise WorkbenchError(
            f"beurten worden geschreven als .csv, niet als {file.suffix or 'niets'}",
            where=str(path),
            fix="geef een naam die eindigt op .csv",
        )
    frame = turns.turns if isinstance(turns, Transcript) else turns
    missing = [name for name in _COLUMNS if name not in frame.columns]
    if missing:
        raise WorkbenchError(
            f"de beurten missen {', '.join(missing)}; er zijn: "
            f"{', '.join(map(str, frame.columns))}",
            where=str(path),
            fix="geef een transcript, of de tabel 'turns' ervan",
        )
    if not file.parent.is_dir():
        raise WorkbenchError(
            "de map voor dit bestand is er niet",
            where=str(path),
            fix=f"maak de map {file.parent} eerst, of kies een andere",
        )
    write_together({file: written_turns(frame).encode("utf-8-sig")})
    return file


def written_turns(frame: pd.DataFrame) -> str:
    """Return what `write_turns` writes for a frame of turns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for speaker, begin, finish, text in frame[_COLUMNS].itertuples(index=False):
        writer.writerow((speaker, _seconds(begin), _seconds(finish), text))
    return out.getvalue()


def _seconds(value: float) -> str:
    """Write seconds so that they come back to the last bit."""
    return repr(float(value)) if isfinite(value) else ""
