"""What was decided on suggestions: codings taken over, made by hand, and turned down.

The id of a suggestion says which suggester, place, code and rank it was, so that a
rejection, which is no more than an id in a journal, can be learned from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import Coding, spoken_turns
from tbresearch.coding.coding import read_journal
from tbresearch.errors import WorkbenchError

__all__ = ["DECISION_COLUMNS", "Offer", "check_decisions", "decisions_of"]

DECISION_COLUMNS = ("passage", "code", "accepted", "respondent", "suggester", "rank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggestion by its place, as its id says it.

    >>> offer = Offer.of("woorden:fg1:10:25:rust:2")
    >>> offer.session, offer.rank, str(offer)
    ('fg1', 2, 'woorden:fg1:10:25:rust:2')
    """

    suggester: str
    session: str
    start: int
    end: int
    code: str
    rank: int

    def __str__(self) -> str:
        place = f"{self.session}:{self.start}:{self.end}"
        return f"{self.suggester}:{place}:{self.code}:{self.rank}"

    @property
    def what(self) -> tuple[str, int, int, str]:
        """What it proposes, whoever does and at whatever rank."""
        return self.session, self.start, self.end, self.code

    @classmethod
    def of(cls, name: str) -> Offer | None:
        """Read an id; None if it is of another kind."""
        parts = name.split(":")
        if len(parts) != 6 or not all(parts[at].isdecimal() for at in (2, 3, 5)):
            return None
        suggester, session, start, end, code, rank = parts
        return cls(
            suggester=suggester,
            session=session,
            start=int(start),
            end=int(end),
            code=code,
            rank=int(rank),
        )


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
    places = {
        (row["session"], row["start"], row["end"]): row
        for row in turns.to_dict("records")
    }
    rejected = read_journal(coding.study, coder, coding.codebook).state.rejected
    for offer in filter(None, map(Offer.of, sorted(rejected))):
        there = places.get((offer.session, offer.start, offer.end))
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
