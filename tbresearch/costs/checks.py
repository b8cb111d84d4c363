"""What must hold between the numbers of an assumption register.

Each check leaves alone what the reader of the file has already refused: a value
that could not be read is None here, and is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tbresearch.costs.units import (
    COST_UNIT,
    MONEY,
    SHARE,
    TIMES,
    is_money,
    lacking_unit,
    product_unit,
)
from tbresearch.errors import Problem
from tbresearch.study import TomlFile
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import join_text

__all__ = ["TOTAL", "register_problems"]

Record = Mapping[str, object]
Place = Callable[[str], str]

# What a report calls the sum of the items.
TOTAL = "totaal"

_NUMBERS = {"laag": "low", "waarde": "value", "hoog": "high"}
_IF_KNOWN = (*_NUMBERS, "bron", "graad")


def register_problems(
    file: TomlFile,
    *,
    assumptions: Sequence[Record],
    items: Sequence[Record],
    price_year: object,
) -> list[Problem]:
    """Return what does not hold within and between the records.

    Parameters
    ----------
    file : TomlFile
        Gives the lines, and what was written.
    assumptions, items : sequence of mapping
        The records as they were read.
    price_year : object
        Price year of the register, None if that could not be read.
    """
    problems: list[Problem] = []
    for number, record in enumerate(assumptions):
        at = file.place("aanname", number)
        written = {
            name
            for name, value in file.data["aanname"][number].items()
            if value is not None and str(value).strip()
        }
        problems += _status_problems(record, written, at)
        problems += _money_problems(record, written, at, price_year=price_year)
        problems += _number_problems(record, at)
    for table, records in (("aanname", assumptions), ("kostenpost", items)):
        problems += _repeated(file, table, records)
    problems += _reserved(file, items)
    known = {str(r["id"]): r for r in assumptions if r["id"] is not None}
    for number, item in enumerate(items):
        problems += _product_problems(item, known, file.place("kostenpost", number))
    return [*problems, *_negative_factors(file, assumptions, items)]


def _status_problems(record: Record, written: set[str], at: Place) -> Iterator[Problem]:
    """Yield numbers that an unknown has, and what a known value lacks."""
    if record["status"] == "onbekend":
        for name in sorted(written & _NUMBERS.keys()):
            yield Problem(
                what=f"{record['id']!r} heeft status onbekend, en toch een {name}",
                where=at(name),
                fix="haal de regel weg, of kies een andere status",
            )
    elif record["status"] is not None:
        for name in _IF_KNOWN:
            if name not in written:
                yield Problem(
                    what=f"{name!r} is niet ingevuld bij {record['id']!r}",
                    where=at(name),
                    fix='vul het in; is er geen waarde, schrijf dan status = "onbekend"'
                    " en laat waarde, laag en hoog weg",
                )


def _money_problems(
    record: Record, written: set[str], at: Place, *, price_year: object
) -> Iterator[Problem]:
    """Yield money without its price year or in another, and years of non-money."""
    if record["unit"] is None:
        return
    if not is_money(str(record["unit"])):
        for name in ("prijspeil", "betaler"):
            if name in written:
                yield Problem(
                    what=f"{name!r} hoort alleen bij geld, en {record['id']!r} is in "
                    f"{record['unit']}",
                    where=at(name),
                    fix=f"haal de regel weg, of begin de eenheid met {MONEY}",
                )
    elif "prijspeil" not in written:
        yield Problem(
            what=f"'prijspeil' is niet ingevuld bij {record['id']!r}",
            where=at("prijspeil"),
            fix="schrijf van welk jaar deze euro's zijn",
        )
    elif None not in (price_year, own := record["price_year"]) and own != price_year:
        yield Problem(
            what=f"prijspeil {own} van {record['id']!r} is niet dat van het register, "
            f"{price_year}",
            where=at("prijspeil"),
            fix="reken het bedrag eerst zelf om en noem de index bij de bron; een "
            "index kan het register nog niet toepassen",
        )


def _number_problems(record: Record, at: Place) -> Iterator[Problem]:
    """Yield bounds on the wrong side of the value, and shares that are none."""
    numbers = {
        name: number
        for name, column in _NUMBERS.items()
        if isinstance(number := record[column], float)
    }
    if len(numbers) == len(_NUMBERS) and sorted(numbers.values()) != [
        *numbers.values()
    ]:
        shown = ", ".join(f"{name} {number:g}" for name, number in numbers.items())
        yield Problem(
            what=f"de volgorde van {record['id']!r} klopt niet: {shown}",
            where=at("waarde"),
            fix="zorg dat laag niet boven de waarde ligt, en hoog er niet onder",
        )
    if record["unit"] == SHARE:
        for name, number in numbers.items():
            if not 0 <= number <= 1:
                yield Problem(
                    what=f"{name} = {number:g} is geen aandeel",
                    where=at(name),
                    fix="schrijf een aandeel als getal van 0 tot en met 1, zoals 0.25",
                )


def _repeated(
    file: TomlFile, table: str, records: Sequence[Record]
) -> Iterator[Problem]:
    seen: set[object] = {None}
    for number, record in enumerate(records):
        if record["id"] in seen and record["id"] is not None:
            yield Problem(
                what=f"{table} {record['id']!r} staat er al",
                where=file.place(table, number)("id"),
                fix="geef dit blok een eigen id, of haal het weg",
            )
        seen.add(record["id"])


def _reserved(file: TomlFile, items: Sequence[Record]) -> Iterator[Problem]:
    for number, item in enumerate(items):
        if item["id"] == TOTAL:
            yield Problem(
                what=f"een kostenpost kan niet {TOTAL!r} heten: zo heet de som",
                where=file.place("kostenpost", number)("id"),
                fix="kies een andere id",
            )


def _product_problems(
    item: Record, known: Mapping[str, Record], at: Place
) -> Iterator[Problem]:
    """Yield factors that do not exist, and a product that is no cost."""
    factors = _factors(item)
    where = at("product")
    strangers = [factor for factor in factors if factor not in known]
    for factor in strangers:
        yield unknown_name(factor, list(known), where=where)
    units = [known[factor]["unit"] for factor in factors if factor in known]
    if strangers or None in units or item["factors"] is None:
        return
    names = [str(name) for name in units]
    product = product_unit(names)
    shown = TIMES.join(f"{f} [{u}]" for f, u in zip(factors, names, strict=True))
    if sum(map(is_money, names)) != 1:
        yield Problem(
            what="een kostenpost heeft precies één bedrag nodig, en hier staat: "
            f"{shown or 'niets'}",
            where=where,
            fix="noem bij product één aanname in EUR, en verder aantallen en aandelen",
        )
    elif product != COST_UNIT:
        yield Problem(
            what=f"{shown} geeft {product}, en een kostenpost is in {COST_UNIT}",
            where=where,
            fix=f"er ontbreekt een factor in {lacking_unit(names)}; of een eenheid is "
            "anders geschreven, zoals 'weken' naast 'week'",
        )


def _negative_factors(
    file: TomlFile, assumptions: Sequence[Record], items: Sequence[Record]
) -> Iterator[Problem]:
    for number, record in enumerate(assumptions):
        users = [str(item["id"]) for item in items if record["id"] in _factors(item)]
        for name, column in _NUMBERS.items():
            value = record[column]
            if users and isinstance(value, float) and value < 0:
                yield Problem(
                    what=f"{name} = {value:g} is negatief, en {record['id']!r} is een "
                    f"factor van {join_text(users)}",
                    where=file.place("aanname", number)(name),
                    fix="een factor van een kostenpost is nul of meer",
                )


def _factors(item: Record) -> list[str]:
    factors = item["factors"]
    return [str(factor) for factor in factors] if isinstance(factors, tuple) else []
