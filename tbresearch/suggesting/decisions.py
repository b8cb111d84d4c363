"""What was decided on suggestions: codings taken over, made by hand, and turned down.

A rejection is no more than the id of a suggestion in a journal; `offers` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tbresearch.coding import Coding, Offer, spoken_turns, words_mark
from tbresearch.coding.coding import read_journal
from tbresearch.errors import WorkbenchError

__all__ = ["DECISION_COLUMNS", "check_decisions", "decisions_of"]

DECISION_COLUMNS = ("passage", "code", "accepted", "respondent", "suggester", "rank")


def decisions_of(coding: Coding, *, coder: str) -> pd.DataFrame:
    """Return what a coder decided, for `suggest` to learn from and be judged by.

    Parameters
    ----------
    coding : Coding
        As `read_coding` gives it.
    coder : str
        Whose journal.

    Returns
    -------
    pd.DataFrame
        One row for each turn and code: passage (the turn), code, accepted, respondent,
        and suggester and rank of the suggestion; those are "" and missing for a
        coding made by hand. Decisions on a turn that is no longer there, or by someone
        who may not be counted, are left out.

    Raises
    ------
    WorkbenchError
        If the study has no such coder.
    """
    if coder not in coding.study.coders:
        raise WorkbenchError(
            f"codeur {coder!r} staat niet in de studie",
            where="studie.toml, codeurs",
            fix=f"kies uit {', '.join(coding.study.coders) or 'geen'}",
        )
    rows = pd.DataFrame(_decided(coding, coder), columns=list(DECISION_COLUMNS))
    rows["rank"] = rows["rank"].astype("Int64")
    return rows.drop_duplicates(["respondent", "passage", "code"]).reset_index(
        drop=True
    )


def _decided(coding: Coding, coder: str) -> Iterator[tuple[object, ...]]:
    turns = spoken_turns(coding.corpus)
    said = {
        (row["session"], row["number"]): row["text"] for row in turns.to_dict("records")
    }
    own = coding.passages[coding.passages["coder"] == coder]
    for row in own.to_dict("records"):
        offer = Offer.of(row["suggestion"])
        taken = offer is not None and offer.code == row["code"]
        text = said.get((row["session"], row["number"]))
        if text is not None:
            by, rank = (offer.suggester, offer.rank) if offer and taken else ("", pd.NA)
            yield text, row["code"], True, row["respondent"], by, rank
    yield from _rejected(coding, coder, turns)


def _rejected(
    coding: Coding, coder: str, turns: pd.DataFrame
) -> Iterator[tuple[object, ...]]:
    """Yield what was turned down, of turns that are there with the same words."""
    by_words: dict[tuple[str, str], dict[object, object]] = {}
    by_place: dict[tuple[str, int, int], dict[object, object]] = {}
    for row in turns.to_dict("records"):
        by_words.setdefault((row["session"], words_mark(row["text"])), row)
        by_place[row["session"], row["start"], row["end"]] = row
    rejected = read_journal(coding.study, coder, coding.codebook).state.rejected
    for offer in filter(None, map(Offer.of, sorted(rejected))):
        place = (offer.session, offer.start, offer.end)
        there = (
            by_words.get((offer.session, offer.words))
            if offer.words
            else by_place.get(place)
        )
        code = coding.codebook.merged.get(offer.code, offer.code)
        if there is not None and code in coding.codebook.codes:
            who = there["respondent"]
            yield there["text"], code, False, who, offer.suggester, offer.rank


def check_decisions(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return decisions that have all columns.

    Raises
    ------
    WorkbenchError
        If a column is missing.
    """
    missing = [name for name in DECISION_COLUMNS if name not in decisions]
    if missing:
        raise WorkbenchError(
            f"in de beslissingen ontbreekt {', '.join(missing)}",
            where=f"kolommen: {', '.join(map(str, decisions.columns))}",
            fix="geef wat tb.decisions_of teruggeeft",
        )
    return decisions
