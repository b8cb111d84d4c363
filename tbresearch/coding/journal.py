"""The journal of one coder: a file to which lines are only ever added.

One line is one act. The line is on the disk before the act is acknowledged, so
that a crash costs at most the act that was not yet acknowledged. Folding the
lines, oldest first, gives the state; the journal is its own audit trail.
"""

from __future__ import annotations

import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from tbresearch.errors import Problem
from tbresearch.study import read_bytes

__all__ = [
    "CODINGS_FOLDER",
    "Folded",
    "append_act",
    "fold",
    "journal_path",
    "longer_journal",
    "now",
    "parse_act",
]

CODINGS_FOLDER = "coderingen"

_ADD = {
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
_KEYS: Mapping[str, Mapping[str, type]] = {
    "add": _ADD,
    "remove": {"id": str, "time": str},
    "memo": {"id": str, "time": str, "text": str},
    "move": {"id": str, "time": str, "start": int, "end": int, "sha256": str},
    "park": {"id": str, "time": str},
}
_MOVED = ("start", "end", "sha256")
# Closes, on the same line, what a crash tore: a line either has this mark or is
# the last one, wherever the next crash comes.
_TORN = b'{"act": "torn"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The state that a journal leads to.

    Attributes
    ----------
    codings : dict of str to dict
        By id: the keys of an add, with the place of the last move; `memo`;
        `line`, the line of the add; and `parked`, whether its quote has no place
        in the transcript as it is now.
    notes : tuple of str
        Lines that were torn by a crash, in Dutch.
    problems : tuple of Problem
        Lines that say something impossible.
    """

    codings: dict[str, dict[str, object]]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def journal_path(root: Path, coder: str) -> Path:
    """Return where the journal of `coder` stands."""
    return root / CODINGS_FOLDER / f"{coder}.jsonl"


def append_act(path: Path, act: Mapping[str, object]) -> None:
    """Write one act, and return when it is on the disk.

    A line that an earlier crash tore stays, is closed, and is marked as torn.
    """
    path.parent.mkdir(exist_ok=True)
    with path.open("a+b") as file:
        file.write(_closing(_last_line(file)) + _line(act))
        file.flush()
        os.fsync(file.fileno())


def longer_journal(raw: bytes, acts: Iterable[Mapping[str, object]]) -> bytes:
    """Return the bytes of a journal with acts added, as `append_act` adds them."""
    last = raw.rpartition(b"\n")[2]
    return b"".join((raw, _closing(last), *map(_line, acts)))


def now() -> str:
    """Return the time of an act."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _line(act: Mapping[str, object]) -> bytes:
    return json.dumps(act, ensure_ascii=False).encode() + b"\n"


def _closing(last: bytes) -> bytes:
    """Return what ends a last line that has no line end."""
    if not last.strip():
        return b""
    return b"\n" if parse_act(last) else _TORN + b"\n"


def _last_line(file: BinaryIO) -> bytes:
    """Return what stands after the last line end, without reading the whole file."""
    end = file.seek(0, os.SEEK_END)
    size = 0
    while True:
        size = min(end, 2 * size + 4096)
        file.seek(end - size)
        _, line_end, last = file.read(size).rpartition(b"\n")
        if line_end or size == end:
            return last


def fold(path: Path, *, source: str) -> Folded:
    """Fold the lines of a journal into the codings that still stand.

    Parameters
    ----------
    path : Path
        The journal; a journal that is not there yet holds nothing.
    source : str
        How messages name it.

    Returns
    -------
    Folded
    """
    if not path.is_file():
        return Folded(codings={}, notes=(), problems=())
    lines = read_bytes(path, source=source).removeprefix(BOM_UTF8).split(b"\n")
    codings: dict[str, dict[str, object]] = {}
    notes: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{source}, regel {number}"
        act = parse_act(line)
        if act is None and (number == len(lines) or line.endswith(_TORN)):
            notes.append(
                f"{where}: afgebroken bij een storing; die ene handeling is niet "
                "bewaard, al het andere wel"
            )
            continue
        what = _unreadable(act)
        if what is None and act is not None:
            what = _apply(act, codings, number)
        if what is not None:
            problems.append(Problem(what=what, where=where, fix=_REPAIR))
    return Folded(codings=codings, notes=tuple(notes), problems=tuple(problems))


_REPAIR = (
    "zet de regel terug uit een reservekopie; het codeerdagboek is niet bedoeld "
    "om met de hand te wijzigen"
)


def parse_act(line: bytes) -> dict[str, object] | None:
    """Return the act on a line, or None if it holds none."""
    try:
        act = json.loads(line.decode())
    except (ValueError, RecursionError):  # no UTF-8, no JSON, or absurdly so
        return None
    return act if isinstance(act, dict) else None


def _unreadable(act: dict[str, object] | None) -> str | None:
    """Say what is wrong with the form of an act, or None."""
    if act is None:
        return "deze regel is geen leesbare codeerhandeling"
    keys = _KEYS.get(str(act.get("act")))
    if keys is None:
        return f"handeling {act.get('act')!r} is niet bekend"
    wrong = [
        name
        for name, kind in keys.items()
        if not isinstance(act.get(name), kind) or isinstance(act.get(name), bool)
    ]
    if wrong:
        return f"in deze regel ontbreekt of klopt niet: {', '.join(wrong)}"
    return None


def _apply(
    act: dict[str, object], codings: dict[str, dict[str, object]], number: int
) -> str | None:
    """Apply an act to the state, or say why that cannot be done."""
    name = str(act["id"])
    if act["act"] == "add":
        there = codings.get(name, {"parked": True, "memo": ""})
        if not there["parked"]:
            return f"codering {name!r} bestaat al"
        more = {"memo": there["memo"], "line": number, "parked": False}
        codings[name] = {key: act[key] for key in _ADD} | more
        return None
    if name not in codings:
        return f"codering {name!r} bestaat niet"
    if act["act"] == "remove":
        del codings[name]
    elif act["act"] == "move":
        codings[name] |= {key: act[key] for key in _MOVED} | {"parked": False}
    elif act["act"] == "park":
        codings[name]["parked"] = True
    else:
        codings[name]["memo"] = act["text"]
    return None
