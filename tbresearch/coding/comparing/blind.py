"""The view of one coder: nothing of what the others did.

A second coder who sees the first one's codes copies them. Whoever builds a view
for coding takes this one; it holds no codings, notes or problems of others.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.coding import Coding, read_coding
from tbresearch.coding.journal import CODINGS_FOLDER
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import Study
from tbresearch.transcripts import Corpus

__all__ = ["own_coding"]


def own_coding(
    study: Study, corpus: Corpus, codebook: Codebook, *, coder: str
) -> Coding:
    """Read the codings of one coder, and show nothing of the others.

    Parameters
    ----------
    study, corpus, codebook
        As `read_coding` takes them.
    coder : str
        One of the coders of the study.

    Returns
    -------
    Coding
        With `coder` as the only coder of its study, so that whatever is shown or
        counted from it is of this coder.

    Raises
    ------
    WorkbenchError
        If the study has no such coder.
    StudyError
        With the problems of this coder's journal; if only others have problems,
        that they have, and not which.
    """
    if coder not in study.coders:
        raise WorkbenchError(
            f"codeur {coder!r} is niet bekend",
            where=f"studie.toml, codeurs: {', '.join(study.coders) or 'geen'}",
            fix="noem een codeur die daar staat, of zet de codeur er eerst bij",
        )
    try:
        everything = read_coding(study, corpus, codebook)
    except StudyError as error:
        raise _own_problems(error, coder) from None
    parked = _of(everything.parked, coder)
    journal = f"{CODINGS_FOLDER}/{coder}.jsonl"
    notes = [note for note in everything.notes if note.startswith(journal)]
    if len(parked):
        notes.append(f"Wachten op een plaats: {', '.join(parked['id'])}.")
    alone = replace(study, coders=(coder,), findings_from=(coder,))
    return replace(
        everything,
        study=alone,
        codings=_of(everything.codings, coder),
        memos=_of(everything.memos, coder),
        done=frozenset(one for one in everything.done if one[0] == coder),
        passages=_of(everything.passages, coder),
        parked=parked,
        notes=tuple(notes),
    )


def _of(frame: pd.DataFrame, coder: str) -> pd.DataFrame:
    return frame[frame["coder"] == coder].reset_index(drop=True)


def _own_problems(error: StudyError, coder: str) -> StudyError:
    """Return what of the problems this coder may see."""
    journal = f"{CODINGS_FOLDER}/{coder}.jsonl"
    others = f"{CODINGS_FOLDER}/"
    shown = [
        problem
        for problem in error.problems
        if problem.where.startswith(journal) or not problem.where.startswith(others)
    ]
    hidden = Problem(
        what="een ander codeerdagboek van deze studie is niet in orde",
        where=CODINGS_FOLDER,
        fix="laat iemand die dat dagboek mag zien dit draaien: tbresearch check",
    )
    return StudyError(shown or [hidden])
