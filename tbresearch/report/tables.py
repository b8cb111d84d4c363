"""Tables as text: a header, rows of Dutch cells, and which columns are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["EMPTY", "TableText", "escape", "to_markdown"]

EMPTY = "\N{EN DASH}"
_BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableText:
    """A table of the report, every cell already written in Dutch.

    Attributes
    ----------
    key, caption : str
        Key such as ``"tabel:respons"``, and the caption without its number.
    head : tuple of str
        Column heads.
    rows : tuple of tuple of str
        Cells as plain text, as many in each row as there are heads.
    right : tuple of int
        Columns that hold numbers, counted from 0, set right.
    method : str
        How it was had, for the appendix on provenance.
    sources : tuple of str
        Files that it rests on.
    about_people : bool
        Whether ages in it could be those of people in the study.
    """

    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    method: str
    right: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    about_people: bool = True


def escape(text: str) -> str:
    r"""Write plain text so that Markdown shows it letter for letter.

    >>> escape("5 * 3 < 20")
    '5 \\* 3 \\< 20'
    """
    return _SPECIAL.sub(r"\\\1", text)


def to_markdown(table: TableText, *, number: int) -> str:
    """Return a pandoc pipe table with a numbered caption.

    Parameters
    ----------
    table : TableText
        The table.
    number : int
        Its number in the report.
    """
    rules = [
        "---:" if column in table.right else ":---" for column in range(len(table.head))
    ]
    lines = [_row(table.head), f"|{'|'.join(rules)}|", *map(_row, table.rows)]
    caption = f": Tabel {number}. {escape(table.caption)}"
    return "\n".join([*lines, "", caption])


def _row(cells: Sequence[str]) -> str:
    return "|" + "|".join(escape(_BLANKS.sub(" ", c).strip()) for c in cells) + "|"
