"""How numbers, money and dates are written in Dutch.

A full stop between thousands, a comma before decimals, and a real minus sign,
so that "-1" cannot break over a line end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

__all__ = [
    "day_text",
    "decimal_text",
    "euro_text",
    "join_text",
    "percentage_text",
    "quantity_text",
    "signed_text",
]

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_DUTCH = str.maketrans({",": ".", ".": ",", "-": "\N{MINUS SIGN}"})


def decimal_text(value: float, decimals: int = 0) -> str:
    """Write `value` with `decimals` decimals.

    >>> decimal_text(12409.5, 1)
    '12.409,5'
    """
    rounded = round(value, decimals) + 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{rounded:,.{decimals}f}".translate(_DUTCH)


def signed_text(value: float, decimals: int = 0) -> str:
    """Write `value` with its sign; zero has none.

    >>> signed_text(0.25, 2)
    '+0,25'
    """
    text = decimal_text(value, decimals)
    return f"+{text}" if round(value, decimals) > 0 else text


def euro_text(value: float) -> str:
    r"""Write whole euros, with a space that does not break.

    >>> euro_text(12410.4)
    'EUR\xa012.410'
    """
    return f"EUR\N{NO-BREAK SPACE}{decimal_text(value)}"


def quantity_text(number: int, one: str, more: str) -> str:
    """Write a number with its noun, which is singular for one thing only.

    >>> quantity_text(1, "beurt", "beurten"), quantity_text(1200, "beurt", "beurten")
    ('1 beurt', '1.200 beurten')
    """
    return f"{decimal_text(number)} {one if number == 1 else more}"


def percentage_text(share: float) -> str:
    """Write a share between 0 and 1 as a whole percentage.

    What is not nothing never reads as 0%, and what is not all never as 100%.

    >>> percentage_text(0.3), percentage_text(0.001), percentage_text(0.999)
    ('30%', '<1%', '>99%')
    """
    whole = decimal_text(100 * share)
    if whole == "0" and share > 0:
        return "<1%"
    if whole == "100" and share < 1:
        return ">99%"
    return f"{whole}%"


def day_text(day: date) -> str:
    """Write a date in words.

    >>> day_text(date(2025, 11, 3))
    '3 november 2025'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def join_text(parts: Sequence[str], last: str = "en") -> str:
    """Join words as a sentence does.

    >>> join_text(["rust", "overzicht", "moed"])
    'rust, overzicht en moed'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
