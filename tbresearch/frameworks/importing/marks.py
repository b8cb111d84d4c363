"""The cell of verdicts: marks in any hand, with what is written beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "CellVerdicts",
    "Mark",
    "is_blank",
    "items_of",
    "verdicts_of",
    "without_warning",
]

_INVISIBLE = re.compile("[\ufe0e\ufe0f\u200b\ufeff]")
_DASH = "\\-\N{EN DASH}\N{EM DASH}"
_GOOD = "✓✔✅☑√🗸🗹"
_BAD = "✗✘❌☒✖❎🗴🗶\N{MULTIPLICATION SIGN}"
_WORDS = (
    (r"voldoet\s+(?:nog\s+)?niet|onvoldoende|verbeterpunt", "verbeterpunt"),
    (r"niet\s+beoordeeld|geen\s+oordeel", "geen_oordeel"),
    (r"voldoet|voldoende", "voldoet"),
)
_LETTERS = {"v": "voldoet", "x": "verbeterpunt"}
_LETTER = re.compile(r"[(\[]?([vx])(?:[)\],;:/|.]+|\s+|$)\s*", re.IGNORECASE)
_BLANK = re.compile(rf"([?.…{_DASH}]+|n\.?v\.?t\.?)(?:\s+|$)", re.IGNORECASE)
_WARNING = re.compile(rf"\(?\s*let\s+op\b\s*[:!.,{_DASH}]*\s*", re.IGNORECASE)
_BULLET = re.compile(rf"^\s*(?:[•·▪◦‣*{_DASH}]\s+|\d{{1,2}}[.)]\s+|[a-z][.)]\s+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a cell of verdicts.

    Attributes
    ----------
    verdict : str or None
        Key of `vocabulary.VERDICTS`; None where a dash keeps the place.
    sign : str
        As it was written.
    text, reservation : str
        What stands beside it; after LET OP it is a reservation.
    """

    verdict: str | None
    sign: str
    text: str = ""
    reservation: str = ""


@dataclass(frozen=True, slots=True)
class CellVerdicts:
    """A cell of verdicts: its marks, and what could not be read of it."""

    marks: tuple[Mark, ...]
    loose: tuple[str, ...]
    unread: tuple[str, ...]


def is_blank(text: str) -> bool:
    """Return whether a text only keeps a place, as a dash does."""
    return bool(_BLANK.fullmatch(text.strip()))


def items_of(cell: str) -> list[str]:
    r"""Return what a cell lists, one a line, without bullets and numbers.

    >>> items_of("1. Doelen\n- Plan")
    ['Doelen', 'Plan']
    """
    return [
        item for line in cell.split("\n") if (item := _BULLET.sub("", line, 1).strip())
    ]


def without_warning(text: str) -> tuple[str, str]:
    """Split a text before LET OP from what comes after it.

    >>> without_warning("Er is een plan. LET OP: niet leidend")
    ('Er is een plan.', 'niet leidend')
    """
    found = _WARNING.search(text)
    if not found:
        return text, ""
    after = text[found.end() :].strip()
    closing = found[0].lstrip().startswith("(") and after.endswith(")")
    return text[: found.start()].strip(), after[:-1].strip() if closing else after


def verdicts_of(cell: str) -> CellVerdicts:
    """Read every mark of a cell, in order; nothing is made up.

    Parameters
    ----------
    cell : str
        Marks, each with or without a remark; lines are separated by a line break.

    Examples
    --------
    >>> [mark.verdict for mark in verdicts_of("✓ X").marks]
    ['voldoet', 'verbeterpunt']
    """
    marks: list[Mark] = []
    loose: list[str] = []
    unread: list[str] = []
    for line in _INVISIBLE.sub("", cell).split("\n"):
        rest = (
            _BULLET.sub("", line, 1).strip() if len(line.strip()) > 1 else line.strip()
        )
        before = len(marks)
        while rest and (found := _mark(rest)):
            mark, rest = found
            marks.append(mark)
            word = _word(rest)
            if word and word[0] != mark.verdict:
                unread.append(f"{mark.sign} {rest}")
            rest = rest[word[1] :].strip() if word else rest
        if not rest:
            continue
        text, warning = without_warning(rest.lstrip(":;,. ").strip())
        if not marks and (warning or _WARNING.match(rest)):
            loose.append(warning or text)
        elif len(marks) > before or (marks and warning):
            last = marks[-1]
            marks[-1] = Mark(
                last.verdict,
                last.sign,
                " ".join(filter(None, [last.text, text])),
                "; ".join(filter(None, [last.reservation, warning])),
            )
        else:
            unread.append(rest)
    return CellVerdicts(tuple(marks), tuple(loose), tuple(unread))


def _mark(text: str) -> tuple[Mark, str] | None:
    """Return the mark that a text starts with, and what comes after it."""
    if not text:
        return None
    if text[0] in _GOOD or text[0] in _BAD:
        verdict = "voldoet" if text[0] in _GOOD else "verbeterpunt"
        return Mark(verdict, text[0]), text[1:].strip(" ,;/|")
    if found := _LETTER.match(text):
        return Mark(_LETTERS[found[1].lower()], found[1]), text[found.end() :].strip()
    if found := _BLANK.match(text):
        return Mark(None, found[1]), text[found.end() :].strip()
    if word := _word(text):
        return Mark(word[0], text[: word[1]]), text[word[1] :].strip()
    return None


def _word(text: str) -> tuple[str, int] | None:
    """Return the verdict that a text starts with in words, and where that ends."""
    for pattern, verdict in _WORDS:
        if found := re.match(rf"(?:{pattern})\b", text, re.IGNORECASE):
            return verdict, found.end()
    return None
