"""Everything in one text that may name somebody, without overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tbresearch.privacy.pseudonyms.decisions import KINDS, TOKEN
from tbresearch.privacy.pseudonyms.lowercase import lowercase_spans
from tbresearch.privacy.pseudonyms.names import name_spans
from tbresearch.privacy.pseudonyms.patterns import Span, pattern_spans
from tbresearch.privacy.pseudonyms.words import Word, lacks_capitals, split_words

__all__ = ["Reading", "read_words", "spans_of"]

# Forms are surer than names, and a name is no part of a mail address.
_RANK = {kind: rank for rank, kind in enumerate((*KINDS[3:], *KINDS[:3]))}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words, and whether it has capitals to go by."""

    session: str
    text: str
    words: tuple[Word, ...]
    capitals: bool


def read_words(session: str, text: str) -> Reading:
    """Read the words of the text of a session."""
    words = tuple(split_words(text))
    return Reading(session, text, words, not lacks_capitals(words))


def spans_of(reading: Reading, *, common: Collection[str]) -> Iterator[Span]:
    """Yield what may name somebody, from left to right; the longest of a clash."""
    if reading.capitals:
        names = name_spans(reading.text, reading.words, common=common)
    else:
        names = lowercase_spans(reading.words)
    tokens = [
        Span(found.start(), found.end(), "") for found in TOKEN.finditer(reading.text)
    ]
    spans = [*pattern_spans(reading.text), *names, *tokens]
    spans.sort(key=lambda span: (span.start, -span.end, _RANK.get(span.kind, -1)))
    end = 0
    for span in spans:
        if span.start >= end:
            end = span.end
            if span.kind:
                yield span
