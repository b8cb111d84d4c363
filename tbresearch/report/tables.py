"""Tables as text: a header, rows of Dutch cells, and which columns are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tbresearch.synthesis.claims import REFERENCE, SOURCED

__all__ = ["EMPTY", "TableText", "escape", "to_markdown"]

EMPTY = "\N{EN DASH}"
_BLANKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_REFERS = re.compile(f"{REFERENCE.pattern}|{SOURCED.pattern}")


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
    authored : tuple of (int, str)
        Rows, counted from 0, with words of an author, and where these were written.
        Only their cells may refer to evidence.
    """

    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    method: str
    right: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    about_people: bool = True
    authored: tuple[tuple[int, str], ...] = ()


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
    authored = {row for row, _ in table.authored}
    rows = [_row(row, refers=n in authored) for n, row in enumerate(table.rows)]
    lines = [_row(table.head), f"|{'|'.join(rules)}|", *rows]
    caption = f": Tabel {number}. {escape(table.caption)}"
    return "\n".join([*lines, "", caption])


def _row(cells: Sequence[str], *, refers: bool = False) -> str:
    plain = _around_references if refers else escape
    return "|" + "|".join(plain(_BLANKS.sub(" ", cell).strip()) for cell in cells) + "|"


def _around_references(text: str) -> str:
    """Escape all of a text but its references."""
    parts, end = [], 0
    for found in _REFERS.finditer(text):
        parts += [escape(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, escape(text[end:])])
