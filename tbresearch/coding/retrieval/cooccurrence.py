"""Codes that occur together, counted in units and never in doubled codings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import UNIT_COLUMNS
from tbresearch.coding.retrieval.matrix import coded_by, coders_note
from tbresearch.coding.retrieval.passages import turn_pieces
from tbresearch.coding.retrieval.selection import Selection, check_term
from tbresearch.coding.retrieval.sheets import Column, Row, Sheet
from tbresearch.figures import draw_heat_map
from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import (
    POLARITIES,
    RESPONDENT_GROUPS,
    TOGETHER,
    UNITS,
    decimal_text,
    label,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tbresearch.study import Study

__all__ = ["CodeCooccurrence", "code_cooccurrence", "codes_together"]

Square = NDArray[np.int64]

# Pairs that a notebook shows; the frame and a file hold them all.
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CodeCooccurrence:
    """In how many units two codes occur together.

    Attributes
    ----------
    coding : Coding
        Where the counts come from.
    within : str
        Key of `vocabulary.TOGETHER`.
    counts : pd.DataFrame
        Square and symmetric, one row and column a code: units with both; on the
        diagonal units with the code.
    respondents : pd.DataFrame
        The same, in different respondents by whom both occur together.
    title : str
        What was counted, in Dutch.
    notes : tuple of str
        Whose codings, and how.
    """

    coding: Coding
    within: str
    counts: pd.DataFrame
    respondents: pd.DataFrame
    title: str
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that it is of."""
        return self.coding.study

    def __str__(self) -> str:
        pairs = len(self.to_frame())
        several = "1 paar codes komt" if pairs == 1 else f"{pairs} paren codes komen"
        return f"{self.title}: {several} samen voor"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a pair that occurs, most first.

        Columns code and other; together, units with both; code_total and
        other_total, units with each; jaccard, together over units with at least
        one of both (0 to 1); and respondents, by how many the pair is said.
        """
        n, people = self.counts.to_numpy(), self.respondents.to_numpy()
        first, second = np.triu_indices(len(n), k=1)
        keep = n[first, second] > 0
        first, second = first[keep], second[keep]
        both = n[first, second]
        of_first, of_second = n[first, first], n[second, second]
        frame = pd.DataFrame(
            {
                "code": self.counts.index[first],
                "other": self.counts.index[second],
                "together": both,
                "code_total": of_first,
                "other_total": of_second,
                "jaccard": both / (of_first + of_second - both),
                "respondents": people[first, second],
            }
        )
        order = ["together", "jaccard"]
        return frame.sort_values(
            order, ascending=False, kind="stable", ignore_index=True
        )

    def plot(self, ax: Axes | None = None, *, most: int | None = None) -> Axes:
        """Draw codes against each other; on the diagonal, each by itself.

        Parameters
        ----------
        ax : Axes or None
            Where to draw.
        most : int or None
            As `codes_together` takes it.
        """
        return _plot(self, ax, most)

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the table of pairs that `export_tables` writes."""
        widths = (34, 34, 12, 12, 12, 8, 14)
        columns = tuple(
            Column(head=head, width=width)
            for head, width in zip(self._heads(), widths, strict=True)
        )
        return (
            Sheet(
                name="Samen",
                title=str(self),
                columns=columns,
                rows=tuple(Row(cells=cells) for cells in self._rows()),
                notes=self.notes,
            ),
        )

    def _heads(self) -> Sequence[str]:
        return (
            "Code",
            "Andere code",
            f"{self._units().capitalize()} met beide",
            "met de code",
            "met de andere",
            "Deel",
            "Respondenten met beide",
        )

    def _units(self) -> str:
        return label(UNITS, _unit(self.within))

    def _rows(self) -> Iterator[tuple[str | int | float, ...]]:
        for row in self.to_frame().itertuples(index=False):
            yield (
                self._label(str(row.code)),
                self._label(str(row.other)),
                int(str(row.together)),
                int(str(row.code_total)),
                int(str(row.other_total)),
                round(float(str(row.jaccard)), 2),
                int(str(row.respondents)),
            )

    def _label(self, code: str) -> str:
        return self.coding.codebook.codes[code].label

    def _repr_html_(self) -> str:
        rows = list(self._rows())
        shown = [
            [decimal_text(x, 2) if isinstance(x, float) else x for x in row]
            for row in rows[:_SHOWN]
        ]
        more = f"Hier staan de eerste {_SHOWN} van {len(rows)} paren."
        return "".join(
            (
                text_html(self),
                table_html(self._heads(), shown),
                text_html(more) if len(rows) > _SHOWN else "",
                list_html(self.notes),
            )
        )


def code_cooccurrence(
    coding: Coding,
    *,
    within: str,
    group: str | None = None,
    polarity: str | None = None,
    coder: str | None = None,
) -> CodeCooccurrence:
    """Count in how many units each two codes occur together.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    within : str
        What together is: key of `vocabulary.TOGETHER`. Passages "overlap" when
        they share a character inside a turn; they are counted in turns.
    group, polarity : str or None
        Only these passages; None is all.
    coder : str or None
        Whose codings; None is those that the study names for its findings.

    Returns
    -------
    CodeCooccurrence

    Raises
    ------
    StudyError
        If a name is unknown.
    WorkbenchError
        If it has to be said whose codings count.
    """
    check_term(within, TOGETHER, name="within")
    selection = Selection(group=group, polarity=polarity, coder=coder)
    rows, coders = coded_by(coding, selection)
    unit = _unit(within)
    codes = list(coding.codebook.codes)
    if within == "overlap":
        counts, people = _overlapping(turn_pieces(rows, coding), codes)
    else:
        counts, people = _in_one_unit(rows, codes, UNIT_COLUMNS[unit])
    chosen = [
        f"groep {label(RESPONDENT_GROUPS, group)}" if group else "",
        f"kant {label(POLARITIES, polarity)}" if polarity else "",
    ]
    return CodeCooccurrence(
        coding=coding,
        within=within,
        counts=pd.DataFrame(counts, index=codes, columns=codes),
        respondents=pd.DataFrame(people, index=codes, columns=codes),
        title=", ".join(filter(None, (label(TOGETHER, within), *chosen))),
        notes=(coders_note(coders), *_notes(unit), *coding.notes),
    )


