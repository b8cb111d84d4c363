"""What has to hold in an intervention file as a whole: names, references, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tbresearch.errors import Problem
from tbresearch.intervention.layout import LISTS
from tbresearch.intervention.sheet import Record, Sheet
from tbresearch.intervention.theory import theory_problems
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import LEEFGEBIEDEN, list_items

__all__ = ["KNOWN_LABELS", "sheet_problems"]

# Items whose label has its home in the vocabulary.
KNOWN_LABELS = {
    key: term.label for key, term in {**LEEFGEBIEDEN, **list_items()}.items()
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column that names items of another table."""

    table: str
    name: str
    column: str
    targets: tuple[str, ...]


_REFERENCES = (
    _Reference("fase", "terug_naar", "back_to", ("fase",)),
    _Reference("route", "vormen", "forms", ("vorm",)),
    _Reference("route", "tegenspraak", "disputes", ("tegenstrijdigheid",)),
    _Reference("voorwaarde", "route", "route", ("route",)),
    _Reference("eigen_bijdrage", "route", "route", ("route",)),
    _Reference("tegenstrijdigheid", "bron_a", "source_a", ("bron",)),
    _Reference("tegenstrijdigheid", "bron_b", "source_b", ("bron",)),
    _Reference("tegenstrijdigheid", "cijfers", "figures", ("cijfer",)),
)
_SOURCED = tuple(
    _Reference(table, "bron", "sources", ("bron",))
    for table in (*LISTS, "dosering", "doelen")
    if table not in ("bron", "tegenstrijdigheid")
)
# Table, lower and upper name, and their columns.
_BOUNDS = (
    ("fase", "min_weken", "max_weken", "min_weeks", "max_weeks"),
    ("fase", "min_complex", "max_complex", "complex_min", "complex_max"),
    ("evaluatie", "min_weken", "max_weken", "min_weeks", "max_weeks"),
    ("cijfer", "laag", "hoog", "low", "high"),
    *(
        ("dosering", low, high, low_column, high_column)
        for low, high, low_column, high_column in (
            ("kortste_weken", "gemiddeld_weken", "shortest_weeks", "mean_weeks"),
            ("gemiddeld_weken", "langste_weken", "mean_weeks", "longest_weeks"),
            ("kortste_weken", "langste_weken", "shortest_weeks", "longest_weeks"),
            ("tijdelijk_min", "tijdelijk_max", "temporary_min", "temporary_max"),
        )
    ),
    ("route", "van", "tot_en_met", "starts", "ends"),
    ("eigen_bijdrage", "van", "tot_en_met", "starts", "ends"),
)


def sheet_problems(sheet: Sheet) -> Iterator[Problem]:
    """Yield everything that does not hold between the blocks of a file."""
    yield from _twice(sheet)
    for reference in (*_SOURCED, *_REFERENCES):
        yield from _dangling(sheet, reference)
    yield from _goal_sources(sheet)
    for bounds in _BOUNDS:
        yield from _reversed(sheet, bounds)
    yield from _upper_without_lower(sheet)
    yield from _labels(sheet)
    yield from _tasks(sheet)
    yield from theory_problems(sheet)


def _twice(sheet: Sheet) -> Iterator[Problem]:
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


def _dangling(sheet: Sheet, reference: _Reference) -> Iterator[Problem]:
    known = sheet.keys(*reference.targets)
    for record in sheet.records[reference.table]:
        named = record.values[reference.column]
        for name in (named,) if isinstance(named, str) else _names(named):
            if name not in known:
                yield _unknown(name, known, reference.targets, record, reference.name)


def _goal_sources(sheet: Sheet) -> Iterator[Problem]:
    """Yield what lacks of the source of the goal, which stands above all blocks."""
    at = sheet.file.place()
    if sheet.head["goal"] and not sheet.head["goal_sources"]:
        yield Problem(
            what="'doel_bron' is niet ingevuld",
            where=at("doel"),
            fix="noem bij doel_bron een id van een [[bron]]",
        )
    known = sheet.keys("bron")
    for name in _names(sheet.head["goal_sources"]):
        if name not in known:
            yield unknown_name(name, known, where=at("doel_bron"))


def _unknown(
    name: str, known: list[str], targets: tuple[str, ...], record: Record, column: str
) -> Problem:
    found = unknown_name(name, known, where=record.at(column))
    if known:
        return Problem(
            what=f"{name!r} is geen id van een [[{targets[0]}]]",
            where=found.where,
            fix=found.fix,
        )
    return Problem(
        what=f"{name!r} is geen id van een [[{targets[0]}]]",
        where=found.where,
        fix=f"zet een blok [[{targets[0]}]] met dit id in het bestand",
    )


def _names(value: object) -> Sequence[str]:
    return value if isinstance(value, tuple) else ()


def _reversed(
    sheet: Sheet, bounds: tuple[str, str, str, str, str]
) -> Iterator[Problem]:
    table, low_name, high_name, low_column, high_column = bounds
    for record in sheet.records[table]:
        low, high = record.values[low_column], record.values[high_column]
        # Both are a number, or both a date.
        if low is not None and high is not None and low > high:  # type: ignore[operator]
            yield Problem(
                what=f"{low_name} = {_shown(low)} is meer dan {high_name} = "
                f"{_shown(high)}"
                if not isinstance(low, date)
                else f"{low_name} = {_shown(low)} is later dan {high_name} = "
                f"{_shown(high)}",
                where=record.at(high_name),
                fix="verwissel de twee, of verbeter er één",
            )


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _upper_without_lower(sheet: Sheet) -> Iterator[Problem]:
    for table, low_name, high_name, low, high in _BOUNDS[:3]:
        for record in sheet.records[table]:
            if record.values[high] is not None and record.values[low] is None:
                yield Problem(
                    what=f"{high_name} is ingevuld en {low_name} niet",
                    where=record.at(high_name),
                    fix=f"vul {low_name} in; 0 mag",
                )


def _labels(sheet: Sheet) -> Iterator[Problem]:
    """Yield elements and life domains without a label, or with two."""
    for table in ("leefgebied", "element"):
        for record in sheet.records[table]:
            own, known = record.values["label"], KNOWN_LABELS.get(record.key)
            if record.key and not own and known is None:
                yield Problem(
                    what="'label' is niet ingevuld",
                    where=record.at("label"),
                    fix="vul een label in; alleen wat in de woordenlijst staat, heeft "
                    "er al een",
                )
            if own and known is not None and own != known:
                yield Problem(
                    what=f"{record.key!r} heet in de woordenlijst {known!r}",
                    where=record.at("label"),
                    fix="haal de regel met label weg, of geef het blok een eigen id",
                )


def _tasks(sheet: Sheet) -> Iterator[Problem]:
    """Yield work processes of a core task that is not there: 2.5 belongs to 2."""
    tasks = sheet.keys("kerntaak")
    for record in sheet.records["werkproces"]:
        task, point, _ = record.key.partition(".")
        if record.key and (not point or task not in tasks):
            yield Problem(
                what=f"werkproces {record.key!r} hoort bij geen kerntaak",
                where=record.at("id"),
                fix="begin het id met dat van een [[kerntaak]] en een punt, zoals 2.5",
            )
