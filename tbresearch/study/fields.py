"""What one cell or setting may hold, and how it is read.

The same fields check a row of a CSV file, where every value is text, and a
record of a TOML file, where numbers and dates already have a type.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from tbresearch.errors import Problem
from tbresearch.vocabulary import Term

__all__ = [
    "Field",
    "Kind",
    "age_band",
    "choice",
    "day",
    "decimal",
    "key",
    "keys",
    "many",
    "may",
    "need",
    "parse_record",
    "parse_value",
    "several",
    "text",
    "whole",
    "year",
    "yes_no",
]

_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE | re.ASCII)
_UNREADABLE = (ValueError, KeyError, OverflowError)
_WHOLE = re.compile(r"[-+]?\d+", re.ASCII)
_DECIMAL = re.compile(r"[-+]?\d+([.,]\d+)?", re.ASCII)
_BAND = re.compile(r"(\d{1,3})\s*[-\N{EN DASH}]\s*(\d{1,3})", re.ASCII)
_OPEN_BAND = re.compile(r"(\d{1,3})\s*\+", re.ASCII)
_OLDEST_BAND = 90
_BETWEEN = re.compile(r"\s*[|,]\s*")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to read a value: what is expected, in Dutch, and the reader.

    `parse` raises `ValueError` for a value that it cannot read.
    """

    expects: str
    parse: Callable[[object], object] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a table, or one setting of a record.

    Attributes
    ----------
    name : str
        Name in the file, in Dutch.
    column : str
        Name in the code and in frames, in English.
    kind : Kind
        How a value is read.
    required : bool
        Whether a blank is an error.
    default : object
        Value of a blank that is no error.
    """

    name: str
    column: str
    kind: Kind
    required: bool = False
    default: object = None


def need(name: str, column: str, kind: Kind) -> Field:
    """Return a column that may not be blank."""
    return Field(name=name, column=column, kind=kind, required=True)


def may(name: str, column: str, kind: Kind, default: object = None) -> Field:
    """Return a column that may be blank."""
    return Field(name=name, column=column, kind=kind, default=default)


def text() -> Kind:
    """Accept any text."""

    def parse(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError(value)
        return value

    return Kind("tekst", parse)


def key() -> Kind:
    """Accept a short name: letters, digits, `_`, `.` and `-`, without accents."""

    def parse(value: object) -> str:
        if not isinstance(value, str) or not _KEY.fullmatch(value):
            raise ValueError(value)
        return value

    return Kind("een korte naam van letters, cijfers, _ of -, zonder spaties", parse)


def choice(vocabulary: Mapping[str, Term] | Sequence[str]) -> Kind:
    """Accept one of the keys of `vocabulary`."""
    allowed = tuple(vocabulary)

    def parse(value: object) -> str:
        if value not in allowed:
            raise ValueError(value)
        return str(value)

    return Kind(f"één van: {', '.join(allowed)}", parse)


def yes_no() -> Kind:
    """Accept `ja` or `nee`, or a TOML truth value."""

    def parse(value: object) -> bool:
        if isinstance(value, bool):
            return value
        return {"ja": True, "nee": False}[str(value).lower()]

    return Kind("ja of nee", parse)


def whole(low: int, high: int) -> Kind:
    """Accept a whole number from `low` to `high`."""

    def parse(value: object) -> int:
        number = value
        if isinstance(value, str):
            number = int(_matching(_WHOLE, value))
        if isinstance(number, bool) or not isinstance(number, int):
            raise ValueError(value)
        if not low <= number <= high:
            raise ValueError(value)
        return number

    return Kind(f"een heel getal van {low} tot en met {high}", parse)


def decimal() -> Kind:
    """Accept a finite number; in a CSV file the decimal mark may be a comma."""

    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError(value)
        if isinstance(value, str):
            value = _matching(_DECIMAL, value).replace(",", ".")
        number = float(value)
        if not abs(number) < float("inf"):  # also refuses nan
            raise ValueError(value)
        return number

    return Kind("een getal, zoals 12 of 12,5", parse)


def _matching(pattern: re.Pattern[str], value: str) -> str:
    """Return `value`, or refuse it; Python itself reads "1_0" as ten."""
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


def day() -> Kind:
    """Accept a date: ISO, or day first as a Dutch spreadsheet writes it."""

    def parse(value: object) -> date:
        if isinstance(value, datetime):
            raise ValueError(value)
        if isinstance(value, date):
            return value
        found = _DAY_FIRST.fullmatch(str(value))
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(str(value))

    return Kind("een datum als 2025-11-03 of 3-11-2025", parse)


def age_band() -> Kind:
    """Accept a band of ages: whole tens of years, or from a multiple of five on.

    A narrower band is the age of a person. Read with a plain hyphen: 50-59, 85+.
    """

    def parse(value: object) -> str:
        text = str(value)
        if found := _BAND.fullmatch(text):
            low, high = int(found[1]), int(found[2])
            if low < high and low % 10 == 0 and high % 10 == 9:
                return f"{low}-{high}"
        if found := _OPEN_BAND.fullmatch(text):
            low = int(found[1])
            if low % 5 == 0 and 0 < low <= _OLDEST_BAND:
                return f"{low}+"
        raise ValueError(value)

    return Kind("een band van tien jaar of breder, zoals 50-59 of 85+", parse)


def many(kind: Kind) -> Kind:
    """Accept a TOML list of `kind`, read as a tuple."""

    def parse(value: object) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(kind.parse(item) for item in value)

    return Kind(f'een lijst, zoals ["..."], met telkens {kind.expects}', parse)


def several(kind: Kind) -> Kind:
    """Accept more values in one cell, with `|` or a comma between them, as a tuple."""

    def parse(value: object) -> tuple[object, ...]:
        items = value if isinstance(value, list) else _BETWEEN.split(str(value))
        return tuple(dict.fromkeys(kind.parse(item) for item in items))

    return Kind(f"één of meer, met | ertussen; elk is {kind.expects}", parse)


def keys() -> Kind:
    """Accept one short name, or a list of them."""
    one = key()

    def parse(value: object) -> tuple[object, ...]:
        values = value if isinstance(value, list) else [value]
        if not values:
            raise ValueError(value)
        return tuple(one.parse(item) for item in values)

    return Kind('een korte naam, of een lijst daarvan, zoals ["S0", "S4"]', parse)


def year() -> Kind:
    """Accept a year, or the word "onbekend", which reads as None."""
    number = whole(1900, 2100)

    def parse(value: object) -> object:
        return None if value == "onbekend" else number.parse(value)

    return Kind('een jaar, of "onbekend"', parse)


def parse_record(
    raw: Mapping[str, object],
    fields: Sequence[Field],
    *,
    at: Callable[[str], str],
    problems: list[Problem],
) -> dict[str, object]:
    """Read one row or record; append what is wrong to `problems`.

    Parameters
    ----------
    raw : mapping of str to object
        Values by their name in the file.
    fields : sequence of Field
        What the record may hold.
    at : callable
        Gives the place of a name, for messages.
    problems : list of Problem
        Added to; a bad value reads as its field's default.

    Returns
    -------
    dict of str to object
        Values by `Field.column`, one for every field.
    """
    names = [field.name for field in fields]
    problems.extend(
        unknown_name(name, names, where=at(name)) for name in raw if name not in names
    )
    return {
        field.column: parse_value(field, raw.get(field.name), at=at, problems=problems)
        for field in fields
    }


def unknown_name(name: str, known: Sequence[str], *, where: str) -> Problem:
    """Describe a name that is not known, with the nearest one that is."""
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"bedoeld is misschien {near[0]!r}; " if near else ""
    return Problem(
        what=f"{name!r} is hier niet bekend",
        where=where,
        fix=f"{hint}bekend zijn: {', '.join(known)}",
    )


def parse_value(
    field: Field,
    value: object,
    *,
    at: Callable[[str], str],
    problems: list[Problem],
) -> object:
    """Read one value; append what is wrong to `problems` and give the default."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if field.required:
            problems.append(
                Problem(
                    what=f"{field.name!r} is niet ingevuld",
                    where=at(field.name),
                    fix=f"vul in: {field.kind.expects}",
                )
            )
        return field.default
    try:
        return field.kind.parse(value)
    except _UNREADABLE:
        problems.append(
            Problem(
                what=f"{field.name} = {_shown(value)} kan hier niet",
                where=at(field.name),
                fix=_remedy(field.kind, value),
            )
        )
        return field.default


def _remedy(kind: Kind, value: object) -> str:
    """Say what to write instead; in TOML, 2017 is no text and "2017" is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        with suppress(*_UNREADABLE):
            kind.parse(str(value))
            return f'zet aanhalingstekens om de waarde: "{value}"'
    return f"gebruik {kind.expects}"


def _shown(value: object) -> str:
    shown = repr(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