def _plot(result: CodeCooccurrence, ax: Axes | None, most: int | None) -> Axes:
    chosen = codes_together(result.counts, most=most)
    used = np.flatnonzero(result.counts.index.isin(chosen))
    n = result.counts.to_numpy()[np.ix_(used, used)].astype(float)
    apart = ~np.eye(len(used), dtype=bool)
    darkest = max(n[apart].max(initial=0), 1)
    below = np.tri(len(used), dtype=bool)
    texts = [
        [str(int(k)) if k and at[j] else "" for j, k in enumerate(row)]
        for row, at in zip(n, below, strict=True)
    ]
    codes = result.coding.codebook.codes
    names = [codes[code].label for code in result.counts.index[used]]
    shade = np.where(below & apart, n / darkest, np.nan)
    return draw_heat_map(
        ax,
        shade,
        texts=texts,
        rows=names,
        columns=names,
        caption=f"Aantal {label(UNITS, _unit(result.within))} met beide codes; wit op "
        "de schuine lijn: met de code zelf",
    )


def codes_together(counts: pd.DataFrame, *, most: int | None) -> list[str]:
    """Return the codes that occur, in the order of the codebook.

    Parameters
    ----------
    counts : pd.DataFrame
        As `CodeCooccurrence.counts`.
    most : int or None
        Only so many: those that come together with others most often, of those that
        do at all. None is every code that occurs.
    """
    n = counts.to_numpy()
    if most is None:
        return [str(code) for code in counts.index[np.diag(n) > 0]]
    apart = n.sum(axis=1) - np.diag(n)
    first = np.argsort(-apart, kind="stable")[:most]
    return [str(counts.index[i]) for i in sorted(first) if apart[i]]


def _unit(within: str) -> str:
    """Return what is counted, by what together is."""
    return "respondent" if within == "respondent" else "uiting"


def _notes(unit: str) -> Iterator[str]:
    units = label(UNITS, unit)
    yield (
        f"Geteld zijn {units}: hoe vaak een code daarin ook is gegeven, zij telt daar "
        "één keer."
    )
    yield (
        f"Deel: {units} met beide codes, van alle {units} met minstens één van beide."
    )
    yield "Een code telt alleen wat er zelf mee is gecodeerd, niet wat eronder valt."


def _in_one_unit(
    rows: pd.DataFrame, codes: Sequence[str], unit: Sequence[str]
) -> tuple[Square, Square]:
    """Return in how many units, and by how many respondents, codes are together.

    Parameters
    ----------
    rows : pd.DataFrame
        Passages; a unit is of one respondent.
    codes : sequence of str
        Rows and columns of the result.
    unit : sequence of str
        The columns of a unit.
    """
    place = {code: i for i, code in enumerate(codes)}
    counts, people = _empty(codes), _empty(codes)
    for _, own in rows.groupby("respondent"):
        number = own.groupby(list(unit)).ngroup().to_numpy()
        has = np.zeros((number.max() + 1, len(codes)))
        has[number, own["code"].map(place).to_numpy()] = 1
        both = (has.T @ has).astype("int64")
        counts += both
        people += both > 0
    return counts, people


def _overlapping(rows: pd.DataFrame, codes: Sequence[str]) -> tuple[Square, Square]:
    """Return in how many turns, and by how many respondents, codes overlap."""
    place = {code: i for i, code in enumerate(codes)}
    counts, people = _empty(codes), _empty(codes)
    of: dict[tuple[str, str], set[str]] = defaultdict(set)
    turns: Counter[tuple[str, str]] = Counter()
    for (_, _, respondent), pairs in _overlaps(rows):
        turns.update(pairs)
        for pair in pairs:
            of[pair].add(respondent)
    for (code, other), n in turns.items():
        cell = place[code], place[other]
        counts[cell], people[cell] = n, len(of[code, other])
    return counts, people


def _overlaps(
    rows: pd.DataFrame,
) -> Iterator[tuple[tuple[str, int, str], set[tuple[str, str]]]]:
    """Yield each turn with every two codes of which passages overlap there.

    Passages come by their start. What is kept of a code is only how far its
    passages reach, so that a turn with very many costs no more than their number
    times that of the codes.
    """
    ordered = rows.sort_values(["session", "number", "first"], kind="stable")
    names = ("session", "number", "respondent", "first", "stop", "code")
    spans = zip(*(ordered[name].tolist() for name in names), strict=True)
    for turn, own in groupby(spans, key=lambda span: span[:3]):
        pairs: set[tuple[str, str]] = set()
        reach: dict[str, int] = {}
        for *_, first, stop, code in own:
            reach[code] = max(stop, reach.get(code, 0))
            for other, end in reach.items():
                if end > first:
                    pairs |= {(code, other), (other, code)}
        yield turn, pairs


def _empty(codes: Sequence[str]) -> Square:
    return np.zeros((len(codes), len(codes)), dtype="int64")
