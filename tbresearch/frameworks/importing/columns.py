"""Which column of a table is what, by its head and never by its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tbresearch.errors import Problem
from tbresearch.frameworks.importing.grids import Grid

__all__ = ["Columns", "find_columns"]

_HEADS: Mapping[str, tuple[str, ...]] = {
    "theme": ("thema", "thema's", "themas"),
    "criterion": ("criterium", "criteria", "criteriums"),
    "indicator": ("indicator", "indicatoren", "norm", "normen"),
    "verdict": (
        *("oordeel", "oordelen", "beoordeling", "voldoet", "score", "verdict"),
        *("resultaat", "bevinding ✓/✗", "✓/✗", "✓ / ✗", "v/x"),
    ),
    "text": (
        *("toelichting", "bevinding", "bevindingen", "opmerking", "opmerkingen"),
        "onderbouwing",
    ),
    "reservation": ("voorbehoud", "voorbehouden", "let op"),
}
_KNOWN = {head: name for name, heads in _HEADS.items() for head in heads}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands.

    Attributes
    ----------
    head : int
        Number of the row of heads.
    places : mapping of str to int
        Column by what it holds; `indicator` and `verdict` are always there.
    informants : mapping of str to int
        Column by its head, of every other column that has one.
    """

    head: int
    places: Mapping[str, int]
    informants: Mapping[str, int]


def find_columns(grid: Grid) -> Columns | Problem:
    """Return the columns of a table, or what is wrong with its heads."""
    for number, (where, cells) in enumerate(grid.rows):
        names = [_KNOWN.get(_plain(cell)) for cell in cells]
        if "indicator" not in names or "verdict" not in names:
            continue
        double = {n for n in names if n is not None and names.count(n) > 1}
        if double:
            heads = [c for c, n in zip(cells, names, strict=True) if n in double]
            return Problem(
                what=f"twee kolommen zijn hetzelfde: {' en '.join(heads)}",
                where=where,
                fix="haal er één weg, of geef hem een andere naam",
            )
        return Columns(
            head=number,
            places={n: i for i, n in enumerate(names) if n is not None},
            informants={
                " ".join(cell.split()): i
                for i, (cell, name) in enumerate(zip(cells, names, strict=True))
                if cell and name is None
            },
        )
    first = ", ".join(repr(c) for c in grid.rows[0][1] if c)
    return Problem(
        what=f"deze tabel heeft geen kolommen Indicator en Oordeel; er staat {first}",
        where=grid.rows[0][0],
        fix="zet boven de kolommen wat erin staat: Thema, Criterium, Indicator, "
        "Oordeel, Toelichting; een andere naam is die van een informant",
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" :*_")
