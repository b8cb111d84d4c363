"""An intervention file as it was read: every record still knows its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tbresearch.errors import Problem
from tbresearch.intervention.layout import HEAD, LISTS, SINGLE
from tbresearch.study import TomlFile
from tbresearch.study.fields import parse_record, unknown_name

__all__ = ["Record", "Sheet", "read_sheet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One block of the file: its values, and where it stands.

    Attributes
    ----------
    values : dict of str to object
        By `Field.column`.
    table, number : str, int
        Its table, and the how-manieth of it (from 0).
    file : TomlFile
        The file that it stands in.
    """

    values: dict[str, object]
    table: str
    number: int
    file: TomlFile

    def at(self, name: str) -> str:
        """Return the place of a name in this block."""
        return self.file.place(self.table, self.number)(name)

    @property
    def key(self) -> str:
        """The name of the item; empty if that could not be read."""
        return str(self.values.get("key") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a file holds, and for a variant all that it takes over.

    Attributes
    ----------
    file : TomlFile
        The file.
    head : dict of str to object
        What stands above all blocks, by `Field.column`.
    records : mapping of str to list of Record
        By table, one entry for every table.
    """

    file: TomlFile
    head: dict[str, object]
    records: Mapping[str, list[Record]]

    def keys(self, *tables: str) -> list[str]:
        """Return the names of the items of these tables, in order."""
        return [
            record.key
            for table in tables
            for record in self.records[table]
            if record.key
        ]

    def all_records(self) -> Iterator[Record]:
        """Yield every block of the file."""
        for records in self.records.values():
            yield from records


def read_sheet(file: TomlFile, problems: list[Problem]) -> Sheet:
    """Read all blocks of a file; append what is wrong with one to `problems`."""
    names = [field.name for field in HEAD]
    tables = [*SINGLE, *LISTS]
    at = file.place()
    problems.extend(
        unknown_name(name, [*names, *tables], where=at(name))
        for name in file.data
        if name not in names and name not in tables
    )
    top = {name: value for name, value in file.data.items() if name in names}
    head = parse_record(top, HEAD, at=at, problems=problems)
    records = {table: list(_listed(file, table, problems)) for table in LISTS}
    for table in SINGLE:
        records[table] = list(_single(file, table, problems))
    return Sheet(file=file, head=head, records=records)


def _listed(file: TomlFile, table: str, problems: list[Problem]) -> Iterator[Record]:
    for number, (_, values) in enumerate(
        file.records(table, LISTS[table].fields, problems)
    ):
        yield Record(values=values, table=table, number=number, file=file)


def _single(file: TomlFile, table: str, problems: list[Problem]) -> Iterator[Record]:
    raw = file.data.get(table)
    if raw is None:
        return
    at = file.place(table)
    if not isinstance(raw, dict):
        problems.append(
            Problem(
                what=f"{table!r} moet één blok zijn",
                where=file.place()(table),
                fix=f"begin het blok met een regel [{table}], één keer in het bestand",
            )
        )
        return
    values = parse_record(raw, SINGLE[table].fields, at=at, problems=problems)
    yield Record(values=values, table=table, number=0, file=file)
