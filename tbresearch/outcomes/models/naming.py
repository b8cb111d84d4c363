"""Groups in running Dutch: three providers, one client, four levels of anything."""

from __future__ import annotations

from tbresearch.vocabulary import decimal_text

__all__ = ["counted", "plural"]

_PLURALS = {
    "aanbieder": "aanbieders",
    "begeleider": "begeleiders",
    "beoordelaar": "beoordelaars",
    "client": "cliënten",
    "domein": "domeinen",
    "gemeente": "gemeenten",
}
_SINGULARS = {"client": "cliënt"}


def plural(name: str) -> str:
    """Return the plural of a group, or what fits any name.

    >>> plural("client"), plural("judge")
    ('cliënten', 'waarden van judge')
    """
    return _PLURALS.get(name, f"waarden van {name}")


def counted(number: int, name: str) -> str:
    """Write how many levels a group has.

    >>> counted(1, "client"), counted(1200, "aanbieder"), counted(2, "judge")
    ('1 cliënt', '1.200 aanbieders', '2 waarden van judge')
    """
    if number == 1:
        one = _SINGULARS.get(name, name if name in _PLURALS else f"waarde van {name}")
        return f"1 {one}"
    return f"{decimal_text(number)} {plural(name)}"
