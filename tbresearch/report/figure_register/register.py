"""The register of figures: made from the files of a study, never typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from tbresearch.costs import ASSUMPTIONS_FILE, read_assumptions
from tbresearch.errors import Problem
from tbresearch.html import list_html, table_html, text_html
from tbresearch.intervention import (
    Contradictions,
    Intervention,
    contradictions,
    has_intervention,
    read_intervention,
)
from tbresearch.literature import (
    method_sources,
    read_bibliography,
    taken_figure,
)
from tbresearch.report.figure_register.differences import FigureDifference, differences
from tbresearch.report.figure_register.rows import (
    RegisteredFigure,
    assumed_figures,
    described_figures,
    written_figure,
)
from tbresearch.report.outline import TEXT_FOLDER
from tbresearch.study import Study, read_text
from tbresearch.synthesis.claims import REFERENCE, SOURCED
from tbresearch.vocabulary import quantity_text

__all__ = ["FigureRegister", "figure_register"]

_DESCRIBED = re.compile(r"interventie:cijfer\.(.+)")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureRegister:
    """What a study takes from elsewhere, and on what that disagrees.

    Attributes
    ----------
    rows : tuple of RegisteredFigure
        From the description of the intervention, the assumptions and the texts.
    differences : tuple of FigureDifference
        One figure with two values in two places.
    contradictions : Contradictions or None
        What the sources of the intervention contradict each other on; None if the
        study has no description.
    """

    rows: tuple[RegisteredFigure, ...]
    differences: tuple[FigureDifference, ...]
    contradictions: Contradictions | None

    def __str__(self) -> str:
        found = quantity_text(len(self.rows), "cijfer", "cijfers")
        twice = quantity_text(
            len(self.differences), "keer twee waarden", "keer twee waarden"
        )
        items = self.contradictions.items if self.contradictions else ()
        said = quantity_text(len(items), "tegenstrijdigheid", "tegenstrijdigheden")
        return f"{found} van elders; {twice} voor één cijfer; {said} in de bronnen"

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the register, in Dutch sentences."""
        undated = sum(row.year is None for row in self.rows)
        told = quantity_text(undated, "cijfer", "cijfers")
        return (
            "Een cijfer komt uit de beschrijving van de interventie, uit de aannames "
            "of uit een tekst van de evaluator; beoordelingskaders geven geen cijfers.",
            "Twee waarden van één cijfer staan er beide; er is niet tussen gekozen.",
            "Waar gebruikt: een kostenpost, of een tekst die ernaar verwijst. Een "
            "bewering over kosten die is doorgerekend, telt hier niet mee.",
            *([f"Van {told} noemt geen bron een jaar."] if undated else []),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a figure.

        Columns are `name`, `label`, `value`, `low`, `high` (numbers, missing if it is
        none), `year`, `denominator`, `source`, `where` and `used` (a tuple).
        """
        columns = {
            "name": [row.name for row in self.rows],
            "label": [row.label for row in self.rows],
            "value": [row.value for row in self.rows],
            "low": [row.range.low if row.range else None for row in self.rows],
            "high": [row.range.high if row.range else None for row in self.rows],
            "year": [row.year for row in self.rows],
            "denominator": [row.denominator for row in self.rows],
            "source": [row.source for row in self.rows],
            "where": [row.where for row in self.rows],
            "used": [row.used for row in self.rows],
        }
        return pd.DataFrame(columns).astype(
            {"low": float, "high": float, "year": "Int64"}
        )

    def _repr_html_(self) -> str:
        heads = ("Cijfer", "Waarde", "Jaar", "Noemer", "Bron", "Waar gebruikt")
        rows = [
            (
                row.label,
                row.value,
                str(row.year or "onbekend"),
                row.denominator,
                row.source,
                row.used,
            )
            for row in self.rows
        ]
        twice = list_html(map(str, self.differences), title="Twee waarden")
        return text_html(self) + table_html(heads, rows) + twice + list_html(self.notes)


def figure_register(study: Study) -> FigureRegister:
    """Return every figure that a study takes from elsewhere, with its source.

    Parameters
    ----------
    study : Study
        Its description of the intervention, its assumptions, and the texts of the
        evaluator in `rapport`.

    Returns
    -------
    FigureRegister
        With what the sources contradict each other on, and each figure that has two
        values in two places.

    Raises
    ------
    WorkbenchError
        If one of those files cannot be read.
    """
    description = read_intervention(study) if has_intervention(study) else None
    rows = [
        *(described_figures(description) if description else ()),
        *_assumed(study),
        *_written(study, description),
    ]
    return FigureRegister(
        rows=tuple(_with_uses(rows, study)),
        differences=differences(rows),
        contradictions=contradictions(description) if description else None,
    )


def _assumed(study: Study) -> Iterator[RegisteredFigure]:
    if (study.root / ASSUMPTIONS_FILE).is_file():
        yield from assumed_figures(read_assumptions(study))


def _written(
    study: Study, description: Intervention | None
) -> Iterator[RegisteredFigure]:
    years = {source.key: source.year for source in method_sources().sources}
    years |= {source.key: source.year for source in read_bibliography(study).sources}
    for source in description.sources if description else ():
        years.setdefault(source.key, source.year)
    ignored: list[Problem] = []  # the build of the report names them
    for where, line in _lines(study):
        for found in SOURCED.finditer(line):
            taken = taken_figure(found, where=where, problems=ignored)
            yield written_figure(taken, year=years.get(taken.key))


def _with_uses(
    rows: list[RegisteredFigure], study: Study
) -> Iterator[RegisteredFigure]:
    """Yield the rows with the places in texts that refer to a described figure."""
    places: dict[str, list[str]] = {}
    for where, line in _lines(study):
        for key in REFERENCE.findall(line):
            if found := _DESCRIBED.fullmatch(key):
                places.setdefault(found[1], []).append(where)
    for row in rows:
        more: Mapping[str, list[str]] = places if row.range else {}
        yield replace(row, used=(*row.used, *more.get(row.name, ())))


def _lines(study: Study) -> Iterator[tuple[str, str]]:
    """Yield each line of the evaluator's texts, with its place."""
    for path in sorted((study.root / TEXT_FOLDER).rglob("*.md")):
        source = path.relative_to(study.root).as_posix()
        text = read_text(path, source=source)
        for number, line in enumerate(text.split("\n"), start=1):
            yield f"{source}, regel {number}", line
