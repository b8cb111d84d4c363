"""The words around a place in a text, to judge it by."""

from __future__ import annotations

import re

__all__ = ["context_of"]

_WINDOW = 40
_CUT_LEFT = re.compile(r"^\S*\s")
_CUT_RIGHT = re.compile(r"\s\S*$")


def context_of(text: str, start: int, end: int) -> str:
    """Return a place between « and », with the whole words on both sides of it.

    >>> context_of("Ik zag Jan op straat.", 7, 10)
    '… Ik zag «Jan» op straat. …'
    """
    left = text[max(0, start - _WINDOW - 1) : start]
    right = text[end : end + _WINDOW + 1]
    if start > _WINDOW:
        left = _CUT_LEFT.sub("", left)
    if end + _WINDOW < len(text):
        right = _CUT_RIGHT.sub("", right)
    return " ".join(f"… {left}«{text[start:end]}»{right} …".split())
