"""Rewriting transcripts, and with them everything that points into them.

Journals are append-only, with two exceptions that the law and the respondent ask
for: a withdrawal and pseudonyms. Then words have to be gone from the history too,
so the lines themselves are rewritten here, and only here.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.coding import (
    CODINGS_FOLDER,
    Offer,
    about_session,
    fold,
    parse_act,
    words_mark,
)
from tbresearch.coding.comparing import cleaned_settlements
from tbresearch.errors import Problem, StudyError
from tbresearch.study import (
    SESSIONS,
    TRANSCRIPT_FOLDER,
    Study,
    edited_rows,
    read_bytes,
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
    waiting: Callable[[Mapping[str, object]], str | None],
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
        Gives the new text of every memo, and of every reason of a decision.
    waiting : callable
        Takes the add of a coding of a changed session that stands nowhere in the
        text of now, with its last place, and gives its new quote, or None to take
        it away.

    Returns
    -------
    Rewritten
        A changed transcript is a table of turns, whatever it was before. Codings
        of changed sessions have their last place in their add; lines that say
        how they came there are gone.

    Raises
    ------
    StudyError
        If a line of a journal cannot be read.
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
        names[session] = _free_name(old.name, transcripts)
        raw = written_turns(change.turns).encode("utf-8-sig")
        files[folder / names[session]] = raw
        new = parse_transcript(raw, name=names[session], source=names[session])
        texts[session] = new
        moves[session] = _move(old.turns, new.turns, change)
    rewriter = _Rewriter(
        transcripts=transcripts,
        changes=changes,
        moves=moves,
        texts=texts,
        memo=memo,
        waiting=waiting,
        gone={},
    )
    files |= _journals(study, rewriter)
    files |= cleaned_settlements(study.root, gone=rewriter.gone, text=memo)
    files[study.root / SESSIONS.file] = edited_rows(
        study.root / SESSIONS.file, SESSIONS, lambda row: _renamed(row, changes, names)
    )
    return Rewritten(files=files, gone=tuple(rewriter.gone))


def _free_name(name: str, transcripts: Mapping[str, Transcript]) -> str:
    """Return the name of the table of turns, which no other session may have."""
    stem, suffix = Path(name).stem, Path(name).suffix
    stems = [Path(other.name).stem.casefold() for other in transcripts.values()]
    alone = stems.count(stem.casefold()) == 1
    return f"{stem}.csv" if alone or suffix == ".csv" else f"{stem}-{suffix[1:]}.csv"


def _journals(study: Study, rewriter: _Rewriter) -> dict[Path, bytes | None]:
    files: dict[Path, bytes | None] = {}
    problems: list[Problem] = []
    for path in sorted((study.root / CODINGS_FOLDER).glob("*.jsonl")):
        source = f"{CODINGS_FOLDER}/{path.name}"
        wrong = fold(path, source=source).problems
        problems.extend(wrong)
        if not wrong:
            lines = [*rewriter.lines(read_bytes(path, source=source))]
            files[path] = "".join(f"{line}\n" for line in lines).encode()
    if problems:
        raise StudyError(problems)
    return files


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


@dataclass(slots=True)
class _Life:
    """One coding from its add on: what it is, and where it stands at last."""

    add: dict[str, object]
    park: dict[str, object] | None = None
    dropped: bool = False

    def follow(self, act: dict[str, object]) -> None:
        if act["act"] == "park":
            self.park = act
        elif act["act"] == "move":
            self.park = None
            self.add |= {name: act[name] for name in ("start", "end", "sha256")}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rewriter:
    """Rewrites journals; `gone` fills with the codings that no longer stand."""

    transcripts: Mapping[str, Transcript]
    changes: Mapping[str, NewText]
    moves: Mapping[str, Move]
    texts: Mapping[str, Transcript]
    memo: Callable[[str], str]
    waiting: Callable[[Mapping[str, object]], str | None]
    gone: dict[str, None]

    def lines(self, raw: bytes) -> Iterator[str]:
        """Yield the lines of a journal as they will be, without the torn ones."""
        parsed = map(parse_act, raw.removeprefix(BOM_UTF8).split(b"\n"))
        acts = [act for act in parsed if act and act.get("act") != "torn"]
        lives = _lives(acts)
        for act, life in zip(acts, lives, strict=True):
            if self._stays(act, life):
                told = self._offered_anew(self._told_anew(act))
                if told is not None:
                    yield json.dumps(told, ensure_ascii=False)

    def _stays(self, act: dict[str, object], life: _Life | None) -> bool:
        if life is None:
            return not any(
                self.changes[session].turns is None
                and session in (act.get("session"), _session_of_note(act))
                for session in self.changes
            )
        if str(life.add["session"]) not in self.changes:
            return True
        if act is life.add:
            self._settle(life)
        passing = act["act"] == "park" and act is not life.park
        return not (life.dropped or passing or act["act"] == "move")

    def _told_anew(self, act: dict[str, object]) -> dict[str, object]:
        """Give what the coder wrote in an act its new words."""
        words = {name: act[name] for name in ("text", "memo", "change") if name in act}
        return act | {name: _in_all(self.memo, told) for name, told in words.items()}

    def _offered_anew(self, act: dict[str, object]) -> dict[str, object] | None:
        """Give a suggestion the place and the words of now; no act if they are gone.

        Its name has the fingerprint of its words, which must not outlive them.
        """
        offer = Offer.of(str(act.get("suggestion", "")))
        if offer is None or offer.session not in self.changes:
            return act
        span = self._new_span(offer)
        if span is not None:
            said = self.texts[offer.session].text[slice(*span)]
            return act | {"suggestion": str(offer.moved(*span, said))}
        return None if act["act"] == "reject" else act | {"suggestion": offer.place}

    def _new_span(self, offer: Offer) -> tuple[int, int] | None:
        """Return where the passage of a suggestion comes to stand, if it does."""
        if offer.session not in self.moves:
            return None
        old = self.transcripts[offer.session]
        places = [(offer.start, offer.end)]
        if offer.words:
            places += zip(old.turns["start"], old.turns["end"], strict=True)
        for start, end in places:
            said = old.text[int(start) : int(end)]
            if not offer.words or words_mark(said) == offer.words:
                return self.moves[offer.session](int(start), int(end))
        return None

    def _settle(self, life: _Life) -> None:
        """Give a coding its place in the new text, or drop it."""
        act, session = life.add, str(life.add["session"])
        start, end = int(str(act["start"])), int(str(act["end"]))
        old = self.transcripts[session].text
        if self.changes[session].turns is None:
            life.dropped = True
        elif life.park is None and old[start:end] == act["quote"]:
            span = self.moves[session](start, end)
            life.dropped = span is None
            if span is not None:
                text = self.texts[session]
                quote = text.text[span[0] : span[1]]
                place = {"start": span[0], "end": span[1], "sha256": text.sha256}
                act |= {"quote": quote, **place}
        else:
            kept = self.waiting(act)
            life.dropped = kept is None
            if kept is not None:
                act["quote"] = kept
        name = str(act["id"])
        if life.dropped:
            self.gone[name] = None
        else:
            self.gone.pop(name, None)


def _lives(acts: list[dict[str, object]]) -> list[_Life | None]:
    """Return the coding of each act, with the place where it stands at last."""
    now: dict[str, _Life] = {}
    lives = []
    for act in acts:
        name = str(act.get("id"))
        if act["act"] == "add":
            now[name] = _Life(act)
        elif name in now:
            now[name].follow(act)
        lives.append(now.get(name))
    return lives


def _session_of_note(act: Mapping[str, object]) -> str:
    return str(act.get("about", "")).removeprefix(about_session(""))


def _in_all(change: Callable[[str], str], told: object) -> object:
    """Change every text in what was told, however deep."""
    if isinstance(told, str):
        return change(told)
    if isinstance(told, dict):
        return {name: _in_all(change, value) for name, value in told.items()}
    return [_in_all(change, one) for one in told] if isinstance(told, list) else told


def _renamed(
    row: dict[str, str], changes: Mapping[str, NewText], names: Mapping[str, str]
) -> dict[str, str] | None:
    session = row["gesprek"].strip()
    if session in changes and session not in names:
        return None
    if session not in names:
        return row
    # A table of turns says itself who speaks.
    own = {"enige_spreker": ""} if "enige_spreker" in row else {}
    return row | own | {"transcript": names[session]}
