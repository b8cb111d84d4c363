"""Counting units: who could have said a thing, and how many different did.

One person who says a thing nine times is one respondent; a focus group in which
four people say it is one group. Whatever counts codings starts here, so that a
count is the same in a finding, a matrix and a picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.privacy import may_be_counted
from tbresearch.study import INTERVIEWER, Study
from tbresearch.transcripts import Corpus

__all__ = [
    "UNIT_COLUMNS",
    "counted_respondents",
    "counting_coders",
    "different_units",
    "spoken_turns",
]

# What one unit is, as columns of a passage or a turn.
UNIT_COLUMNS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "groep": ("session",),
        "respondent": ("respondent",),
        "organisatie": ("organisation",),
        "uiting": ("session", "number"),
    }
)


def counting_coders(study: Study, *, codings: int) -> tuple[str, ...]:
    """Return whose codings count for the findings of a study.

    Parameters
    ----------
    study : Study
        Its `findings_from` names them.
    codings : int
        How many codings there are; of none, nobody has to be named.

    Raises
    ------
    WorkbenchError
        If there are codings and the study names no coder for its findings.
    """
    if not study.findings_from and codings:
        raise WorkbenchError(
            "niet gekozen van welke codeurs de bevindingen komen",
            where="studie.toml, bevindingen_van",
            fix='schrijf bijvoorbeeld: bevindingen_van = ["anna"]',
        )
    return study.findings_from


def counted_respondents(study: Study) -> list[str]:
    """Return who may be counted, in the order of the study."""
    people = study.respondents
    return list(people.loc[may_be_counted(people), "respondent"])


def spoken_turns(corpus: Corpus) -> pd.DataFrame:
    """Return the turns of those who may be counted; the interviewer is none."""
    turns = corpus.turns
    may = turns["respondent"].isin(counted_respondents(corpus.study))
    return turns[may & (turns["respondent"] != INTERVIEWER)]


def different_units(
    unit: str, rows: pd.DataFrame, *, by: Sequence[str], study: Study
) -> pd.Series[int]:
    """Return how many different units stand in `rows`, per value of `by`.

    Parameters
    ----------
    unit : str
        Key of `vocabulary.UNITS`; of groups only focus groups count.
    rows : pd.DataFrame
        Passages or turns.
    by : sequence of str
        Columns of `rows`; what is missing there counts nowhere.
    study : Study
        Says which sessions are focus groups.
    """
    if unit == "groep":
        sessions = study.sessions
        groups = sessions.loc[sessions["kind"] == "focusgroep", "session"]
        rows = rows[rows["session"].isin(groups)]
    columns = list(UNIT_COLUMNS[unit])
    asked = rows[list(dict.fromkeys([*by, *columns]))]
    different = asked.dropna(subset=columns).drop_duplicates()
    return different.groupby(list(by)).size()
