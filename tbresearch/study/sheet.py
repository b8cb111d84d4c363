"""A TOML file of blocks as it was read: every record still knows its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tbresearch.errors import Problem
from tbresearch.study.fields import Field, parse_record, unknown_name
from tbresearch.study.toml_file import TomlFile

__all__ = [
    "Plan",
    "Record",
    "Reference",
    "Sheet",
    "dangling",
    "read_sheet",
    "repeated",
    "unknown_id",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a file may hold.

    Attributes
    ----------
    head : tuple of Field
        What stands above all blocks.
    lists, single : mapping of str to tuple of Field
        Columns by table: of tables that may occur often, and once at most.
    """

    head: tuple[Field, ...]
    lists: Mapping[str, tuple[Field, ...]]
    single: Mapping[str, tuple[Field, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names items of another table."""

    table: str
    name: str
    column: str
    target: str


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


def read_sheet(file: TomlFile, plan: Plan, problems: list[Problem]) -> Sheet:
    """Read all blocks of a file; append what is wrong with one to `problems`."""
    names = [field.name for field in plan.head]
    tables = [*plan.single, *plan.lists]
    at = file.place()
    problems.extend(
        unknown_name(name, [*names, *tables], where=at(name))
        for name in file.data
        if name not in names and name not in tables
    )
    top = {name: value for name, value in file.data.items() if name in names}
    head = parse_record(top, plan.head, at=at, problems=problems)
    records = {
        table: list(_listed(file, table, fields, problems))
        for table, fields in plan.lists.items()
    }
    for table, fields in plan.single.items():
        records[table] = list(_single(file, table, fields, problems))
    return Sheet(file=file, head=head, records=records)


def _listed(
    file: TomlFile, table: str, fields: Sequence[Field], problems: list[Problem]
) -> Iterator[Record]:
    for number, (_, values) in enumerate(file.records(table, fields, problems)):
        yield Record(values=values, table=table, number=number, file=file)


def _single(
    file: TomlFile, table: str, fields: Sequence[Field], problems: list[Problem]
) -> Iterator[Record]:
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
    values = parse_record(raw, fields, at=at, problems=problems)
    yield Record(values=values, table=table, number=0, file=file)


def repeated(sheet: Sheet) -> Iterator[Problem]:
    """Yield every id that occurs twice in its table."""
    for table, records in sheet.records.items():
        seen: set[str] = set()
        for record in records:
            if record.key and record.key in seen:
                yield Problem(
                    what=f"{record.key!r} staat twee keer bij {table!r}",
                    where=record.at("id"),
                    fix="geef elk blok een eigen id",
                )
            seen.add(record.key)


def dangling(sheet: Sheet, reference: Reference) -> Iterator[Problem]:
    """Yield every name in a column that is no id of the table that it names."""
    known = sheet.keys(reference.target)
    for record in sheet.records[reference.table]:
        named = record.values[reference.column]
        for name in (named,) if isinstance(named, str) else _names(named):
            if name and name not in known:
                where = record.at(reference.name)
                yield unknown_id(name, known, reference.target, where)


def unknown_id(name: str, known: Sequence[str], table: str, where: str) -> Problem:
    """Describe a name that is no id of a table."""
    adding = f"zet een blok [[{table}]] met dit id in het bestand"
    return Problem(
        what=f"{name!r} is geen id van een [[{table}]]",
        where=where,
        fix=unknown_name(name, known, where=where).fix if known else adding,
    )


def _names(value: object) -> Sequence[str]:
    return value if isinstance(value, tuple) else ()
