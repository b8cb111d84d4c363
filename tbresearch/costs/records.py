"""The blocks of a register as they were read, before they are known to be right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tbresearch.study import TomlFile

__all__ = ["Record", "Records", "factors_of", "written_names"]

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What stands in the file; a value that could not be read is None here.

    Attributes
    ----------
    file : TomlFile
        Gives the lines, and what was written.
    price_year : object
        Price year of the register, None if that could not be read.
    assumptions, groups : sequence of (str, mapping)
        Place and record of each block.
    items : sequence of (str, int, str, mapping)
        Block, its number among its like, place and record.
    """

    file: TomlFile
    price_year: object
    assumptions: Sequence[tuple[str, Record]]
    items: Sequence[tuple[str, int, str, Record]]
    groups: Sequence[tuple[str, Record]]

    def known(self) -> dict[str, Record]:
        """Return the assumptions that have an id, by it."""
        return {str(r["id"]): r for _, r in self.assumptions if r["id"] is not None}

    def numbered(self) -> Iterator[tuple[int, Record]]:
        """Yield assumptions with their number in the file."""
        for number, (_, record) in enumerate(self.assumptions):
            yield number, record


def factors_of(item: Record) -> list[str]:
    """Return the ids that a product names; none if it could not be read."""
    factors = item["factors"]
    return [str(factor) for factor in factors] if isinstance(factors, tuple) else []


def written_names(records: Records, number: int) -> set[str]:
    """Return the names that the n-th assumption gives a value."""
    return {
        name
        for name, value in records.file.data["aanname"][number].items()
        if value is not None and str(value).strip()
    }
