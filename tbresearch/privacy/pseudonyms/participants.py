"""How the name of somebody who took part may stand in a text.

The names are the labels of the speakers. Such a person is named in full, by
first name, or by surname, and in any case of letters; a part that is also an
ordinary word is only proposed, with its capital.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tbresearch.privacy.pseudonyms.lists import (
    cue_words,
    first_names,
    fold,
    ordinary_words,
)
from tbresearch.privacy.pseudonyms.words import PARTICLES, TITLES, is_code

__all__ = ["Surface", "is_role", "surfaces"]

_WORD = re.compile("['\u2019]?\\w[\\w\u0300-\u036f]*(?:[-'\u2019][\\w\u0300-\u036f]+)*")
_INITIALS = re.compile(r"(?:\b\w{1,3}\.)+")
_ROLES = cue_words("roles")


@dataclass(frozen=True, slots=True)
class Surface:
    """One way in which a participant may be named.

    Attributes
    ----------
    text : str
        As it is looked for.
    sure : bool
        Whether it is always replaced.
    loose : bool
        Whether it is found in any case of letters.
    """

    text: str
    sure: bool
    loose: bool


def is_role(label: str) -> bool:
    """Return whether a label tells a role or a number and not a name.

    >>> is_role("Interviewer"), is_role("R1"), is_role("Jan Bakker")
    (True, True, False)
    """
    return not _name_words(label)


def _name_words(label: str) -> list[str]:
    words: list[str] = _WORD.findall(_INITIALS.sub(" ", label))
    return [
        word
        for word in words
        if not is_code(word)
        and len(word) > 1
        and fold(word) not in _ROLES
        and fold(word) not in TITLES
    ]


def surfaces(label: str, *, ordinary: Collection[str]) -> Iterator[Surface]:
    """Yield the ways in which the person behind a label may be named.

    Parameters
    ----------
    label : str
        Label of a speaker.
    ordinary : collection of str
        Words that the study writes without a capital, folded.
    """
    if is_role(label):
        return
    words = _name_words(label)
    while len(words) > 1 and words[-1] in PARTICLES:
        # As lists write it: "Weyenberg van".
        words = [words[-1], *words[:-1]]
    parts = [word for word in words if fold(word) not in PARTICLES]
    if len(words) > 1 or label.strip() != words[0]:
        yield Surface(label.strip(), sure=True, loose=True)
    if len(parts) > 1:
        yield Surface(" ".join(words), sure=True, loose=True)
    yield from _surname(words, parts, ordinary)
    for part in parts:
        sure = not _is_ordinary(part, ordinary)
        yield Surface(part, sure=sure, loose=sure)


def _surname(
    words: list[str], parts: list[str], ordinary: Collection[str]
) -> Iterator[Surface]:
    """Yield the surname with its particles: "van der Meer"."""
    if not parts:
        return
    at = words.index(parts[-1])
    first = at
    while first and fold(words[first - 1]) in PARTICLES:
        first -= 1
    if first < at:
        # "de boer" is somebody with land, unless it has its capital.
        loose = not _is_ordinary(parts[-1], ordinary)
        yield Surface(" ".join(words[first : at + 1]), sure=True, loose=loose)


def _is_ordinary(part: str, ordinary: Collection[str]) -> bool:
    folded = fold(part)
    if folded in ordinary_words():
        return True
    return folded in ordinary and folded not in first_names()
