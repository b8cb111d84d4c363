"""Codes against groups, respondents, sessions or organisations.

Every cell is k of N of a named unit, and N stands at the head of its column:
everybody of that unit who could have said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import (
    counted_respondents,
    counting_coders,
    different_units,
    spoken_turns,
)
from tbresearch.coding.retrieval.selection import (
    Selection,
    check_names,
    check_term,
    codes_below,
    selected_passages,
)
from tbresearch.coding.retrieval.sheets import Column, Row, Sheet
from tbresearch.errors import WorkbenchError
from tbresearch.figures import draw_heat_map
from tbresearch.html import list_html, scroll_html, table_html, text_html
from tbresearch.vocabulary import POLARITIES, RESPONDENT_GROUPS, UNITS, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.study import Study

__all__ = ["CodeMatrix", "code_matrix", "coded_by", "coders_note", "with_parents"]

_BY = {
    "group": "groep",
    "respondent": "respondent",
    "session": "gesprek",
    "organisation": "organisatie",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CodeMatrix:
    """How many of a unit mention each code, per column.

    Attributes
    ----------
    coding : Coding
        Where the counts come from.
    by : str
        What the columns are: group, respondent, session or organisation.
    unit : str
        What is counted: key of `vocabulary.UNITS`.
    counts : pd.DataFrame
        One row a code, one column a value of `by`: k.
    totals : pd.Series
        N of each column.
    title : str
        What was counted, in Dutch.
    notes : tuple of str
        Whose codings, and what was left out.
    """

    coding: Coding
    by: str
    unit: str
    counts: pd.DataFrame
    totals: pd.Series[int]
    title: str
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that it is of."""
        return self.coding.study

    def __str__(self) -> str:
        used = int((self.counts.sum(axis=1) > 0).sum())
        return f"{self.title}: {used} van {len(self.counts)} codes komen voor"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code and column: code, `by`, unit, k and total."""
        long = self.counts.rename_axis(index="code").reset_index()
        frame = long.melt(id_vars="code", var_name=self.by, value_name="k")
        frame.insert(2, "unit", self.unit)
        return frame.assign(total=frame[self.by].map(self.totals).astype(int))

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the codes that occur; the darker, the larger the part of its column."""
        used = self.counts[self.counts.sum(axis=1) > 0]
        share = used.to_numpy(float) / np.maximum(self.totals.to_numpy(float), 1)
        return draw_heat_map(
            ax,
            share,
            texts=[[str(k) if k else "" for k in row] for row in used.to_numpy()],
            rows=self._labels(used.index),
            columns=self._heads(),
            caption=f"Aantal {label(UNITS, self.unit)}; hoe donkerder, hoe groter het "
            "deel van de kolom",
        )

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the table that `export_tables` writes."""
        heads = (
            Column(head="Code", width=34),
            *(Column(head=head, width=15) for head in self._heads()),
        )
        return (
            Sheet(
                name="Matrix",
                title=str(self),
                columns=heads,
                rows=tuple(Row(cells=tuple(cells)) for cells in self._rows()),
                notes=self.notes,
            ),
        )

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        labels = self._labels(self.counts.index)
        for name, row in zip(labels, self.counts.to_numpy(), strict=True):
            yield (name, *(int(k) for k in row))

    def _labels(self, codes: Iterable[str]) -> list[str]:
        return [self.coding.codebook.codes[code].label for code in codes]

    def _heads(self) -> list[str]:
        return [
            f"{self.column_label(str(name))} (van {total})"
            for name, total in self.totals.items()
        ]

    def column_label(self, name: str) -> str:
        """Return the Dutch name of a column."""
        if self.by == "group":
            return label(RESPONDENT_GROUPS, name)
        if self.by == "session":
            titles = self.study.sessions.set_index("session")["title"]
            return str(titles[name])
        return name

    def _repr_html_(self) -> str:
        used = [row for row in self._rows() if any(row[1:])]
        table = table_html(("Code", *self._heads()), used)
        return text_html(self) + scroll_html(table) + list_html(self.notes)


def code_matrix(
    coding: Coding,
    *,
    by: str,
    unit: str,
    polarity: str | None = None,
    coder: str | None = None,
    children: bool | None = None,
) -> CodeMatrix:
    """Count, per code and column, how many of a unit mention the code.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    by : str
        What the columns are: group, respondent, session or organisation.
    unit : str
        What is counted: key of `vocabulary.UNITS`.
    polarity : str or None
        Only passages of one polarity; None is all.
    coder : str or None
        Whose codings; None is those that the study names for its findings.
    children : bool or None
        Whether a code counts what was coded with codes under it too. May be left
        out only if no code has any.

    Returns
    -------
    CodeMatrix

    Raises
    ------
    StudyError
        If a name is unknown.
    WorkbenchError
        If it has to be said whose codings count, or whether codes below count.
    """
    check_term(by, _BY, name="by")
    check_term(unit, UNITS, name="unit")
    rows, coders = coded_by(coding, Selection(polarity=polarity, coder=coder))
    children = _said(coding.codebook, children)
    if children:
        rows = with_parents(rows, coding.codebook)
    study = coding.study
    totals = different_units(unit, spoken_turns(coding.corpus), by=[by], study=study)
    order = [name for name in _order(study, by) if totals.get(name, 0)]
    k = different_units(unit, rows, by=["code", by], study=study)
    cells = pd.MultiIndex.from_product([list(coding.codebook.codes), order])
    filled = k.reindex(cells, fill_value=0).to_numpy(dtype="int64")
    counts = pd.DataFrame(
        filled.reshape(len(coding.codebook.codes), len(order)),
        index=list(coding.codebook.codes),
        columns=order,
    )
    side = f", kant {label(POLARITIES, polarity)}" if polarity else ""
    return CodeMatrix(
        coding=coding,
        by=by,
        unit=unit,
        counts=counts,
        totals=totals.reindex(order).astype("int64"),
        title=f"Code per {_BY[by]}, geteld in {label(UNITS, unit)}{side}",
        notes=(
            coders_note(coders),
            *_notes(coding, by=by, unit=unit, children=children),
            *coding.notes,
        ),
    )


def coded_by(
    coding: Coding, selection: Selection
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the passages that count, and whose they are.

    Raises
    ------
    StudyError
        If a name is unknown.
    WorkbenchError
        If the selection names no coder and the study none for its findings.
    """
    check_names(coding.study, selection, coding.codebook)
    rows = selected_passages(coding, selection)
    if selection.coder is not None:
        return rows, (selection.coder,)
    coders = counting_coders(coding.study, codings=len(coding.codings))
    return rows[rows["coder"].isin(coders)], coders


