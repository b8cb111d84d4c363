"""`suggest`: codes for passages, as a table or as something to show."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tbresearch.coding import Codebook
from tbresearch.suggesting.decisions import check_decisions
from tbresearch.suggesting.judging import Verdict, judge, judge_pairs
from tbresearch.suggesting.pair_suggester import pair_suggester
from tbresearch.suggesting.protocol import Suggester
from tbresearch.suggesting.suggestions import (
    Suggestions,
    check_passages,
    ranked,
    switched_off,
)
from tbresearch.suggesting.word_suggester import word_suggester

__all__ = ["judged_suggester", "suggest", "suggestions_of"]


def suggest(
    passages: Sequence[str],
    codebook: Codebook,
    decisions: pd.DataFrame | None = None,
    *,
    suggester: Suggester | None = None,
    sentences: bool | None = None,
) -> pd.DataFrame:
    """Return for each passage the codes that its words point to, best first.

    Parameters
    ----------
    passages, codebook, decisions, suggester, sentences
        As for `suggestions_of`.

    Returns
    -------
    pd.DataFrame
        As `Suggestions.to_frame`: one row for each passage and code. Empty if the
        suggester is switched off. What was measured and left out, and why it is off,
        stands in ``attrs["notes"]``.

    Raises
    ------
    WorkbenchError
        As `suggestions_of`.
    """
    found = suggestions_of(
        passages, codebook, decisions, suggester=suggester, sentences=sentences
    )
    frame = found.to_frame()
    frame.attrs["notes"] = found.notes
    return frame


def suggestions_of(
    passages: Sequence[str],
    codebook: Codebook,
    decisions: pd.DataFrame | None = None,
    *,
    suggester: Suggester | None = None,
    sentences: bool | None = None,
) -> Suggestions:
    """Return what `suggest` finds, with its notes, as a notebook shows it.

    Parameters
    ----------
    passages : sequence of str
        What was said, such as turns.
    codebook : Codebook
        With definitions, examples and cue words to know codes by.
    decisions : pd.DataFrame or None
        What was decided on earlier suggestions, as `decisions_of` gives it. From 40
        on the suggester is measured on them, and off if it is not worth it.
    suggester : Suggester or None
        Another suggester than the built-in one.
    sentences : bool or None
        Whether the built-in one compares whole sentences too, which takes the extra
        ``use`` and some seconds per thousand passages. None is: if it is installed.

    Returns
    -------
    Suggestions

    Raises
    ------
    WorkbenchError
        If passages are not a list of texts, the codebook is empty, or sentences are
        asked for without the extra.
    """
    given = check_passages(passages, codebook)
    if decisions is None:
        speaker = suggester or word_suggester(codebook, sentences=sentences)
        return ranked(given, codebook, speaker.score(given), suggester=speaker.name)
    speaker, verdict = judged_suggester(
        decisions, codebook, suggester, sentences=sentences
    )
    if not verdict.active:
        return switched_off(
            given, codebook, suggester=speaker.name, notes=verdict.notes
        )
    return ranked(
        given,
        codebook,
        speaker.score(given),
        suggester=speaker.name,
        notes=verdict.notes,
    )


def judged_suggester(
    decisions: pd.DataFrame,
    codebook: Codebook,
    suggester: Suggester | None = None,
    *,
    sentences: bool | None = None,
) -> tuple[Suggester, Verdict]:
    """Return who speaks after these decisions, and whether they may.

    From `ENOUGH` decisions on the pair model is made as well, and speaks if it does
    better than the words, respondents held out.
    """
    check_decisions(decisions)
    words = word_suggester(codebook, sentences=sentences)
    first: Suggester = suggester or words
    verdict = judge(decisions, codebook, first)
    if suggester is not None or verdict.evaluation is None:
        return first, verdict
    learned = pair_suggester(words, decisions)
    if learned is None:
        return first, verdict
    other = judge_pairs(decisions, codebook, words)
    if other.evaluation is None:
        return first, verdict
    better = other.evaluation.value("geleerd", "MAP") > verdict.evaluation.value(
        first.name, "MAP"
    )
    return (learned, other) if better else (first, verdict)
