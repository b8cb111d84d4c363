"""What an import would bring, shown before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.transcripts.reading import short
from tbresearch.transcripts.transcript import (
    Transcript,
    count_words,
    read_transcript,
)
from tbresearch.vocabulary import quantity_text

__all__ = ["Preview", "SpeakerCount", "preview_transcript"]

_FIRST_TURNS = 4
# A terminal shows so many of what was skipped; the rest is counted.
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCount:
    """How much one speaker says."""

    speaker: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What is in a transcript that is not imported yet.

    Attributes
    ----------
    name, layout : str
        Name of the file, and Dutch name of its layout.
    speakers : tuple of SpeakerCount
        In the order in which they first speak.
    opening : tuple of tuple of str
        Speaker and text of the first turns, cut off where they get long.
    skipped, doubts : tuple of str
        As in `Transcript`.
    """

    name: str
    layout: str
    speakers: tuple[SpeakerCount, ...]
    opening: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    doubts: tuple[str, ...]

    def __str__(self) -> str:
        widest = max((len(s.speaker) for s in self.speakers), default=0)
        lines = [f"{self.name}: {self.layout}", "", "Sprekers"]
        lines += [
            f"  {s.speaker:<{widest}}  {quantity_text(s.turns, 'beurt', 'beurten')}, "
            f"{quantity_text(s.words, 'woord', 'woorden')}"
            for s in self.speakers
        ]
        lines += ["", "Het begin"]
        lines += [f"  {speaker}: {text}" for speaker, text in self.opening]
        lines += _listed("Niet in een beurt", self.skipped)
        lines += _listed("Let op", self.doubts)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = [(s.speaker, s.turns, s.words) for s in self.speakers]
        return "".join(
            (
                text_html(f"{self.name}: {self.layout}"),
                table_html(("Spreker", "Beurten", "Woorden"), rows),
                fold_html(
                    "Het begin", table_html(("Spreker", "Wat is gezegd"), self.opening)
                ),
                list_html(self.skipped, title="Niet in een beurt"),
                list_html(self.doubts, title="Let op"),
            )
        )


def preview_transcript(path: str | Path, *, sole_speaker: str = "") -> Preview:
    """Read a transcript and tell what importing it would bring.

    Parameters
    ----------
    path : str or Path
        The file as it was delivered; nothing is written.
    sole_speaker : str
        As in `read_transcript`.

    Returns
    -------
    Preview

    Raises
    ------
    WorkbenchError
        As `read_transcript` does.
    """
    found = read_transcript(path, sole_speaker=sole_speaker)
    return Preview(
        name=found.name,
        layout=found.layout,
        speakers=_speakers(found.turns),
        opening=_opening(found),
        skipped=found.skipped,
        doubts=found.doubts,
    )


def _speakers(turns: pd.DataFrame) -> tuple[SpeakerCount, ...]:
    return tuple(
        SpeakerCount(speaker=str(speaker), turns=len(own), words=count_words(own))
        for speaker, own in turns.groupby("speaker", sort=False)
    )


def _opening(found: Transcript) -> tuple[tuple[str, str], ...]:
    first = found.turns.head(_FIRST_TURNS)
    texts = [short(text)[1:-1] for text in first["text"]]
    return tuple(zip(first["speaker"], texts, strict=True))


def _listed(title: str, sentences: tuple[str, ...]) -> list[str]:
    if not sentences:
        return []
    more = len(sentences) - _SHOWN
    rest = [f"  en nog {more}"] if more > 0 else []
    return ["", title, *(f"  {text}" for text in sentences[:_SHOWN]), *rest]
