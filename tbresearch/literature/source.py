"""One source of the list of references, and what each form of source needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tbresearch.study.fields import Field, choice, day, key, many, text, year

__all__ = ["FIELDS", "SOURCE_FORMS", "CitedSource", "SourceForm"]


@dataclass(frozen=True, slots=True)
class SourceForm:
    """A form of source.

    Attributes
    ----------
    label : str
        What a reader sees.
    csl : str
        Its type in the Citation Style Language.
    needs : tuple of str
        Names in the file without which an entry is not complete.
    """

    label: str
    csl: str
    needs: tuple[str, ...]


SOURCE_FORMS: Mapping[str, SourceForm] = MappingProxyType(
    {
        "artikel": SourceForm(
            "artikel", "article-journal", ("auteurs", "jaar", "titel", "tijdschrift")
        ),
        "boek": SourceForm("boek", "book", ("auteurs", "jaar", "titel", "uitgever")),
        "hoofdstuk": SourceForm(
            "hoofdstuk", "chapter", ("auteurs", "jaar", "titel", "boek", "uitgever")
        ),
        "rapport": SourceForm(
            "rapport", "report", ("auteurs", "jaar", "titel", "uitgever")
        ),
        "website": SourceForm(
            "website", "webpage", ("auteurs", "titel", "url", "geraadpleegd")
        ),
        "wet": SourceForm("wet", "legislation", ("jaar", "titel")),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source that a text may cite.

    Attributes
    ----------
    key : str
        What is written after the at sign.
    form : str
        Key of `SOURCE_FORMS`.
    authors, editors : tuple of str
        ``"Moore, Graham F."`` for a person, ``"Movisie"`` for an organisation.
    year : int or None
        None if nobody knows.
    title, journal, volume, issue, pages, book, publisher, place, doi, url : str
        Empty if it has none.
    visited : date or None
        When a page on the web was read.
    origin : str
        The file that it stands in, for messages.
    """

    key: str
    form: str
    title: str
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    book: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    url: str = ""
    visited: date | None = None
    origin: str = ""

    def __str__(self) -> str:
        who = "; ".join(self.authors)
        return ". ".join(filter(None, [who, f"{self.title} ({self.year or 'z.d.'})"]))


FIELDS = (
    Field(name="sleutel", column="key", kind=key(), required=True),
    Field(name="soort", column="form", kind=choice(tuple(SOURCE_FORMS)), required=True),
    Field(name="auteurs", column="authors", kind=many(text()), default=()),
    Field(name="redactie", column="editors", kind=many(text()), default=()),
    Field(name="jaar", column="year", kind=year()),
    Field(name="titel", column="title", kind=text(), default=""),
    Field(name="tijdschrift", column="journal", kind=text(), default=""),
    Field(name="jaargang", column="volume", kind=text(), default=""),
    Field(name="nummer", column="issue", kind=text(), default=""),
    Field(name="bladzijden", column="pages", kind=text(), default=""),
    Field(name="boek", column="book", kind=text(), default=""),
    Field(name="uitgever", column="publisher", kind=text(), default=""),
    Field(name="plaats", column="place", kind=text(), default=""),
    Field(name="doi", column="doi", kind=text(), default=""),
    Field(name="url", column="url", kind=text(), default=""),
    Field(name="geraadpleegd", column="visited", kind=day()),
)
