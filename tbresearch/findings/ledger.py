"""The unit ledger: who mentioned what, counted per unit with its denominator.

One person who says a thing nine times is one respondent; a focus group in which
four people say it is one group. Every count here names its unit, and its
denominator is everybody of that unit who could have said it.
"""

from __future__ import annotations

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.errors import WorkbenchError
from tbresearch.privacy import effective_rights
from tbresearch.study import INTERVIEWER

__all__ = ["LEDGER_UNITS", "counted_passages", "unit_counts"]

# What one unit is, as columns of a passage or a turn.
LEDGER_UNITS = {
    "groep": ["session"],
    "respondent": ["respondent"],
    "organisatie": ["organisation"],
    "uiting": ["session", "number"],
}


def counted_passages(coding: Coding, *, polarity: str) -> pd.DataFrame:
    """Return the passages that findings of one polarity are counted from.

    Only the coders that the study names for its findings count, and only
    respondents who may be counted.

    Raises
    ------
    WorkbenchError
        If the study names no coder for its findings.
    """
    coders = coding.study.findings_from
    if not coders:
        raise WorkbenchError(
            "niet gekozen van welke codeurs de bevindingen komen",
            where="studie.toml, bevindingen_van",
            fix='schrijf bijvoorbeeld: bevindingen_van = ["anna"]',
        )
    passages = coding.passages
    keep = (
        passages["coder"].isin(coders)
        & (passages["polarity"] == polarity)
        & passages["respondent"].isin(_counted(coding))
    )
    return passages[keep].sort_values(["session", "start", "id"], ignore_index=True)


def unit_counts(coding: Coding, *, polarity: str) -> pd.DataFrame:
    """Count, per code and respondent group, k of N in every unit.

    Parameters
    ----------
    coding : Coding
        The codings.
    polarity : str
        Key of `vocabulary.POLARITIES`.

    Returns
    -------
    pd.DataFrame
        Columns group, code, unit, k and total, with 0 <= k <= total: one row
        for every group of the study, every code that some group mentions, and
        every unit.
    """
    passages = counted_passages(coding, polarity=polarity)
    turns = coding.corpus.turns
    turns = turns[
        (turns["respondent"] != INTERVIEWER)
        & turns["respondent"].isin(_counted(coding))
    ]
    used = set(passages["code"])
    codes = [code for code in coding.codebook.codes if code in used]
    rows = []
    for group in coding.study.groups:
        said = passages[passages["group"] == group]
        could = turns[turns["group"] == group]
        for unit in LEDGER_UNITS:
            total = _number_of(unit, could, coding)
            rows += [
                (group, code, unit, _number_of(unit, of_code, coding), total)
                for code in codes
                for of_code in [said[said["code"] == code]]
            ]
    return pd.DataFrame(rows, columns=["group", "code", "unit", "k", "total"])


def _counted(coding: Coding) -> list[str]:
    rights = effective_rights(coding.study.respondents)
    return list(rights.index[rights["counted"]])


def _number_of(unit: str, rows: pd.DataFrame, coding: Coding) -> int:
    """Return how many different units stand in `rows`."""
    if unit == "groep":
        sessions = coding.study.sessions
        groups = sessions.loc[sessions["kind"] == "focusgroep", "session"]
        rows = rows[rows["session"].isin(groups)]
    return len(rows[LEDGER_UNITS[unit]].dropna().drop_duplicates())
