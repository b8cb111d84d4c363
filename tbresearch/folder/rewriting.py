"""Rewriting transcripts, and with them everything that points into them.

Journals are append-only, with two exceptions that the law and the respondent ask
for: a withdrawal and pseudonyms. Then words have to be gone from the history too,
so the lines themselves are rewritten here, and only here.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.coding import CODINGS_FOLDER
from tbresearch.study import (
    SESSIONS,
    TRANSCRIPT_FOLDER,
    Study,
    edited_rows,
    read_text,
)
from tbresearch.transcripts import Transcript, parse_transcript, written_turns

__all__ = ["NewText", "Rewritten", "rewrite"]

Move = Callable[[int, int], "tuple[int, int] | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """What a session becomes.

    Attributes
    ----------
    turns : pd.DataFrame or None
        New turns: speaker, text, begin and finish, as many as before. None takes
        the whole session away.
    within : callable
        Takes a turn's number from 0 and a start and end within its old text;
        gives start and end within its new text, or None if the passage is gone.
    """

    turns: pd.DataFrame | None
    within: Callable[[int, int, int], tuple[int, int] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """Files to write, and what they leave out.

    Attributes
    ----------
    files : dict of Path to bytes or None
        For `study.write_together`.
    gone : tuple of str
        Ids of codings that are no longer there.
    """

    files: dict[Path, bytes | None]
    gone: tuple[str, ...]


def rewrite(
    study: Study,
    transcripts: Mapping[str, Transcript],
    changes: Mapping[str, NewText],
    *,
    memo: Callable[[str], str],
) -> Rewritten:
    """Prepare new transcripts, and journals that fit them; write nothing yet.

    Parameters
    ----------
    study : Study
        The study as it is.
    transcripts : mapping of str to Transcript
        By session.
    changes : mapping of str to NewText
        The sessions that change.
    memo : callable
        Gives the new text of every memo.

    Returns
    -------
    Rewritten
        A changed transcript is a table of turns, whatever it was before.
    """
    files: dict[Path, bytes | None] = {}
    names: dict[str, str] = {}
    moves: dict[str, Move] = {}
    texts: dict[str, Transcript] = {}
    folder = study.root / TRANSCRIPT_FOLDER
    for session, change in changes.items():
        old = transcripts[session]
        files[folder / old.name] = None
        if change.turns is None:
            continue
        names[session] = f"{Path(old.name).stem}.csv"
        raw = written_turns(change.turns).encode("utf-8-sig")
        files[folder / names[session]] = raw
        new = parse_transcript(raw, name=names[session], source=names[session])
        texts[session] = new
        moves[session] = _move(old.turns, new.turns, change)
    gone: list[str] = []
    for path in sorted((study.root / CODINGS_FOLDER).glob("*.jsonl")):
        lines = [*_acts(path, changes, moves, texts, memo, gone)]
        files[path] = "".join(f"{line}\n" for line in lines).encode()
    files[study.root / SESSIONS.file] = edited_rows(
        study.root / SESSIONS.file, SESSIONS, lambda row: _renamed(row, changes, names)
    )
    return Rewritten(files=files, gone=tuple(gone))


def _move(old: pd.DataFrame, new: pd.DataFrame, change: NewText) -> Move:
    """Return how a span of the old canonical text goes over into the new."""
    starts, ends = list(map(int, old["start"])), list(map(int, old["end"]))
    fresh = list(map(int, new["start"]))

    def move(start: int, end: int) -> tuple[int, int] | None:
        first = bisect_right(starts, start) - 1
        last = bisect_left(starts, end) - 1
        if first < 0 or start < starts[first] or end > ends[last]:
            return None
        head = change.within(
            first, start - starts[first], min(end, ends[first]) - starts[first]
        )
        tail = change.within(
            last, max(start, starts[last]) - starts[last], end - starts[last]
        )
        if head is None or tail is None:
            return None
        if any(
            change.within(turn, 0, ends[turn] - starts[turn]) is None
            for turn in range(first + 1, last)
        ):
            return None
        return fresh[first] + head[0], fresh[last] + tail[1]

    return move


def _acts(
    path: Path,
    changes: Mapping[str, NewText],
    moves: Mapping[str, Move],
    texts: Mapping[str, Transcript],
    memo: Callable[[str], str],
    gone: list[str],
) -> Iterator[str]:
    """Yield the lines of a journal as they will be."""
    dropped: set[str] = set()
    for line in read_text(path, source=path.name).split("\n"):
        act = _parsed(line)
        if act is None:  # blank, or torn by a crash: it never counted
            continue
        name = str(act.get("id"))
        if act["act"] == "add" and act["session"] in changes:
            session = str(act["session"])
            move = moves.get(session)
            span = move(int(str(act["start"])), int(str(act["end"]))) if move else None
            if span is None:
                dropped.add(name)
                gone.append(name)
                continue
            text = texts[session]
            act |= {
                "start": span[0],
                "end": span[1],
                "quote": text.text[span[0] : span[1]],
                "sha256": text.sha256,
            }
        if name in dropped or act["act"] == "torn":
            continue
        if act["act"] == "memo":
            act["text"] = memo(str(act["text"]))
        yield json.dumps(act, ensure_ascii=False)


def _parsed(line: str) -> dict[str, object] | None:
    try:
        act = json.loads(line)
    except json.JSONDecodeError:
        return None
    return act if isinstance(act, dict) else None


def _renamed(
    row: dict[str, str], changes: Mapping[str, NewText], names: Mapping[str, str]
) -> dict[str, str] | None:
    session = row["gesprek"].strip()
    if session in changes and session not in names:
        return None
    return row | {"transcript": names.get(session, row["transcript"])}
