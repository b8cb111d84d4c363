"""What would not be printed as an author meant it, found line by line in the text.

Everything that makes the report another document than was written: what is open and
never closed, headings that skip a level, own pictures, signs that cannot be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tbresearch.errors import Problem, StudyError, WorkbenchError

__all__ = ["UNPRINTABLE", "text_problems", "traced"]

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_CODE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_BLOCK = re.compile(r" {0,3}:{3,}\s*(.*?):*\s*$")
_HEADING = re.compile(r"(#{1,6})(?:\s|$)")
_PICTURE = re.compile(r"(?<!\\)!\[([^\]]*)\]\([^)]*\)")
_COMPOSED = re.compile(r"^de Markdown van het rapport, regel \d+: (.+)$")
_REFERENCE = re.compile(r"\{\{|\]\{bron=")


def text_problems(text: str, *, source: str) -> Iterator[Problem]:
    """Yield what in an author's text would not be printed as it was meant.

    Parameters
    ----------
    text : str
        The author's Markdown.
    source : str
        Its file name, for messages.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        yield from _signs(line, f"{source}, regel {number}")
    prose, unclosed = _outside_code(text)
    if unclosed:
        yield _open("dit blok met code is niet afgesloten", source, unclosed)
    yield from _blocks(prose, source)
    level, before = 1, ""
    for number, line in prose:
        heading = _HEADING.match(line)
        if heading and not before.strip():
            yield from _skipped(len(heading[1]), level, f"{source}, regel {number}")
            level = len(heading[1])
        yield from _pictures(line, f"{source}, regel {number}")
        before = line


def _outside_code(text: str) -> tuple[list[tuple[int, str]], int]:
    """Return the lines outside code with their numbers, and where code stays open."""
    prose, code, opened = [], "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        fence = _CODE.match(line)
        if fence and not code:
            code, opened = fence[1], number
        elif not code:
            prose.append((number, line))
        elif fence and fence[1].startswith(code) and not fence[2].strip():
            code, opened = "", 0
    return prose, opened


def _blocks(prose: Iterable[tuple[int, str]], source: str) -> Iterator[Problem]:
    """Yield each block that is opened and not closed, or closed and not opened."""
    opened: list[int] = []
    for number, line in prose:
        block = _BLOCK.match(line)
        if block and block[1]:
            opened.append(number)
        elif block and opened:
            opened.pop()
        elif block:
            yield _open("hier sluit een blok (:::) dat niet is geopend", source, number)
    for number in opened:
        yield _open("dit blok (:::) is niet afgesloten", source, number)


def traced(error: WorkbenchError, texts: Mapping[str, str]) -> StudyError:
    """Return an error on the composed text, at the line that an author wrote.

    Parameters
    ----------
    error : WorkbenchError
        Of `rendering`, which knows the composed text alone.
    texts : mapping of str to str
        The texts of the author, by file.
    """
    found = (_place(problem.where, texts) for problem in error.problems)
    return StudyError(
        replace(problem, where=place or problem.where)
        for problem, place in zip(error.problems, found, strict=True)
    )


def _place(where: str, texts: Mapping[str, str]) -> str:
    """Return where an author wrote a composed line, if that is beyond doubt."""
    composed = _COMPOSED.match(where)
    if not composed:
        return ""
    places = [
        f"{source}, regel {number}: {composed[1]}"
        for source, text in texts.items()
        for number, line in enumerate(text.split("\n"), start=1)
        if (start := _REFERENCE.split(line.strip())[0])[:90]
        and composed[1].startswith(start[:90])
    ]
    return places[0] if len(places) == 1 else ""


def _signs(line: str, where: str) -> Iterator[Problem]:
    for sign in UNPRINTABLE.findall(line):
        yield Problem(
            what=f"hier staat een onzichtbaar stuurteken (U+{ord(sign):04X})",
            where=where,
            fix="verwijder het teken; het kwam mee met plakken uit een ander programma",
        )


def _skipped(level: int, above: int, where: str) -> Iterator[Problem]:
    if level > above + 1:
        yield Problem(
            what=f"deze kop heeft niveau {level}, en die erboven niveau {above}",
            where=where,
            fix=f"begin de kop met {'#' * (above + 1)} of minder",
        )


def _pictures(line: str, where: str) -> Iterator[Problem]:
    for picture in _PICTURE.finditer(line):
        alt = "" if picture[1].strip() else ", en deze zegt niet wat erop te zien is"
        yield Problem(
            what=f"een eigen figuur kan niet in het rapport{alt}: {picture[0][:60]}",
            where=where,
            fix="verwijs naar een figuur van het rapport, zoals {{figuur:zrm}}",
        )


def _open(what: str, source: str, number: int) -> Problem:
    return Problem(
        what=what,
        where=f"{source}, regel {number}",
        fix="zet boven en onder het blok een regel met dezelfde tekens",
    )
