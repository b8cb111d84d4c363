"""The sources of a study, from `bronnen.toml`, and those of the workbench itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.html import table_html, text_html
from tbresearch.literature.source import FIELDS, SOURCE_FORMS, CitedSource
from tbresearch.study import Study, TomlFile, read_toml
from tbresearch.study.sheet import Plan, Record, Sheet, read_sheet
from tbresearch.study.toml_file import parse_toml
from tbresearch.vocabulary import join_text, quantity_text

__all__ = [
    "SOURCES_FILE",
    "Bibliography",
    "has_bibliography",
    "method_sources",
    "read_bibliography",
    "uncited_sources",
]

SOURCES_FILE = "bronnen.toml"
_PLAN = Plan(head=(), lists={"bron": FIELDS})
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NAMED = 6  # names in the list of references before "e.a."; see bronnen.csl
_FIXES = {
    "auteurs": 'auteurs = ["Achternaam, Voorletters"] of ["Organisatie"]',
    "jaar": 'jaar = 2020, of jaar = "onbekend"',
    "geraadpleegd": "geraadpleegd = 2026-01-31, de dag waarop u de pagina las",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bibliography:
    """Sources that texts may cite.

    Attributes
    ----------
    file : str
        Where they stand.
    sources : tuple of CitedSource
        In the order of the file.
    """

    file: str
    sources: tuple[CitedSource, ...]

    def __str__(self) -> str:
        return f"{self.file}: {quantity_text(len(self.sources), 'bron', 'bronnen')}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a source, columns as the attributes of `CitedSource`."""
        names = [field.name for field in fields(CitedSource)]
        rows = [[getattr(source, name) for name in names] for source in self.sources]
        return pd.DataFrame(rows, columns=names).astype({"year": "Int64"})

    def _repr_html_(self) -> str:
        heads = ("Sleutel", "Soort", "Auteurs", "Jaar", "Titel")
        rows = [
            (
                source.key,
                SOURCE_FORMS[source.form].label,
                source.authors,
                str(source.year or "onbekend"),
                source.title,
            )
            for source in self.sources
        ]
        return text_html(self) + table_html(heads, rows)


def has_bibliography(study: Study) -> bool:
    """Return whether a study has its own sources."""
    return (study.root / SOURCES_FILE).is_file()


def read_bibliography(study: Study) -> Bibliography:
    """Read the sources of a study, or name everything wrong with the file.

    Parameters
    ----------
    study : Study
        Its `bronnen.toml`; a study without one has no sources of its own.

    Returns
    -------
    Bibliography

    Raises
    ------
    WorkbenchError
        If the file is no TOML.
    StudyError
        With every unknown or missing name, key that occurs twice, and address or
        DOI that cannot be one; each with its line.
    """
    if not has_bibliography(study):
        return Bibliography(file=SOURCES_FILE, sources=())
    return _read(read_toml(study.root / SOURCES_FILE, source=SOURCES_FILE))


@cache
def method_sources() -> Bibliography:
    """Return the sources on method that texts of the workbench cite.

    Each was looked up: title, year, journal and DOI as they stand in the file.
    """
    file = resources.files("tbresearch.literature").joinpath("data", "methode.toml")
    content = file.read_text(encoding="utf-8")
    return _read(parse_toml(content, source="methode.toml (meegeleverd)"))


def uncited_sources(bibliography: Bibliography, cited: Collection[str]) -> str:
    """Return a note on the sources that no text cites; empty if all are."""
    left = [source.key for source in bibliography.sources if source.key not in cited]
    if not left:
        return ""
    stand = "staat" if len(left) == 1 else "staan"
    return (
        f"in {bibliography.file} {stand} {join_text(left)}, en geen tekst haalt "
        f"{'die' if len(left) == 1 else 'ze'} aan"
    )


def _read(file: TomlFile) -> Bibliography:
    problems: list[Problem] = []
    sheet = read_sheet(file, _PLAN, problems)
    problems += _repeated(sheet)
    for record in sheet.records["bron"]:
        problems += _incomplete(record)
        problems += _unlikely(record)
    if problems:
        raise StudyError(problems)
    sources = tuple(_source(record, file.source) for record in sheet.records["bron"])
    return Bibliography(file=file.source, sources=sources)


def _source(record: Record, origin: str) -> CitedSource:
    values: dict[str, Any] = {
        name: " ".join(value.split()) if isinstance(value, str) else value
        for name, value in record.values.items()
    }
    return CitedSource(**values, origin=origin)


def _repeated(sheet: Sheet) -> Iterator[Problem]:
    seen: set[str] = set()
    for record in sheet.records["bron"]:
        if record.key and record.key in seen:
            yield Problem(
                what=f"bron {record.key!r} staat er twee keer in",
                where=record.at("sleutel"),
                fix="haal één van de twee weg, of geef haar een eigen sleutel",
            )
        seen.add(record.key)


def _incomplete(record: Record) -> Iterator[Problem]:
    """Yield what an entry of this form cannot do without."""
    form = SOURCE_FORMS.get(str(record.values["form"]))
    raw = record.file.data["bron"][record.number]
    for name in form.needs if form else ():
        if raw.get(name) not in (None, "", []):
            continue
        assert form is not None
        example = _FIXES.get(name, f'{name} = "..."')
        yield Problem(
            what=f"bij bron {record.key!r} ({form.label}) ontbreekt: {name}",
            where=record.at(name),
            fix=f"zet erbij: {example}",
        )


def _unlikely(record: Record) -> Iterator[Problem]:
    """Yield an address or DOI that cannot be one, and authors in one string."""
    doi, url = str(record.values["doi"]), str(record.values["url"])
    if doi and not _DOI.fullmatch(doi):
        yield Problem(
            what=f"{doi!r} is geen DOI",
            where=record.at("doi"),
            fix="een DOI begint met 10., zonder https://doi.org/ ervoor",
        )
    if url and not url.startswith(("https://", "http://")):
        yield Problem(
            what=f"{url!r} is geen webadres",
            where=record.at("url"),
            fix="een webadres begint met https://",
        )
    for name, dutch in (("authors", "auteurs"), ("editors", "redactie")):
        yield from _names(record.values[name], record.at(dutch))


def _names(people: object, where: str) -> Iterator[Problem]:
    """Yield names that are more than one, and an "e.a." that hides who there were."""
    assert isinstance(people, tuple)
    for number, person in enumerate(people):
        if person == "e.a." and number < _NAMED:
            yield Problem(
                what=f'"e.a." staat op plaats {number + 1} van de namen',
                where=where,
                fix=f"noem de eerste {_NAMED} namen, of alle als het er minder zijn",
            )
        elif person.count(",") > 1 or " & " in person or ";" in person:
            yield Problem(
                what=f"{person!r} lijkt meer dan één naam",
                where=where,
                fix='zet elke naam apart: ["Jansen, A.", "Berg, B. van den"]',
            )
