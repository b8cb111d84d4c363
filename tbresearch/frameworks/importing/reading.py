"""From a table to indicators with verdicts: what fits is linked, the rest is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tbresearch.errors import Problem
from tbresearch.frameworks.framework import AssessmentFramework
from tbresearch.frameworks.importing.columns import Columns, find_columns
from tbresearch.frameworks.importing.grids import Grid
from tbresearch.frameworks.importing.marks import (
    CellVerdicts,
    Mark,
    is_blank,
    items_of,
    verdicts_of,
    without_warning,
)
from tbresearch.intervention import NOT_IN_SOURCES
from tbresearch.vocabulary import quantity_text

__all__ = ["Line", "OpenMarks", "Sheet", "read_lines"]

_THEME = re.compile(r"\s*thema\s*\d*\s*[:.\-\u2013]?\s*(\D.*)", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:(?:thema|tabel)\b)?[\s\d.:)\-\u2013]*", re.IGNORECASE)
_NAMELESS = re.compile(r"(?:blad|sheet|tabel)?[\s\d.:]*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*\d+(\.\d+)*[.):]?\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator as the table has it.

    Attributes
    ----------
    theme, criterion, label, where : str
        What it belongs to, what it says, and the place of its row.
    verdict : str or None
        Key of `vocabulary.VERDICTS`; None if none is linked to it.
    sign : str
        The mark as written; empty without a verdict.
    reservations, text : tuple of str, str
        What comes with it.
    views : tuple of (str, str)
        Head of the column of an informant, and what that cell says.
    """

    theme: str
    criterion: str
    label: str
    where: str
    verdict: str | None = None
    sign: str = ""
    reservations: tuple[str, ...] = ()
    text: str = ""
    views: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMarks:
    """Marks that nobody can link: on the lines with these numbers (from 0)."""

    lines: tuple[int, ...]
    marks: tuple[Mark, ...]
    reservations: tuple[str, ...]
    text: str
    where: str


@dataclass(slots=True)
class Sheet:
    """All that the tables of one file gave."""

    lines: list[Line] = field(default_factory=list)
    open: list[OpenMarks] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    informants: dict[str, None] = field(default_factory=dict)


