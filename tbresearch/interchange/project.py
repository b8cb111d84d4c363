"""A project of a program for qualitative analysis, as plain frames and values.

One model for every way in and out: what `read_qdpx`, `read_qda` and a study give,
and what `write_qdpx` writes. Offsets are code points of the text that stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.interchange.positions import Resolution
from tbresearch.vocabulary import decimal_text, quantity_text

__all__ = [
    "CODEBOOK_COLUMNS",
    "CODING_COLUMNS",
    "Loss",
    "QdaCase",
    "QdaLink",
    "QdaNote",
    "QdaProject",
    "QdaSet",
    "QdaSource",
    "Span",
    "gathered",
]

CODEBOOK_COLUMNS = (
    *("code", "name", "parent", "description", "color", "codable", "guid"),
)
CODING_COLUMNS = (
    *("source", "start", "end", "code", "coder", "quote", "polarity", "marked"),
    *("memo", "time", "guid"),
)

_NAMED = 50
# What a user reads for an element of a file.
_DUTCH = {
    "AudioSelection": "passage in geluid",
    "AudioSource": "geluidsopname",
    "Case": "case",
    "Code": "code",
    "CodeRef": "verwijzing naar een code",
    "Coding": "codering",
    "Graph": "schema",
    "Link": "relatie",
    "MemberCode": "code in een groep",
    "MemberNote": "memo in een groep",
    "MemberSource": "bron in een groep",
    "Note": "memo",
    "PDFSelection": "passage op een pdf-pagina",
    "PDFSource": "pdf",
    "PictureSelection": "passage in beeld",
    "PictureSource": "afbeelding",
    "PlainTextSelection": "passage",
    "Representation": "tekst van een pdf",
    "SelectionRef": "verwijzing naar een passage",
    "Set": "groep",
    "SourceRef": "verwijzing naar een bron",
    "TextDescription": "tekst bij een afbeelding",
    "TextSource": "tekst",
    "Transcript": "transcript bij een opname",
    "VariableValue": "waarde van een variabele",
    "VideoSelection": "passage in video",
    "VideoSource": "video",
    "source": "bron",
}
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that did not come along, on the way in or out.

    Attributes
    ----------
    element : str
        What it is called in the file, such as ``"PictureSelection"``.
    count : int
        How many.
    reason : str
        Why, in Dutch.
    examples : tuple of str
        What they are called, at most fifty of them.
    """

    element: str
    count: int
    reason: str
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        named = ", ".join(self.examples[:_SHOWN])
        more = len(self.examples) - _SHOWN
        rest = f" en nog {more}" if more > 0 else ""
        which = f" ({named}{rest})" if named else ""
        what = _DUTCH.get(self.element, self.element)
        return f"{decimal_text(self.count)} x {what}: {self.reason}{which}"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a source: code points, end exclusive."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QdaSource:
    """A text that is coded.

    Attributes
    ----------
    name : str
        Unique in the project; a name that two sources have gets a number.
    text : str
        With LF line ends and without a byte order mark; otherwise as delivered.
    guid : str
        In lower case, without braces.
    origin : str
        Where the text stood: a path in the file, or ``"PlainTextContent"``.
    description : str
        What the project says of it.
    codes : tuple of str
        Codes that were given to the source as a whole.
    variables : mapping of str to str
        Values by the name of the variable.
    """

    name: str
    text: str
    guid: str
    origin: str
    description: str = ""
    codes: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class QdaCase:
    """A case: in focus groups a speaker, with the passages in which they speak."""

    name: str
    guid: str
    description: str = ""
    codes: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    passages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QdaNote:
    """A memo.

    Attributes
    ----------
    text, name, guid, coder, time : str
        What it says, what it is called, and who wrote it when.
    kind : str
        What it is about: ``"project"``, ``"code"``, ``"source"``, ``"passage"``
        or ``"free"``. Memos on codings stand with the codings.
    about : str
        The code or the source; empty for the project and for a free memo.
    passage : Span or None
        Only for ``"passage"``.
    """

    text: str
    name: str = ""
    guid: str = ""
    kind: str = "free"
    about: str = ""
    passage: Span | None = None
    coder: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QdaSet:
    """A group of codes or sources."""

    name: str
    guid: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QdaLink:
    """A relation between two things; each end as its kind and its name."""

    name: str
    guid: str
    direction: str
    origin: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QdaProject:
    """Everything of a project that could be read, and what could not.

    Attributes
    ----------
    name, origin : str
        What the project is called, and the program that wrote it.
    codebook : pd.DataFrame
        One row a code, a parent before its children: `code`, unique (the name,
        or the names from the top where two codes share one); `name`, `parent`
        (a `code`, or missing), `description`, `color`, `codable`, `guid`.
    sources : mapping of str to QdaSource
        By name, in the order of the file.
    codings : pd.DataFrame
        One row a coding: `source`, `start`, `end` (code points of the text of
        the source, end exclusive), `code`, `coder`, `quote`, `polarity` (empty
        where there is none), `marked`, `memo`, `time`, `guid`.
    cases : tuple of QdaCase
        Such as speakers.
    notes : tuple of QdaNote
        Memos, save those on codings.
    sets : tuple of QdaSet
        Groups of codes and of sources.
    links : tuple of QdaLink
        Relations.
    variables : mapping of str to str
        The type of each variable, as REFI-QDA names it.
    losses : tuple of Loss
        What did not come along.
    resolution : tuple of Resolution
        How the positions in each source were read, and how sure that is.
    """

    name: str
    origin: str
    codebook: pd.DataFrame
    sources: Mapping[str, QdaSource]
    codings: pd.DataFrame
    cases: tuple[QdaCase, ...] = ()
    notes: tuple[QdaNote, ...] = ()
    sets: tuple[QdaSet, ...] = ()
    links: tuple[QdaLink, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    resolution: tuple[Resolution, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.name or 'project zonder naam'}, van {self.origin or 'onbekend'}: "
            f"{quantity_text(len(self.codebook), 'code', 'codes')}, "
            f"{quantity_text(len(self.sources), 'bron', 'bronnen')}, "
            f"{quantity_text(len(self.codings), 'codering', 'coderingen')}, "
            f"{quantity_text(len(self.losses), 'soort verlies', 'soorten verlies')}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a coding."""
        return self.codings.copy()

    @property
    def notes_on_reading(self) -> tuple[str, ...]:
        """Return what a reader should know, in Dutch: losses and doubtful positions."""
        doubtful = tuple(str(one) for one in self.resolution if not one.sure)
        return (*map(str, self.losses), *doubtful)

    def per_coder(self) -> dict[str, int]:
        """Return how many codings each coder has, the most first."""
        return dict(Counter(self.codings["coder"]).most_common())

    def _repr_html_(self) -> str:
        given = Counter(self.codings["source"])
        rows = [
            (source.name, len(source.text), given[source.name])
            for source in self.sources.values()
        ]
        return "".join(
            (
                text_html(self),
                table_html(("Bron", "Tekens", "Coderingen"), rows),
                table_html(("Codeur", "Coderingen"), list(self.per_coder().items())),
                list_html(map(str, self.losses), title="Niet meegekomen"),
                list_html(map(str, self.resolution), title="Hoe posities zijn gelezen"),
            )
        )


def gathered(found: Iterable[tuple[str, str, str]]) -> tuple[Loss, ...]:
    """Return one loss for each element and reason, from (element, reason, name)."""
    names: dict[tuple[str, str], list[str]] = {}
    for element, reason, name in found:
        names.setdefault((element, reason), []).append(name)
    return tuple(
        Loss(
            element=element,
            count=len(own),
            reason=reason,
            examples=tuple(dict.fromkeys(name for name in own if name))[:_NAMED],
        )
        for (element, reason), own in names.items()
    )
