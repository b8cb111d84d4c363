"""Suggestions for the turns of a study, in the form that the coding page takes."""

from __future__ import annotations

import pandas as pd

from tbresearch.coding import Coding, Offer, spoken_turns, words_mark
from tbresearch.coding.coding import read_journal
from tbresearch.suggesting.decisions import decisions_of
from tbresearch.suggesting.protocol import SHOWN, Suggester
from tbresearch.suggesting.suggesting import suggestions_of
from tbresearch.suggesting.suggestions import Suggestions

__all__ = ["suggestions_for"]

_COLUMNS = [
    *("id", "session", "start", "end", "code", "polarity", "quote", "reason", "hint")
]
# A match that is worth a coder's time.
_SHOWN_MATCHES = ("sterk", "matig", "zwak")


def suggestions_for(
    coding: Coding,
    *,
    coder: str,
    session: str | None = None,
    suggester: Suggester | None = None,
    sentences: bool | None = None,
) -> pd.DataFrame:
    """Return suggestions for turns, for ``tb.code(study, coder=, suggestions=)``.

    Nothing is coded: what a coder takes over becomes a coding, by an act of the coder.

    Parameters
    ----------
    coding : Coding
        As `read_coding` gives it.
    coder : str
        Whose decisions are learned from; turns that this coder coded are left out, and
        so is what this coder turned down.
    session : str or None
        Only this session.
    suggester : Suggester or None
        None is the built-in one.
    sentences : bool or None
        Whether the built-in one compares whole sentences too, as in `suggest`.

    Returns
    -------
    pd.DataFrame
        One row for each of the first three codes of a turn of a respondent: id,
        session, start, end, code, polarity (what the cue words point to, or ``geen``;
        the coder chooses), quote (the turn), reason, in Dutch, and hint: the words
        that the polarity comes from. Empty if the suggester is switched off.
    """
    decisions = decisions_of(coding, coder=coder)
    turns = _open_turns(coding, coder, session)
    found = suggestions_of(
        turns["text"].to_list(),
        coding.codebook,
        decisions,
        suggester=suggester,
        sentences=sentences,
    )
    if not found.active:
        return pd.DataFrame(columns=_COLUMNS)
    rejected = read_journal(coding.study, coder, coding.codebook).state.rejected
    closed = {offer.what for offer in filter(None, map(Offer.of, rejected))}
    rows = [row for offer, row in _rows(turns, found) if not offer.is_one_of(closed)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def _open_turns(coding: Coding, coder: str, session: str | None) -> pd.DataFrame:
    """Return the turns of respondents that the coder has given no code."""
    turns = spoken_turns(coding.corpus)
    if session is not None:
        turns = turns[turns["session"] == session]
    own = coding.passages[coding.passages["coder"] == coder]
    done = set(zip(own["session"], own["number"], strict=True))
    still = [
        place not in done
        for place in zip(turns["session"], turns["number"], strict=True)
    ]
    return turns[still].reset_index(drop=True)


def _rows(
    turns: pd.DataFrame, found: Suggestions
) -> list[tuple[Offer, tuple[object, ...]]]:
    frame = found.to_frame()
    shown = frame[(frame["rank"] <= SHOWN) & frame["match"].isin(_SHOWN_MATCHES)]
    hints = found.polarities.to_dict("records")
    records = turns.to_dict("records")
    rows: list[tuple[Offer, tuple[object, ...]]] = []
    for row in shown.to_dict("records"):
        turn, hint = records[row["passage"]], hints[row["passage"]]
        offer = Offer(
            suggester=found.suggester,
            session=turn["session"],
            start=turn["start"],
            end=turn["end"],
            code=row["code"],
            rank=row["rank"],
            words=words_mark(turn["text"]),
        )
        reason = f"past {row['match']}"
        if row["words"]:
            reason += f"; woorden: {row['words']}"
        place = (turn["session"], turn["start"], turn["end"], row["code"])
        told = (hint["polarity"], turn["text"], reason, hint["words"])
        rows.append((offer, (str(offer), *place, *told)))
    return rows
