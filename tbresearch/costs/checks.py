"""What must hold between the numbers of an assumption register.

Each check leaves alone what the reader of the file has already refused: a value
that could not be read is None here, and is reported once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tbresearch.costs.distributions import BY_ERROR
from tbresearch.costs.records import Record, Records, factors_of, written_names
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
from tbresearch.study.fields import unknown_name
from tbresearch.vocabulary import join_text

__all__ = ["TOTAL", "Place", "register_problems"]

Place = Callable[[str], str]

# What a report calls the sum of the items.
TOTAL = "totaal"

_NUMBERS = {"laag": "low", "waarde": "value", "hoog": "high"}
# What describes a value and its distribution.
_DESCRIPTION = {*_NUMBERS, "standaardfout", "waarden"}
_MONEY_NAMES = (
    "prijspeil", "betaler", "ontvanger", "regeling", "richting", "index", "periode",
    "perspectieven", "netto_van", "maximum", "nulalternatief",
)  # fmt: skip


def register_problems(records: Records) -> list[Problem]:
    """Return what does not hold within the records, and in the products.

    Parameters
    ----------
    records : Records
        The blocks as they were read.
    """
    file = records.file
    problems: list[Problem] = []
    for number, record in records.numbered():
        at = file.place("aanname", number)
        written = written_names(records, number)
        problems += _status_problems(record, written, at)
        problems += _money_problems(record, written, at, price_year=records.price_year)
        problems += _number_problems(record, at)
    problems += _repeated(
        (str(r["id"]), "aanname", file.place("aanname", number))
        for number, r in records.numbered()
        if r["id"] is not None
    )
    problems += _repeated(
        (str(r["id"]), block, file.place(block, number))
        for block, number, _, r in records.items
        if r["id"] is not None
    )
    problems += _reserved(records)
    known = records.known()
    for block, number, _, item in records.items:
        problems += _product_problems(item, known, file.place(block, number), block)
    return [*problems, *_negative_factors(records)]


def _status_problems(record: Record, written: set[str], at: Place) -> Iterator[Problem]:
    """Yield numbers that an unknown has, and what a known value lacks."""
    if record["status"] == "onbekend":
        for name in sorted(written & {*_DESCRIPTION, "verdeling"}):
            yield Problem(
                what=f"{record['id']!r} heeft status onbekend, en toch een {name}",
                where=at(name),
                fix="haal de regel weg, of kies een andere status",
            )
    elif record["status"] is not None:
        needed, allowed = _description(record["kind"])
        for name in (*needed, "bron", "graad"):
            if name not in written:
                yield Problem(
                    what=f"{name!r} is niet ingevuld bij {record['id']!r}",
                    where=at(name),
                    fix='vul het in; is er geen waarde, schrijf dan status = "onbekend"'
                    " en laat waarde, laag en hoog weg",
                )
        for name in sorted((written & _DESCRIPTION) - {*needed, *allowed}):
            yield Problem(
                what=f"{name!r} hoort niet bij "
                f"{_kind_text(record['kind'])} van {record['id']!r}",
                where=at(name),
                fix=f"haal de regel weg; nodig zijn hier {join_text(needed)}",
            )


def _description(kind: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that describe a distribution: needed, and allowed as well."""
    if kind == "vast":
        return ("waarde",), ("laag", "hoog")
    if kind in BY_ERROR:
        return ("waarde", "standaardfout"), ()
    if kind == "empirisch":
        return ("waarden",), ()
    return ("laag", "waarde", "hoog"), ()


def _kind_text(kind: object) -> str:
    return f"verdeling {kind}" if kind else "een aanname zonder verdeling, zoals die"


def _money_problems(
    record: Record, written: set[str], at: Place, *, price_year: object
) -> Iterator[Problem]:
    """Yield money without its price year or in another, and years of non-money."""
    if record["unit"] is None:
        return
    if not is_money(str(record["unit"])):
        for name in _MONEY_NAMES:
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
    elif (
        None not in (price_year, own := record["price_year"])
        and own != price_year
        and "index" not in written
    ):
        yield Problem(
            what=f"prijspeil {own} van {record['id']!r} is niet dat van het register, "
            f"{price_year}",
            where=at("prijspeil"),
            fix='zeg met welke index het wordt omgerekend: index = "cpi", of de naam '
            "van een CSV-bestand in de studiemap",
        )


def _number_problems(record: Record, at: Place) -> Iterator[Problem]:
    """Yield bounds on the wrong side of the value, and shares that are none."""
    numbers = {
        name: number
        for name, column in _NUMBERS.items()
        if isinstance(number := record[column], float)
    }
    if sorted(numbers.values()) != [*numbers.values()]:
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


def _repeated(named: Iterable[tuple[str, str, Place]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, block, at in named:
        if name in seen:
            yield Problem(
                what=f"{block} {name!r} staat er al",
                where=at("id"),
                fix="geef dit blok een eigen id, of haal het weg",
            )
        seen.add(name)


def _reserved(records: Records) -> Iterator[Problem]:
    for block, number, _, item in records.items:
        if item["id"] == TOTAL:
            yield Problem(
                what=f"een {block} kan niet {TOTAL!r} heten: zo heet de som",
                where=records.file.place(block, number)("id"),
                fix="kies een andere id",
            )


def _product_problems(
    item: Record, known: Mapping[str, Record], at: Place, block: str
) -> Iterator[Problem]:
    """Yield factors that do not exist, and a product that is no cost."""
    factors = factors_of(item)
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
            what=f"een {block} heeft precies één bedrag nodig, en hier staat: "
            f"{shown or 'niets'}",
            where=where,
            fix="noem bij product één aanname in EUR, en verder aantallen en aandelen",
        )
    elif product != COST_UNIT:
        yield Problem(
            what=f"{shown} geeft {product}, en een {block} is in {COST_UNIT}",
            where=where,
            fix=f"er ontbreekt een factor in {lacking_unit(names)}; of een eenheid is "
            "anders geschreven, zoals 'weken' naast 'week'",
        )


def _negative_factors(records: Records) -> Iterator[Problem]:
    for number, record in records.numbered():
        users = [
            str(item["id"])
            for *_, item in records.items
            if record["id"] in factors_of(item)
        ]
        if users:
            yield from _negative_numbers(
                record, join_text(users), records.file.place("aanname", number)
            )


def _negative_numbers(record: Record, users: str, at: Place) -> Iterator[Problem]:
    shown = [(name, record[column]) for name, column in _NUMBERS.items()]
    values = record["values"]
    if isinstance(values, tuple):
        shown += [("waarden", value) for value in sorted(values)[:1]]
    for name, value in shown:
        if isinstance(value, float) and value < 0:
            yield Problem(
                what=f"{name} = {value:g} is negatief, en {record['id']!r} is een "
                f"factor van {users}",
                where=at(name),
                fix="een factor van een post is nul of meer",
            )
