"""The unit ledger: who mentioned what, counted per unit with its denominator.

One person who says a thing nine times is one respondent; a focus group in which
four people say it is one group. Every count here names its unit, and its
denominator is everybody of that unit who could have said it.
"""

from __future__ import annotations

import pandas as pd

from tbresearch.coding import (
    UNIT_COLUMNS,
    Coding,
    counted_respondents,
    counting_coders,
    different_units,
    spoken_turns,
)

__all__ = ["counted_passages", "unit_counts"]


def counted_passages(coding: Coding, *, polarity: str) -> pd.DataFrame:
    """Return the passages that findings of one polarity are counted from.

    Only the coders that the study names for its findings count, and only
    respondents who may be counted.

    Raises
    ------
    WorkbenchError
        If there are codings and the study names no coder for its findings.
    """
    coders = counting_coders(coding.study, codings=len(coding.codings))
    passages = coding.passages
    keep = (
        passages["coder"].isin(coders)
        & (passages["polarity"] == polarity)
        & passages["respondent"].isin(counted_respondents(coding.study))
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
    turns = spoken_turns(coding.corpus)
    cells = pd.MultiIndex.from_product(
        [coding.study.groups, list(coding.codebook.codes)], names=["group", "code"]
    )
    tables = []
    for unit in UNIT_COLUMNS:
        k = different_units(unit, passages, by=["group", "code"], study=coding.study)
        total = different_units(unit, turns, by=["group"], study=coding.study)
        table = pd.DataFrame({"k": k.reindex(cells, fill_value=0)}).reset_index()
        table["total"] = table["group"].map(total).fillna(0).astype(int)
        tables.append(table.assign(unit=unit))
    return pd.concat(tables)[["group", "code", "unit", "k", "total"]].reset_index(
        drop=True
    )
