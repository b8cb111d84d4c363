"""Pairs and scores of working elements, when people or names leave a study."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from tbresearch.findings import ELEMENT_SCORES, PAIRS
from tbresearch.study import Table, edited_rows, read_table
from tbresearch.vocabulary import quantity_text

__all__ = ["Related", "renamed_remarks", "withdrawn_related"]

_Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """The files as they become.

    Attributes
    ----------
    files : dict of Path to bytes
        For `study.write_together`; without the files that the study does not have.
    done, to_do : tuple of str
        Dutch sentences.
    """

    files: dict[Path, bytes | None]
    done: tuple[str, ...]
    to_do: tuple[str, ...]


def withdrawn_related(
    root: Path,
    respondent: str,
    *,
    cases: Collection[str],
    repeats: Callable[[str], bool],
) -> Related:
    """Return pairs and scores without a respondent.

    Parameters
    ----------
    root : Path
        The study folder.
    respondent : str
        Who withdraws: their pairs, and the scores that they gave, go.
    cases : collection of str
        The respondent, and sessions in which nobody is left: scores of them go.
    repeats : callable
        Whether a text holds words of the respondent letter for letter; such a remark
        is emptied, and its score stays.
    """
    files: dict[Path, bytes | None] = {}
    done, to_do = [], []
    lost = 0

    def pair(row: _Row) -> _Row | None:
        nonlocal lost
        theirs = respondent in (row["begeleider"].strip(), row["client"].strip())
        lost += theirs
        return None if theirs else row

    def score(row: _Row) -> _Row | None:
        nonlocal lost
        if row["geval"].strip() in cases or row["beoordelaar"].strip() == respondent:
            lost += 1
            return None
        if not repeats(row.get("toelichting", "")):
            return row
        to_do.append(
            f"schrijf opnieuw: {ELEMENT_SCORES.file}, geval {row['geval'].strip()}, "
            f"element {row['element'].strip()}; de toelichting herhaalde woorden van "
            "deze respondent en is weggehaald"
        )
        return row | {"toelichting": ""}

    for table, change in ((PAIRS, pair), (ELEMENT_SCORES, score)):
        path, lost = root / table.file, 0
        if path.is_file():
            files[path] = _edited(path, table, change)
            lines = quantity_text(lost, "regel", "regels")
            done.append(f"{lines} uit {table.file} weggehaald")
    return Related(files=files, done=tuple(done), to_do=tuple(to_do))


def renamed_remarks(
    root: Path, pseudonym: Callable[[str], str]
) -> dict[Path, bytes | None]:
    """Return the remarks at scores with names replaced, if there are any."""
    path = root / ELEMENT_SCORES.file
    if not path.is_file():
        return {}

    def renamed(row: _Row) -> _Row:
        return row | {"toelichting": pseudonym(row.get("toelichting", ""))}

    return {path: _edited(path, ELEMENT_SCORES, renamed)}


def _edited(path: Path, table: Table, change: Callable[[_Row], _Row | None]) -> bytes:
    read_table(path, table)  # raises if it cannot be read
    return edited_rows(path, table, change)
