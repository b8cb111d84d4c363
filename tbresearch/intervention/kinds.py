"""Ways to read a value that only an intervention file has."""

from __future__ import annotations

from tbresearch.study.fields import Kind, decimal

__all__ = ["amount", "plain_value"]


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
