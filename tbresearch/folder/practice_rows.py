"""Scores and trajecten of a client, when the respondent who is that client withdraws.

Only a respondent with consent for `koppeling` is tied to a client at all. Without
that tie the rows belong to nobody who is known here, and a person has to judge.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np

from tbresearch.folder.related import Related
from tbresearch.outcomes import SATISFACTION, ZRM
from tbresearch.study import Table, delivered, edited_rows, table_rows
from tbresearch.trajectories import GOALS, PLANS, RECRUITMENT, SITUATIONS, TABLES
from tbresearch.vocabulary import decimal_text, join_text, quantity_text

__all__ = ["withdrawn_practice"]

# What names a client first, then what names their trajecten, and so on.
_ORDER = (*TABLES.values(), ZRM, SATISFACTION, PLANS, GOALS, RECRUITMENT, SITUATIONS)
_UNKNOWN = "beoordeel of scores en trajectgegevens van deze persoon mogen blijven"
_MOST_LINES = 20


def withdrawn_practice(root: Path, client: str | None) -> Related:
    """Return scores and trajecten without a client.

    Parameters
    ----------
    root : Path
        The study folder.
    client : str or None
        The client that the respondent is, as `respondenten.csv` says; None if it
        does not.
    """
    if client is None:
        return Related(files={}, done=(), to_do=(_UNKNOWN,))
    files: dict[Path, bytes | None] = {}
    done, to_do = [], []
    gone = {"client": {client}, "traject": set(), "plan": set(), "aanmelding": set()}
    for table in _ORDER:
        found = delivered(root, table)
        if found is None:
            continue
        theirs, lines, own = _theirs(root, found, gone)
        key = found.fields[0].name
        gone[key] = gone.get(key, set()) | own
        if not len(lines):
            continue
        content = _without(root, found, theirs, gone)
        if content is None:
            to_do.append(
                f"haal zelf weg uit {found.file}: {_lines_text(lines)}; Excel en SPSS "
                "worden hier niet geschreven"
            )
            continue
        files[root / found.file] = content
        rows = quantity_text(len(lines), "regel", "regels")
        done.append(f"{rows} van cliënt {client} uit {found.file} weggehaald")
    to_do.append(
        f"kijk of cliënt {client} nog als indicatiehouder of in een huishouden bij "
        "anderen staat, en of een aanpassing over deze persoon gaat"
    )
    return Related(files=files, done=tuple(done), to_do=tuple(to_do))


def _theirs(
    root: Path, table: Table, gone: dict[str, set[str]]
) -> tuple[np.ndarray, np.ndarray, set[str]]:
    """Return which rows go, the lines they stand on, and the keys that they have."""
    rows = table_rows(root / table.file, table)
    theirs = np.zeros(len(rows.lines), dtype=bool)
    keys: set[str] = set()
    columns = dict(zip(rows.names, rows.columns, strict=True))
    for name in gone.keys() & columns.keys():
        column = columns[name]
        codes = [i for i, v in enumerate(column.values) if v.strip() in gone[name]]
        theirs |= np.isin(column.codes, codes)
    first = columns.get(table.fields[0].name)
    if first is not None:
        found = np.unique(first.codes[theirs & (first.codes >= 0)])
        keys = {first.values[code].strip() for code in found}
    return theirs, rows.lines[theirs], keys


def _without(
    root: Path, table: Table, theirs: np.ndarray, gone: dict[str, set[str]]
) -> bytes | None:
    """Return the file without their rows; None for a format that is only read."""
    path = root / table.file
    if path.suffix == ".parquet":
        import pyarrow.parquet

        whole = pyarrow.parquet.read_table(path)
        out = io.BytesIO()
        pyarrow.parquet.write_table(whole.filter(~theirs), out)
        return out.getvalue()
    if path.suffix != ".csv":
        return None

    def kept(row: dict[str, str]) -> dict[str, str] | None:
        lost = any(row.get(name, "").strip() in ids for name, ids in gone.items())
        return None if lost else row

    return edited_rows(path, table, kept)


def _lines_text(lines: np.ndarray) -> str:
    shown = [decimal_text(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        return f"regel {', '.join(shown)} en nog {len(lines) - _MOST_LINES}"
    return f"regel {join_text(shown)}"
