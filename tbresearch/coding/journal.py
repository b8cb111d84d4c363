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
from io import FileIO
from pathlib import Path

from tbresearch.coding.acts import Act, State
from tbresearch.errors import Problem, WorkbenchError
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

# Closes, on the same line, what a crash tore: a line either has this mark or is
# the last one, wherever the next crash comes.
_TORN = b'{"act": "torn"}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A journal from its first line to its last.

    Attributes
    ----------
    state : State
        What its acts lead to.
    size : int
        Bytes that were read; the next act belongs behind them.
    notes : tuple of str
        Lines that were torn by a crash, in Dutch.
    problems : tuple of Problem
        Lines that say something impossible.
    """

    state: State
    size: int
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def codings(self) -> dict[str, Act]:
        """Codings that still stand, by id, as `State` has them."""
        return self.state.codings


def journal_path(root: Path, coder: str) -> Path:
    """Return where the journal of `coder` stands."""
    return root / CODINGS_FOLDER / f"{coder}.jsonl"


def append_act(path: Path, act: Mapping[str, object]) -> int:
    """Write one act, and return the size of the journal once it is on the disk.

    A line that an earlier crash tore stays, is closed, and is marked as torn.

    Raises
    ------
    WorkbenchError
        If it cannot be written, as on a full disk; the journal is as it was.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("a+b", buffering=0) as file:
            end = file.seek(0, os.SEEK_END)
            try:
                return _append(file, _closing(_last_line(file)) + _line(act))
            except OSError:
                file.truncate(end)
                raise
    except OSError:
        raise WorkbenchError(
            "deze handeling is niet opgeslagen",
            where=f"{CODINGS_FOLDER}/{path.name}",
            fix="maak ruimte op de schijf, of hef de schrijfbeveiliging van het "
            "bestand op, en doe de handeling opnieuw; alles van daarvoor is bewaard",
        ) from None


def _append(file: FileIO, lines: bytes) -> int:
    while lines:
        lines = lines[file.write(lines) :]
    os.fsync(file.fileno())
    return file.tell()


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


def _last_line(file: FileIO) -> bytes:
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
    raw = read_bytes(path, source=source) if path.is_file() else b""
    lines = raw.removeprefix(BOM_UTF8).split(b"\n")
    state = State()
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
        what = state.apply(act, line=number) if act is not None else _NO_ACT
        if what is not None:
            problems.append(Problem(what=what, where=where, fix=_REPAIR))
    return Folded(
        state=state, size=len(raw), notes=tuple(notes), problems=tuple(problems)
    )


_NO_ACT = "deze regel is geen leesbare codeerhandeling"
_REPAIR = (
    "zet de regel terug uit een reservekopie; het codeerdagboek is niet bedoeld "
    "om met de hand te wijzigen"
)


def parse_act(line: bytes) -> Act | None:
    """Return the act on a line, or None if it holds none."""
    try:
        act = json.loads(line.decode())
        if b"\\u" in line:  # may spell half of a UTF-16 pair, which is no text
            json.dumps(act, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # no UTF-8, no JSON, or absurdly so
        return None
    return act if isinstance(act, dict) else None
