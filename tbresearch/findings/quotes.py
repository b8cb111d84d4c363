"""Choosing quotes by a rule that is stated, from those who may be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tbresearch.coding import Coding
from tbresearch.html import table_html
from tbresearch.privacy import effective_rights

__all__ = ["QUOTE_RULE", "Quote", "Quotes", "choose_quotes", "printable_quotes"]

LEAST_WORDS = 10
QUOTE_RULE = (
    "Citaten zijn gekozen volgens een vaste regel, en niet op hun kracht. Van wie "
    "geciteerd mag worden komt eerst aan het woord wie in dit onderdeel het minst is "
    "geciteerd; bij gelijke stand geldt de volgorde van de gesprekken. Van die "
    f"respondent staat er de vroegste passage van minstens {LEAST_WORDS} woorden, of "
    "anders de vroegste. Wat over meer dan één beurt loopt, wordt niet gekozen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage that may be printed.

    Attributes
    ----------
    coding_id : str
        The coding that it is the quote of.
    text : str
        Letter for letter as in the transcript.
    session, respondent, group, code, polarity : str
        Where it was said, by whom, and how it was coded.
    role : str
        Role of the speaker; empty when it may not be printed.
    turn : int
        Number of the turn in the session, from 1.
    """

    coding_id: str
    text: str
    session: str
    respondent: str
    group: str
    role: str
    code: str
    polarity: str
    turn: int

    def __str__(self) -> str:
        return f"“{self.text}”"


class Quotes(list[Quote]):
    """Quotes that a notebook shows with who said them, and where."""

    def _repr_html_(self) -> str:
        rows = [
            (str(quote), quote.respondent, quote.session, quote.turn) for quote in self
        ]
        return table_html(("Citaat", "Respondent", "Gesprek", "Beurt"), rows)


def choose_quotes(
    passages: pd.DataFrame, coding: Coding, *, n: int, heard: Sequence[Quote] = ()
) -> list[Quote]:
    """Choose at most `n` quotes from `passages`, by `QUOTE_RULE`.

    Parameters
    ----------
    passages : pd.DataFrame
        Rows of `Coding.passages`.
    coding : Coding
        Gives the rights and the order of the sessions.
    n : int
        How many.
    heard : sequence of Quote
        Quotes that stand in the same part already; they are not chosen again.
    """
    rights = effective_rights(coding.study.respondents)
    order = {name: i for i, name in enumerate(coding.study.sessions["session"])}
    may = _in_one_turn(passages, coding)
    may = may[may["respondent"].isin(rights.index[rights["quoted"]])]
    left = may.assign(place=may["session"].map(order)).sort_values(
        ["place", "start", "end", "id"]
    )
    chosen: list[Quote] = []
    while len(chosen) < n:
        printed = [*heard, *chosen]
        left = left[~left["quote"].isin([quote.text for quote in printed])]
        if left.empty:
            break
        times = Counter(quote.respondent for quote in printed)
        speaker = min(left["respondent"], key=lambda name: times[name])
        own = left[left["respondent"] == speaker]
        long = own[own["quote"].str.split().str.len() >= LEAST_WORDS]
        first = (own if long.empty else long).iloc[0]
        chosen.append(_quote(first.to_dict(), rights))
    return chosen


def _in_one_turn(passages: pd.DataFrame, coding: Coding) -> pd.DataFrame:
    """Return the passages that one person says; any other holds a speaker's name."""
    turns, columns = coding.corpus.turns, ("session", "number", "start", "end")
    bounds = {
        (session, number): (start, end)
        for session, number, start, end in zip(
            *(turns[c].tolist() for c in columns), strict=True
        )
    }
    nowhere = (0, -1)
    whole = [
        bounds.get((session, number), nowhere)[0] <= start
        and end <= bounds.get((session, number), nowhere)[1]
        for session, number, start, end in zip(
            *(passages[c].tolist() for c in columns), strict=True
        )
    ]
    return passages[np.array(whole, dtype=bool)]


def printable_quotes(coding: Coding) -> dict[str, Quote]:
    """Return the quote of each coding that may be printed, by id.

    A passage that runs over into another turn may not: it holds a speaker's label.
    """
    rights = effective_rights(coding.study.respondents)
    may = _in_one_turn(coding.passages, coding)
    may = may[may["respondent"].isin(rights.index[rights["quoted"]])]
    return {str(row["id"]): _quote(row, rights) for row in may.to_dict("records")}


def _quote(row: Mapping[Hashable, object], rights: pd.DataFrame) -> Quote:
    with_role = rights.at[row["respondent"], "quoted_with_role"]
    return Quote(
        coding_id=str(row["id"]),
        text=str(row["quote"]),
        session=str(row["session"]),
        respondent=str(row["respondent"]),
        group=str(row["group"]),
        role=str(row["role"]) if with_role else "",
        code=str(row["code"]),
        polarity=str(row["polarity"]),
        turn=int(str(row["number"])),
    )
