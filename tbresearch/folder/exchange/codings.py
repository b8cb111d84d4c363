"""Codings and memos of another program as acts in the journals of a study."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tbresearch.coding import about_code, about_session, now
from tbresearch.coding.acts import Act, State
from tbresearch.folder.exchange.codes import CodePlan
from tbresearch.folder.exchange.sources import Home
from tbresearch.folder.exchange.state import Standing
from tbresearch.interchange import QdaNote, QdaProject

__all__ = ["CodingPlan", "planned_codings"]

_NOWHERE = "de woorden staan niet, of niet op één plaats, in het transcript"
_SHORT = 60


@dataclass(slots=True)
class CodingPlan:
    """What an import adds to each journal, and what it cannot place.

    Attributes
    ----------
    acts : dict of str to list of dict
        By coder.
    there : dict of str to int
        Codings of each coder that the study has or had already.
    found : list of tuple
        Element, reason and name of what does not come along.
    """

    acts: dict[str, list[Act]] = field(default_factory=dict)
    there: dict[str, int] = field(default_factory=dict)
    found: list[tuple[str, str, str]] = field(default_factory=list)


def planned_codings(
    project: QdaProject,
    study: Standing,
    homes: Mapping[str, Home],
    codes: CodePlan,
    coders: Mapping[str, str],
) -> CodingPlan:
    """Return the acts that bring the codings and memos of a file into a study.

    Parameters
    ----------
    project : QdaProject
        The file.
    study : Standing
        The study as it is.
    homes : mapping of str to Home
        Where each source belongs.
    codes : CodePlan
        Where each code belongs.
    coders : mapping of str to str
        The coder of the study for each of the file.
    """
    plan = CodingPlan()
    known = {
        coder: _places(state, codes.codebook.merged)
        for coder, state in study.journals.items()
    }
    time = now()
    for row in project.codings.to_dict("records"):
        home = homes.get(row["source"])
        if home is None:
            plan.found.append(("Coding", "de bron heeft geen tekst", row["source"]))
            continue
        place = home.place(int(row["start"]), int(row["end"]))
        if place is None:
            plan.found.append(("Coding", _NOWHERE, row["source"]))
            continue
        coder, code = coders[row["coder"]], codes.keys[row["code"]]
        name = _name(row)
        own = known.setdefault(coder, {})
        key = (home.session, *place, code)
        sides = own.setdefault(key, set())
        if name in study.past.get(coder, ()) or (
            sides and (not row["polarity"] or row["polarity"] in sides)
        ):
            plan.there[coder] = plan.there.get(coder, 0) + 1
            continue
        sides.add(row["polarity"] or "geen")
        plan.acts.setdefault(coder, []).append(
            _act(row, home, place, code=code, name=name, time=time)
        )
    _add_notes(project, study, homes, codes, coders, plan, time)
    return plan


def _act(
    row: Mapping[Hashable, Any],
    home: Home,
    place: tuple[int, int],
    *,
    code: str,
    name: str,
    time: str,
) -> Act:
    """Return the act that adds a coding at its place in the transcript."""
    transcript = home.text.transcript
    act: Act = {
        "act": "add",
        "id": name,
        "time": row["time"] or time,
        "session": home.session,
        "start": place[0],
        "end": place[1],
        "code": code,
        "polarity": row["polarity"] or "geen",
        "quote": transcript.text[place[0] : place[1]],
        "sha256": transcript.sha256,
    }
    act |= {"memo": row["memo"]} if row["memo"] else {}
    return act | ({"marked": True} if row["marked"] else {})


def _places(
    state: State, merged: Mapping[str, str]
) -> dict[tuple[object, ...], set[str]]:
    """Return the polarities that each place and code has."""
    places: dict[tuple[object, ...], set[str]] = {}
    for row in state.codings.values():
        code = merged.get(str(row["code"]), row["code"])
        key = (row["session"], row["start"], row["end"], code)
        places.setdefault(key, set()).add(str(row["polarity"]))
    return places


def _name(row: Mapping[Hashable, object]) -> str:
    """Return the id of a coding: the same each time that a file comes."""
    words = [row[n] for n in ("source", "start", "end", "code", "coder", "polarity")]
    raw = "\0".join(map(str, words)).encode("utf-8", "replace")
    return f"q{hashlib.sha256(raw).hexdigest()[:15]}"


def _add_notes(
    project: QdaProject,
    study: Standing,
    homes: Mapping[str, Home],
    codes: CodePlan,
    coders: Mapping[str, str],
    plan: CodingPlan,
    time: str,
) -> None:
    """Add memos on transcripts and codes; others have no place in a study."""
    texts: dict[tuple[str, str], list[str]] = {}
    first = next(iter(coders.values()), "")
    for note in project.notes:
        about = _about(note, homes, codes)
        coder = coders.get(note.coder, first)
        if about is None or not coder:
            reason = "een memo over het project of over niets in het bijzonder"
            plan.found.append(("Note", reason, note.name))
        else:
            texts.setdefault((coder, about), []).append(_said(note, project))
    for (coder, about), said in texts.items():
        state = study.journals.get(coder)
        before = state.memos.get(about, "") if state else ""
        fresh = [text for text in said if text and text not in before]
        if fresh:
            whole = "\n\n".join(filter(None, (before, *fresh)))
            act: Act = {"act": "note", "time": time, "about": about, "text": whole}
            plan.acts.setdefault(coder, []).append(act)


def _about(note: QdaNote, homes: Mapping[str, Home], codes: CodePlan) -> str | None:
    if note.kind == "code" and note.about in codes.keys:
        return about_code(codes.keys[note.about])
    if note.kind in ("source", "passage") and note.about in homes:
        return about_session(homes[note.about].session)
    return None


def _said(note: QdaNote, project: QdaProject) -> str:
    """Return what a memo says, with the words that it is about."""
    if note.passage is None:
        return note.text
    span = note.passage
    words = " ".join(project.sources[span.source].text[span.start : span.end].split())
    words = words if len(words) <= _SHORT else f"{words[:_SHORT]}..."
    return f"Bij «{words}»: {note.text}"
