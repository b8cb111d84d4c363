"""Evidence: what a text may refer to, and where it comes from.

A number or a quote enters a text only by its key. Whatever is printed carries
how it was had and from which passages, rows or assumptions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tbresearch.errors import Problem
from tbresearch.findings import Factors
from tbresearch.literature import (
    Citations,
    CitedSource,
    method_sources,
)
from tbresearch.privacy import LogEntry
from tbresearch.report.tables import TableText
from tbresearch.study import fingerprint

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = [
    "Contribution",
    "Evidence",
    "Picture",
    "Refusal",
    "anchor",
    "citable",
    "merge",
    "numbers_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A number or a quote that a text may refer to.

    Attributes
    ----------
    key : str
        Such as ``"aantal:gesprekken"`` or ``"citaat:fg1-012"``.
    text : str
        What is printed, as plain text.
    method : str
        How it was had, in one or two Dutch sentences.
    sources : tuple of str
        Files, passages or records that it rests on, in Dutch.
    attribution : str
        Only for a quote: who said it and where, without a name.
    details : tuple of (str, str)
        What else a reader may know of it: a Dutch name and its value.
    around : tuple of (str, str)
        Only for a quote: words before and after it in the same turn.
    related : tuple of str
        Keys of other evidence that it leads to, where the report prints that.
    """

    key: str
    text: str
    method: str
    sources: tuple[str, ...] = ()
    attribution: str = ""
    details: tuple[tuple[str, str], ...] = ()
    around: tuple[str, str] = ("", "")
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A key that exists but may not be printed, and why."""

    key: str
    what: str
    fix: str

    def problem(self, where: str) -> Problem:
        """Return the problem that printing it at `where` is."""
        return Problem(what=self.what, where=where, fix=self.fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure of the report.

    Attributes
    ----------
    key, caption, alt : str
        Key such as ``"figuur:succesfactor"``; Dutch caption; what the picture
        shows, for who cannot see it.
    draw : callable
        Draws the picture, and returns its axes.
    method : str
        How it was had.
    about_people : bool
        Whether ages in it could be those of people in the study.
    rests_on : str
        The numbers that are drawn, where `alt` tells some of them or rounds them:
        a picture that moves is another picture, for verification too.
    """

    key: str
    caption: str
    alt: str
    draw: Callable[[], Axes]
    method: str
    about_people: bool = True
    rests_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one result brings to the report.

    Attributes
    ----------
    sections : mapping of str to str
        Markdown with references, by key of the section that it is added to.
    evidence, tables, pictures
        What those and the author's texts may refer to.
    disclosure : tuple of LogEntry
        What was hidden in its tables, for the appendix on that.
    factors : tuple of Factors
        Counts that an author's sentences on people are held against.
    texts : mapping of str to str
        Author's texts outside the folder of texts, by file; checked as those are.
    literature : tuple of CitedSource
        What those and the author's texts may cite.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence | Refusal, ...] = ()
    tables: tuple[TableText, ...] = ()
    pictures: tuple[Picture, ...] = ()
    disclosure: tuple[LogEntry, ...] = ()
    factors: tuple[Factors, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    literature: tuple[CitedSource, ...] = ()


def numbers_of(frame: pd.DataFrame) -> str:
    """Return what `Picture.rests_on` is of a picture that is drawn from a frame."""
    return frame.to_csv(float_format="%.6g")


def anchor(key: str) -> str:
    """Return the id of the entry on `key` in the appendix on provenance."""
    return f"bewijs-{fingerprint(key)[:10]}"


def merge(
    contributions: Iterable[Contribution],
) -> dict[str, Evidence | Refusal | TableText | Picture]:
    """Return everything that may be referred to, by key."""
    return {
        item.key: item
        for part in contributions
        for items in (part.evidence, part.tables, part.pictures)
        for item in items
    }


def citable(contributions: Iterable[Contribution]) -> Citations:
    """Return everything that may be cited, by key; what comes first wins.

    The sources on method that the workbench itself cites come last.
    """
    known: dict[str, CitedSource] = {}
    listed = [*(part.literature for part in contributions), method_sources().sources]
    for sources in listed:
        for source in sources:
            known.setdefault(source.key, source)
    return Citations(known=known)
