"""What a table of verdicts holds, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.errors import Problem
from tbresearch.estimate import Count
from tbresearch.frameworks.importing.reading import Line, OpenMarks
from tbresearch.html import list_html, problems_html, scroll_html, table_html, text_html
from tbresearch.vocabulary import VERDICT_STATES, join_text, label, quantity_text

__all__ = ["AssessmentTable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentTable:
    """Indicators and verdicts as a table has them; see `preview_assessment`.

    Attributes
    ----------
    source : str
        Name of the file.
    lines : tuple of Line
        One an indicator, in the order of the table.
    open_marks : tuple of OpenMarks
        Verdicts of which nobody says what indicator they are on.
    informants : tuple of str
        Heads of the columns that are an informant's.
    remarks : tuple of str
        What was put elsewhere or left out, in Dutch.
    problems : tuple of Problem
        What has to be mended before the table can be taken in.
    """

    source: str
    lines: tuple[Line, ...] = field(repr=False)
    open_marks: tuple[OpenMarks, ...] = field(repr=False)
    informants: tuple[str, ...]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        themes = {line.theme for line in self.lines}
        criteria = {(line.theme, line.criterion) for line in self.lines}
        shape = join_text(
            [
                quantity_text(len(themes), "thema", "thema's"),
                quantity_text(len(criteria), "criterium", "criteria"),
                quantity_text(len(self.lines), "indicator", "indicatoren"),
            ]
        )
        given = self.count("voldoet")
        told = f"{self.source}: {shape}; {given} voldoet"
        if self.open_links:
            links = quantity_text(self.open_links, "oordeel", "oordelen")
            told += f"; {links} niet te koppelen"
        if self.problems:
            found = quantity_text(len(self.problems), "probleem", "problemen")
            told += f"; {found} op te lossen"
        return told

    def verdicts(self, theme: str | None = None) -> list[str]:
        """Return every verdict that the table has, of a theme or of all."""
        linked = [
            line.verdict
            for line in self.lines
            if line.verdict and theme in (None, line.theme)
        ]
        loose = [
            mark.verdict
            for open_ in self.open_marks
            for mark in open_.marks
            if mark.verdict and theme in (None, self.lines[open_.lines[0]].theme)
        ]
        return linked + loose

    def count(self, verdict: str, *, theme: str | None = None) -> Count:
        """Return how many of the judgements are this verdict."""
        given = [v for v in self.verdicts(theme) if v != "geen_oordeel"]
        return Count(
            k=given.count(verdict),
            total=len(given),
            unit="oordelen",
            percentage_from=10**9,
        )

    @property
    def open_links(self) -> int:
        """The number of verdicts that could not be linked to one indicator."""
        return sum(len(open_.marks) for open_ in self.open_marks)

    @property
    def signs(self) -> dict[str, int]:
        """How often each mark was written."""
        signs = [line.sign for line in self.lines if line.sign]
        signs += [mark.sign for open_ in self.open_marks for mark in open_.marks]
        return dict(Counter(signs).most_common())

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done with what did not fit, in Dutch sentences."""
        signs = join_text([f"{n} keer {sign}" for sign, n in self.signs.items()])
        open_ = [
            f"{quantity_text(len(o.marks), 'oordeel', 'oordelen')} bij "
            f"{len(o.lines)} indicatoren ({o.where}): welk oordeel bij welke indicator "
            "hoort, staat er niet en is niet geraden"
            for o in self.open_marks
        ]
        bare = self.to_frame()["state"].tolist().count("zonder")
        without = quantity_text(bare, "indicator heeft", "indicatoren hebben")
        return (
            *([f"Gelezen tekens: {signs}."] if signs else []),
            *(f"{text}." for text in (*self.remarks, *open_)),
            *([f"{without} geen oordeel in de tabel."] if bare else []),
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row an indicator.

        Columns are `theme`, `criterion`, `label`, `state` (a key of
        `vocabulary.VERDICT_STATES`), `sign`, `reservations`, `text` and `where`.
        """
        shared = {n: o for o in self.open_marks for n in o.lines}
        rows = [
            {
                "theme": line.theme,
                "criterion": line.criterion,
                "label": line.label,
                "state": line.verdict or ("open" if n in shared else "zonder"),
                "sign": line.sign,
                "reservations": "; ".join(
                    [
                        *line.reservations,
                        *(shared[n].reservations if n in shared else ()),
                    ]
                ),
                "text": line.text,
                "where": line.where,
            }
            for n, line in enumerate(self.lines)
        ]
        columns = [
            *("theme", "criterion", "label", "state", "sign", "reservations"),
            *("text", "where"),
        ]
        return pd.DataFrame(rows, columns=columns)

    def _repr_html_(self) -> str:
        rows = [
            (
                str(row.theme),
                str(row.criterion),
                str(row.label),
                label(VERDICT_STATES, str(row.state)),
                str(row.reservations),
            )
            for row in self.to_frame().itertuples()
        ]
        heads = ("Thema", "Criterium", "Indicator", "Oordeel", "Voorbehoud")
        table = scroll_html(table_html(heads, rows)) if rows else ""
        problems = problems_html(self.problems)
        return text_html(self) + problems + table + list_html(self.notes)
