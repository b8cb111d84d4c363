"""Checking who a researcher says that the labels of a transcript are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from tbresearch.errors import Problem
from tbresearch.study import LINE, RESPONDENTS, SPEAKERS
from tbresearch.transcripts.canonical import clean_label

__all__ = ["mapping_problems"]


def mapping_problems(
    mapped: Mapping[str, str],
    *,
    labels: Sequence[str],
    known: pd.DataFrame,
    people: Sequence[str],
    source: str,
) -> list[Problem]:
    """Return what is wrong with a mapping of labels to respondents.

    Parameters
    ----------
    mapped : mapping of str to str
        Respondent by label.
    labels : sequence of str
        The labels in the transcript.
    known : pd.DataFrame
        The rows of `sprekers.csv` for this session.
    people : sequence of str
        The respondents there are, the interviewer included.
    source : str
        What messages call the place.
    """
    problems = [
        Problem(
            what=f"spreker {label!r} komt in dit transcript niet voor",
            where=source,
            fix=f"de sprekers zijn: {', '.join(labels)}",
        )
        for label in mapped
        if label not in labels
    ]
    problems += [
        Problem(
            what=f"respondent {respondent!r} (voor spreker {label!r}) bestaat niet",
            where=source,
            fix=f"zet de respondent eerst in {RESPONDENTS.file}; bekend zijn: "
            f"{', '.join(people)}",
        )
        for label, respondent in mapped.items()
        if respondent not in people
    ]
    for label, respondent, line in zip(
        known["speaker"].map(clean_label), known["respondent"], known[LINE], strict=True
    ):
        there = "" if pd.isna(respondent) else str(respondent)
        if label in mapped and mapped[label] != there:
            problems.append(
                Problem(
                    what=f"spreker {label!r} staat er al, met respondent "
                    f"{there or '(leeg)'}, en niet met {mapped[label]}",
                    where=f"{SPEAKERS.file}, regel {line}",
                    fix="verander de respondent in die regel",
                )
            )
    return problems
