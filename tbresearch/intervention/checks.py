"""What has to hold in an intervention file as a whole: names, references, bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tbresearch.errors import Problem
from tbresearch.intervention.layout import LISTS
from tbresearch.intervention.situation import value_problem
from tbresearch.intervention.theory import theory_problems
from tbresearch.study.sheet import Reference, Sheet, dangling, repeated, unknown_id
from tbresearch.vocabulary import LEEFGEBIEDEN, list_items

__all__ = ["KNOWN_LABELS", "sheet_problems"]

# Items whose label has its home in the vocabulary.
KNOWN_LABELS = {
    key: term.label for key, term in {**LEEFGEBIEDEN, **list_items()}.items()
}


_REFERENCES = (
    Reference("fase", "terug_naar", "back_to", "fase"),
    Reference("route", "vormen", "forms", "vorm"),
    Reference("route", "tegenspraak", "disputes", "tegenstrijdigheid"),
    Reference("voorwaarde", "route", "route", "route"),
    Reference("eigen_bijdrage", "route", "route", "route"),
    Reference("tegenstrijdigheid", "bron_a", "source_a", "bron"),
    Reference("tegenstrijdigheid", "bron_b", "source_b", "bron"),
    Reference("tegenstrijdigheid", "cijfers", "figures", "cijfer"),
)
_SOURCED = tuple(
    Reference(table, "bron", "sources", "bron")
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
    yield from repeated(sheet)
    for reference in (*_SOURCED, *_REFERENCES):
        yield from dangling(sheet, reference)
    yield from _goal_sources(sheet)
    for bounds in _BOUNDS:
        yield from _reversed(sheet, bounds)
    yield from _upper_without_lower(sheet)
    yield from _labels(sheet)
    yield from _tasks(sheet)
    yield from _conditions(sheet)
    yield from theory_problems(sheet)


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
            yield unknown_id(name, known, "bron", at("doel_bron"))


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
            more = "later" if isinstance(low, date) else "meer"
            yield Problem(
                what=f"{low_name} = {_shown(low)} is {more} dan {high_name} = "
                f"{_shown(high)}",
                where=record.at(high_name),
                fix="verwissel de twee, of verbeter er één",
            )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _upper_without_lower(sheet: Sheet) -> Iterator[Problem]:
    for table, low_name, high_name, _, high in _BOUNDS[:3]:
        for record in sheet.records[table]:
            written = record.file.data[table][record.number]
            if record.values[high] is not None and low_name not in written:
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


def _conditions(sheet: Sheet) -> Iterator[Problem]:
    """Yield rules and conditions that no situation could ever answer."""
    for table in ("selectieregel", "voorwaarde"):
        for record in sheet.records[table]:
            asked = [record.values[column] for column in ("variable", "op", "value")]
            if None in asked:
                continue
            fix = value_problem(str(asked[0]), str(asked[1]), asked[2])
            if fix:
                yield Problem(
                    what=f"{asked[0]} {asked[1]} {_shown(asked[2])} kan niet worden "
                    "beantwoord",
                    where=record.at("waarde"),
                    fix=fix,
                )
