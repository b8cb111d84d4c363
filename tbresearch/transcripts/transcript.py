"""One transcript: canonical text, and the turns in it.

A file is read by the first layout that recognises it. Whatever it holds that is
in no turn is listed; nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
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
from tbresearch.transcripts.reading import (
    Layout,
    Opened,
    Opener,
    Piece,
    Reading,
    short,
)
from tbresearch.transcripts.sole import (
    SOLE_HINT,
    checked_label,
    doubt_of_one,
    read_sole,
    refuse_columns,
)
from tbresearch.vocabulary import quantity_text

__all__ = [
    "Transcript",
    "count_words",
    "parse_transcript",
    "read_transcript",
]

# Their openers read nothing where no column says who speaks.
_TABLES = (".csv", ".xlsx")
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
        turns = quantity_text(len(self.turns), "beurt", "beurten")
        speakers = quantity_text(self.turns["speaker"].nunique(), "spreker", "sprekers")
        words = quantity_text(count_words(self.turns), "woord", "woorden")
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


def read_transcript(path: str | Path, *, sole_speaker: str = "") -> Transcript:
    """Read one transcript, in any layout of `layouts.LAYOUTS`.

    Parameters
    ----------
    path : str or Path
        The file as it was delivered.
    sole_speaker : str
        The label of who says everything in a file that names no speakers; the
        whole file is one turn then. Empty for a file that names its speakers.

    Returns
    -------
    Transcript

    Raises
    ------
    WorkbenchError
        If the file cannot be read, is of an unknown kind, or holds no turns; with
        `sole_speaker`, if a column of the file says who speaks.
    """
    file = Path(path)
    raw = read_delivered(file, source=str(path))
    return parse_transcript(
        raw, name=file.name, source=str(path), sole_speaker=sole_speaker
    )


def parse_transcript(
    raw: bytes, *, name: str, source: str, sole_speaker: str = ""
) -> Transcript:
    """Read a transcript from the bytes of a file called `name`."""
    found = _parsed(raw, name=name, source=source, sole_speaker=sole_speaker)
    return replace(found, turns=found.turns.copy())


# A study reads its transcripts again for every command of a notebook, and opening
# a PDF or workbook is most of the work.
@lru_cache(maxsize=64)
def _parsed(raw: bytes, *, name: str, source: str, sole_speaker: str) -> Transcript:
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
    found = None
    for layout in layouts:
        if layout.opener not in opened:
            opened[layout.opener] = _opened(raw, layout.opener, source=source)
        file = opened[layout.opener]
        if layout.detect(file.pieces):
            found = _transcript(file, layout.read(file.pieces), layout, name=name)
            if len(found.turns):
                break
    if sole_speaker:
        speaker = checked_label(sole_speaker, source=source)
        for file in opened.values():
            refuse_columns(file.pieces, source=source)
        last = layouts[-1]
        file = opened.get(last.opener) or _opened(raw, last.opener, source=source)
        found = _of_one(file, last, found, name=name, speaker=speaker)
    if found is None or not len(found.turns):
        pieces = [piece for file in opened.values() for piece in file.pieces]
        raise _no_turns(pieces, layouts, source=source)
    return found


def _of_one(
    file: Opened,
    layout: Layout,
    by_itself: Transcript | None,
    *,
    name: str,
    speaker: str,
) -> Transcript:
    """Return a transcript in which one speaker says everything.

    `layout` is the most general of its extension; `by_itself` is what the labels in
    the file would make of it.
    """
    found = _transcript(
        file, read_sole(file.pieces, speaker=speaker), layout, name=name
    )
    return replace(
        found,
        layout=f"tekst van één spreker ({layout.suffix})",
        doubts=doubt_of_one(by_itself.turns, speaker=speaker) if by_itself else (),
    )


def _opened(raw: bytes, opener: Opener, *, source: str) -> Opened:
    file = opener(raw, source=source)
    characters = sum(len(piece.text) for piece in file.pieces)
    refuse_much_text(characters, len(file.pieces), source=source)
    return file


def count_words(turns: pd.DataFrame) -> int:
    """Return the number of words in all turns: what blanks separate."""
    return sum(len(text.split()) for text in turns["text"])


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


def _transcript(
    file: Opened, reading: Reading, layout: Layout, *, name: str
) -> Transcript:
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
    what = "in dit bestand staat geen tekst"
    fix = f"zo ziet een beurt eruit: {forms}"
    if seen:
        what = "in dit bestand is geen beurt van een spreker herkend; het begint met "
        what += seen
        fix += "; een naam telt als spreker wanneer hij vaker voorkomt; " + SOLE_HINT
    elif layouts[-1].suffix in _TABLES:
        what = (
            "in dit bestand staat geen tabel met een kop 'spreker' en een kop 'tekst'"
        )
    return WorkbenchError(what, where=source, fix=fix)
