"""Keyword in context: every place where respondents use a word, with its turn."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from tbresearch.coding.counting import spoken_turns
from tbresearch.coding.retrieval.selection import Selection
from tbresearch.coding.retrieval.sheets import Column, Marked, Row, Sheet, quoting
from tbresearch.coding.retrieval.tokens import (
    asked_turns,
    folded,
    query_words,
    tokens,
)
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import (
    QUOTING,
    RESPONDENT_GROUPS,
    decimal_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.study import Study

__all__ = ["Concordance", "concordance"]

# What a notebook shows: lines, and characters on each side of the word.
_SHOWN = 100
_SIDE = 60
_FRAME = [
    "session",
    "number",
    "speaker",
    "respondent",
    "group",
    "role",
    "before",
    "match",
    "after",
    "start",
    "end",
    "quoting",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Concordance:
    """Every place where respondents say the words of a query.

    Attributes
    ----------
    corpus : Corpus
        The transcripts.
    query : str
        What was looked for.
    selection : Selection
        Where.
    frame : pd.DataFrame
        One row a place; see `to_frame`.
    spread : pd.DataFrame
        One row a group: group, places, respondents and total, the respondents of
        the group who speak in the turns that were searched.
    notes : tuple of str
        How was looked, in Dutch.
    """

    corpus: Corpus
    query: str
    selection: Selection
    frame: pd.DataFrame
    spread: pd.DataFrame
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that it is of."""
        return self.corpus.study

    def __str__(self) -> str:
        chosen = self.selection.describe(self.study)
        where = f" ({chosen})" if chosen else ""
        total = int(self.spread["total"].sum())
        return (
            f"«{self.query}»{where}: "
            f"{quantity_text(len(self.frame), 'plaats', 'plaatsen')}, "
            f"bij {decimal_text(self.frame['respondent'].nunique())} van "
            f"{quantity_text(total, 'respondent', 'respondenten')}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a place.

        Columns session, number (of the turn), speaker, respondent, group, role,
        before, match and after (together the whole turn), start and end of the
        match in the turn (code points, end exclusive), and quoting: a key of
        `vocabulary.QUOTING`.
        """
        return self.frame.copy()

    def lines(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield who and where, and what stands before, in and after each match."""
        for row in self.frame.to_dict("records"):
            where = f"{row['respondent']}, {row['session']}, beurt {row['number']}"
            yield where, _tail(row["before"]), row["match"], _head(row["after"])

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the tables that `export_tables` writes."""
        rows = tuple(_row(record) for record in self.frame.to_dict("records"))
        places = Sheet(
            name="Vindplaatsen", title=str(self), columns=_COLUMNS, rows=rows
        )
        spread = Sheet(
            name="Spreiding",
            title=f"Wie «{self.query}» zegt",
            columns=tuple(Column(head=head, width=18) for head in _SPREAD),
            rows=tuple(Row(cells=cells) for cells in self._spread()),
            notes=self.notes,
        )
        return (places, spread)

    def _spread(self) -> Iterator[tuple[str | int, ...]]:
        for row in self.spread.to_dict("records"):
            name = label(RESPONDENT_GROUPS, row["group"])
            yield name, int(row["places"]), int(row["respondents"]), int(row["total"])

    def _repr_html_(self) -> str:
        lines = list(self.lines())
        body = "".join(_line_html(*line) for line in lines[:_SHOWN])
        more = (
            f"Hier staan de eerste {_SHOWN} van {len(lines)} plaatsen; alles staat in "
            "to_frame() en in een bestand van export_tables()."
        )
        return "".join(
            (
                text_html(self),
                table_html(_SPREAD, self._spread()),
                f"<table><tbody>{body}</tbody></table>" if body else "",
                text_html(more) if len(lines) > _SHOWN else "",
                list_html(self.notes),
            )
        )


_SPREAD = ("Groep", "Plaatsen", "Respondenten die het zeggen", "van")
_COLUMNS = (
    Column(head="Gesprek", width=12),
    Column(head="Beurt", width=10),
    Column(head="Respondent", width=16),
    Column(head="Groep", width=15),
    Column(head="Rol", width=16, page=False),
    Column(head="Ervoor", width=50, spoken=True, page=False),
    Column(head="Woord", width=18, spoken=True, page=False),
    Column(head="Erna", width=50, spoken=True, page=False),
    Column(head="In de beurt", width=76, spoken=True),
    Column(head="Citeren", width=13),
)
_NOTES = (
    "Gezocht is in de beurten van respondenten; wat de gespreksleider zegt, telt niet.",
    "Hoofdletters en leestekens maken geen verschil; * staat voor nul of meer letters.",
)


def concordance(
    corpus: Corpus,
    query: str,
    *,
    group: str | None = None,
    respondent: str | None = None,
    session: str | None = None,
) -> Concordance:
    """Find every place where respondents say one or more words.

    Parameters
    ----------
    corpus : Corpus
        The transcripts, as `read_transcripts` gives them.
    query : str
        Words that follow each other in a turn. `*` is any number of letters within
        a word, and by itself any one word. Case and punctuation make no
        difference, accents do; however an accent is written makes none.
    group, respondent, session : str or None
        Only their turns; None is all.

    Returns
    -------
    Concordance
        In the order of sessions and turns. Places do not overlap.

    Raises
    ------
    StudyError
        If a name is unknown.
    WorkbenchError
        If the query holds no word.
    """
    words = _checked(query)
    selection = Selection(group=group, respondent=respondent, session=session)
    turns = asked_turns(corpus, selection)
    frame = _places(turns, words, dict(quoting(corpus.study)))
    return Concordance(
        corpus=corpus,
        query=query,
        selection=selection,
        frame=frame,
        spread=_spread(frame, turns, corpus.study.groups),
        notes=(*_NOTES, *_left_out(corpus)),
    )


def _checked(query: str) -> list[str]:
    words = query_words(query)
    if not any(word.strip("*") for word in words):
        raise WorkbenchError(
            f"in de zoekvraag {query!r} staat geen woord",
            where="de vraag om vindplaatsen",
            fix="geef een of meer woorden, zoals: overzicht, of: in huis, of: wacht*",
        )
    return words


def _places(
    turns: pd.DataFrame, words: Sequence[str], rights: Mapping[str, str]
) -> pd.DataFrame:
    fits = [_pattern(word) for word in words]
    pieces = [piece for word in words for piece in word.split("*") if piece]
    rows = []
    for turn in turns.to_dict("records"):
        text = turn["text"]
        if not all(piece in folded(text) for piece in pieces):
            continue
        for start, end in _found(text, fits):
            cut = {
                "before": text[:start],
                "match": text[start:end],
                "after": text[end:],
                "start": start,
                "end": end,
                "quoting": rights[turn["respondent"]],
            }
            rows.append({name: (turn | cut)[name] for name in _FRAME})
    return pd.DataFrame(rows, columns=_FRAME)


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in word.split("*")), re.DOTALL)


def _found(text: str, fits: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place, from left to right, without overlap."""
    said = tokens(text)
    at = 0
    while at + len(fits) <= len(said):
        run = said[at : at + len(fits)]
        if all(fit.fullmatch(each.word) for fit, each in zip(fits, run, strict=True)):
            yield run[0].start, run[-1].end
            at += len(fits)
        else:
            at += 1


def _spread(
    frame: pd.DataFrame, turns: pd.DataFrame, groups: Sequence[str]
) -> pd.DataFrame:
    rows = []
    for group in groups:
        own = frame[frame["group"] == group]
        total = turns.loc[turns["group"] == group, "respondent"].nunique()
        if total:
            rows.append((group, len(own), own["respondent"].nunique(), total))
    return pd.DataFrame(rows, columns=["group", "places", "respondents", "total"])


def _left_out(corpus: Corpus) -> Iterator[str]:
    spoken = set(corpus.turns["respondent"]) & set(
        corpus.study.respondents["respondent"]
    )
    if spoken - set(spoken_turns(corpus)["respondent"]):
        yield "Wie geen toestemming gaf voor deelname, staat er niet bij."


def _row(record: Mapping[Hashable, Any]) -> Row:
    before, match, after = record["before"], record["match"], record["after"]
    return Row(
        quotable=record["quoting"] != "nee",
        cells=(
            record["session"],
            int(record["number"]),
            record["respondent"],
            label(RESPONDENT_GROUPS, record["group"]),
            str(record["role"]) if record["quoting"] == "met_rol" else "",
            _tail(before),
            match,
            _head(after),
            Marked(before=before, text=match, after=after),
            label(QUOTING, record["quoting"]),
        ),
    )


def _tail(text: str) -> str:
    """Return the end of a text, from a whole word on."""
    line = text.replace("\n", " ")
    if len(line) <= _SIDE:
        return line
    _, _, rest = line[-_SIDE:].partition(" ")
    return f"…{rest or line[-_SIDE:]}"


def _head(text: str) -> str:
    """Return the begin of a text, up to a whole word."""
    line = text.replace("\n", " ")
    if len(line) <= _SIDE:
        return line
    rest, _, _ = line[:_SIDE].rpartition(" ")
    return f"{rest or line[:_SIDE]}…"


def _line_html(where: str, before: str, match: str, after: str) -> str:
    cells = (
        f'<td style="text-align: left; white-space: nowrap">{escape(where)}</td>',
        f'<td style="text-align: right">{escape(before)}</td>',
        f'<td style="text-align: center"><strong>{escape(match)}</strong></td>',
        f'<td style="text-align: left">{escape(after)}</td>',
    )
    return f"<tr>{''.join(cells)}</tr>"
