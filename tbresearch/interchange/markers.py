"""What a study says of a coding and REFI-QDA has no place for: codes that mark.

Polarity and "quote for the report" travel as codes on the same passage, since codes
are the one thing that every program keeps, shows and writes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tbresearch.interchange.records import Found
from tbresearch.vocabulary import POLARITIES, label

__all__ = ["MARKED", "MARKERS", "POLARITY_CODES", "Row", "is_marker", "unmarked"]

# The code that the marking codes stand under.
MARKERS = "tbresearch"
MARKED = "Citaat voor rapport"
POLARITY_CODES = {key: f"Kant: {label(POLARITIES, key).lower()}" for key in POLARITIES}
_POLARITY_OF = {name.casefold(): key for key, name in POLARITY_CODES.items()}


@dataclass(slots=True)
class Row:
    """One coding on its way into the frame, in the order of its columns."""

    source: str
    start: int
    end: int
    code: str
    coder: str
    memo: str
    time: str
    guid: str
    selection: str
    polarity: str = ""
    marked: bool = False


def _said(code: str) -> str:
    """Return the last part of a name; flat programs write the whole path."""
    return code.rpartition("::")[2].rpartition(" > ")[2].strip().casefold()


def is_marker(code: str) -> bool:
    """Tell whether a code is one of those that mark."""
    return _said(code) in (*_POLARITY_OF, MARKED.casefold())


def unmarked(rows: Sequence[Row], found: list[Found]) -> list[Row]:
    """Return the codings with polarity and mark, without those that only say so.

    Parameters
    ----------
    rows : sequence of Row
        All codings of a project.
    found : list of Found
        Added to: marks that belong to no coding, or to which is not clear.
    """
    marking = {code for code in {row.code for row in rows} if is_marker(code)}
    if not marking:
        return list(rows)
    marks = [row for row in rows if row.code in marking]
    codings = [row for row in rows if row.code not in marking]
    by_selection = _grouped(codings, by_range=False)
    by_range = _grouped(codings, by_range=True)
    said: dict[int, set[str]] = {}
    for mark in marks:
        own = by_selection.get(_key(mark, by_range=False))
        own = own or by_range.get(_key(mark, by_range=True), [])
        if not own:
            found.append(
                ("Coding", "een kant of markering zonder codering", mark.source)
            )
        for row in own:
            if _said(mark.code) == MARKED.casefold():
                row.marked = True
            else:
                said.setdefault(id(row), set()).add(_POLARITY_OF[_said(mark.code)])
    for row in codings:
        sides = said.get(id(row), set())
        if len(sides) > 1:
            reason = "de kant is niet eenduidig: op deze passage staan er meer"
            found.append(("Coding", reason, row.source))
        elif sides:
            [row.polarity] = sides
    return codings


def _key(row: Row, *, by_range: bool) -> tuple[object, ...]:
    if by_range:
        return row.source, row.start, row.end, row.coder
    return row.source, row.selection, row.coder


def _grouped(
    rows: Sequence[Row], *, by_range: bool
) -> dict[tuple[object, ...], list[Row]]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row, by_range=by_range), []).append(row)
    return groups
