"""One transcript: canonical text, and the turns in it.

A file is read by the first layout that recognises it. Whatever it holds that is
in no turn is listed; nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.study import fingerprint
from tbresearch.transcripts.canonical import compose, spoken
from tbresearch.transcripts.delivered import (
    read_delivered,
    refuse_disguise,
    refuse_large_file,
    refuse_much_text,
    refuse_old_office,
)
from tbresearch.transcripts.layouts import LAYOUTS
from tbresearch.transcripts.reading import Layout, Opened, Opener, Piece, short
from tbresearch.vocabulary import decimal_text

__all__ = [
    "Transcript",
    "count_text",
    "count_words",
    "parse_transcript",
    "read_transcript",
]

# Turns that a notebook shows.
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was said in one session, as canonical text with its turns.

    Attributes
    ----------
    name : str
        Name of the file.
    layout : str
        Dutch name of the layout that was found.
    text : str
        Canonical text: NFC, LF, turns as "Label: what is said" with an empty
        line between them.
    sha256 : str
        Fingerprint of `text`.
    turns : pd.DataFrame
        One row a turn: `speaker`; `respondent`, missing until a study maps it;
        `start` and `end`, code points into `text`, end exclusive; `text`, which
        is `text[start:end]`; `begin` and `finish`, seconds, nan without times.
    skipped : tuple of str
        What of the file is in no turn, each a Dutch sentence with its place.
    doubts : tuple of str
        What looks like a speaker and was read as text, in the same form.
    """

    name: str
    layout: str
    text: str
    sha256: str
    turns: pd.DataFrame = field(compare=False)
    skipped: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        turns = count_text(len(self.turns), "beurt", "beurten")
        speakers = count_text(self.turns["speaker"].nunique(), "spreker", "sprekers")
        words = count_text(count_words(self.turns), "woord", "woorden")
        return f"{self.name}, {self.layout}: {turns} van {speakers}, {words}"

    def _repr_html_(self) -> str:
        speakers = [
            (str(speaker), len(turns), count_words(turns))
            for speaker, turns in self.turns.groupby("speaker", sort=False)
        ]
        first = self.turns.head(_SHOWN)
        turns = list(zip(first["speaker"], first["text"], strict=True))
        return "".join(
            (
                text_html(self),
                table_html(("Spreker", "Beurten", "Woorden"), speakers),
                fold_html("Het begin", table_html(("Spreker", "Wat is gezegd"), turns)),
                list_html(self.skipped, title="Niet in een beurt"),
                list_html(self.doubts, title="Let op"),
            )
        )


def read_transcript(path: str | Path) -> Transcript:
    """Read one transcript, in any layout of `layouts.LAYOUTS`.

    Parameters
    ----------
    path : str or Path
        The file as it was delivered.

    Returns
    -------
    Transcript

    Raises
    ------
    WorkbenchError
        If the file cannot be read, is of an unknown kind, or holds no turns.
    """
    file = Path(path)
    raw = read_delivered(file, source=str(path))
    return parse_transcript(raw, name=file.name, source=str(path))


def parse_transcript(raw: bytes, *, name: str, source: str) -> Transcript:
    """Read a transcript from the bytes of a file called `name`."""
    if not raw:
        raise WorkbenchError(
            "dit bestand is leeg (0 bytes)",
            where=source,
            fix="download of kopieer het transcript opnieuw",
        )
    refuse_large_file(len(raw), source=source)
    refuse_old_office(raw, source=source)
    readable = {layout.suffix for layout in LAYOUTS}
    refuse_disguise(raw, name=name, readable=readable, source=source)
    layouts = _layouts_of(name, source=source)
    opened: dict[Opener, Opened] = {}
    for layout in layouts:
        if layout.opener not in opened:
            opened[layout.opener] = _opened(raw, layout.opener, source=source)
        file = opened[layout.opener]
        if layout.detect(file.pieces):
            found = _transcript(file, layout, name=name)
            if len(found.turns):
                return found
    pieces = [piece for file in opened.values() for piece in file.pieces]
    raise _no_turns(pieces, layouts, source=source)


def _opened(raw: bytes, opener: Opener, *, source: str) -> Opened:
    file = opener(raw, source=source)
    characters = sum(len(piece.text) for piece in file.pieces)
    refuse_much_text(characters, len(file.pieces), source=source)
    return file


def count_words(turns: pd.DataFrame) -> int:
    """Return the number of words in all turns: what blanks separate."""
    return sum(len(text.split()) for text in turns["text"])


def count_text(number: int, one: str, more: str) -> str:
    """Write a number with its noun.

    >>> count_text(1, "beurt", "beurten"), count_text(1200, "beurt", "beurten")
    ('1 beurt', '1.200 beurten')
    """
    return f"{decimal_text(number)} {one if number == 1 else more}"


def _layouts_of(name: str, *, source: str) -> list[Layout]:
    suffix = PurePath(name).suffix.lower()
    layouts = [layout for layout in LAYOUTS if layout.suffix == suffix]
    if not layouts:
        known = ", ".join(layout.label for layout in LAYOUTS)
        kind = f"met extensie {suffix}" if suffix else "zonder extensie"
        raise WorkbenchError(
            f"een transcript {kind} wordt niet gelezen",
            where=source,
            fix=f"sla het op in een van deze vormen: {known}",
        )
    return layouts


def _transcript(file: Opened, layout: Layout, *, name: str) -> Transcript:
    reading = layout.read(file.pieces)
    utterances, silent = spoken(reading.utterances)
    text, turns = compose(utterances, joint=layout.joint)
    return Transcript(
        name=name,
        layout=layout.label,
        text=text,
        sha256=fingerprint(text),
        turns=turns,
        skipped=(*file.skipped, *reading.skipped, *silent),
        doubts=reading.doubts,
    )


def _no_turns(
    pieces: Sequence[Piece], layouts: Sequence[Layout], *, source: str
) -> WorkbenchError:
    seen = ", ".join(f"{piece.place}: {short(piece.text)}" for piece in pieces[:3])
    forms = "; ".join(f"{layout.label}: {layout.turn}" for layout in layouts)
    return WorkbenchError(
        f"in dit bestand is geen beurt van een spreker herkend; het begint met {seen}"
        if seen
        else "in dit bestand staat geen tekst",
        where=source,
        fix=f"zo ziet een beurt eruit: {forms}; een naam telt als spreker wanneer hij "
        "vaker voorkomt",
    )
