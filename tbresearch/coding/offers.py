"""The names of suggestions: which suggester, place, code, rank and words it was.

A rejection is no more than such a name in a journal. The words are in it as a
fingerprint: a turn that shifts in a new version of its transcript keeps it, and no
words of a respondent stand in the journal for it.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from tbresearch.study import fingerprint

__all__ = ["Offer", "words_mark"]

_MARK = 16  # characters of a fingerprint


def words_mark(text: str) -> str:
    """Return by what the words of a turn are known."""
    return fingerprint(text)[:_MARK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggestion, as its id says it.

    Attributes
    ----------
    suggester, session, code : str
        Who suggested which code, and in which session.
    start, end, rank : int
        Its place when it was made, and how high it stood.
    words : str
        The fingerprint of the words of its passage; empty in an id of before.

    >>> offer = Offer.of("woorden:fg1:10:25:rust:2:9f86d081884c7d65")
    >>> offer.session, offer.rank, offer.words
    ('fg1', 2, '9f86d081884c7d65')
    >>> str(Offer.of("woorden:fg1:10:25:rust:2"))
    'woorden:fg1:10:25:rust:2'
    """

    suggester: str
    session: str
    start: int
    end: int
    code: str
    rank: int
    words: str = ""

    def __str__(self) -> str:
        place = f"{self.session}:{self.start}:{self.end}"
        name = f"{self.suggester}:{place}:{self.code}:{self.rank}"
        return f"{name}:{self.words}" if self.words else name

    @property
    def place(self) -> str:
        """Its id without the fingerprint of words."""
        return str(replace(self, words=""))

    @property
    def what(self) -> tuple[str, str, str | tuple[int, int]]:
        """What it proposes, whoever does and at whatever rank."""
        return self.session, self.code, self.words or (self.start, self.end)

    def is_one_of(self, known: Set[tuple[str, str, str | tuple[int, int]]]) -> bool:
        """Tell whether the same was proposed, by its words or, of before, its place."""
        by_place = replace(self, words="")
        return self.what in known or by_place.what in known

    def moved(self, start: int, end: int, words: str) -> Offer:
        """Return the same suggestion at another place, in other words."""
        mark = words_mark(words) if self.words else ""
        return replace(self, start=start, end=end, words=mark)

    @classmethod
    def of(cls, name: str) -> Offer | None:
        """Read an id; None if it is of another kind."""
        parts = name.split(":")
        if len(parts) not in (6, 7) or not all(
            parts[at].isdecimal() for at in (2, 3, 5)
        ):
            return None
        suggester, session, start, end, code, rank, *words = parts
        return cls(
            suggester=suggester,
            session=session,
            start=int(start),
            end=int(end),
            code=code,
            rank=int(rank),
            words="".join(words),
        )
