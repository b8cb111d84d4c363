"""Sources in the form that pandoc's citeproc reads: CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tbresearch.literature.source import SOURCE_FORMS, CitedSource

__all__ = ["csl_items"]


def csl_items(sources: Iterable[CitedSource]) -> list[dict[str, Any]]:
    """Return one CSL item a source, with only what the source has.

    Examples
    --------
    >>> wet = CitedSource(key="Wmo", form="wet", title="Wmo 2015", year=2015)
    >>> csl_items([wet])[0]["issued"]
    {'date-parts': [[2015]]}
    """
    return [_item(source) for source in sources]


def _item(source: CitedSource) -> dict[str, Any]:
    visited = source.visited
    item: dict[str, Any] = {
        "id": source.key,
        "type": SOURCE_FORMS[source.form].csl,
        "title": source.title,
        "author": [_name(name) for name in source.authors],
        "editor": [_name(name) for name in source.editors],
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "container-title": source.journal or source.book,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
        "publisher": source.publisher,
        "publisher-place": source.place,
        "DOI": source.doi,
        "URL": "" if source.doi else source.url,
        "accessed": {"date-parts": [[visited.year, visited.month, visited.day]]}
        if visited
        else None,
    }
    return {name: value for name, value in item.items() if value}


def _name(name: str) -> dict[str, str]:
    """Take a name apart: "Berg, A. van den" is sorted under the B.

    >>> _name("Berg, A. van den")
    {'family': 'Berg', 'given': 'A.', 'non-dropping-particle': 'van den'}
    >>> _name("Movisie")
    {'literal': 'Movisie'}
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        return {"literal": name}
    words = given.split()
    first = [word for word in words if not word.islower()]
    particle = " ".join(words[len(first) :]) if words[: len(first)] == first else ""
    parts = {"family": family, "given": " ".join(first) if particle else given}
    return parts | ({"non-dropping-particle": particle} if particle else {})
