"""Tables with a column of speakers: .csv, .xlsx and tables in Word.

The columns say who speaks, so no label has to prove itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan

from tbresearch.transcripts.moments import moment
from tbresearch.transcripts.reading import (
    UNKNOWN_SPEAKER,
    Opened,
    Piece,
    Reading,
    Utterance,
    short,
)

__all__ = ["Row", "find_header", "has_speakers", "joined", "open_rows", "read_speakers"]

# The header stands among the first rows; a title may stand above it.
_HEADER_WITHIN = 20

_NAMES: Mapping[str, tuple[str, ...]] = {
    "speaker": ("spreker", "speaker", "naam", "name", "wie", "label", "sprekers"),
    "text": (
        *("tekst", "text", "uitspraak", "uiting", "beurt", "transcript", "inhoud"),
        *("words", "utterance", "content", "wat is gezegd"),
    ),
    "begin": (
        *("begin", "start", "tijd", "time", "timestamp", "begintijd", "starttijd"),
        *("start time", "tijdcode", "timecode", "van", "tijdstip"),
    ),
    "finish": ("eind", "einde", "end", "eindtijd", "end time", "tot", "stop"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row and where it stands, in Dutch."""

    place: str
    cells: Sequence[object]


@dataclass(frozen=True, slots=True)
class _Header:
    columns: Mapping[str, int]
    unread: Mapping[int, str] = field(default_factory=dict)


def find_header(rows: Sequence[Row]) -> int | None:
    """Return the index of the row that names a column of speakers and one of text."""
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        if {"speaker", "text"} <= _header(row).columns.keys():
            return number
    return None


def _header(row: Row) -> _Header:
    columns: dict[str, int] = {}
    unread: dict[int, str] = {}
    folded = [_text(cell).strip().casefold().rstrip(":") for cell in row.cells]
    for kind, names in _NAMES.items():
        # the better name wins: "naam" is a speaker where there is no "spreker"
        found = [folded.index(name) for name in names if name in folded]
        if found:
            columns[kind] = found[0]
    for number, name in enumerate(folded):
        if name and number not in columns.values():
            unread[number] = _text(row.cells[number]).strip()
    return _Header(columns, unread)


def open_rows(rows: Sequence[Row]) -> Opened:
    """Return a piece for each row under the header; none without a header."""
    start = find_header(rows)
    if start is None:
        return Opened(pieces=())
    header = _header(rows[start])
    skipped = [
        f"{row.place}: staat boven de koppen ({short(joined(row))})"
        for row in rows[:start]
        if joined(row)
    ]
    skipped += [
        f"{rows[start].place}: kolom {short(name)} is niet gelezen"
        for name in header.unread.values()
    ]
    pieces = []
    for number, row in enumerate(rows[start + 1 :]):
        if joined(row):
            pieces.append(_piece(row, header, block=number, skipped=skipped))
    return Opened(pieces=tuple(pieces), skipped=tuple(skipped))


def _piece(row: Row, header: _Header, *, block: int, skipped: list[str]) -> Piece:
    times = {}
    for kind, name in (("begin", "begintijd"), ("finish", "eindtijd")):
        cell = _cell(row, header, kind)
        found = moment(cell) if _text(cell).strip() else nan
        if found is None:
            skipped.append(
                f"{row.place}: de {name} {short(_text(cell))} is niet te lezen"
            )
        times[kind] = nan if found is None else found
    return Piece(
        place=row.place,
        text=_text(_cell(row, header, "text")),
        block=block,
        begin=times["begin"],
        finish=times["finish"],
        speaker=_text(_cell(row, header, "speaker")),
    )


def has_speakers(pieces: Sequence[Piece]) -> bool:
    """Tell whether the file itself says of any piece who speaks."""
    return any(piece.speaker is not None for piece in pieces)


def read_speakers(pieces: Sequence[Piece]) -> Reading:
    """Read each piece as what its speaker says; an empty cell continues the turn."""
    utterances: list[Utterance] = []
    doubts: list[str] = []
    for piece in pieces:
        speaker = piece.speaker or ""
        if not speaker.strip():
            speaker = utterances[-1].speaker if utterances else UNKNOWN_SPEAKER
            doubts.append(
                f"{piece.place}: hier staat geen spreker; de tekst staat nu op naam "
                f"van {short(speaker)}"
            )
        utterances.append(
            Utterance(
                speaker=speaker,
                text=piece.text,
                place=piece.place,
                begin=piece.begin,
                finish=piece.finish,
            )
        )
    return Reading(utterances=tuple(utterances), doubts=tuple(doubts))


def _cell(row: Row, header: _Header, kind: str) -> object:
    number = header.columns.get(kind)
    return row.cells[number] if number is not None and number < len(row.cells) else ""


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def joined(row: Row) -> str:
    """Return all that a row says, for a message."""
    return " ".join(filter(None, (_text(cell).strip() for cell in row.cells)))
