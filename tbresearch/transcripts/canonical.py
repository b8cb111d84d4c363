"""The canonical text of a transcript, and where each turn stands in it.

Codings point into this text by code points, so it must come out the same from
the same file on every machine. Once a study is coded, a change in this module
moves every coding: change it only with a new version of the transcripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np
import pandas as pd

from tbresearch.transcripts.reading import UNKNOWN_SPEAKER, Utterance, short

__all__ = ["TURN_COLUMNS", "clean", "clean_label", "compose", "spoken"]

TURN_COLUMNS = ("speaker", "respondent", "start", "end", "text", "begin", "finish")
TURN_GAP = "\n\n"

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u180e\u200b\u200c\u2060-\u2064\ufeff"  # soft hyphen, zero width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # direction marks
)
# Half of a UTF-16 pair, as a broken export writes it: no file can hold it, and
# leaving it out would hide that a sign is missing.
_HALF = re.compile("[\ud800-\udfff]")
# A zero-width joiner stays where it makes one emoji of two.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
_BLANKS = re.compile(r"[^\S\n]+")
# Composing takes the square of a run of marks on one letter. Unicode's stream-safe
# format (UAX 15, section 13) joins such runs every 30 marks; no language has them.
_MOST_MARKS = 30
_MAY_BE_MARKS = re.compile(f"[\u0300-\U0010ffff]{{{_MOST_MARKS // 2},}}")
_GRAPHEME_JOINER = "\u034f"


def clean(text: str) -> str:
    r"""Return canonical text: NFC, LF, one space between words, no blank lines.

    >>> clean("\ufeffCli\u00adënt\u00a0 zegt\r\n\r\n  ja ")
    'Cliënt zegt\nja'
    """
    text = _HALF.sub("\ufffd", text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _MAY_BE_MARKS.sub(_stream_safe, _JOINER.sub("", text))
    text = unicodedata.normalize("NFC", text)
    lines = (line.strip() for line in _BLANKS.sub(" ", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _stream_safe(run: re.Match[str]) -> str:
    """Break up marks on one letter that are more than any language has."""
    parts = []
    marks = 0
    for char in run[0]:
        plain = unicodedata.normalize("NFD", char)
        for part in plain if unicodedata.combining(char) else char:
            marks = marks + 1 if unicodedata.combining(part) else 0
            if marks > _MOST_MARKS:
                parts.append(_GRAPHEME_JOINER)
                marks = 1
            parts.append(part)
    return "".join(parts)


def clean_label(label: str) -> str:
    """Return the label of a speaker as it stands in canonical text, on one line.

    >>> clean_label(" DB: ")
    'DB'
    """
    return clean(label).replace("\n", " ").rstrip(" :")


def spoken(utterances: Iterable[Utterance]) -> tuple[list[Utterance], list[str]]:
    """Return the utterances that say something, clean, and a sentence a silent turn."""
    cleaned = (
        replace(
            u, speaker=clean_label(u.speaker) or UNKNOWN_SPEAKER, text=clean(u.text)
        )
        for u in utterances
    )
    kept: list[Utterance] = []
    silent: list[str] = []
    for speaker, same in groupby(cleaned, key=lambda u: u.speaker):
        run = list(same)
        said = [u for u in run if u.text]
        kept += said
        if not said:
            silent.append(
                f"{run[0].place}: de beurt van {short(speaker)} heeft geen tekst"
            )
    return kept, silent


def compose(utterances: Sequence[Utterance], *, joint: str) -> tuple[str, pd.DataFrame]:
    """Write the canonical text of clean utterances.

    Parameters
    ----------
    utterances : sequence of Utterance
        As `spoken` returns them.
    joint : str
        Stands between utterances of one speaker that follow each other.

    Returns
    -------
    text : str
        Each turn as its label, a colon, a space and what is said; an empty
        line between turns.
    turns : pd.DataFrame
        The columns of `TURN_COLUMNS`; `start` and `end` span what is said.
    """
    parts: list[str] = []
    rows: list[tuple[object, ...]] = []
    length = 0
    for speaker, same in groupby(utterances, key=lambda u: u.speaker):
        run = list(same)
        said = joint.join(u.text for u in run)
        lead = f"{TURN_GAP if parts else ''}{speaker}: "
        start = length + len(lead)
        length = start + len(said)
        parts += [lead, said]
        finish = np.fmax.reduce([u.finish for u in run])
        rows.append((speaker, start, length, said, run[0].begin, finish))
    return "".join(parts), _frame(rows)


def _frame(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    given = [name for name in TURN_COLUMNS if name != "respondent"]
    frame = pd.DataFrame(rows, columns=given).astype(
        {"start": "int64", "end": "int64", "begin": "float64", "finish": "float64"}
    )
    nobody = pd.array([pd.NA] * len(frame), dtype="string")
    return frame.assign(respondent=nobody)[list(TURN_COLUMNS)]
