"""What was heard in conversations that somebody coded.

A conversation without a coding says nothing yet: to read it as "did not mention it"
would turn work that is not done into a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import (
    Coding,
    counted_respondents,
    counting_coders,
    spoken_turns,
)

__all__ = ["Heard", "heard"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heard:
    """Talk and codings that findings may rest on.

    Attributes
    ----------
    coders : tuple of str
        Whose codings count.
    turns : pd.DataFrame
        Turns of who may be counted, in conversations with a coding of `coders`.
    passages : pd.DataFrame
        Passages by `coders` of who may be counted.
    uncoded : tuple of str
        Conversations in which somebody who may be counted speaks, without a coding.
    """

    coders: tuple[str, ...]
    turns: pd.DataFrame
    passages: pd.DataFrame
    uncoded: tuple[str, ...]


def heard(coding: Coding) -> Heard:
    """Return what counts of a coding.

    Raises
    ------
    WorkbenchError
        If there are codings and the study names no coder for its findings.
    """
    study = coding.study
    coders = counting_coders(study, codings=len(coding.codings))
    coded = coding.codings.loc[coding.codings["coder"].isin(coders), "session"]
    turns, passages = spoken_turns(coding.corpus), coding.passages
    done = turns["session"].isin(coded)
    counts = passages["coder"].isin(coders) & passages["respondent"].isin(
        counted_respondents(study)
    )
    left = set(turns.loc[~done, "session"])
    return Heard(
        coders=tuple(coders),
        turns=turns[done],
        passages=passages[counts],
        uncoded=tuple(str(s) for s in study.sessions["session"] if s in left),
    )
