"""Reading turns from Word files that put speaker and time above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tbresearch.transcripts.labelled import count_turns
from tbresearch.transcripts.labels import Shape, shape
from tbresearch.transcripts.reading import Piece, Reading, Utterance, seconds, short

__all__ = ["headings", "read_headed"]

_CLOCK = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)"
# Mostly the name and the time stand two blanks or a tab apart.
_HEADING = re.compile(rf"(?P<name>\S.{{0,79}}?)(?:\s{{2,}}|\t|\u00a0)\s*{_CLOCK}")
# With one blank it may be a sentence that ends in a time of day.
_NARROW = re.compile(rf"(?P<name>\S.{{0,79}}?) {_CLOCK}")
_LONGEST = 120
_FEWEST_NARROW = 2


def headings(pieces: Sequence[Piece]) -> dict[int, tuple[str, str]]:
    """Return speaker and time of each piece that is a heading, by its index.

    A program leaves either two blanks before the time or one. With one, the
    names must look like names, the times may not go back, and hardly any turn
    may begin with a label and a colon.
    """
    return _matching(pieces, _HEADING) or _narrow(pieces)


def _matching(
    pieces: Sequence[Piece], form: re.Pattern[str]
) -> dict[int, tuple[str, str]]:
    found = (
        (n, form.fullmatch(piece.text.strip()))
        for n, piece in enumerate(pieces)
        if len(piece.text) <= _LONGEST
    )
    return {n: (match["name"], match["time"]) for n, match in found if match}


def _narrow(pieces: Sequence[Piece]) -> dict[int, tuple[str, str]]:
    heads = {
        n: (name, clock)
        for n, (name, clock) in _matching(pieces, _NARROW).items()
        if shape(name) not in (None, Shape.LOOSE) and not name[0].islower()
    }
    times = [seconds(clock) for _, clock in heads.values()]
    if len(heads) < _FEWEST_NARROW or times != sorted(times):
        return {}
    return heads if len(heads) > 2 * count_turns(pieces) else {}


def read_headed(pieces: Sequence[Piece], *, notices: re.Pattern[str]) -> Reading:
    """Read the text under each heading.

    Parameters
    ----------
    pieces : sequence of Piece
        Lines of a Word file.
    notices : re.Pattern
        Lines that the program wrote and nobody said.
    """
    heads = headings(pieces)
    utterances: list[Utterance] = []
    skipped: list[str] = []
    for number, piece in enumerate(pieces):
        if number in heads:
            name, clock = heads[number]
            utterances.append(
                Utterance(
                    speaker=name, text="", place=piece.place, begin=seconds(clock)
                )
            )
        elif notices.search(piece.text):
            skipped.append(
                f"{piece.place}: een melding, geen spraak ({short(piece.text)})"
            )
        elif not utterances:
            skipped.append(
                f"{piece.place}: staat vóór de eerste beurt ({short(piece.text)})"
            )
        else:
            last = utterances[-1]
            utterances.append(
                Utterance(
                    speaker=last.speaker,
                    text=piece.text,
                    place=piece.place,
                    begin=last.begin,
                )
            )
    return Reading(utterances=tuple(utterances), skipped=tuple(skipped))
