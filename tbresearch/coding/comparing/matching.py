"""Which passage of one coder is the same passage of another.

Every coding of both coders ends up either in pairs on which they agree, or in
exactly one difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tbresearch.coding.coding import Coding
from tbresearch.coding.comparing.shared import shared_sessions
from tbresearch.study import fingerprint
from tbresearch.transcripts import Transcript

__all__ = ["PASSAGE_RULE", "Given", "Match", "matches", "standing_codings"]

PASSAGE_RULE = (
    "Twee passages gelden als dezelfde als zij minstens de helft van de kortste samen "
    "hebben."
)
_KEY_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One coding, as it stands now.

    Attributes
    ----------
    id, coder, session, code, polarity, quote, memo : str
        As in `Coding.codings`.
    start, end : int
        Code points of the canonical text, end exclusive.
    """

    id: str
    coder: str
    session: str
    start: int
    end: int
    code: str
    polarity: str
    quote: str
    memo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What one coder did, held against what the other did with the same passage.

    Attributes
    ----------
    kind : str
        "same"; "extent", the same code and polarity on more or less text;
        "polarity", the same code with another; "place", the same code and polarity
        on other words of the same turn; "code", another code; or "only", nothing
        of the other.
    one, two : Given or None
        The coding of the first coder, and of the second; one of them at least.
    """

    kind: str
    one: Given | None
    two: Given | None

    @property
    def sides(self) -> tuple[Given, ...]:
        """The codings that are there."""
        return tuple(side for side in (self.one, self.two) if side is not None)

    @property
    def key(self) -> str:
        """A short name that stays as long as the codings do."""
        ids = "|".join(sorted(side.id for side in self.sides))
        return f"{self.sides[0].session}.{fingerprint(ids)[:_KEY_LENGTH]}"

    @property
    def shared(self) -> tuple[int, int]:
        """Start and end of what all sides have."""
        return max(s.start for s in self.sides), min(s.end for s in self.sides)

    @property
    def whole(self) -> tuple[int, int]:
        """Start and end of what any side has."""
        return min(s.start for s in self.sides), max(s.end for s in self.sides)


def matches(coding: Coding, coders: tuple[str, str]) -> list[Match]:
    """Return how the codings of two coders go together, by session and place.

    Only sessions that both coded take part, and only codings that stand in the
    text: a parked one has no passage.
    """
    rows = standing_codings(coding)
    found: list[Match] = []
    for session in shared_sessions(coding, coders):
        own = [
            [row for row in rows if row.session == session and row.coder == coder]
            for coder in coders
        ]
        transcript = coding.corpus.transcripts[session]
        in_session = list(_in_session(own[0], own[1], transcript))
        found += sorted(in_session, key=lambda match: (match.whole, match.key))
    return found


def standing_codings(coding: Coding) -> list[Given]:
    """Return every coding that has a place, of all coders."""
    columns = list(Given.__dataclass_fields__)
    return [
        Given(**{str(name): value for name, value in row.items()})
        for row in coding.codings[columns].to_dict("records")
    ]


def _in_session(
    ones: Sequence[Given], twos: Sequence[Given], transcript: Transcript
) -> Iterator[Match]:
    """Yield the matches in one session."""
    pairs, text = _same_passages(ones, twos), transcript.text
    left_one, left_two = dict.fromkeys(ones), dict.fromkeys(twos)
    for one, two in pairs:
        if (one.code, one.polarity) == (two.code, two.polarity):
            left_one.pop(one, None)
            left_two.pop(two, None)
            same = _words(one, text) == _words(two, text)
            yield Match(kind="same" if same else "extent", one=one, two=two)
    polarity = [("polarity", a, b) for a, b in pairs if a.code == b.code]
    place = [("place", a, b) for a, b in _same_turns(left_one, left_two, transcript)]
    code = [("code", a, b) for a, b in pairs if a.code != b.code]
    for kind, one, two in (*polarity, *place, *code):
        if one in left_one and two in left_two:
            del left_one[one], left_two[two]
            yield Match(kind=kind, one=one, two=two)
    for one in left_one:
        yield Match(kind="only", one=one, two=None)
    for two in left_two:
        yield Match(kind="only", one=None, two=two)


def _same_passages(
    ones: Sequence[Given], twos: Sequence[Given]
) -> list[tuple[Given, Given]]:
    """Return the pairs that are the same passage, what has most in common first."""
    start, end = (
        [np.array([getattr(x, name) for x in side]) for side in (ones, twos)]
        for name in ("start", "end")
    )
    common = np.minimum.outer(end[0], end[1]) - np.maximum.outer(start[0], start[1])
    shortest = np.minimum.outer(end[0] - start[0], end[1] - start[1])
    found = [
        (int(-common[i, j]), ones[i], twos[j])
        for i, j in np.argwhere((common > 0) & (2 * common >= shortest))
    ]
    found.sort(key=lambda item: (item[0], item[1].start, item[1].id, item[2].id))
    return [(one, two) for _, one, two in found]


def _same_turns(
    ones: Iterable[Given], twos: Iterable[Given], transcript: Transcript
) -> list[tuple[Given, Given]]:
    """Return the pairs of one code and polarity that touch the same turn."""
    turns = transcript.turns

    def touched(given: Given) -> range:
        first = turns["end"].searchsorted(given.start, side="right")
        return range(int(first), int(turns["start"].searchsorted(given.end)))

    where = {given: touched(given) for given in (*ones, *twos)}
    return [
        (one, two)
        for one, two in product(ones, twos)
        if (one.code, one.polarity) == (two.code, two.polarity)
        and max(where[one].start, where[two].start)
        < min(where[one].stop, where[two].stop)
    ]


def _words(given: Given, text: str) -> tuple[int, int]:
    """Return start and end without the blanks and signs at both ends."""
    start, end = given.start, given.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
