"""What of a Markdown text is prose: its headings, paragraphs and items, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from tbresearch.synthesis.claims.references import REFERENCE
from tbresearch.synthesis.claims.sentences import split_sentences

__all__ = ["Block", "Sentence", "read_blocks"]

BlockKind: TypeAlias = Literal["heading", "paragraph", "item", "evidence"]

_HEADING = re.compile(r"#{1,6}\s")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|\[\^\w+\]:)\s+")
_ALONE = re.compile(r"\s*\{\{\s*(?:citaat|tabel|figuur):[^{}]+\}\}\s*")
# Quotes, tables, pictures, captions, fences and comments are no prose.
_OTHER = re.compile(r"\s*(?:>|\||\+[-=]|!\[|: |:::|```|~~~|<!--|-{3,}\s*$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written on one line, and the line of the text it begins on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list, or evidence alone on its line."""

    kind: BlockKind
    text: str
    line: int

    def sentences(self) -> Iterator[Sentence]:
        """Yield the sentences in it; a heading and an item have at least one."""
        for place, text in split_sentences(self.text):
            yield Sentence(
                " ".join(text.split()), self.line + self.text.count("\n", 0, place)
            )

    @property
    def keys(self) -> tuple[str, ...]:
        """The references in it, in order."""
        return tuple(REFERENCE.findall(self.text))


def read_blocks(text: str) -> Iterator[Block]:
    """Yield the prose of a Markdown text, and the evidence that stands alone in it.

    Parameters
    ----------
    text : str
        With references as ``{{...}}``; any line ends.
    """
    block: Block | None = None
    fenced = False
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], start=1):
        fenced ^= bool(_FENCE.match(line))
        kind = None if fenced else _kind(line, block)
        if block and kind == block.kind and _continues(line, kind):
            block = replace(block, text=f"{block.text}\n{line}")
            continue
        if block:
            yield block
        block = Block(kind, _content(line, kind), number) if kind else None


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


def _content(line: str, kind: BlockKind) -> str:
    if kind == "heading":
        return re.sub(r"\s*\{[^{}]*\}\s*$|^#+\s+", "", line)
    return _ITEM.sub("", line, count=1) if kind == "item" else line