def coders_note(coders: Sequence[str]) -> str:
    """Say whose codings were counted."""
    return f"Geteld zijn de coderingen van {', '.join(coders) or 'niemand'}."


def with_parents(rows: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Return passages once more for every code above theirs."""
    above = {code: codes_below(codebook, code) for code in codebook.codes}
    more = [
        rows[rows["code"].isin(below)].assign(code=code)
        for code, below in above.items()
        if below
    ]
    return pd.concat([rows, *more], ignore_index=True)


def _said(codebook: Codebook, children: bool | None) -> bool:
    parents = [code for code in codebook.codes if codes_below(codebook, code)]
    if parents and children is None:
        raise WorkbenchError(
            f"er vallen codes onder: {', '.join(parents)}",
            where="de vraag, children=",
            fix="zeg of een hoofdcode die meetelt: children=True of children=False; "
            "bij een opdracht --met-onderliggende of --zonder-onderliggende",
        )
    return bool(children)


def _order(study: Study, by: str) -> list[str]:
    if by == "group":
        return list(study.groups)
    if by == "session":
        return list(study.sessions["session"])
    people = study.respondents.set_index("respondent").loc[counted_respondents(study)]
    if by == "organisation":
        return sorted(people["organisation"].dropna().unique())
    return [
        str(name)
        for group in study.groups
        for name in people.index[people["group"] == group]
    ]


def _notes(coding: Coding, *, by: str, unit: str, children: bool) -> Iterator[str]:
    yield f"Achter elke kop staat van hoeveel {label(UNITS, unit)} er is geteld."
    if by != "group":
        yield "Kolommen zijn niet op te tellen: groepen worden niet samengevoegd."
    if children:
        yield "Een hoofdcode telt ook wat met een onderliggende code is gecodeerd."
    if unit == "groep":
        yield "Een groep is een focusgroep; interviews tellen hier niet mee."
    if by == "organisation" or unit == "organisatie":
        yield "Wie geen organisatie heeft, telt hier niet mee."
    if len(counted_respondents(coding.study)) < len(coding.study.respondents):
        yield "Wie geen toestemming gaf voor deelname, telt niet mee."
