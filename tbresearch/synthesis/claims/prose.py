"""What of a Markdown text is prose: its headings, paragraphs and items, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from tbresearch.synthesis.claims.references import REFERENCE, REMOVED
from tbresearch.synthesis.claims.sentences import split_sentences

__all__ = ["Block", "Sentence", "read_blocks"]

BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "evidence"]

_HEADING = re.compile(r"#{1,6}\s+")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|\[\^\w+\]:)\s+")
_ALONE = re.compile(
    rf"\s*(?:\{{\{{\s*(?:citaat|tabel|figuur):[^{{}}]+\}}\}}|{REMOVED.pattern})\s*"
)
# Quotes, tables, pictures, captions, fences and comments are no prose.
_OTHER = re.compile(r"\s*(?:>|\||\+[-=]|!\[|: |:::|```|~~~|<!--|-{3,}\s*$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written on one line, and where it stands in the text."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, or evidence alone on its line.

    Its words begin at `start`, in a text with one sign a line end; marks before them
    are left out.
    """

    kind: BlockKind
    text: str
    line: int
    start: int

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in it; a heading and an item have at least one."""
        for place, text in split_sentences(self.text):
            line = self.line + self.text.count("\n", 0, place)
            start = self.start + place
            yield Sentence(" ".join(text.split()), line, start, start + len(text))

    @property
    def keys(self) -> tuple[str, ...]:
        """The references in it, in order."""
        return tuple(REFERENCE.findall(self.text))


def read_blocks(text: str) -> Iterator[Block]:
    """Yield the prose of a Markdown text, and the evidence that stands alone in it.

    Parameters
    ----------
    text : str
        With references as ``{{...}}``, and one sign a line end.
    """
    block: Block | None = None
    fenced = False
    place = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        begin, place = place, place + len(line) + 1
        fenced ^= bool(_FENCE.match(line))
        kind = None if fenced else _kind(line, block)
        if block and kind == block.kind and _continues(line, kind):
            block = replace(block, text=f"{block.text}\n{line}")
            continue
        if block:
            yield block
        marks = _marks(line, kind)
        block = Block(kind, line[marks:], number, begin + marks) if kind else None


def _continues(line: str, kind: BlockKind) -> bool:
    return kind in {"paragraph", "item"} and not _ITEM.match(line)


def _kind(line: str, before: Block | None) -> BlockKind | None:
    """Return what a line is part of, given what is open before it."""
    if not line.strip() or _OTHER.match(line):
        return None
    if _HEADING.match(line):
        return "heading"
    if _ALONE.fullmatch(line):
        return "evidence"
    if _ITEM.match(line) or (before and before.kind == "item"):
        return "item"
    return "paragraph"


def _marks(line: str, kind: BlockKind | None) -> int:
    """Return how many signs make a line a heading or an item."""
    if kind == "heading":
        found = _HEADING.match(line)
    else:
        found = _ITEM.match(line) if kind == "item" else None
    return found.end() if found else 0
