"""All that a codebook says of a code, in the one text field that REFI-QDA has for it.

A reader in another program sees headings and lists; reading it back gives the same
fields. What somebody else wrote is the definition, whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tbresearch.coding import Code
from tbresearch.vocabulary import CODE_KINDS

__all__ = ["Said", "described", "understood"]

Said = Mapping[str, str | tuple[str, ...]]

_LISTS = MappingProxyType(
    {
        "Wel:": "include",
        "Niet:": "exclude",
        "Voorbeelden:": "examples",
        "Woorden voor voorstellen:": "cues",
    }
)
_KIND = "Soort: "
_ITEMS = "Lijsten: "
_KEY = "Sleutel: "


def described(code: Code) -> str:
    """Return the fields of a code as one text."""
    parts = [_line(code.definition)] if code.definition else []
    for head, field in _LISTS.items():
        items = getattr(code, field)
        if items:
            parts.append("\n".join((head, *(f"- {_line(item)}" for item in items))))
    last = [f"{_KIND}{code.kind}"]
    last += [_ITEMS + ", ".join(code.items)] if code.items else []
    last.append(f"{_KEY}{code.code}")
    return "\n\n".join((*parts, "\n".join(last)))


def _line(text: str) -> str:
    return " ".join(text.split())


def understood(description: str) -> Said:
    """Return the fields that a text gives, by their English names.

    >>> understood("Rust in huis.")["definition"]
    'Rust in huis.'
    """
    blocks = description.strip().split("\n\n")
    last = blocks[-1].split("\n")
    if not (last[0].startswith(_KIND) and last[-1].startswith(_KEY)):
        return {"definition": description.strip()}
    fields: dict[str, str | tuple[str, ...]] = {"key": last[-1].removeprefix(_KEY)}
    kind = last[0].removeprefix(_KIND)
    if kind in CODE_KINDS:
        fields["kind"] = kind
    for line in last[1:-1]:
        if line.startswith(_ITEMS):
            fields["items"] = tuple(line.removeprefix(_ITEMS).split(", "))
    rest = []
    for block in blocks[:-1]:
        head, *lines = block.split("\n")
        if head in _LISTS and all(line.startswith("- ") for line in lines):
            fields[_LISTS[head]] = _items(lines)
        else:
            rest.append(block)
    fields["definition"] = "\n\n".join(rest)
    return fields


def _items(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in lines)
