"""All passages of a code, each in the turn that it was said in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import counted_respondents
from tbresearch.coding.retrieval.selection import (
    Selection,
    check_names,
    codes_with,
    in_order,
    selected_passages,
)
from tbresearch.coding.retrieval.sheets import Column, Marked, Row, Sheet, quoting
from tbresearch.html import list_html, marked_html, text_html
from tbresearch.vocabulary import (
    POLARITIES,
    QUOTING,
    RESPONDENT_GROUPS,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.study import Study

__all__ = ["Passages", "passages", "passages_notes", "turn_pieces"]

# Turns that a notebook shows; a file holds them all.
_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passages:
    """Passages with who said them and the rest of the turn.

    Attributes
    ----------
    coding : Coding
        Where they come from.
    selection : Selection
        What was asked for.
    frame : pd.DataFrame
        One row for each coding in each turn of a respondent that it touches; see
        `to_frame`.
    notes : tuple of str
        What was left out, in Dutch.
    """

    coding: Coding
    selection: Selection
    frame: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that they are of."""
        return self.coding.study

    def __str__(self) -> str:
        frame = self.frame
        turns = len(frame.drop_duplicates(["session", "number"]))
        people = frame["respondent"].nunique()
        return (
            f"{self._title()}: "
            f"{quantity_text(frame['id'].nunique(), 'codering', 'coderingen')} in "
            f"{quantity_text(turns, 'uiting', 'uitingen')} van "
            f"{quantity_text(people, 'respondent', 'respondenten')}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a passage.

        Columns id, coder, session, number (of the turn), speaker, respondent,
        group, role, organisation, code, label, polarity, before, quote and after
        (together the whole turn), memo, and quoting: a key of
        `vocabulary.QUOTING`.
        """
        return self.frame.copy()

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the table that `export_tables` writes."""
        rows = tuple(self._row(record) for record in self.frame.to_dict("records"))
        return (
            Sheet(
                name="Passages",
                title=str(self),
                columns=_COLUMNS,
                rows=rows,
                notes=self.notes,
            ),
        )

    def _row(self, record: Mapping[Hashable, Any]) -> Row:
        with_role = record["quoting"] == "met_rol"
        return Row(
            quotable=record["quoting"] != "nee",
            cells=(
                record["session"],
                int(record["number"]),
                record["respondent"],
                label(RESPONDENT_GROUPS, record["group"]),
                str(record["role"]) if with_role else "",
                record["label"],
                label(POLARITIES, record["polarity"]),
                record["quote"],
                Marked(
                    before=record["before"],
                    text=record["quote"],
                    after=record["after"],
                ),
                label(QUOTING, record["quoting"]),
                record["memo"],
                record["coder"],
                record["id"],
            ),
        )

    def _title(self) -> str:
        codes = self.selection.codes
        if codes is None:
            title = "Alle codes"
        else:
            title = self.coding.codebook.codes[codes[0]].label
            more = len(codes) - 1
            if more:
                below = "onderliggende code" if more == 1 else "onderliggende codes"
                title += f" en {quantity_text(more, below, below)}"
        chosen = self.selection.describe(self.study)
        return f"{title} ({chosen})" if chosen else title

    def _repr_html_(self) -> str:
        number = self.frame.groupby(["session", "number"], sort=False).ngroup()
        first = self.frame[number < _SHOWN].groupby(number, sort=False)
        shown = "".join(self._turn_html(own) for _, own in first)
        turns = number.nunique()
        cut = (
            f"Hier staan de eerste {_SHOWN} van {turns} uitingen; alles staat in "
            "to_frame() en in een bestand van export_tables()."
        )
        return "".join(
            (
                text_html(self),
                shown,
                text_html(cut) if turns > _SHOWN else "",
                list_html(self.notes),
            )
        )

    def _turn_html(self, own: pd.DataFrame) -> str:
        """Return one turn with all that was coded in it highlighted."""
        first = own.iloc[0]
        text = f"{first['before']}{first['quote']}{first['after']}"
        starts = own["before"].str.len()
        spans = list(zip(starts, starts + own["quote"].str.len(), strict=True))
        titles = self.study.sessions.set_index("session")["title"]
        head = (
            f"{titles[first['session']]} ({first['session']}), beurt "
            f"{first['number']}: {first['speaker']} ({first['respondent']}, "
            f"{label(RESPONDENT_GROUPS, first['group']).lower()}"
            f"{', ' + first['role'] if first['role'] else ''})"
        )
        if first["quoting"] == "nee":
            head += ", mag niet worden geciteerd"
        said = f'<blockquote style="white-space: pre-wrap">{marked_html(text, spans)}'
        return f"{text_html(head)}{said}</blockquote>{list_html(_chips(own))}"


def _chips(own: pd.DataFrame) -> Iterator[str]:
    for row in own.to_dict("records"):
        side = label(POLARITIES, row["polarity"]).lower()
        memo = f"; memo: {row['memo']}" if row["memo"] else ""
        yield f"{row['label']}, {side}, {row['coder']}, {row['id']}{memo}"


_SHOWN_COLUMNS = [
    "id",
    "coder",
    "session",
    "number",
    "speaker",
    "respondent",
    "group",
    "role",
    "organisation",
    "code",
    "label",
    "polarity",
    "before",
    "quote",
    "after",
    "memo",
    "marked",
    "quoting",
]
_COLUMNS = (
    Column(head="Gesprek", width=12),
    Column(head="Beurt", width=10),
    Column(head="Respondent", width=16),
    Column(head="Groep", width=15),
    Column(head="Rol", width=16, page=False),
    Column(head="Code", width=20),
    Column(head="Kant", width=17),
    Column(head="Passage", width=50, spoken=True, page=False),
    Column(head="In de beurt", width=76, spoken=True),
    Column(head="Citeren", width=13),
    Column(head="Memo", width=30, spoken=True, page=False),
    Column(head="Codeur", width=10, page=False),
    Column(head="Codering", width=16),
)


def passages(
    coding: Coding,
    *,
    code: str | None = None,
    children: bool | None = None,
    group: str | None = None,
    respondent: str | None = None,
    session: str | None = None,
    polarity: str | None = None,
    coder: str | None = None,
    marked: bool | None = None,
) -> Passages:
    """Return all passages that are asked for, each in its turn.

    Parameters
    ----------
    coding : Coding
        The codings, as `read_coding` gives them.
    code : str or None
        A code of the codebook; None is every code.
    children : bool or None
        Whether codes under `code` are included. May be left out only if there are
        none: with or without them is another answer.
    group, respondent, session, polarity, coder : str or None
        Only those; None is all. Keys as in the files of the study.
    marked : bool or None
        Only what is marked as a quote for the report, or only what is not.

    Returns
    -------
    Passages
        The interviewer's turns, and people who may not be counted, are left out.

    Raises
    ------
    StudyError
        With each name that the study does not know, and what it does know.
    WorkbenchError
        If there are codes under `code` and nothing is said about them.
    """
    selection = Selection(
        codes=None if code is None else (code,),
        group=group,
        respondent=respondent,
        session=session,
        polarity=polarity,
        coder=coder,
        marked=marked,
    )
    check_names(coding.study, selection, coding.codebook)
    if code is not None:
        codes = codes_with(coding.codebook, code, children=children)
        selection = replace(selection, codes=codes)
    rows = turn_pieces(in_order(selected_passages(coding, selection), coding), coding)
    return Passages(
        coding=coding,
        selection=selection,
        frame=_shown(rows, coding),
        notes=(*passages_notes(coding, rows), *coding.notes),
    )


def turn_pieces(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
    """Return passages with what of the turn is before, in and after each.

    Of a coding that runs over into another turn only the part in this turn is
    its quote: the rest was said by someone else, or is a speaker's label.
    """
    turns = coding.corpus.turns[["session", "number", "start", "end", "text"]]
    both = rows.merge(turns, on=["session", "number"], suffixes=("", "_turn"))
    first = (both["start"] - both["start_turn"]).clip(lower=0)
    stop = both[["end", "end_turn"]].min(axis=1) - both["start_turn"]
    cut = list(zip(both["text"], first, stop, strict=True))
    return both.assign(
        first=first,
        stop=stop,
        before=[text[:a] for text, a, _ in cut],
        quote=[text[a:b] for text, a, b in cut],
        after=[text[b:] for text, _, b in cut],
        whole=(both["start"] >= both["start_turn"]) & (both["end"] <= both["end_turn"]),
    )


def passages_notes(coding: Coding, rows: pd.DataFrame) -> Iterator[str]:
    """Say what in the passages was cut, and that people were left out."""
    over = rows.loc[~rows["whole"], "id"].nunique()
    if over:
        runs = "1 codering loopt" if over == 1 else f"{over} coderingen lopen"
        yield (
            f"{runs} over een beurt heen; bij elke beurt staat het deel dat daar "
            "is gezegd."
        )
    if len(counted_respondents(coding.study)) < len(coding.study.respondents):
        yield "Wie geen toestemming gaf voor deelname, staat er niet bij."


def _shown(rows: pd.DataFrame, coding: Coding) -> pd.DataFrame:
    labels = {code.code: code.label for code in coding.codebook.codes.values()}
    return rows.assign(
        label=rows["code"].map(labels),
        quoting=rows["respondent"].map(dict(quoting(coding.study))),
    )[_SHOWN_COLUMNS]
