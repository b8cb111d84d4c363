"""What a REFI-QDA project file says, element by element: nothing is looked up yet.

Guids are in lower case, without braces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = [
    "Found",
    "RawCase",
    "RawCode",
    "RawCoding",
    "RawLink",
    "RawProject",
    "RawSelection",
    "RawSet",
    "RawText",
]

Found = tuple[str, str, str]


@dataclass(slots=True)
class RawCoding:
    """One coding: what it refers to."""

    guid: str
    code: str
    user: str
    time: str
    notes: Sequence[str]


@dataclass(slots=True)
class RawSelection:
    """A passage; in a transcript its positions are those of two sync points."""

    guid: str
    name: str
    start: int
    end: int
    description: str
    user: str
    time: str
    notes: Sequence[str]
    codings: Sequence[RawCoding]
    sync: tuple[str, str] | None = None


@dataclass(slots=True)
class RawText:
    """A text of any kind: a source, what a PDF says, a transcript, a note."""

    kind: str
    guid: str
    name: str
    content: str | None
    plain_path: str
    rich_path: str
    description: str
    user: str
    time: str
    selections: list[RawSelection]
    codings: list[RawCoding]
    notes: list[str]
    values: list[tuple[str, str]]
    sync: dict[str, int]


@dataclass(slots=True)
class RawCode:
    """A code, with the guid of its parent."""

    guid: str
    name: str
    parent: str
    description: str
    color: str
    codable: bool
    notes: list[str]


@dataclass(slots=True)
class RawCase:
    """A case, with the guids that it refers to."""

    guid: str
    name: str
    description: str
    codes: list[str]
    values: list[tuple[str, str]]
    sources: list[str]
    selections: list[str]


@dataclass(slots=True)
class RawSet:
    """A set, with the guids of its members."""

    guid: str
    name: str
    description: str
    codes: list[str]
    sources: list[str]
    notes: list[str]


@dataclass(slots=True)
class RawLink:
    """A relation between two guids."""

    guid: str
    name: str
    direction: str
    origin: str
    target: str


@dataclass(slots=True)
class RawProject:
    """All of a project file; `found` is what is in no list."""

    name: str = ""
    origin: str = ""
    description: str = ""
    notes: list[str] = field(default_factory=list)
    users: dict[str, str] = field(default_factory=dict)
    codes: list[RawCode] = field(default_factory=list)
    variables: dict[str, tuple[str, str]] = field(default_factory=dict)
    cases: list[RawCase] = field(default_factory=list)
    texts: list[RawText] = field(default_factory=list)
    memos: list[RawText] = field(default_factory=list)
    sets: list[RawSet] = field(default_factory=list)
    links: list[RawLink] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
