"""Acts of a coder, and the state that they lead to.

An act is one line of a journal. Each act of a person has an inverse, which is an
act as well; undoing appends it, marked `by` undo. What can be undone therefore
follows from the journal, also after a crash or in another notebook. Where a new
version of a transcript moves or parks codings, nothing is undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Act", "State", "about_code", "about_session", "inverted", "malformed"]

Act = dict[str, object]

_ADD: Mapping[str, type] = {
    "id": str,
    "time": str,
    "session": str,
    "start": int,
    "end": int,
    "code": str,
    "polarity": str,
    "quote": str,
    "sha256": str,
}
# What an add may say besides: all that a coding can get later, so that taking a
# removal back gives the coding as it was.
_BESIDES: Mapping[str, object] = {"memo": "", "marked": False, "suggestion": ""}
_REQUIRED: Mapping[str, Mapping[str, type]] = {
    "add": _ADD,
    "remove": {"id": str, "time": str},
    "change": {"id": str, "time": str, "code": str, "polarity": str},
    "memo": {"id": str, "time": str, "text": str},
    "mark": {"id": str, "time": str, "marked": bool},
    "move": {"id": str, "time": str, "start": int, "end": int, "sha256": str},
    "park": {"id": str, "time": str},
    "note": {"time": str, "about": str, "text": str},
    "done": {"time": str, "session": str, "done": bool},
    "reject": {"time": str, "suggestion": str, "rejected": bool},
    "codebook": {"time": str, "change": dict},
}
_OPTIONAL: Mapping[str, type] = {
    "by": str,
    **{name: type(value) for name, value in _BESIDES.items()},
}
_MOVED = ("start", "end", "sha256")
_NOT_OF_A_PERSON = ("move", "park")


def inverted(change: object) -> Act:
    """Return the change of the codebook that takes this one back.

    >>> inverted(inverted({"op": "new"}))
    {'op': 'new'}
    """
    if isinstance(change, dict) and "back" in change:
        return dict(change["back"])
    return {"back": change}


def about_session(session: str) -> str:
    """Return what a note about a transcript is about."""
    return f"gesprek:{session}"


def about_code(code: str) -> str:
    """Return what a note about a code is about."""
    return f"code:{code}"


@dataclass(slots=True)
class State:
    """What the acts of one coder lead to; `apply` takes it one act further.

    Attributes
    ----------
    codings : dict of str to dict
        By id: the keys of an add, with the place of the last move and the code
        and polarity of the last change; `memo`; `marked`, whether it is marked
        as a quote for the report; `suggestion`, the id of the suggestion that it
        comes from or ""; `line`, the line of the add; and `parked`, whether its
        quote has no place in the transcript as it is now.
    memos : dict of str to str
        Notes about a transcript or a code, by what they are about.
    done : set of str
        Sessions that the coder has finished.
    rejected : set of str
        Ids of suggestions that the coder turned down.
    undo, redo : list of dict
        Acts that take the last act back, or give it again; the next one last.
    """

    codings: dict[str, Act] = field(default_factory=dict)
    memos: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)
    undo: list[Act] = field(default_factory=list)
    redo: list[Act] = field(default_factory=list)

    def apply(self, act: Mapping[str, object], *, line: int) -> str | None:
        """Apply an act, or return in Dutch why that cannot be done."""
        wrong = malformed(act) or self._misfit(act)
        if wrong is not None:
            return wrong
        inverse = self._inverse(act)
        self._do(act, line)
        if inverse is not None:
            self._remember(act, inverse)
        return None

    def _misfit(self, act: Mapping[str, object]) -> str | None:
        """Say why an act of good form does not fit what is there, or None."""
        if "id" not in _REQUIRED[str(act["act"])]:
            return None
        there = self.codings.get(str(act["id"]))
        if act["act"] == "add":
            free = there is None or there["parked"]
            return None if free else f"codering {act['id']!r} bestaat al"
        return f"codering {act['id']!r} bestaat niet" if there is None else None

    def _do(self, act: Mapping[str, object], line: int) -> None:
        kind = act["act"]
        if kind == "add":
            there = self.codings.get(str(act["id"]), {})
            besides = {
                name: act.get(name, there.get(name, value))
                for name, value in _BESIDES.items()
            }
            row = {name: act[name] for name in _ADD} | besides
            self.codings[str(act["id"])] = row | {"line": line, "parked": False}
        elif kind == "remove":
            del self.codings[str(act["id"])]
        elif kind == "note":
            self.memos[str(act["about"])] = str(act["text"])
        elif kind == "done":
            _put(self.done, str(act["session"]), there=bool(act["done"]))
        elif kind == "reject":
            _put(self.rejected, str(act["suggestion"]), there=bool(act["rejected"]))
        elif kind != "codebook":
            self.codings[str(act["id"])] |= _changed(act)

    def _inverse(self, act: Mapping[str, object]) -> Act | None:
        """Return the act that takes this one back, without its time."""
        kind = str(act["act"])
        if kind in _NOT_OF_A_PERSON:
            return None
        if "id" in _REQUIRED[kind]:
            return {"act": kind, "id": act["id"]} | self._before(act)
        if kind == "codebook":
            return {"act": kind, "change": inverted(act["change"])}
        if kind == "note":
            about = str(act["about"])
            return {"act": kind, "about": about, "text": self.memos.get(about, "")}
        if kind == "done":
            session = str(act["session"])
            return {"act": kind, "session": session, "done": session in self.done}
        name = str(act["suggestion"])
        rejected = name in self.rejected
        return {"act": kind, "suggestion": name, "rejected": rejected}

    def _before(self, act: Mapping[str, object]) -> Act:
        """Return what an act on a coding changes, as it is before the act."""
        if act["act"] == "add":
            return {"act": "remove"}
        row = self.codings[str(act["id"])]
        if act["act"] == "memo":
            return {"text": row["memo"]}
        if act["act"] == "mark":
            return {"marked": row["marked"]}
        if act["act"] == "change":
            return {"code": row["code"], "polarity": row["polarity"]}
        kept = {name: row[name] for name in (*_ADD, *_BESIDES) if name != "time"}
        return {"act": "add"} | kept

    def _remember(self, act: Mapping[str, object], inverse: Act) -> None:
        by = act.get("by")
        if by == "undo":
            _pop(self.undo)
            self.redo.append(inverse)
            return
        if by == "redo":
            _pop(self.redo)
        else:
            self.redo.clear()
        self.undo.append(inverse)


def malformed(act: Mapping[str, object]) -> str | None:
    """Return in Dutch what is wrong with the form of an act, or None."""
    keys = _REQUIRED.get(str(act.get("act")))
    if keys is None:
        return f"handeling {act.get('act')!r} is niet bekend"
    wrong = [name for name, kind in keys.items() if not _is(act.get(name), kind)]
    wrong += [
        name
        for name, kind in _OPTIONAL.items()
        if name not in keys and name in act and not _is(act[name], kind)
    ]
    if wrong:
        return f"in deze regel ontbreekt of klopt niet: {', '.join(wrong)}"
    return None


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _changed(act: Mapping[str, object]) -> Act:
    """Return what a change, mark, memo, move or park sets."""
    kind = act["act"]
    if kind == "memo":
        return {"memo": act["text"]}
    if kind == "mark":
        return {"marked": act["marked"]}
    if kind == "park":
        return {"parked": True}
    if kind == "move":
        return {name: act[name] for name in _MOVED} | {"parked": False}
    return {"code": act["code"], "polarity": act["polarity"]}


def _put(names: set[str], name: str, *, there: bool) -> None:
    if there:
        names.add(name)
    else:
        names.discard(name)


def _pop(acts: list[Act]) -> None:
    # A journal that was rewritten, or changed by hand, may have lost the act.
    if acts:
        acts.pop()