def read_lines(grids: list[Grid], framework: AssessmentFramework | None) -> Sheet:
    """Read every table; `framework` gives the names of themes and criteria, if any."""
    sheet = Sheet()
    for grid in grids:
        columns = find_columns(grid)
        if isinstance(columns, Problem):
            if len(grid.rows) > 1 or len(grids) == 1:
                sheet.problems.append(columns)
            continue
        sheet.informants |= dict.fromkeys(columns.informants)
        _Reader(sheet, columns, framework).read(grid)
    if not sheet.lines and not sheet.problems:
        where = grids[0].rows[0][0]
        sheet.problems.append(
            Problem(
                what="onder de kolomkoppen staat geen enkele indicator",
                where=where,
                fix="controleer of het bestand volledig is",
            )
        )
    return sheet


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table, and remembers what merged cells go on from."""

    sheet: Sheet
    columns: Columns
    framework: AssessmentFramework | None
    theme: str = ""
    criterion: str = ""

    def read(self, grid: Grid) -> None:
        self.theme = self._theme_in(grid.title) or ""
        if self.framework is None and not _NAMELESS.fullmatch(grid.title):
            self.theme = self.theme or _LEAD.sub("", grid.title)
        for number, (where, cells) in enumerate(grid.rows):
            filled = [cell for cell in cells if cell]
            title = self._title_in(filled[0]) if len(filled) == 1 else None
            if title:
                self.theme, self.criterion = title, ""
            elif number > self.columns.head and not self._is_head(cells, grid):
                self._row(where, cells)

    def _is_head(self, cells: tuple[str, ...], grid: Grid) -> bool:
        return cells == grid.rows[self.columns.head][1]

    def _theme_in(self, text: str) -> str | None:
        """Return the theme that a title names: a known one, or after "Thema"."""
        plain = _folded(text)
        for theme in self.framework.themes if self.framework else ():
            if _says(plain, theme.label):
                return theme.label
        named = _THEME.match(text)
        return " ".join(named[1].split()) if named else None

    def _title_in(self, text: str) -> str | None:
        """Return the theme of a row that holds nothing but its name."""
        bare = _folded(_LEAD.sub("", text))
        for theme in self.framework.themes if self.framework else ():
            if bare == _folded(theme.label):
                return theme.label
        named = _THEME.match(text)
        return " ".join(named[1].split()) if named else None

    def _cell(self, cells: tuple[str, ...], name: str) -> str:
        place = self.columns.places.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    def _row(self, where: str, cells: tuple[str, ...]) -> None:
        given = " ".join(self._cell(cells, "theme").split())
        if given:
            self.theme = self._theme_in(given) or _NUMBER.sub("", given)
        criterion = " ".join(self._cell(cells, "criterion").split())
        if criterion:
            self.criterion = _NUMBER.sub("", criterion)
        labels = items_of(self._cell(cells, "indicator"))
        found = verdicts_of(self._cell(cells, "verdict"))
        self.sheet.problems += _mismatches(found, labels, where)
        if not labels:
            return
        theme, criterion = self._home(where)
        if not theme:
            self.sheet.problems.append(
                Problem(
                    what=f"bij welk thema dit hoort, staat er niet: {labels[0]!r}",
                    where=where,
                    fix="zet een kolom Thema in de tabel, of de naam van het thema "
                    "erboven",
                )
            )
        self._add(where, cells, labels, found, (theme, criterion))

    def _home(self, where: str) -> tuple[str, str]:
        """Return theme and criterion; a known criterion goes where it belongs."""
        framework = self.framework
        for criterion in framework.criteria if framework else ():
            known = criterion.label != NOT_IN_SOURCES
            if known and _says(_folded(self.criterion), criterion.label):
                home = next(
                    t.label
                    for t in framework.themes  # type: ignore[union-attr]
                    if t.key == criterion.theme
                )
                if home != self.theme:
                    told = (
                        f"{self.criterion!r} staat onder {self.theme or 'geen thema'} "
                        f"en hoort bij {home}: daar is het gezet ({where})"
                    )
                    if told not in self.sheet.remarks:
                        self.sheet.remarks.append(told)
                return home, criterion.label
        return self.theme, self.criterion

    def _add(
        self,
        where: str,
        cells: tuple[str, ...],
        labels: list[str],
        found: CellVerdicts,
        home: tuple[str, str],
    ) -> None:
        marks = found.marks
        fits = len(marks) == len(labels)
        shared = (*found.loose, *_shared(self._cell(cells, "reservation")))
        first = len(self.sheet.lines)
        texts = _spread(self._cell(cells, "text"), len(labels))
        informants = [
            (name, self._per_item(cells[place] if place < len(cells) else "", labels))
            for name, place in self.columns.informants.items()
        ]
        for number, item in enumerate(labels):
            label, warning = without_warning(item)
            mark = marks[number] if fits else Mark(None, "")
            own, remark = without_warning(texts[number])
            kept = [warning, mark.reservation, remark, *(shared if fits else ())]
            self.sheet.lines.append(
                Line(
                    theme=home[0],
                    criterion=home[1],
                    label=label or item,
                    where=where,
                    verdict=mark.verdict,
                    sign=mark.sign if mark.verdict else "",
                    reservations=tuple(dict.fromkeys(filter(None, kept))),
                    text=" ".join(filter(None, [mark.text, own])),
                    views=tuple(
                        (name, views[number])
                        for name, views in informants
                        if views[number]
                    ),
                )
            )
        lines = range(first, len(self.sheet.lines))
        judged = tuple(mark for mark in marks if mark.verdict)
        if not fits and judged and len(marks) < len(labels):
            self.sheet.open.append(_open(lines, judged, shared, texts, where))
            return
        left = [] if judged else [*shared, *(mark.text for mark in marks)]
        self.sheet.remarks += _lost(self.sheet.lines[first:], left, where)

    def _per_item(self, cell: str, labels: list[str]) -> list[str]:
        """Return what an informant says of each item; nothing if that is not clear."""
        lines = [line.strip() for line in cell.split("\n") if line.strip()]
        if len(lines) == len(labels):
            return ["" if is_blank(line) else line for line in lines]
        if not all(is_blank(line) for line in lines):
            told = (
                f"Wat een informant zegt, is aan {len(labels)} indicatoren niet te "
                f"koppelen en is weggelaten: {' / '.join(lines)!r}"
            )
            self.sheet.remarks.append(told)
        return [""] * len(labels)


def _mismatches(
    found: CellVerdicts, labels: list[str], where: str
) -> Iterator[Problem]:
    """Yield what is no verdict, and verdicts that are too many."""
    for text in found.unread:
        yield Problem(
            what=f"dit is geen oordeel: {text!r}",
            where=where,
            fix="schrijf ✓ of ✗ (v of x mag ook), geen oordeel, of een - waar "
            "niets is ingevuld",
        )
    if len(found.marks) > len(labels):
        marks = quantity_text(len(found.marks), "oordeel", "oordelen")
        items = quantity_text(len(labels), "indicator", "indicatoren")
        yield Problem(
            what=f"meer oordelen dan indicatoren: {marks} bij {items}",
            where=where,
            fix="zet elke indicator op een eigen regel in de cel, en haal een "
            "oordeel weg dat er niet hoort",
        )


def _lost(lines: list[Line], texts: list[str], where: str) -> Iterator[str]:
    """Yield what stands with indicators that have no verdict."""
    lost = [
        text
        for line in lines
        if not line.verdict
        for text in (*line.reservations, line.text, *texts)
    ]
    for text in dict.fromkeys(filter(None, lost)):
        yield f"Zonder oordeel erbij, en dus niet overgenomen: {text!r} ({where})"


def _spread(cell: str, n: int) -> list[str]:
    """Return the text of each item; what fits no item goes with all of them."""
    lines = items_of(cell)
    if len(lines) == n:
        return lines
    return [" ".join(lines)] * n


def _shared(cell: str) -> Iterator[str]:
    """Yield the reservations of a column of its own."""
    for line in cell.split("\n"):
        text, warning = without_warning(line)
        if text or warning:
            yield " ".join(filter(None, [text, warning]))


def _open(
    lines: range,
    marks: tuple[Mark, ...],
    shared: tuple[str, ...],
    texts: list[str],
    where: str,
) -> OpenMarks:
    """Return marks that stay open on these lines, with all that stands beside them."""
    return OpenMarks(
        lines=tuple(lines),
        marks=marks,
        reservations=tuple(filter(None, [*(m.reservation for m in marks), *shared])),
        text=_joined([*texts, *(mark.text for mark in marks)]),
        where=where,
    )


def _joined(texts: list[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def _says(plain: str, label: str) -> bool:
    """Return whether a text has a name in it, as whole words."""
    return f" {_folded(label)} " in f" {plain} "
