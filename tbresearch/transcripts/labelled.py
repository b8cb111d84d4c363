"""Reading turns from lines that begin with a label and a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from math import isnan

from tbresearch.transcripts.label_words import HEADER
from tbresearch.transcripts.labels import (
    PROOF,
    Line,
    Proof,
    Shape,
    as_lines,
    is_code,
    speaker_labels,
)
from tbresearch.transcripts.reading import Piece, Reading, Utterance, short

__all__ = ["count_turns", "has_labels", "read_labelled"]

_LONGEST_HEADER = 80


def has_labels(
    pieces: Sequence[Piece], *, proof: Mapping[Shape, Proof] = PROOF
) -> bool:
    """Tell whether any speaker is named in these pieces."""
    return count_turns(pieces, proof=proof) > 0


def count_turns(
    pieces: Sequence[Piece], *, proof: Mapping[Shape, Proof] = PROOF
) -> int:
    """Return how many of these pieces begin with the label of a speaker."""
    _, lines = _split_header(as_lines(pieces))
    labels = speaker_labels(lines, proof=proof)
    return sum(line.label in labels for line in lines)


def read_labelled(
    pieces: Sequence[Piece], *, proof: Mapping[Shape, Proof] = PROOF
) -> Reading:
    """Read turns that begin with a label; a line without one continues a turn.

    Parameters
    ----------
    pieces : sequence of Piece
        Lines, paragraphs or lines of cues.
    proof : mapping of Shape to Proof
        When a label counts as a speaker.
    """
    header, lines = _split_header(as_lines(pieces))
    labels = speaker_labels(lines, proof=proof)
    utterances: list[Utterance] = []
    before = list(header)
    missed: list[Line] = []
    for line in lines:
        begins = line.label in labels
        if not begins and not utterances:
            before.append(line)
            continue
        if line.label and not begins:
            missed.append(line)
        utterances.append(_utterance(line, None if begins else utterances[-1]))
    return Reading(
        utterances=tuple(utterances),
        skipped=tuple(
            f"{line.piece.place}: staat vóór de eerste beurt ({short(line.text)})"
            for line in before
        ),
        doubts=_doubts(missed),
    )


def _utterance(line: Line, before: Utterance | None) -> Utterance:
    """Return what is said on a line that begins a turn or continues `before`."""
    begin = line.begin
    if before and not before.text.strip() and isnan(begin):
        begin = before.begin  # of a label on a line of its own
    return Utterance(
        speaker=before.speaker if before else line.label,
        text=line.text if before else line.rest,
        place=line.piece.place,
        begin=begin,
        finish=line.finish,
    )


def _doubts(missed: Sequence[Line]) -> tuple[str, ...]:
    """Name each line that may begin a turn after all; of phrases, those that recur."""
    times = Counter(line.label for line in missed)
    return tuple(
        f"{line.piece.place}: {short(line.label)} is niet als spreker gelezen, want "
        "dit label staat er te weinig; de tekst hoort nu bij de beurt ervoor"
        for line in missed
        if line.shape is not Shape.LOOSE or times[line.label] > 1
    )


def _split_header(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Split off the block of "Datum: ..." and "Interviewer: ..." at the top."""
    run = 0
    seen: set[str] = set()
    while run < len(lines) and _may_head(lines[run], seen):
        seen.add(lines[run].label or lines[run].text)
        run += 1
    keys = [n for n in range(run) if _is_key(lines[n])]
    if not keys:
        return (), lines
    end = keys[-1] + 1
    whole = end
    while whole < len(lines) and not lines[whole].opens_block:
        whole += 1
    if whole <= run and whole < len(lines):
        end = whole
    return lines[:end], lines[end:]


def _may_head(line: Line, seen: Container[str]) -> bool:
    """Tell whether a line may be of the header: short, no sentence, no turn."""
    is_cue = not isnan(line.piece.begin)
    ends_a_sentence = line.text[-1] in ".?!…"
    is_turn = is_cue or is_code(line.label) or line.label in seen
    return not is_turn and (
        _is_key(line) or (len(line.text) <= _LONGEST_HEADER and not ends_a_sentence)
    )


def _is_key(line: Line) -> bool:
    first, *_ = re.split(r"[\s/]", line.label.casefold())
    return first in HEADER
