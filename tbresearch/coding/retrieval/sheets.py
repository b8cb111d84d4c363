"""A table on its way to a file: headings, rows, and what may leave the desk.

Every result of retrieval says what it holds as sheets; `export_tables` is the one
place that writes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tbresearch.privacy import effective_rights
from tbresearch.study import Study

__all__ = ["Cell", "Column", "Marked", "Row", "Sheet", "Tabular", "quoting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words of a respondent with what is around them; the words stand out."""

    before: str
    text: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.text}{self.after}"


Cell = str | int | float | Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes
    ----------
    head : str
        In Dutch.
    width : int
        In characters.
    spoken : bool
        Whether it may hold words of a respondent.
    page : bool
        Whether it stands in a document too, where there is less room.
    choices : tuple of str
        What a spreadsheet offers in its cells, which may hold anything else too.
    """

    head: str
    width: int
    spoken: bool = False
    page: bool = True
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes
    ----------
    cells : tuple
        One for each column.
    quotable : bool
        Whether the words in it may be quoted.
    """

    cells: tuple[Cell, ...]
    quotable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table.

    Attributes
    ----------
    name : str
        Short, for a tab; at most 31 characters.
    title : str
        What it is and what was chosen, in one Dutch line.
    columns, rows : tuple
        The table.
    notes : tuple of str
        How it was counted and what was left out.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("a row has one cell for each column")


class Tabular(Protocol):
    """A result that can be exported."""

    @property
    def study(self) -> Study:
        """The study that it is about."""

    @property
    def notes(self) -> tuple[str, ...]:
        """How it was counted and what was left out, in Dutch."""

    def sheets(self) -> Sequence[Sheet]:
        """Return its tables."""


def quoting(study: Study) -> Mapping[str, str]:
    """Return for each respondent a key of `vocabulary.QUOTING`."""
    rights = effective_rights(study.respondents)
    return {
        str(name): "met_rol" if with_role else "ja" if quoted else "nee"
        for name, quoted, with_role in zip(
            rights.index, rights["quoted"], rights["quoted_with_role"], strict=True
        )
    }
