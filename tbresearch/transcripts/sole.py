"""A text of one speaker: open answers, a letter, what one person wrote down.

Nothing in such a file tells it from a transcript with labels that nobody knows, so it
is read this way only on the word of the researcher, which stands in the study. The
whole file is one turn then: there is nobody to take turns with.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.study import SESSIONS
from tbresearch.transcripts.canonical import clean, clean_label
from tbresearch.transcripts.cues import cue_text
from tbresearch.transcripts.moments import take_stamps
from tbresearch.transcripts.reading import (
    UNKNOWN_SPEAKER,
    Piece,
    Reading,
    Utterance,
    short,
)
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["SOLE_HINT", "checked_label", "doubt_of_one", "read_sole", "refuse_columns"]

COLUMN = next(f.name for f in SESSIONS.fields if f.column == "sole_speaker")
SOLE_HINT = (
    "is het hele bestand van één spreker, zoals bij open antwoorden, zeg dat dan met "
    f"--enige-spreker LABEL, of in de kolom '{COLUMN}' van {SESSIONS.file}"
)


def checked_label(label: str, *, source: str) -> str:
    """Return the label of the only speaker as canonical text has it, or refuse it."""
    found = clean_label(label)
    if not found:
        raise WorkbenchError(
            f"{short(label)} is geen label voor een spreker",
            where=source,
            fix="geef een korte naam, zoals R1",
        )
    return found


def read_sole(pieces: Sequence[Piece], *, speaker: str) -> Reading:
    """Read everything as said by one speaker; times go out of the text."""
    return Reading(utterances=tuple(_utterance(piece, speaker) for piece in pieces))


def _utterance(piece: Piece, speaker: str) -> Utterance:
    if isnan(piece.begin):
        text, begin, finish = take_stamps(clean(piece.text))
    else:
        text, begin, finish = cue_text(piece.text), piece.begin, piece.finish
    return Utterance(
        speaker=speaker, text=text, place=piece.place, begin=begin, finish=finish
    )


def refuse_columns(pieces: Sequence[Piece], *, source: str) -> None:
    """Refuse a file that has a place of its own for who speaks."""
    named = list(dict.fromkeys(clean_label(p.speaker) for p in pieces if p.speaker))
    if named:
        raise WorkbenchError(
            f"dit bestand zegt zelf wie er spreekt: {_listed(named)}",
            where=source,
            fix=f"laat --enige-spreker weg, of maak de kolom '{COLUMN}' van "
            f"{SESSIONS.file} leeg",
        )


def doubt_of_one(turns: pd.DataFrame, *, speaker: str) -> tuple[str, ...]:
    """Say who would speak in a file if it were read by itself.

    Parameters
    ----------
    turns : pd.DataFrame
        The turns that its own labels give; none if it has no labels.
    speaker : str
        Who says all of it on the word of the researcher.
    """
    counts = turns["speaker"].value_counts(sort=False)
    labels = [
        f"{label} ({quantity_text(int(count), 'beurt', 'beurten')})"
        for label, count in counts.items()
        if label != UNKNOWN_SPEAKER
    ]
    if not labels:
        return ()
    return (
        "hele bestand: dit lijken labels van sprekers te zijn: "
        f"{_listed(labels)}; op uw woord staat alles op naam van {short(speaker)}",
    )


def _listed(labels: Sequence[str], most: int = 6) -> str:
    more = len(labels) - most
    return join_text([*labels[:most], *([f"nog {more}"] if more > 0 else [])])
