"""What a rule of the claim check looks at, and what it finds there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile
from typing import TypeAlias

from tbresearch.findings import Factors
from tbresearch.literature import CITATION
from tbresearch.outcomes import Wording, allowed_wording
from tbresearch.synthesis.claims.prose import Block, BlockKind, read_blocks
from tbresearch.synthesis.claims.references import (
    MARKED,
    REFERENCE,
    REMOVED,
    SOURCED,
    blank,
    sourced_key,
)

__all__ = ["Finding", "Grounds", "Rule", "Statement", "read_statements"]

_SPOKEN = re.compile(r"“[^”\n]*”|„[^”“\n]*[”“]|«[^»\n]*»|\"[^\"\n]*\"")
_MARKUP = re.compile(
    r"[*_`]+|\]\{(?:norm|oordeel)\}|\[(?=[^\[\]]*\]\{(?:norm|oordeel)\})"
)
_LITERATURE = re.compile(
    r"\([^()\n]*[A-ZÀ-Þ][^()\n]*,?\s(?:19|20)\d\d[a-z]?(?:,[^()\n]*)?\)"
)
_COUNT = re.compile(r"([\d.]+)(?: tot [\d.]+)? van ([\d.]+)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence or a heading of an author, made ready for the rules.

    Attributes
    ----------
    text : str
        As written.
    words : str
        As long as `text`, in lower case; what it refers to, markup and what
        others say between quotation marks are blank.
    start : int
        Where it begins in the whole text.
    kind : str
        ``"heading"``, ``"paragraph"`` or ``"item"``.
    keys : tuple of str
        What it refers to.
    around : tuple of str
        What its paragraph refers to, or the list that it introduces, and what stands
        alone right above and below; a citation as it is written.
    mark : str
        ``"norm"`` or ``"oordeel"`` if the author says so, or nothing.
    """

    text: str
    words: str
    start: int
    kind: BlockKind
    keys: tuple[str, ...]
    around: tuple[str, ...]
    mark: str

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("*_)” ").endswith("?")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds, from `start` to `end` in the whole text.

    Attributes
    ----------
    rule : str
        Key of `vocabulary.CLAIM_RULES`.
    what, fix : str
        What is wrong, and what may be written; Dutch.
    """

    rule: str
    start: int
    end: int
    what: str = field(kw_only=True)
    fix: str = field(kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What sentences are held against.

    Attributes
    ----------
    shown : callable
        Returns what is printed for a key, or nothing.
    factors : tuple of Factors
        The counts of both polarities, as far as there are codings.
    wording : Wording
        What the design lets one say.
    needs_evidence : bool
        Whether a sentence needs evidence nearby. What an author notes in a table of
        the study rests on the row that it stands in.
    """

    shown: Callable[[str], str] = lambda _: ""
    factors: tuple[Factors, ...] = ()
    wording: Wording = field(
        default_factory=lambda: allowed_wording("veranderingsonderzoek")
    )
    needs_evidence: bool = True

    def count(self, key: str) -> tuple[int, int] | None:
        """Return k and N of what a key shows, if it is a count of a total."""
        found = _COUNT.match(self.shown(key)) if key.startswith("aantal:") else None
        return (_whole(found[1]), _whole(found[2])) if found else None


Rule: TypeAlias = Callable[[Statement, Grounds], Iterator[Finding]]


def read_statements(text: str) -> Iterator[Statement]:
    """Yield the headings and sentences of a text, as `normal` returns it."""
    blocks = list(read_blocks(text))
    for place, block in enumerate(blocks):
        if block.kind == "evidence":
            continue
        around = (
            *_above(block, blocks[:place]),
            *_cited(block.text),
            *_below(block, blocks[place + 1 :]),
        )
        for sentence in block.sentences():
            raw = text[sentence.start : sentence.end]
            mark = MARKED.search(raw)
            yield Statement(
                text=raw,
                words=_words(raw),
                start=sentence.start,
                kind=block.kind,
                keys=_cited(raw),
                around=around,
                mark=mark[2] if mark else "",
            )


def _below(block: Block, after: list[Block]) -> tuple[str, ...]:
    """Return the keys of what stands alone right below, or in the list below."""
    kinds = {"evidence", "item"} if block.kind == "paragraph" else {"evidence"}
    return tuple(
        key
        for other in takewhile(lambda one: one.kind in kinds, after)
        for key in _cited(other.text)
    )


def _above(block: Block, before: list[Block]) -> tuple[str, ...]:
    """Return the keys of what stands alone right above, and of who begins a list."""
    last = list(reversed(before))
    if block.kind == "item":
        last = list(dropwhile(lambda one: one.kind == "item", last))
        if last and last[0].kind == "paragraph":
            return _cited(last[0].text) if last[0].text.rstrip().endswith(":") else ()
    alone = takewhile(lambda one: one.kind == "evidence", last)
    return tuple(key for other in alone for key in _cited(other.text))


def _cited(text: str) -> tuple[str, ...]:
    """Return the keys, numbers from elsewhere and citations of a text, in order."""
    places = [(found.start(), found[1]) for found in REFERENCE.finditer(text)]
    places += [(found.start(), sourced_key(found)) for found in SOURCED.finditer(text)]
    for pattern in (CITATION, REMOVED, _LITERATURE):
        places += [(found.start(), found[0]) for found in pattern.finditer(text)]
    return tuple(key for _, key in sorted(places))


def _words(raw: str) -> str:
    bare = blank(raw, REFERENCE, SOURCED, CITATION, _SPOKEN, _MARKUP)
    # A capital whose small letter is two signs would move what comes after it.
    return "".join(s.lower() if len(s.lower()) == 1 else s for s in bare)


def _whole(text: str) -> int:
    return int(text.replace(".", ""))
