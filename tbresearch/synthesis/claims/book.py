"""The claims of a report, gathered text by text while it is composed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tbresearch.synthesis.claims.claim import GENERATED, Claim, claim_id
from tbresearch.synthesis.claims.kinds import kind_of, wording_of
from tbresearch.synthesis.claims.prose import Sentence, read_blocks
from tbresearch.synthesis.claims.references import (
    MARKED,
    REFERENCE,
    SOURCED,
    normal,
    sourced_key,
)
from tbresearch.vocabulary import CLAIM_MARKS, label

__all__ = ["ClaimBook", "plain_text", "show_marks"]

# A sentence that points at what stands alone below it.
_POINTS = re.compile(r":\W*$|\b(?:hieronder|hierna|volgende?|tabel|figuur|citaat)\b")
_MARKUP = re.compile(r"\[\^\w+\]|(?<!\\)[*_`]+|\\(?=[^\w\s])")
_LINK = re.compile(r"\[([^\]\n]*)\](?:\([^)\n]*\))?(?:\{[^{}\n]*\})?")


@dataclass(slots=True)
class ClaimBook:
    """Reads texts in the order of the report, and keeps their claims.

    Attributes
    ----------
    shown : callable
        Returns what is printed in the place of a reference, as plain text.
    design : str
        Key of `vocabulary.DESIGNS`.
    claims : list of Claim
        So far, in the order of the report.
    """

    shown: Callable[[str], str]
    design: str = "veranderingsonderzoek"
    claims: list[Claim] = field(default_factory=list)
    _places: Counter[tuple[str, str]] = field(default_factory=Counter)

    def read(
        self, text: str, *, section: str, source: str = GENERATED, first: int = 1
    ) -> None:
        """Add the claims of a text of `section`; without a source it is generated.

        `first` is the line of the source on which the text begins.
        """
        for sentence, alone in _introduced(text):
            inside = _evidence(sentence.text)
            if not inside and not alone:
                continue
            evidence = tuple(dict.fromkeys([*inside, *alone]))
            place = self._places[section, sentence.text]
            self._places[section, sentence.text] += 1
            kind = kind_of(sentence.text, evidence)
            self.claims.append(
                Claim(
                    id=claim_id(section, sentence.text, place=place),
                    section=section,
                    source=source,
                    line=0 if source == GENERATED else sentence.line + first - 1,
                    text=sentence.text,
                    printed=plain_text(sentence.text, self.shown),
                    kind=kind,
                    evidence=evidence,
                    wording=wording_of(kind, design=self.design),
                )
            )


def plain_text(text: str, shown: Callable[[str], str]) -> str:
    """Return Markdown as it is read: references as `shown`, and no markup."""
    parts = re.split(r"(\{\{[^{}\n]*\}\})", show_marks(text))
    # What a reference stands for holds no markup: only the rest is rid of it.
    plain = [
        shown(found[1])
        if (found := REFERENCE.fullmatch(part))
        else _MARKUP.sub("", _LINK.sub(r"\1", part))
        for part in parts
    ]
    return " ".join("".join(plain).split())


def show_marks(text: str) -> str:
    """Return a text in which what an author marked is named as what it is."""
    return MARKED.sub(
        lambda found: f"*{label(CLAIM_MARKS, found[2])}:* {found[1]}", text
    )


def _introduced(text: str) -> Iterator[tuple[Sentence, list[str]]]:
    """Yield each sentence with the evidence that stands alone right below it."""
    found: list[tuple[Sentence, list[str]]] = []
    for block in read_blocks(normal(text)):
        if block.kind == "evidence":
            if found and _POINTS.search(found[-1][0].text):
                found[-1][1].extend(block.keys)
            continue
        yield from found
        found = [(sentence, []) for sentence in block.sentences()]
        if block.kind == "heading":
            found = []
    yield from found


def _evidence(sentence: str) -> list[str]:
    """Return the keys that a sentence holds, in order."""
    places = [(found.start(), found[1]) for found in REFERENCE.finditer(sentence)]
    places += [
        (found.start(), sourced_key(found)) for found in SOURCED.finditer(sentence)
    ]
    return [key for _, key in sorted(places)]
