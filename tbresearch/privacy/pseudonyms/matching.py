"""Where entities stand in a text: whole words, the longest first, never in a token.

A text is read as atoms: words, and single other signs. An entity is a row of
atoms, so that it never matches inside a word, and a look-up for each atom keeps
the time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from tbresearch.privacy.pseudonyms.decisions import TOKEN, Decision
from tbresearch.privacy.pseudonyms.lists import fold
from tbresearch.privacy.pseudonyms.patterns import age_spans, is_bare_age
from tbresearch.privacy.pseudonyms.words import PARTICLES

__all__ = ["Hit", "finder"]

_ATOM = re.compile("\\w[\\w\u0300-\u036f]*|[^\\w\\s]")
_SPACE = re.compile(r"\s+")
# After these a possessive is written 's, which is an atom by itself.
_VOWELS = "aiouys"
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,80}\](?:s\b)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where an entity stands."""

    start: int
    end: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class _Row:
    """An entity as atoms, and whether a blank goes before each but the first."""

    atoms: tuple[str, ...]
    folded: tuple[str, ...]
    gaps: tuple[bool, ...]
    decision: Decision
    bare_age: bool


def finder(decisions: Iterable[Decision]) -> Callable[[str], list[Hit]]:
    """Return what finds every place of every entity in a text.

    Hits come from left to right, without overlap.
    """
    given = tuple(decisions)
    rows = _rows(given)
    replacements = {decision.replacement for decision in given}
    with_ages = any(row.bare_age for same in rows.values() for row in same)

    def find(text: str) -> list[Hit]:
        spans = age_spans(text) if with_ages else ()
        ages = {(span.start, span.end) for span in spans}
        return list(_hits(text, rows, replacements, ages))

    return find


def _rows(decisions: Iterable[Decision]) -> dict[str, list[_Row]]:
    """Return the rows by their first atom, the longest first."""
    rows: dict[str, list[_Row]] = {}
    for decision in decisions:
        found = list(_ATOM.finditer(decision.entity))
        if not found:
            continue
        atoms = tuple(atom.group() for atom in found)
        gaps = tuple(left.end() < right.start() for left, right in pairwise(found))
        folded = tuple(map(fold, atoms))
        bare = decision.kind == "leeftijd" and is_bare_age(decision.entity)
        row = _Row(atoms, folded, gaps, decision, bare)
        rows.setdefault(folded[0], []).append(row)
    for same in rows.values():
        same.sort(key=lambda row: (-len(row.atoms), row.decision.participant))
    return rows


def _hits(
    text: str,
    rows: dict[str, list[_Row]],
    replacements: Collection[str],
    ages: Collection[tuple[int, int]],
) -> Iterator[Hit]:
    at = 0
    while (atom := _ATOM.search(text, at)) is not None:
        at = atom.end()
        if atom.group() == "[":
            token = _BRACKETED.match(text, atom.start())
            if token and (
                TOKEN.fullmatch(token.group())
                or token.group().rpartition("]")[0] + "]" in replacements
            ):
                at = token.end()
            continue
        folded = fold(atom.group())
        hit = _best(text, atom.start(), rows.get(folded, ()), ages)
        if hit is None and folded.endswith("s"):
            single = [row for row in rows.get(folded[:-1], ()) if len(row.atoms) == 1]
            hit = _best(text, atom.start(), single, ages)
        if hit is not None:
            yield hit
            at = hit.end
            if text[at : at + 1] == "s":
                at += 1


def _best(
    text: str, start: int, rows: Iterable[_Row], ages: Collection[tuple[int, int]]
) -> Hit | None:
    """Return the hit of the longest row that stands at `start`."""
    for row in rows:
        end = _end(text, start, row)
        if end is not None and (not row.bare_age or (start, end) in ages):
            return Hit(start, end, row.decision)
    return None


def _end(text: str, start: int, row: _Row) -> int | None:
    """Return where a row ends that begins at `start`, or None if it is not there."""
    at = start
    last = len(row.atoms) - 1
    for number, (wanted, folded) in enumerate(zip(row.atoms, row.folded, strict=True)):
        if number:
            blank = _SPACE.match(text, at)
            if bool(blank) != row.gaps[number - 1]:
                return None
            at = blank.end() if blank else at
        atom = _ATOM.match(text, at)
        if atom is None:
            return None
        piece = atom.group()
        at = atom.end()
        if _same(piece, wanted, folded, row.decision):
            continue
        ends = number == last and row.decision.kind == "persoon"
        bare = ends and _is_possessive(piece, folded)
        if bare and _same(piece[:-1], wanted, folded, row.decision):
            return at - 1
        return None
    return at


def _is_possessive(piece: str, folded: str) -> bool:
    return piece.endswith("s") and len(folded) > 1 and folded[-1] not in _VOWELS


def _same(piece: str, wanted: str, folded: str, decision: Decision) -> bool:
    """Return whether an atom is the one that is wanted.

    A capital must be one, unless somebody who took part is named; a particle
    such as "van" may have one.
    """
    if piece == wanted:
        return True
    if fold(piece) != folded:
        return False
    return (
        decision.participant
        or decision.kind in ("mail", "postcode")
        or folded in PARTICLES
        or (len(piece) > 2 and piece.isupper())
        or normalize("NFC", piece) == normalize("NFC", wanted)
    )
