"""Names in text without capitals: only what is listed or announced can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tbresearch.privacy.pseudonyms.cues import PLACE_BEFORE
from tbresearch.privacy.pseudonyms.lists import (
    first_names,
    fold,
    lower_towns,
    ordinary_words,
    surnames,
)
from tbresearch.privacy.pseudonyms.patterns import Span
from tbresearch.privacy.pseudonyms.words import PARTICLES, TITLES, Word

__all__ = ["lowercase_spans"]

_CALLED = frozenset(["heet", "heette", "genaamd"])


def lowercase_spans(words: Sequence[Word]) -> Iterator[Span]:
    """Yield listed first names, names after a title, and listed places."""
    at = 0
    while at < len(words):
        last, kind = _at(words, at)
        if last is not None:
            end = words[last].end
            if kind == "persoon" and _has_loose_s(words[last].text):
                end -= 1
            yield Span(words[at].start, end, kind)
            at = last
        at += 1


def _at(words: Sequence[Word], at: int) -> tuple[int | None, str]:
    word = words[at]
    folded = fold(word.text)
    prior = words[at - 1].text.lower() if at and word.gap.strip(".") == " " else ""
    titled = prior in TITLES or prior in _CALLED
    if titled and (folded in PARTICLES or folded not in ordinary_words()):
        end = _surname_end(words, at)
        if end is not None:
            return end, "persoon"
    listed = folded in first_names() - ordinary_words() and len(folded) > 2
    if listed or _has_loose_s(word.text):
        return _full_name_end(words, at), "persoon"
    if len(folded) == 1 and folded.isalpha() and at + 1 < len(words):
        after = words[at + 1]
        if after.gap == ". " and fold(after.text) in surnames():
            return at + 1, "persoon"
        if after.gap == ". " and _looks_like_surname(fold(after.text)):
            return at + 1, "persoon"
    if folded in lower_towns() and (prior in PLACE_BEFORE or len(folded) > 6):
        return at, "plaats"
    return None, ""


def _looks_like_surname(folded: str) -> bool:
    return folded.endswith(("ska", "ski", "stra", "sma", "inga", "sen", "man", "oglu"))


def _has_loose_s(word: str) -> bool:
    """Return whether a word is a listed first name with the s of a possessive."""
    folded = fold(word)
    names = first_names() - ordinary_words()
    stem = folded[:-1]
    return (
        folded.endswith("s")
        and len(stem) > 3
        and folded not in first_names()
        and folded not in ordinary_words()
        and stem in names
    )


def _surname_end(words: Sequence[Word], at: int) -> int | None:
    """Return where a name of particles and one word ends, after a title."""
    while words[at].text in PARTICLES:
        at += 1
        if at >= len(words) or words[at].gap != " ":
            return None
    return at if len(words[at].text) > 2 else None


def _full_name_end(words: Sequence[Word], at: int) -> int:
    """Return where a full name ends that begins with a first name."""
    after = at + 1
    if after >= len(words) or words[at].possessive or words[after].gap != " ":
        return at
    if words[after].text in PARTICLES - {"op", "te", "het", "al", "bin", "ben"}:
        end = _surname_end(words, after)
        name = fold(words[end].text) if end is not None else ""
        if (
            end is not None
            and name not in first_names()
            and (end - after > 1 or name not in ordinary_words())
        ):
            return end
        return at
    return after if fold(words[after].text) in surnames() else at
