"""The ways in which a label is marked: `Name:`, `#Name:`, `**Name:**`, `[Name]` ...

Here a line is split in what may be a label and the rest. Whether the label is a
speaker is judged in `labels`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import nan

from tbresearch.transcripts.label_words import NOISES
from tbresearch.transcripts.moments import CLOCK, as_seconds

__all__ = ["Split", "split_brackets", "split_colon"]

_APOSTROPHES = "'\u2019"
# What follows the colon: a blank, or at once a word. Not "17:30", "https://", ":)".
_COLON = re.compile(
    rf"(?P<mark>[#@]?)(?P<label>(?:[^\W\d_]|[{_APOSTROPHES}])[^:\n]{{0,99}}?) ?:"
    r"(?=\s|$|[^\W\d_]|[\"'\u201c\u2018\u2026\[#{])"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_WRAPPED = (
    re.compile(r"\*\*(?P<label>[^*:\n]{1,99}?) ?:\*\*(?P<rest>.*)", re.DOTALL),
    re.compile(r"\*\*(?P<label>[^*:\n]{1,99}?)\*\* ?:(?P<rest>.*)", re.DOTALL),
    re.compile(r"\[(?P<label>[^\[\]:\n]{1,99})\] ?:(?P<rest>.*)", re.DOTALL),
    re.compile(r"\{(?P<label>[^{}:\n]{1,99})\} ?:(?P<rest>.*)", re.DOTALL),
)
_TIMED = re.compile(
    rf"(?P<label>[^\W\d_][^:\n]{{0,59}}?) ?[(\[{{#](?P<clock>{CLOCK}|\d{{1,2}}:\d\d)"
    r"[)\]}#] ?(?P<colon>:?)(?P<rest>.*)",
    re.DOTALL,
)
_BRACKETS = re.compile(
    r"(?:\[(?P<square>[^\W\d_][^\[\]\n]{0,59})\]|\{(?P<curly>[^\W\d_][^{}\n]{0,59})\})"
    r"(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Split:
    """A line split where it may begin a turn.

    `marked` tells that the label is marked as nothing but a label is; `timed`
    that it must be clear by itself, for a time stands where its colon would.
    """

    label: str
    rest: str
    marked: bool = False
    timed: bool = False
    begin: float = nan


def split_colon(text: str) -> Split | None:
    """Split a line at the colon after a label, or at the time.

    >>> split_colon("#Karin: Goed."), split_colon("Om 17:30 ging ik.")
    (Split(label='Karin', rest=' Goed.', marked=True, timed=False, begin=nan), None)
    """
    timed = _TIMED.match(text)
    if timed:
        return Split(
            timed["label"],
            timed["rest"],
            timed=not timed["colon"] and bool(timed["rest"].strip()),
            begin=as_seconds(timed["clock"]),
        )
    found = _COLON.match(text)
    if found:
        return Split(found["label"], found["rest"], marked=bool(found["mark"]))
    for form in _WRAPPED:
        found = form.match(text)
        if found:
            return Split(found["label"].strip(), found["rest"])
    return None


def split_brackets(text: str) -> Split | None:
    """Split a line after a name in brackets; `[lacht]` is no name."""
    found = _BRACKETS.match(text)
    if not found:
        return None
    label = (found["square"] or found["curly"]).strip().rstrip(" :")
    if not label or NOISES & set(label.casefold().replace(",", " ").split()):
        return None
    return Split(label, found["rest"])
