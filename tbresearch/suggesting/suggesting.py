"""`suggest`: codes for passages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tbresearch.coding import Codebook
from tbresearch.suggesting.protocol import Suggester
from tbresearch.suggesting.suggestions import Suggestions, check_passages, ranked
from tbresearch.suggesting.word_suggester import word_suggester

__all__ = ["suggest"]


def suggest(
    passages: Sequence[str],
    codebook: Codebook,
    decisions: pd.DataFrame | None = None,
    *,
    suggester: Suggester | None = None,
) -> Suggestions:
    """Return for each passage the codes that its words point to, best first.

    Parameters
    ----------
    passages : sequence of str
        What was said, such as turns.
    codebook : Codebook
        With definitions, examples and cue words to know codes by.
    decisions : pd.DataFrame or None
        What was decided on earlier suggestions; see `decisions_of`.
    suggester : Suggester or None
        Another suggester than the built-in one.

    Returns
    -------
    Suggestions

    Raises
    ------
    WorkbenchError
        If passages are not a list of texts, or the codebook is empty.
    """
    given = check_passages(passages, codebook)
    speaker = suggester or word_suggester(codebook)
    return ranked(given, codebook, speaker.score(given), suggester=speaker.name)
