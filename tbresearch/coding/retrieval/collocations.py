"""Words that stand side by side more often than by chance.

The table of two words is that of all pairs of neighbours in the turns that were
read (Dunning 1993, Computational Linguistics 19(1), 61-74). Beside how often
stands by how many respondents: one talkative person makes no theme.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from tbresearch.coding.retrieval.selection import Selection, check_term
from tbresearch.coding.retrieval.sheets import Column, Row, Sheet
from tbresearch.coding.retrieval.tokens import asked_turns, function_words, tokens
from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import (
    ASSOCIATIONS,
    FUNCTION_WORD_CHOICES,
    decimal_text,
    label,
    quantity_text,
)

if TYPE_CHECKING:
    from tbresearch.study import Study

__all__ = ["Collocations", "collocations"]

# Pairs that a notebook shows.
_SHOWN = 30
_COLUMNS = ["first", "second", "count", "expected", "score", "respondents", "sessions"]
# Between two words that this stands between, a speaker has begun anew.
_BREAK = re.compile(r"[.!?;:…\n()«»\"“”]")
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Collocations:
    """Pairs of neighbouring words, the strongest first.

    Attributes
    ----------
    corpus : Corpus
        The transcripts.
    selection : Selection
        Which turns were read.
    measure : str
        Key of `vocabulary.ASSOCIATIONS`.
    frame : pd.DataFrame
        One row a pair; see `to_frame`.
    pairs : int
        All pairs of neighbours that were counted.
    notes : tuple of str
        How they were counted, in Dutch.
    """

    corpus: Corpus
    selection: Selection
    measure: str
    frame: pd.DataFrame
    pairs: int
    notes: tuple[str, ...]

    @property
    def study(self) -> Study:
        """The study that they are of."""
        return self.corpus.study

    def __str__(self) -> str:
        chosen = self.selection.describe(self.study)
        where = f" ({chosen})" if chosen else ""
        found = quantity_text(len(self.frame), "woordpaar", "woordparen")
        return f"{label(ASSOCIATIONS, self.measure)}{where}: {found}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a pair.

        Columns first, second, count, expected (count by chance), score (of the
        measure; larger is stronger), and the number of respondents and sessions.
        """
        return self.frame.copy()

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the table that `export_tables` writes."""
        columns = tuple(
            Column(head=head, width=width)
            for head, width in zip(self._heads(), (26, 9, 14, 16, 13, 11), strict=True)
        )
        return (
            Sheet(
                name="Woordparen",
                title=str(self),
                columns=columns,
                rows=tuple(Row(cells=cells) for cells in self._rows()),
                notes=self.notes,
            ),
        )

    def _heads(self) -> tuple[str, ...]:
        measure = label(ASSOCIATIONS, self.measure)
        return (
            "Woordpaar",
            "Keer",
            "Bij toeval",
            measure,
            "Respondenten",
            "Gesprekken",
        )

    def _rows(self) -> Iterator[tuple[str | int | float, ...]]:
        for row in self.frame.to_dict("records"):
            yield (
                f"{row['first']} {row['second']}",
                int(row["count"]),
                round(float(row["expected"]), 2),
                round(float(row["score"]), 2),
                int(row["respondents"]),
                int(row["sessions"]),
            )

    def _repr_html_(self) -> str:
        rows = [
            [decimal_text(x, 2) if isinstance(x, float) else x for x in row]
            for row in list(self._rows())[:_SHOWN]
        ]
        more = f"Hier staan de eerste {_SHOWN} van {len(self.frame)} paren."
        return "".join(
            (
                text_html(self),
                table_html(self._heads(), rows),
                text_html(more) if len(self.frame) > _SHOWN else "",
                list_html(self.notes),
            )
        )


def collocations(
    corpus: Corpus,
    *,
    measure: str,
    min_count: int,
    function_words: str,
    group: str | None = None,
    respondent: str | None = None,
    session: str | None = None,
) -> Collocations:
    """Find pairs of neighbouring words that occur more often than by chance.

    Parameters
    ----------
    corpus : Corpus
        The transcripts, as `read_transcripts` gives them.
    measure : str
        Key of `vocabulary.ASSOCIATIONS`. The log-likelihood ratio finds frequent
        pairs, pointwise mutual information rare ones.
    min_count : int
        Pairs that occur less often are left out.
    function_words : str
        Key of `vocabulary.FUNCTION_WORD_CHOICES`: whether pairs with one of our
        short list of function words are in the result. Words beside each other are
        always those that were said beside each other.
    group, respondent, session : str or None
        Only their turns; None is all.

    Returns
    -------
    Collocations
        Pairs that occur at least as often as by chance would be expected.

    Raises
    ------
    StudyError
        If a name is unknown.
    WorkbenchError
        If `min_count` is no count.
    """
    check_term(measure, ASSOCIATIONS, name="measure")
    check_term(function_words, FUNCTION_WORD_CHOICES, name="function_words")
    if isinstance(min_count, bool) or not isinstance(min_count, int) or min_count < 1:
        raise WorkbenchError(
            f"min_count={min_count!r} kan hier niet",
            where="de vraag om woordparen",
            fix="geef een heel getal van 1 of meer: hoe vaak een paar minstens "
            "voorkomt",
        )
    selection = Selection(group=group, respondent=respondent, session=session)
    turns = asked_turns(corpus, selection)
    counted = _count(turns)
    drop = function_words == "weglaten"
    kept = [
        pair
        for pair, n in counted.pairs.items()
        if n >= min_count and not (drop and _holds_function_word(pair))
    ]
    return Collocations(
        corpus=corpus,
        selection=selection,
        measure=measure,
        frame=_scored(kept, counted, measure),
        pairs=counted.pairs.total(),
        notes=tuple(_notes(counted, min_count, function_words)),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """Pairs of neighbours, the words that come first and second, and by whom."""

    pairs: Counter[_Pair]
    first: Counter[str]
    second: Counter[str]
    respondents: Mapping[_Pair, set[str]]
    sessions: Mapping[_Pair, set[str]]


def _count(turns: pd.DataFrame) -> _Counted:
    pairs: Counter[_Pair] = Counter()
    respondents: dict[_Pair, set[str]] = defaultdict(set)
    sessions: dict[_Pair, set[str]] = defaultdict(set)
    columns = (turns[name] for name in ("session", "respondent", "text"))
    for session, respondent, text in zip(*columns, strict=True):
        for pair in _neighbours(text):
            pairs[pair] += 1
            respondents[pair].add(respondent)
            sessions[pair].add(session)
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (one, other), n in pairs.items():
        first[one] += n
        second[other] += n
    return _Counted(pairs, first, second, respondents, sessions)


def _neighbours(text: str) -> Iterator[_Pair]:
    """Yield words beside each other with no end of a sentence between them."""
    said = tokens(text)
    for one, other in pairwise(said):
        if not _BREAK.search(text, one.end, other.start):
            yield one.word, other.word


def _holds_function_word(pair: _Pair) -> bool:
    return not function_words().isdisjoint(pair)


def _scored(kept: list[_Pair], counted: _Counted, measure: str) -> pd.DataFrame:
    from nltk.metrics import BigramAssocMeasures

    score = {
        "loglikelihood": BigramAssocMeasures.likelihood_ratio,
        "pmi": BigramAssocMeasures.pmi,
    }[measure]
    total = counted.pairs.total()
    rows = []
    for pair in kept:
        n, of = counted.pairs[pair], (counted.first[pair[0]], counted.second[pair[1]])
        expected = of[0] * of[1] / total
        if n >= expected:
            strength = score(n, of, total)
            people, talks = counted.respondents[pair], counted.sessions[pair]
            rows.append((*pair, n, expected, strength, len(people), len(talks)))
    rows.sort(key=lambda row: (-row[4], -row[2], row[0], row[1]))
    return pd.DataFrame(rows, columns=_COLUMNS)


def _notes(counted: _Counted, min_count: int, choice: str) -> Iterator[str]:
    yield (
        f"Geteld zijn {decimal_text(counted.pairs.total())} paren van woorden die in "
        "een beurt van een respondent direct naast elkaar staan, in dezelfde zin."
    )
    least = "1 keer" if min_count == 1 else f"{min_count} keer"
    yield f"In de lijst staan paren die minstens {least} voorkomen."
    yield (
        f"{label(FUNCTION_WORD_CHOICES, choice)}; de lijst van tbresearch heeft er "
        f"{len(function_words())}."
    )
    yield (
        "Let op het aantal respondenten: een paar van één respondent zegt iets over "
        "die persoon."
    )
