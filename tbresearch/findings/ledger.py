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

__all__ = ["count_units", "counted_passages", "unit_counts"]


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
    return count_units(coding, counted_passages(coding, polarity=polarity))


def count_units(coding: Coding, passages: pd.DataFrame) -> pd.DataFrame:
    """Count as `unit_counts`, from passages that are counted already."""
    turns, study = spoken_turns(coding.corpus), coding.study
    rows: list[tuple[str, str, str, int, int]] = []
    for unit in UNIT_COLUMNS:
        k = different_units(unit, passages, by=["group", "code"], study=study).to_dict()
        total = different_units(unit, turns, by=["group"], study=study).to_dict()
        rows += [
            (group, code, unit, k.get((group, code), 0), total.get(group, 0))
            for group in study.groups
            for code in coding.codebook.codes
        ]
    return pd.DataFrame(rows, columns=["group", "code", "unit", "k", "total"])
