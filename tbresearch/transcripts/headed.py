"""Reading turns from Word files that put speaker and time above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tbresearch.transcripts.reading import Piece, Reading, Utterance, seconds, short

__all__ = ["headings", "read_headed"]

# The name and the time stand two blanks or a tab apart; one blank is a sentence
# that ends in a time of day.
_HEADING = re.compile(
    r"\s*(?P<name>\S.{0,79}?)(?:\s{2,}|\t|\u00a0)\s*(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)\s*"
)


def headings(pieces: Sequence[Piece]) -> dict[int, tuple[str, str]]:
    """Return speaker and time of each piece that is a heading, by its index."""
    found = ((n, _HEADING.fullmatch(piece.text)) for n, piece in enumerate(pieces))
    return {n: (match["name"], match["time"]) for n, match in found if match}


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
