"""The word lists behind the rules, read once from `data/` (see its README)."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib import resources

__all__ = [
    "allowed_words",
    "cue_words",
    "first_names",
    "fold",
    "lower_towns",
    "ordinary_words",
    "surnames",
    "towns",
]


def fold(word: str) -> str:
    """Return what two spellings of one word share: accents composed, no case.

    >>> fold("Jose" + chr(0x301)) == fold("JOSÉ")
    True
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


@cache
def first_names() -> frozenset[str]:
    """Return first names, folded."""
    return _folded("first_names.txt")


@cache
def surnames() -> frozenset[str]:
    """Return surnames that are no ordinary word, folded."""
    return _folded("surnames.txt") - ordinary_words()


@cache
def ordinary_words() -> frozenset[str]:
    """Return words that are a name only sometimes, folded."""
    return _folded("ordinary.txt")


@cache
def allowed_words() -> frozenset[str]:
    """Return words that have a capital and name nobody, as they are written."""
    words = _read("allowed.txt").split()
    return frozenset(word for word in words if fold(word) not in first_names())


@cache
def towns() -> frozenset[str]:
    """Return place names as they are written."""
    return frozenset(_read("towns.txt").splitlines())


@cache
def lower_towns() -> frozenset[str]:
    """Return place names that are no ordinary word and no first name, folded."""
    names = frozenset(fold(town) for town in towns())
    return names - ordinary_words() - first_names()


@cache
def cue_words(key: str) -> frozenset[str]:
    """Return one of the lists of `cues.toml`, in lower case."""
    return frozenset(tomllib.loads(_read("cues.toml"))[key].split())


def _folded(file: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _read(file).split())


def _read(file: str) -> str:
    folder = resources.files("tbresearch.privacy.pseudonyms") / "data"
    return (folder / file).read_text(encoding="utf-8")
