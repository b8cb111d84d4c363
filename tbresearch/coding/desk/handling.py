"""What a page may ask of a desk: each act, held against the study as it is now."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tbresearch.coding import codebook_changes as changes
from tbresearch.coding.acts import Act
from tbresearch.coding.checks import require
from tbresearch.coding.desk.desk import Desk
from tbresearch.coding.desk.suggestions import suggestion_of
from tbresearch.coding.placing import places
from tbresearch.errors import WorkbenchError
from tbresearch.vocabulary import POLARITIES

__all__ = ["acts_of"]


def acts_of(desk: Desk) -> dict[str, Callable[..., dict[str, Any]]]:
    """Return by name what a page may ask; each returns when it is on the disk.

    Each raises a `WorkbenchError`, and changes nothing, if it cannot be done: a
    quote that does not match, a coding that is not there any more, a full disk,
    a journal that another kernel has.
    """
    asks: dict[str, Callable[..., dict[str, Any]]] = {
        "overview": desk.overview,
        "session": desk.session,
        "passages": desk.passages,
        "claim": partial(_claim, desk),
    }
    return asks | {name: partial(_do, desk, act) for name, act in _ACTS.items()}


def _claim(desk: Desk) -> dict[str, Any]:
    desk.claim()
    desk.read_anew()
    return {}


def _do(desk: Desk, act: Callable[..., None], **given: object) -> dict[str, Any]:
    with desk.lock:
        if desk.reading_only is not None:
            raise desk.reading_only
        desk.read_if_changed()
        act(desk, **given)
    return {}


def _add(
    desk: Desk,
    *,
    session: str,
    start: int,
    end: int,
    code: str,
    polarity: str,
    quote: str,
    suggestion: str = "",
) -> None:
    corpus = desk.materials.corpus
    require(session, corpus.transcripts, "gesprek")
    transcript = corpus.transcripts[session]
    if not 0 <= start < end or transcript.text[start:end] != quote:
        raise WorkbenchError(
            "deze passage staat zo niet (meer) in het transcript",
            where=f"gesprek {session!r}, teken {start} tot {end}: {quote[:60]!r}",
            fix="kies de passage opnieuw; het scherm is bijgewerkt",
        )
    _check(desk, code, polarity)
    span = (session, start, end, code)
    for row in desk.materials.state.codings.values():
        if (row["session"], row["start"], row["end"], row["code"]) == span:
            raise WorkbenchError(
                "deze passage heeft deze code al",
                where=f"gesprek {session!r}: {quote[:60]!r}",
                fix="verwijder de codering, of verander haar kant",
            )
    act = {
        "act": "add",
        "id": uuid.uuid4().hex[:12],
        "session": session,
        "start": start,
        "end": end,
        "code": code,
        "polarity": polarity,
        "quote": quote,
        "sha256": transcript.sha256,
    }
    more = {"suggestion": suggestion} if suggestion else {}
    desk.write(act | more, session=session)


def _remove(desk: Desk, *, coding: str) -> None:
    row = _coding(desk, coding)
    desk.write({"act": "remove", "id": coding}, session=str(row["session"]))


def _change(desk: Desk, *, coding: str, code: str, polarity: str) -> None:
    row = _coding(desk, coding)
    _check(desk, code, polarity)
    act = {"act": "change", "id": coding, "code": code, "polarity": polarity}
    desk.write(act, session=str(row["session"]))


def _memo(desk: Desk, *, coding: str, text: str) -> None:
    _coding(desk, coding)
    desk.write({"act": "memo", "id": coding, "text": text})


def _mark(desk: Desk, *, coding: str, marked: bool) -> None:
    _coding(desk, coding)
    desk.write({"act": "mark", "id": coding, "marked": marked})


def _note(desk: Desk, *, about: str, text: str) -> None:
    kind, _, name = about.partition(":")
    known: dict[str, Mapping[str, object]] = {
        "gesprek": desk.materials.corpus.transcripts,
        "code": desk.materials.codebook.codes,
    }
    require(kind, known, "onderwerp")
    require(name, known[kind], kind)
    desk.write({"act": "note", "about": about, "text": text})


def _finish(desk: Desk, *, session: str, done: bool) -> None:
    require(session, desk.materials.corpus.transcripts, "gesprek")
    desk.write({"act": "done", "session": session, "done": done}, session=session)


def _accept(desk: Desk, *, suggestion: str, polarity: str) -> None:
    """Code what was suggested, on the side that the coder says."""
    offered = _suggestion(desk, suggestion)
    names = ("session", "start", "end", "code", "quote")
    taken = {name: offered[name] for name in names}
    _add(desk, suggestion=suggestion, polarity=polarity, **taken)


def _reject(desk: Desk, *, suggestion: str) -> None:
    offered = _suggestion(desk, suggestion)
    act = {"act": "reject", "suggestion": suggestion, "rejected": True}
    desk.write(act, session=str(offered["session"]))


def _new_code(
    desk: Desk, *, label: str, kind: str, parent: str | None, definition: str
) -> None:
    book = desk.materials.codebook
    desk.change_codebook(
        changes.new(book, label=label, kind=kind, parent=parent, definition=definition)
    )


def _rename(desk: Desk, *, code: str, label: str) -> None:
    desk.change_codebook(changes.renamed(desk.materials.codebook, code, label=label))


def _move(desk: Desk, *, code: str, parent: str | None) -> None:
    desk.change_codebook(changes.moved(desk.materials.codebook, code, parent=parent))


def _merge(desk: Desk, *, code: str, into: str) -> None:
    desk.change_codebook(changes.merged(desk.materials.codebook, code, into=into))


def _split(desk: Desk, *, code: str, label: str, codings: list[str]) -> None:
    """Make a new code beside `code`, and give it some of its codings."""
    rows = [_coding(desk, name) for name in codings]
    book = desk.materials.codebook
    require(code, book.codes, "code")
    old = book.codes[code]
    change = changes.new(book, label=label, kind=old.kind, parent=old.parent)
    desk.change_codebook(change)
    fresh = change["block"]["code"]
    for row in rows:
        _change(desk, coding=str(row["id"]), code=fresh, polarity=str(row["polarity"]))


def _undo(desk: Desk) -> None:
    _step(desk, "undo", desk.materials.state.undo)


def _redo(desk: Desk) -> None:
    _step(desk, "redo", desk.materials.state.redo)


def _step(desk: Desk, by: str, acts: list[Act]) -> None:
    if not acts:
        raise WorkbenchError(
            "er is niets om terug te nemen"
            if by == "undo"
            else "er is niets om opnieuw te doen",
            where=f"dagboek van {desk.coder!r}",
            fix="ga verder met coderen",
        )
    act = acts[-1]
    if act["act"] == "codebook":
        change = act["change"]
        assert isinstance(change, dict)
        desk.change_codebook(change, by=by)
        return
    act = _placed(desk, act) if act["act"] == "add" else act
    desk.write(act | {"by": by}, session=_session_of(desk, act))


def _placed(desk: Desk, act: Act) -> Act:
    """Give a coding that comes back its place in the text as it is now."""
    session, quote = str(act["session"]), str(act["quote"])
    transcript = desk.materials.corpus.transcripts[session]
    start = int(str(act["start"]))
    if transcript.text[start : start + len(quote)] != quote:
        found = places(quote, transcript.text)
        if len(found) != 1:
            raise WorkbenchError(
                "deze codering kan niet terug: haar passage staat niet meer precies "
                "één keer in het transcript",
                where=f"gesprek {session!r}: {quote[:60]!r}",
                fix="codeer de passage opnieuw in de tekst zoals die nu is",
            )
        start = found[0]
    place = {"start": start, "end": start + len(quote), "sha256": transcript.sha256}
    return act | place


def _session_of(desk: Desk, act: Act) -> str | None:
    """Return where an act shows, if it shows in one session."""
    if "suggestion" in act and act["act"] == "reject":
        offered = suggestion_of(desk.suggestions, str(act["suggestion"]))
        return str(offered["session"]) if offered else None
    row = desk.materials.state.codings.get(str(act.get("id")), act)
    return str(row["session"]) if "session" in row else None


def _coding(desk: Desk, name: str) -> Act:
    row = desk.materials.state.codings.get(name)
    if row is None:
        raise WorkbenchError(
            "deze codering is er niet meer",
            where=f"dagboek van {desk.coder!r}, codering {name!r}",
            fix="het scherm is bijgewerkt; kies opnieuw",
        )
    return row


def _suggestion(desk: Desk, name: str) -> dict[str, Any]:
    offered = suggestion_of(desk.suggestions, name)
    taken = {row["suggestion"] for row in desk.materials.state.codings.values()}
    if offered is None or name in taken | desk.materials.state.rejected:
        raise WorkbenchError(
            "dit voorstel is er niet meer",
            where=f"voorstel {name!r}",
            fix="het scherm is bijgewerkt; kies opnieuw",
        )
    return offered


def _check(desk: Desk, code: str, polarity: str) -> None:
    require(code, desk.materials.codebook.codes, "code")
    require(polarity, POLARITIES, "polariteit")


_ACTS: dict[str, Callable[..., None]] = {
    "add": _add,
    "remove": _remove,
    "change": _change,
    "memo": _memo,
    "mark": _mark,
    "note": _note,
    "finish": _finish,
    "accept": _accept,
    "reject": _reject,
    "new_code": _new_code,
    "rename": _rename,
    "move": _move,
    "merge": _merge,
    "split": _split,
    "undo": _undo,
    "redo": _redo,
}
