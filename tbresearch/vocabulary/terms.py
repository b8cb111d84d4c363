"""A term: the key in the files, the label on paper, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Term", "label", "terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the field.

    Attributes
    ----------
    key : str
        What files and code hold: lower case, no accents, no spaces.
    label : str
        What a reader sees, in Dutch.
    meaning : str
        One Dutch sentence, printed in the glossary.
    """

    key: str
    label: str
    meaning: str


def terms(*rows: tuple[str, str, str]) -> Mapping[str, Term]:
    """Return an ordered, unchangeable mapping of key to `Term`."""
    return MappingProxyType(
        {key: Term(key=key, label=name, meaning=text) for key, name, text in rows}
    )


def label(vocabulary: Mapping[str, Term], key: str) -> str:
    """Return the Dutch label of `key`."""
    return vocabulary[key].label
