"""Points in time as transcripts write them, in seconds from the start."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from math import isfinite, nan

from tbresearch.transcripts.reading import seconds

__all__ = ["CLOCK", "as_seconds", "finite", "first_stamp", "moment", "take_stamps"]

# "00:01:23", "1:02:03.500", "00:01:23-4" (tenths, as f4transkript writes them)
CLOCK = r"\d{1,2}:\d\d:\d\d(?:[-.,]\d{1,3})?"
_SHORT = r"\d{1,3}:\d\d(?:[.,]\d{1,3})?"

_STAMP = re.compile(rf"#({CLOCK})#|\[({CLOCK})\]|\{{({CLOCK})\}}")
_FIRST = re.compile(rf"#({CLOCK})#|\[({CLOCK}|{_SHORT})\]|\{{({CLOCK}|{_SHORT})\}}")
_NUMBER = re.compile(r"[+-]?\d{1,400}(?:[.,]\d{1,400})?(?:[eE][+-]?\d{1,4})?")
_CELL = re.compile(rf"[#\[({{]?({CLOCK}|{_SHORT})[#\])}}]?")


def finite(value: float) -> float:
    """Return a number of seconds, or nan for what no clock shows."""
    return value if isfinite(value) else nan


def as_seconds(clock: str) -> float:
    """Return the seconds of a clock, tenths after a hyphen included."""
    return finite(seconds(clock.replace("-", ".")))


def moment(cell: object) -> float | None:
    """Return the seconds that a cell of a table says, or None if it says none.

    >>> moment("00:01:23-4"), moment("12,5"), moment("straks")
    (83.4, 12.5, None)
    """
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        whole = 3600 * cell.hour + 60 * cell.minute + cell.second
        return whole + cell.microsecond / 1e6
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    text = str(cell).strip()
    found = _CELL.fullmatch(text)
    if found:
        return as_seconds(found[1])
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", "."))
    return value if isfinite(value) else None


def first_stamp(text: str) -> tuple[str, float]:
    """Return a text without the timestamp that it begins with, and its seconds."""
    first = _FIRST.match(text)
    if not first:
        return text, nan
    return text[first.end() :].lstrip(), as_seconds(next(filter(None, first.groups())))


def take_stamps(text: str) -> tuple[str, float, float]:
    """Take the timestamps out of a text.

    Parameters
    ----------
    text : str
        Clean text of one line.

    Returns
    -------
    text : str
        The same without timestamps.
    begin, finish : float
        The stamp that it began with, and the one that it ended with, in
        seconds; nan without. Who wrote a stamp in the middle is not known.
    """
    text, begin = first_stamp(text)
    finish = nan
    stamps = list(_STAMP.finditer(text))
    if not stamps:
        return text, begin, finish
    if stamps[-1].end() == len(text):
        finish = as_seconds(next(filter(None, stamps[-1].groups())))
    return " ".join(_STAMP.sub(" ", text).split()), begin, finish
