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
        If there are codings and the study names no coder for its findings.
    """
    coders = coding.study.findings_from
    if not coders and len(coding.codings):
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
        for every group of the study, every code of the codebook and every unit.
    """
    passages = counted_passages(coding, polarity=polarity)
    turns = coding.corpus.turns
    turns = turns[
        (turns["respondent"] != INTERVIEWER)
        & turns["respondent"].isin(_counted(coding))
    ]
    cells = pd.MultiIndex.from_product(
        [coding.study.groups, list(coding.codebook.codes)], names=["group", "code"]
    )
    tables = []
    for unit in LEDGER_UNITS:
        k = _different(unit, passages, by=["group", "code"], coding=coding)
        total = _different(unit, turns, by=["group"], coding=coding)
        table = pd.DataFrame({"k": k.reindex(cells, fill_value=0)}).reset_index()
        table["total"] = table["group"].map(total).fillna(0).astype(int)
        tables.append(table.assign(unit=unit))
    return pd.concat(tables)[["group", "code", "unit", "k", "total"]].reset_index(
        drop=True
    )


def _counted(coding: Coding) -> list[str]:
    rights = effective_rights(coding.study.respondents)
    return list(rights.index[rights["counted"]])


def _different(
    unit: str, rows: pd.DataFrame, *, by: list[str], coding: Coding
) -> pd.Series[int]:
    """Return how many different units stand in `rows`, per value of `by`."""
    if unit == "groep":
        sessions = coding.study.sessions
        groups = sessions.loc[sessions["kind"] == "focusgroep", "session"]
        rows = rows[rows["session"].isin(groups)]
    columns = LEDGER_UNITS[unit]
    different = rows.dropna(subset=columns).drop_duplicates([*by, *columns])
    return different.groupby(by).size()
