"""The framework matrix: what each case says about each code, with its proof.

The form of the framework method (Gale and others, 2013, BMC Medical Research
Methodology 13, 117): a row a case, a column a code, in each cell a summary that
points to the passages it rests on.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import counted_respondents, different_units
from tbresearch.coding.retrieval.framework_file import (
    CITATION,
    Framework,
    read_framework,
)
from tbresearch.coding.retrieval.matrix import coded_by, coders_note, with_parents
from tbresearch.coding.retrieval.passages import turn_pieces
from tbresearch.coding.retrieval.selection import (
    Selection,
    check_names,
    check_term,
    selected_people,
)
from tbresearch.coding.retrieval.sheets import Cell, Column, Row, Sheet, quoting
from tbresearch.html import fold_html, list_html, scroll_html, text_html
from tbresearch.vocabulary import QUOTING, RESPONDENT_GROUPS, label, quantity_text

if TYPE_CHECKING:
    from tbresearch.study import Study

__all__ = ["FrameworkMatrix", "framework_matrix"]

_CASES = ("respondent", "session")
_Passage = Mapping[Hashable, object]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameworkMatrix:
    """Cases against codes, with summaries where there are any.

    Attributes
    ----------
    coding : Coding
        Where the passages come from.
    by : str
        What a case is: respondent or session.
    cases, codes : tuple of str
        Rows and columns.
    framework : Framework
        The summaries.
    counts : pd.DataFrame
        Turns with the code, one row a case, one column a code.
    cited : pd.DataFrame
        The passages that summaries cite: number, id, case, code, session, turn,
        respondent, label, quote and quoting.
    notes : tuple of str
        What the numbers are.
    """

    coding: Coding
    by: str
    cases: tuple[str, ...]
    codes: tuple[str, ...]
    framework: Framework
    counts: pd.DataFrame
    cited: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that it is of."""
        return self.coding.study

    def __str__(self) -> str:
        summaries = self.summaries()
        open_cells = sum(
            n > 0 and cell not in summaries for cell, n in self.turns().items()
        )
        left = "1 cel met uitingen heeft er nog geen"
        if open_cells != 1:
            left = f"{open_cells} cellen met uitingen hebben er nog geen"
        return (
            f"Raamwerk van {quantity_text(len(self.cases), 'geval', 'gevallen')} en "
            f"{quantity_text(len(self.codes), 'code', 'codes')}: "
            f"{quantity_text(len(summaries), 'samenvatting', 'samenvattingen')}; {left}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a cell: case, code, summary (or empty) and turns."""
        written = self.summaries()
        rows = [(*cell, written.get(cell, ""), n) for cell, n in self.turns().items()]
        return pd.DataFrame(rows, columns=["case", "code", "summary", "turns"])

    def summaries(self) -> Mapping[tuple[str, str], str]:
        """Return the summary of each cell that has one, by case and code."""
        shown = self.turns()
        cells = self.framework.cells
        named = zip(cells["case"], cells["code"], cells["summary"], strict=True)
        return {
            (case, code): text for case, code, text in named if (case, code) in shown
        }

    def turns(self) -> Mapping[tuple[str, str], int]:
        """Return in how many turns of each case each code occurs."""
        rows = zip(self.cases, self.counts.to_numpy(), strict=True)
        return {
            (case, code): int(n)
            for case, row in rows
            for code, n in zip(self.codes, row, strict=True)
        }

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the matrix, and the citations that its numbers point to."""
        return tuple(_sheets(self))

    def _repr_html_(self) -> str:
        return text_html(self) + scroll_html(_table_html(self)) + list_html(self.notes)


_LEFT = 'style="text-align: left; vertical-align: top; min-width: 9em"'
_CITED_COLUMNS = (
    Column(head="Nummer", width=12),
    Column(head="Gesprek", width=12),
    Column(head="Beurt", width=10),
    Column(head="Respondent", width=16),
    Column(head="Code", width=24),
    Column(head="Passage", width=80, spoken=True),
    Column(head="Citeren", width=13),
    Column(head="Codering", width=16),
)


def framework_matrix(
    coding: Coding,
    *,
    by: str,
    codes: Sequence[str] | None = None,
    group: str | None = None,
    coder: str | None = None,
) -> FrameworkMatrix:
    """Lay the summaries of a study beside the passages that they rest on.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    by : str
        What a case is: respondent or session.
    codes : sequence of str or None
        The columns; None is every code that occurs or has a summary.
    group : str or None
        Only cases of one respondent group; a session is of a group if someone of
        the group speaks there.
    coder : str or None
        Whose codings are counted in cells; None is those that the study names for
        its findings. Summaries may cite any.

    Returns
    -------
    FrameworkMatrix

    Raises
    ------
    StudyError
        If a name is unknown, or a summary does not hold.
    WorkbenchError
        If it has to be said whose codings count.
    """
    check_term(by, _CASES, name="by")
    wanted = None if codes is None else tuple(codes)
    selection = Selection(codes=wanted, group=group, coder=coder)
    check_names(coding.study, selection, coding.codebook)
    framework = read_framework(coding)
    rows, coders = coded_by(coding, Selection(group=group, coder=coder))
    rows = with_parents(rows, coding.codebook)
    cases = _cases(coding, by, selection)
    cells = framework.cells[framework.cells["case"].isin(cases)]
    used = {*rows["code"], *cells["code"]}
    columns = wanted or tuple(code for code in coding.codebook.codes if code in used)
    n = different_units("uiting", rows, by=[by, "code"], study=coding.study)
    grid = pd.MultiIndex.from_product([cases, columns])
    filled = n.reindex(grid, fill_value=0).to_numpy(dtype="int64")
    counts = pd.DataFrame(
        filled.reshape(len(cases), len(columns)),
        index=list(cases),
        columns=list(columns),
    )
    return FrameworkMatrix(
        coding=coding,
        by=by,
        cases=cases,
        codes=columns,
        framework=framework,
        counts=counts,
        cited=_cited(coding, _in_order(cells, cases, columns), by),
        notes=(coders_note(coders), *_NOTES, *coding.notes),
    )


_NOTES = (
    "Een cel zonder samenvatting geeft het aantal uitingen met de code, ook met "
    "codes die eronder vallen.",
    "Samenvattingen staan in raamwerk.csv en verwijzen elk naar de coderingen waar "
    "zij op rusten.",
)


def _cases(coding: Coding, by: str, selection: Selection) -> tuple[str, ...]:
    study = coding.study
    people = selected_people(study, selection)
    turns = coding.corpus.turns
    spoken = turns[turns["respondent"].isin(people)]
    if by == "session":
        there = set(spoken["session"])
        return tuple(name for name in study.sessions["session"] if name in there)
    there = set(spoken["respondent"])
    group = study.respondents.set_index("respondent")["group"]
    return tuple(
        name
        for each in study.groups
        for name in people
        if name in there and group[name] == each
    )


def _in_order(
    cells: pd.DataFrame, cases: Sequence[str], codes: Sequence[str]
) -> list[str]:
    """Return the summaries of these cases and codes as they come on the page."""
    named = zip(cells["case"], cells["code"], cells["summary"], strict=True)
    written = {(case, code): str(text) for case, code, text in named}
    grid = ((case, code) for case in cases for code in codes)
    return [written[cell] for cell in grid if cell in written]


def _cited(coding: Coding, summaries: Sequence[str], by: str) -> pd.DataFrame:
    """Return the passages that summaries cite, numbered as they come."""
    order: dict[str, int] = {}
    for summary in summaries:
        for name in CITATION.findall(summary):
            order.setdefault(name, len(order) + 1)
    rows = coding.passages[coding.passages["id"].isin(order)]
    rows = rows[rows["respondent"].isin(counted_respondents(coding.study))]
    pieces = turn_pieces(rows, coding)
    numbered = pieces.rename(columns={"number": "turn"}).assign(
        number=pieces["id"].map(order),
        case=pieces[by],
        label=pieces["code"].map(lambda code: coding.codebook.codes[code].label),
        quoting=pieces["respondent"].map(dict(quoting(coding.study))),
    )
    names = ["number", "id", "case", "code", "session", "turn", "respondent"]
    ordered = numbered.sort_values(["number", "turn"], ignore_index=True)
    return ordered[[*names, "label", "quote", "quoting"]]


def _case_label(matrix: FrameworkMatrix, case: str) -> str:
    if matrix.by == "session":
        titles = matrix.study.sessions.set_index("session")["title"]
        return f"{titles[case]} ({case})"
    groups = matrix.study.respondents.set_index("respondent")["group"]
    return f"{case} ({label(RESPONDENT_GROUPS, groups[case]).lower()})"


def _code_labels(matrix: FrameworkMatrix) -> list[str]:
    return [matrix.coding.codebook.codes[code].label for code in matrix.codes]


def _sheets(matrix: FrameworkMatrix) -> Iterator[Sheet]:
    numbers = dict(zip(matrix.cited["id"], matrix.cited["number"], strict=True))
    cells: dict[tuple[str, str], Cell] = {
        cell: quantity_text(n, "uiting", "uitingen") if n else ""
        for cell, n in matrix.turns().items()
    }
    for cell, summary in matrix.summaries().items():
        cells[cell] = CITATION.sub(lambda found: f"[{numbers[found[1]]}]", summary)
    yield Sheet(
        name="Raamwerk",
        title=str(matrix),
        columns=(
            Column(head="Geval", width=18),
            *(Column(head=name, width=32) for name in _code_labels(matrix)),
        ),
        rows=tuple(
            Row(
                cells=(
                    _case_label(matrix, case),
                    *(cells[case, code] for code in matrix.codes),
                )
            )
            for case in matrix.cases
        ),
        notes=matrix.notes,
    )
    if len(matrix.cited):
        yield Sheet(
            name="Citaten",
            title="De passages waar het raamwerk naar verwijst",
            columns=_CITED_COLUMNS,
            rows=tuple(map(_cited_row, matrix.cited.to_dict("records"))),
        )


def _cited_row(row: _Passage) -> Row:
    return Row(
        quotable=row["quoting"] != "nee",
        cells=(
            int(str(row["number"])),
            str(row["session"]),
            int(str(row["turn"])),
            str(row["respondent"]),
            str(row["label"]),
            str(row["quote"]),
            label(QUOTING, str(row["quoting"])),
            str(row["id"]),
        ),
    )


def _table_html(matrix: FrameworkMatrix) -> str:
    summaries, turns = matrix.summaries(), matrix.turns()
    quotes = {
        str(name): own.to_dict("records")
        for name, own in matrix.cited.groupby("id", sort=False)
    }
    heads = "".join(
        f'<th scope="col" {_LEFT}>{escape(head)}</th>'
        for head in ("Geval", *_code_labels(matrix))
    )
    lines = []
    for case in matrix.cases:
        cells = "".join(
            f"<td {_LEFT}>{_cell_html(summaries.get(cell), turns[cell], quotes)}</td>"
            for cell in ((case, code) for code in matrix.codes)
        )
        name = escape(_case_label(matrix, case))
        lines.append(f'<tr><th scope="row" {_LEFT}>{name}</th>{cells}</tr>')
    body = "".join(lines)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell_html(
    summary: str | None, turns: int, quotes: Mapping[str, Sequence[_Passage]]
) -> str:
    """Return a summary above the passages it cites, or how many turns there are."""
    if summary is None:
        many = quantity_text(turns, "uiting", "uitingen")
        return f"<em>{many}</em>" if turns else ""
    cited = list(dict.fromkeys(CITATION.findall(summary)))
    text = CITATION.sub(lambda found: f"[{quotes[found[1]][0]['number']}]", summary)
    body = "".join(_quote_html(row) for name in cited for row in quotes[name])
    many = quantity_text(len(cited), "passage", "passages")
    return text_html(text) + fold_html(many, body)


def _quote_html(row: _Passage) -> str:
    may = ", mag niet worden geciteerd" if row["quoting"] == "nee" else ""
    return text_html(
        f"[{row['number']}] «{row['quote']}» ({row['respondent']}, "
        f"{row['session']}, beurt {row['turn']}, {row['id']}{may})"
    )
