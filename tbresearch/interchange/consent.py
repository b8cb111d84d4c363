"""What of a study may leave it: the words of whom, and what says who somebody is.

Words that may not leave are covered, one sign for each letter, so that every other
passage keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.privacy import effective_rights
from tbresearch.study import INTERVIEWER
from tbresearch.transcripts import Corpus

__all__ = ["COVER", "Covered", "covered"]

COVER = "\N{MEDIUM SHADE}"
_LETTER = re.compile(r"\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """The texts of a study as they may leave.

    Attributes
    ----------
    texts : mapping of str to str
        By session, as long as they are in the study.
    spans : mapping of str to list of tuple
        Starts and ends of what is covered, by session.
    respondents : tuple of str
        Who is covered.
    """

    texts: Mapping[str, str]
    spans: Mapping[str, list[tuple[int, int]]]
    respondents: tuple[str, ...]

    def touches(self, session: str, start: int, end: int) -> bool:
        """Tell whether a passage has covered words in it."""
        return any(start < last and first < end for first, last in self.spans[session])


def covered(corpus: Corpus, *, archive: bool) -> Covered:
    """Cover the turns of who may not be in a file that leaves the study.

    Parameters
    ----------
    corpus : Corpus
        The transcripts.
    archive : bool
        Whether the file is to be kept for later research: then consent to that
        is needed, and not only to take part.
    """
    rights = effective_rights(corpus.study.respondents)
    may = rights["archived" if archive else "counted"]
    barred = tuple(str(name) for name in rights.index[~may])
    hidden = corpus.turns["respondent"].isin(barred)
    spans: dict[str, list[tuple[int, int]]] = {}
    texts = {}
    for session, transcript in corpus.transcripts.items():
        own = corpus.turns[hidden & (corpus.turns["session"] == session)]
        spans[session] = [_whole_turn(transcript.text, row) for row in _rows(own)]
        texts[session] = _cover(transcript.text, spans[session])
    there = set(corpus.turns.loc[hidden, "respondent"]) - {INTERVIEWER}
    return Covered(
        texts=texts,
        spans=spans,
        respondents=tuple(name for name in barred if name in there),
    )


def _rows(turns: pd.DataFrame) -> list[tuple[str, int, int]]:
    return list(
        zip(
            turns["speaker"],
            turns["start"].tolist(),
            turns["end"].tolist(),
            strict=True,
        )
    )


def _whole_turn(text: str, row: tuple[str, int, int]) -> tuple[int, int]:
    """Return where a turn begins, with its label, and ends."""
    label, start, end = row
    return start - len(f"{label}: "), end


def _cover(text: str, spans: list[tuple[int, int]]) -> str:
    parts = []
    done = 0
    for start, end in spans:
        # the colon stays, so that the turn is still one
        said = text[start:end]
        label, colon, words = said.partition(": ")
        parts += [text[done:start], _LETTER.sub(COVER, label), colon]
        parts.append(_LETTER.sub(COVER, words))
        done = end
    return "".join((*parts, text[done:]))
