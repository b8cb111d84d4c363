"""The example study and a small one, read; and studies with awkward talk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tbresearch as tb

EXAMPLE = Path(__file__).parents[3] / "data" / "voorbeeld"
Read = Callable[[Path], tb.Coding]


@pytest.fixture(scope="session")
def example_coding(read: Read) -> tb.Coding:
    return read(EXAMPLE)


@pytest.fixture
def small(small_study: Path, read: Read) -> tb.Coding:
    return read(small_study)


@pytest.fixture
def talk(small_study: Path, read: Read) -> Callable[..., tb.Coding]:
    """Return a function that gives B1 turns of his own in focus group 1.

    `codings` are (start in the turn's text, end, code) in a turn by its number,
    all of anna; what else she coded is gone.
    """

    def make(
        *turns: str, codings: tuple[tuple[int, int, int, str], ...] = ()
    ) -> tb.Coding:
        lines = ["Gespreksleider: Wat helpt er?", "P2: Zeg het maar."]
        for turn in turns:
            lines += [f"P1: {turn}", "Gespreksleider: Ja."]
        path = small_study / "transcripten" / "fg1.txt"
        path.write_text("\n\n".join(lines), encoding="utf-8")
        for coder in ("anna", "bram"):
            (small_study / "coderingen" / f"{coder}.jsonl").unlink(missing_ok=True)
        corpus = tb.read_transcripts(tb.open_study(small_study))
        text = corpus.transcripts["fg1"].text
        own = corpus.turns.query("session == 'fg1' and speaker == 'P1'")
        acts = []
        for number, (turn, start, end, code) in enumerate(codings):
            begin = int(own["start"].iloc[turn])
            acts.append(
                {
                    "act": "add",
                    "id": f"c{number}",
                    "time": "2025-12-08T09:00:00+00:00",
                    "session": "fg1",
                    "start": begin + start,
                    "end": begin + end,
                    "code": code,
                    "polarity": "geen",
                    "quote": text[begin + start : begin + end],
                    "sha256": "0" * 64,
                }
            )
        journal = small_study / "coderingen" / "anna.jsonl"
        journal.write_text("".join(f"{json.dumps(act)}\n" for act in acts))
        return read(small_study)

    return make
