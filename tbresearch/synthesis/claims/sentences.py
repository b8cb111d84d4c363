"""Where a Dutch sentence ends.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number
or a date, or stands within a reference, brackets or quotation marks. Words alone
decide; what is doubtful stays together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["split_sentences"]

# Never the last word of a sentence.
_GO_ON = re.compile(
    r"""
    bijv|bv|d\.?w\.?z|m\.a\.w|m\.n|m\.?b\.?t|t\.a\.v|t\.o\.v|t\.b\.v|t\.g\.v|n\.a\.v
    |i\.?v\.?m|i\.?p\.?v|i\.o\.m|i\.h\.k\.v|i\.t\.t|o\.?a|o\.l\.v|o\.b\.v|p\.p|p\.m|resp
    |vgl|zgn|z\.g|nl|nrs?|blz|pp?|par|hfst|artt?|afb|tab|fig|bijl|ca|incl|excl|max
    |min|gem|evt|w\.?o|dhr|mevr|mw|drs?|prof|ir|ing|mr|vert|vs|st|a\.h\.v|h\.t\.l
    |t\.w|tel|c\.?q|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Often the last word: a capital after it begins a sentence.
_MAY_END = frozenset(["enz", "etc", "e.d", "e.a", "c.s", "a.s", "jl", "z.o.z", "z.s.m"])
_HIDDEN = re.compile(r"\{\{[^{}]*\}\}|\[[^\]\n]*\]\{[^}\n]*\}|`[^`\n]*`")
_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[*_”\"\u2019')\]»]*)\s+"
    r"(?=[*_“\"\u2018'„«(\[]*[A-Z\dÀ-Þ'])"
)
_WORD = re.compile(r"[\w.]*$")
_OPEN, _CLOSE = "([“„«", ")]”»"


def split_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a paragraph with the place where it begins.

    Parameters
    ----------
    text : str
        One paragraph or list item, Markdown with references or plain.

    Examples
    --------
    >>> [part for _, part in split_sentences("Zie par. 4, d.w.z. hier. Dan verder.")]
    ['Zie par. 4, d.w.z. hier.', 'Dan verder.']
    """
    plain = _HIDDEN.sub(lambda found: "X" * len(found[0]), text)
    depths = _depths(plain)
    begin = 0
    for found in _END.finditer(plain):
        if depths[found.end("close")] or _goes_on(plain, found):
            continue
        yield from _stripped(text, begin, found.end("close"))
        begin = found.end("close")
    yield from _stripped(text, begin, len(text))


def _stripped(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    part = text[begin:end]
    if part.strip():
        yield begin + len(part) - len(part.lstrip()), part.strip()


def _depths(plain: str) -> list[int]:
    """Return how many brackets and quotation marks are open before each sign."""
    depths, depth, straight = [0], 0, 0
    pairs = sum(plain.count(sign) for sign in _OPEN) == sum(
        plain.count(sign) for sign in _CLOSE
    )
    quotes = plain.count('"') % 2 == 0
    for sign in plain:
        if pairs:
            depth = max(0, depth + (sign in _OPEN) - (sign in _CLOSE))
        if quotes and sign == '"':
            straight = 1 - straight
        depths.append(depth + straight)
    return depths


def _goes_on(plain: str, found: re.Match[str]) -> bool:
    """Tell whether the stop belongs to the word before it."""
    if found["stop"] in {"…", "..."} and plain[: found.start()].endswith((" ", "\n")):
        return True
    if found["stop"] != "." or found["close"].strip("*_"):
        return False
    last = _WORD.search(plain[: found.start()])
    word = last[0] if last else ""
    if word.lower() in _MAY_END:
        return False
    initials = re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word)
    return bool(initials or _GO_ON.fullmatch(word))
