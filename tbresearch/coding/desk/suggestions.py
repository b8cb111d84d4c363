"""Suggestions on a desk: codings that somebody proposes and the coder decides on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tbresearch.coding.acts import State
from tbresearch.errors import WorkbenchError
from tbresearch.transcripts import Corpus

__all__ = ["check_suggestions", "open_suggestions", "suggestion_of"]

_COLUMNS = ("id", "session", "start", "end", "code", "polarity", "quote", "reason")
_HINT = "hint"


def check_suggestions(suggestions: pd.DataFrame | None) -> pd.DataFrame:
    """Return suggestions that have all columns and ids of their own.

    Parameters
    ----------
    suggestions : pd.DataFrame or None
        One row a suggestion: id, session, start, end (code points, end
        exclusive), code, polarity (a hint: the coder chooses), quote, and reason,
        in Dutch; and maybe hint, the words that the polarity comes from.

    Raises
    ------
    WorkbenchError
        If a column is missing, or an id occurs twice.
    """
    if suggestions is None:
        return pd.DataFrame(columns=[*_COLUMNS, _HINT])
    missing = [name for name in _COLUMNS if name not in suggestions.columns]
    if missing:
        raise WorkbenchError(
            f"voorstellen zonder {', '.join(missing)}",
            where=f"kolommen: {', '.join(map(str, suggestions.columns))}",
            fix=f"geef een tabel met de kolommen {', '.join(_COLUMNS)}",
        )
    twice = suggestions.loc[suggestions["id"].duplicated(), "id"]
    if len(twice):
        raise WorkbenchError(
            f"voorstel {twice.iloc[0]!r} staat er twee keer",
            where="kolom id",
            fix="geef elk voorstel een eigen naam",
        )
    known = suggestions if _HINT in suggestions.columns else suggestions.assign(hint="")
    return known[[*_COLUMNS, _HINT]].reset_index(drop=True)


def open_suggestions(
    suggestions: pd.DataFrame, corpus: Corpus, session: str, state: State
) -> list[dict[str, object]]:
    """Return what is still to be decided on in a session, and fits its text."""
    if suggestions.empty:  # as it mostly is, and this is asked after every act
        return []
    text = corpus.transcripts[session].text
    taken = {row["suggestion"] for row in state.codings.values()}
    closed = taken | state.rejected
    own = suggestions[suggestions["session"] == session].to_dict("records")
    return [
        {str(name): value for name, value in row.items()}
        for row in own
        if row["id"] not in closed and text[row["start"] : row["end"]] == row["quote"]
    ]


def suggestion_of(suggestions: pd.DataFrame, name: str) -> dict[str, Any] | None:
    """Return the suggestion of a name, if there is one."""
    found = suggestions[suggestions["id"] == name].to_dict("records")
    return {str(key): value for key, value in found[0].items()} if found else None
