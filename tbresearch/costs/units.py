"""Units of assumptions, and what a product of them comes to.

A unit is one word, or two with a slash between them: `uur/week`. In a product
equal words above and below the slash cancel; nothing is ever converted, so
`maand` and `week` stay apart and the error shows what is left over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tbresearch.study.fields import Kind

__all__ = [
    "COST_UNIT",
    "MONEY",
    "SHARE",
    "TIMES",
    "is_money",
    "lacking_unit",
    "product_unit",
    "unit",
]

MONEY = "EUR"
SHARE = "aandeel"
COST_UNIT = "EUR/traject"
TIMES = " \N{MULTIPLICATION SIGN} "

_UNIT = re.compile(r"[^\W\d]\w*(/[^\W\d]\w*)?")
# What a writer of "EUR" may have written instead; it would escape the price year.
_OTHER_MONEY = {"eur", "euro", "euros"}


def unit() -> Kind:
    """Accept a unit: a word, or two with a slash; money is written `EUR`."""

    def parse(value: object) -> str:
        name = re.sub(r"\s*/\s*", "/", value) if isinstance(value, str) else ""
        top = name.partition("/")[0]
        if not _UNIT.fullmatch(name):
            raise ValueError(value)
        if top != MONEY and top.casefold() in _OTHER_MONEY:
            raise ValueError(value)
        return name

    return Kind("een eenheid als EUR/uur, uur/week of aandeel", parse)


def is_money(name: str) -> bool:
    """Tell whether a unit is an amount of money.

    >>> is_money("EUR/uur"), is_money("uur/week")
    (True, False)
    """
    return name.partition("/")[0] == MONEY


def product_unit(units: Iterable[str]) -> str:
    """Return the unit of a product.

    >>> product_unit(["EUR/uur", "uur/week", "week/traject"])
    'EUR/traject'
    >>> product_unit(["EUR/uur", "uur/week"])
    'EUR/week'
    >>> product_unit(["EUR/uur", "week/traject", "aandeel"])
    'EUR·week/(uur·traject)'
    """
    return _written(_powers(units))


def lacking_unit(units: Iterable[str]) -> str:
    """Return the unit that a product must still be multiplied by to be a cost.

    >>> lacking_unit(["EUR/uur", "week/traject"])
    'uur/week'
    """
    wanted = _powers([COST_UNIT])
    wanted.subtract(_powers(units))
    return _written(wanted)


def _powers(units: Iterable[str]) -> Counter[str]:
    powers: Counter[str] = Counter()
    for name in units:
        if name == SHARE:
            continue
        above, _, below = name.partition("/")
        powers[above] += 1
        if below:
            powers[below] -= 1
    return powers


def _written(powers: Counter[str]) -> str:
    above = [word for word, power in powers.items() for _ in range(power)]
    below = [word for word, power in powers.items() for _ in range(-power)]
    top = "·".join(above) or "1"
    if not below:
        return top
    bottom = "·".join(below)
    return f"{top}/({bottom})" if len(below) > 1 else f"{top}/{bottom}"
