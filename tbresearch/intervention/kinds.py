"""Ways to read a value that only an intervention file has."""

from __future__ import annotations

from tbresearch.study.fields import Kind, decimal, key, whole

__all__ = ["amount", "keys", "plain_value", "year"]


def amount() -> Kind:
    """Accept a number that is not below zero."""
    number = decimal()

    def parse(value: object) -> float:
        amount = number.parse(value)
        assert isinstance(amount, float)
        if amount < 0:
            raise ValueError(value)
        return amount

    return Kind("een getal van 0 of meer, zoals 4 of 12.5", parse)


def keys() -> Kind:
    """Accept one short name, or a list of them."""
    one = key()

    def parse(value: object) -> tuple[object, ...]:
        values = value if isinstance(value, list) else [value]
        if not values:
            raise ValueError(value)
        return tuple(one.parse(item) for item in values)

    return Kind('een korte naam, of een lijst daarvan, zoals ["S0", "S4"]', parse)


def plain_value() -> Kind:
    """Accept yes or no, a number, or a text."""

    def parse(value: object) -> bool | float | str:
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return float(value)
        if isinstance(value, str):
            return {"ja": True, "nee": False}.get(value.lower(), value)
        raise ValueError(value)

    return Kind("ja, nee, een getal of een tekst", parse)


def year() -> Kind:
    """Accept a year, or the word "onbekend", which reads as None."""
    number = whole(1900, 2100)

    def parse(value: object) -> object:
        return None if value == "onbekend" else number.parse(value)

    return Kind('een jaar, of "onbekend"', parse)
