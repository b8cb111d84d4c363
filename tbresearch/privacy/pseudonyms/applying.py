"""Replacing what was decided, with an exact map from the old text to the new."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tbresearch.errors import WorkbenchError
from tbresearch.html import text_html
from tbresearch.privacy.pseudonyms.decisions import REPLACE, Decision, check_decided
from tbresearch.privacy.pseudonyms.matching import Hit, finder
from tbresearch.vocabulary import quantity_text

__all__ = ["Change", "Replaced", "apply_pseudonyms", "pseudonymiser"]


@dataclass(frozen=True, slots=True)
class Change:
    """One replacement.

    Attributes
    ----------
    start, end : int
        Where the original stood in the old text; code points, end exclusive.
    new_start, new_end : int
        Where its replacement stands in the new text.
    original : str
        What stood there.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A text that is gepseudonimiseerd, and what was changed.

    Attributes
    ----------
    text : str
        The new text.
    length : int
        Code points of the old text.
    changes : tuple of Change
        From left to right, without overlap.
    """

    text: str
    length: int
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        number = quantity_text(len(self.changes), "vervanging", "vervangingen")
        return f"gepseudonimiseerd: {number}"

    def _repr_html_(self) -> str:
        return text_html(self)

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the old text stands in the new text.

        Parameters
        ----------
        start, end : int
            Code points of the old text, end exclusive.

        Returns
        -------
        tuple of int
            Start and end. A border inside a replaced name moves outward, so that
            the piece holds the whole token.

        Raises
        ------
        WorkbenchError
            If the old text has no such piece.
        """
        if not 0 <= start <= end <= self.length:
            raise WorkbenchError(
                f"de tekst heeft geen stuk van {start} tot {end}",
                where=f"een tekst van {self.length} tekens",
                fix="geef een begin en een eind die in de oude tekst liggen",
            )
        left = self._moved(start, outward_end=False)
        return left, max(left, self._moved(end, outward_end=True))

    def _moved(self, place: int, *, outward_end: bool) -> int:
        at = bisect_right(self.changes, place, key=lambda change: change.start) - 1
        if at < 0:
            return place
        change = self.changes[at]
        if place >= change.end:
            return place - change.end + change.new_end
        inside = place > change.start
        return change.new_end if inside and outward_end else change.new_start


def apply_pseudonyms(text: str, decisions: Iterable[Decision]) -> Replaced:
    """Replace every entity for which that was decided.

    The longest entity wins, only whole words are replaced, and what is already
    replaced is left alone, so that a second time changes nothing.

    Parameters
    ----------
    text : str
        Canonical text of one session.
    decisions : iterable of Decision
        As `read_review` returns them; every one decided.

    Returns
    -------
    Replaced

    Raises
    ------
    StudyError
        If a decision cannot be carried out.
    WorkbenchError
        If a decision is still blank, or a replacement holds a name.
    """
    return pseudonymiser(decisions)(text)


def pseudonymiser(decisions: Iterable[Decision]) -> Callable[[str], Replaced]:
    """Return what does to each text as `apply_pseudonyms` does.

    The decisions are checked once, which for many texts is most of the work.

    Raises
    ------
    StudyError
        If a decision cannot be carried out.
    WorkbenchError
        If a decision is still blank, or a replacement holds a name.
    """
    given = check_decided(decisions)
    _check_replacements(given)
    find = finder(given)
    return lambda text: _replaced(text, find(text))


def _replaced(text: str, hits: Iterable[Hit]) -> Replaced:
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for hit in hits:
        if hit.decision.choice != REPLACE:
            continue
        between = text[done : hit.start]
        new_start = length + len(between)
        length = new_start + len(hit.decision.replacement)
        pieces += [between, hit.decision.replacement]
        original = text[hit.start : hit.end]
        changes.append(Change(hit.start, hit.end, new_start, length, original))
        done = hit.end
    pieces.append(text[done:])
    return Replaced(text="".join(pieces), length=len(text), changes=tuple(changes))


def _check_replacements(decisions: tuple[Decision, ...]) -> None:
    """Refuse a replacement that itself holds what is to be replaced."""
    replaced = [d for d in decisions if d.choice == REPLACE]
    find = finder(replaced)
    for replacement in sorted({decision.replacement for decision in replaced}):
        # Without its brackets, or it would be taken for a token.
        hits = find(replacement[1:-1])
        if hits:
            raise WorkbenchError(
                f"in de vervanging {replacement!r} staat zelf een naam die wordt "
                f"vervangen: {hits[0].decision.entity!r}",
                where="kolom 'vervanging'",
                fix="kies een vervanging zonder namen, zoals [persoon 1]",
            )
