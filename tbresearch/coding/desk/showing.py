"""What a page needs to show of a desk, as plain values for JSON.

Offsets are code points of the canonical text, as everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd

from tbresearch.coding.acts import State, about_code, about_session
from tbresearch.coding.codebook import Code, Codebook
from tbresearch.coding.desk.materials import Materials
from tbresearch.study import INTERVIEWER, Study
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import (
    CODE_KINDS,
    POLARITIES,
    RESPONDENT_GROUPS,
    day_text,
    label,
)

__all__ = [
    "codebook_shown",
    "coding_shown",
    "progress_shown",
    "session_shown",
    "sessions_shown",
    "steps_shown",
    "words_shown",
]

_CODING = ("id", "session", "start", "end", "code", "polarity", "memo", "marked")


def coding_shown(row: Mapping[str, object]) -> dict[str, object]:
    """Return what a page shows of one coding."""
    return {name: row[name] for name in _CODING}


def _turns(corpus: Corpus, session: str) -> pd.DataFrame:
    return corpus.turns[corpus.turns["session"] == session]


def session_shown(corpus: Corpus, session: str) -> dict[str, object]:
    """Return the text of a session and where its turns stand in it."""
    rows = _turns(corpus, session)
    return {
        "session": session,
        "text": corpus.transcripts[session].text,
        "turns": [
            {
                "start": int(row["start"]),
                "end": int(row["end"]),
                "speaker": row["speaker"],
                "asks": row["respondent"] == INTERVIEWER,
                "group": _or_none(row["group"]),
                "role": _or_none(row["role"]) or "",
            }
            for row in rows.to_dict("records")
        ],
    }


def sessions_shown(here: Materials) -> list[dict[str, object]]:
    """Return every session with how far its coding is."""
    own: dict[object, list[Mapping[str, object]]] = {}
    for row in here.state.codings.values():
        own.setdefault(row["session"], []).append(row)
    return [
        {
            "session": row["session"],
            "title": row["title"],
            "day": day_text(row["date"]),
            **_progress(here, row["session"], own.get(row["session"], [])),
        }
        for row in here.study.sessions.to_dict("records")
    ]


def progress_shown(here: Materials, session: str) -> dict[str, object]:
    """Return how far the coding of one session is."""
    own = [row for row in here.state.codings.values() if row["session"] == session]
    return {"session": session, **_progress(here, session, own)}


def steps_shown(state: State) -> dict[str, object]:
    """Return what changes with every act: steps back and on, and uses of codes."""
    return {
        "undo": len(state.undo),
        "redo": len(state.redo),
        "counts": dict(Counter(str(row["code"]) for row in state.codings.values())),
    }


def _progress(
    here: Materials, session: str, own: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    return {
        "codings": len(own),
        "waiting": sum(bool(row["parked"]) for row in own),
        "done": session in here.state.done,
        "memo": here.state.memos.get(about_session(session), ""),
        **_coverage(here.spoken[session], own),
    }


def _coverage(
    spoken: tuple[list[int], list[int]], codings: Iterable[Mapping[str, object]]
) -> dict[str, int]:
    """Return how many turns of respondents there are, and how many have a coding."""
    starts, ends = spoken
    coded: set[int] = set()
    for row in codings:
        if not row["parked"]:
            start, end = int(str(row["start"])), int(str(row["end"]))
            coded.update(range(bisect_right(ends, start), bisect_left(starts, end)))
    return {"turns": len(starts), "coded": len(coded)}


def codebook_shown(codebook: Codebook, state: State) -> list[dict[str, object]]:
    """Return the codes as a tree: each with its depth, parents before children."""
    return [
        {
            "code": code.code,
            "label": code.label,
            "kind": code.kind,
            "kind_label": label(CODE_KINDS, code.kind),
            "parent": code.parent,
            "depth": depth,
            "definition": code.definition,
            "include": code.include,
            "exclude": code.exclude,
            "examples": code.examples,
            "memo": state.memos.get(about_code(code.code), ""),
        }
        for depth, code in _tree(codebook, None, 1)
    ]


def words_shown(study: Study) -> dict[str, object]:
    """Return the Dutch labels that a page needs."""
    return {
        "polarities": {key: label(POLARITIES, key) for key in POLARITIES},
        "groups": {key: label(RESPONDENT_GROUPS, key) for key in study.groups},
        "kinds": {key: label(CODE_KINDS, key) for key in CODE_KINDS},
    }


def _tree(
    codebook: Codebook, parent: str | None, depth: int
) -> Iterator[tuple[int, Code]]:
    for code in codebook.codes.values():
        if code.parent == parent:
            yield depth, code
            yield from _tree(codebook, code.code, depth + 1)


def _or_none(value: object) -> object:
    return None if pd.isna(value) else value  # type: ignore[call-overload]
