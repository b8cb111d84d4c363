"""Codings: passages of transcripts with a code, a polarity and a coder.

A coding holds its quote. On reading, each quote is held against the transcript;
a quote that is not found where it should be is refused, never moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.checks import misfits, strangers, taken
from tbresearch.coding.codebook import Codebook
from tbresearch.coding.journal import CODINGS_FOLDER, Folded, fold, journal_path
from tbresearch.errors import Problem, StudyError
from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.study import INTERVIEWER, WITHDRAWN, Study
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import POLARITIES, label, quantity_text

__all__ = ["Coding", "read_coding", "read_journal"]

_COLUMNS = [
    "id",
    "coder",
    "session",
    "start",
    "end",
    "code",
    "polarity",
    "quote",
    "memo",
    "marked",
    "suggestion",
    "time",
    "line",
]
# Passages of each code that a notebook shows.
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coding:
    """All codings of a study that still stand.

    Attributes
    ----------
    study, corpus, codebook
        What the codings belong to.
    codings : pd.DataFrame
        One row a coding: id, coder, session, start, end, code, polarity,
        quote, memo, marked (as a quote for the report), suggestion (id of the
        one that it comes from, or ""), time and line; offsets are code points,
        end exclusive. A code that was merged into another is that other.
    passages : pd.DataFrame
        One row for each coding in each turn that it touches, with the number,
        speaker, respondent, group, role and organisation of the turn. Turns of
        the interviewer are left out.
    parked : pd.DataFrame
        Codings whose quote has no place in the transcript as it is now, in the
        columns of `codings`; kept, and counted nowhere.
    memos : pd.DataFrame
        One row for each memo on a transcript or a code: coder; about, such as
        ``"gesprek:fg1"`` or ``"code:rust"``; and text.
    done : frozenset of tuple of str
        Coder and session of every session that a coder has finished.
    notes : tuple of str
        What a reader of the codings should know, in Dutch.
    """

    study: Study
    corpus: Corpus
    codebook: Codebook
    codings: pd.DataFrame
    passages: pd.DataFrame
    parked: pd.DataFrame
    memos: pd.DataFrame
    done: frozenset[tuple[str, str]]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        counts = self.codings["coder"].value_counts()
        per_coder = ", ".join(
            f"{coder} {counts.get(coder, 0)}" for coder in self.study.coders
        )
        by = f" ({per_coder})" if per_coder else ""
        return quantity_text(len(self.codings), "codering", "coderingen") + by

    def to_frame(self) -> pd.DataFrame:
        """Return one row a coding."""
        return self.codings.copy()

    def _repr_html_(self) -> str:
        given = Counter(zip(self.codings["code"], self.codings["coder"], strict=True))
        codes = {code for code, _ in given}
        used = [code for code in self.codebook.codes.values() if code.code in codes]
        rows: list[list[str | int]] = [
            [code.label, *(given[code.code, coder] for coder in self.study.coders)]
            for code in used
        ]
        return "".join(
            (
                text_html(self),
                table_html(("Code", *self.study.coders), rows),
                *(self._first_passages(code.code, code.label) for code in used),
                list_html(self.notes),
            )
        )

    def _first_passages(self, code: str, name: str) -> str:
        """Return the first passages of a code, to be folded out."""
        own = self.codings[self.codings["code"] == code]
        rows = [
            (
                row["coder"],
                row["session"],
                label(POLARITIES, row["polarity"]),
                row["quote"],
            )
            for row in own.head(_SHOWN).to_dict("records")
        ]
        many = "1 passage" if len(own) == 1 else f"{len(own)} passages"
        of = f"de eerste {_SHOWN} van {many}" if len(own) > _SHOWN else many
        heads = ("Codeur", "Gesprek", "Kant", "Passage")
        return fold_html(f"{name}: {of}", table_html(heads, rows))


def read_coding(study: Study, corpus: Corpus, codebook: Codebook) -> Coding:
    """Read the journals of all coders and hold each quote against its transcript.

    Parameters
    ----------
    study : Study
        Whose `coders` have journals in the folder `coderingen`.
    corpus : Corpus
        The transcripts.
    codebook : Codebook
        The codes that may be used.

    Returns
    -------
    Coding

    Raises
    ------
    StudyError
        With every line that cannot be read, every code that is not in the
        codebook, and every quote that no longer matches.
    """
    problems: list[Problem] = list(strangers(study))
    rows: list[dict[str, object]] = []
    memos: list[tuple[str, str, str]] = []
    done: set[tuple[str, str]] = set()
    notes: list[str] = []
    for coder in study.coders:
        folded = read_journal(study, coder, codebook)
        source = f"{CODINGS_FOLDER}/{coder}.jsonl"
        problems.extend(folded.problems)
        problems.extend(misfits(folded, corpus, codebook, source))
        problems.extend(taken(folded, rows, source))
        notes.extend(folded.notes)
        rows += [{"coder": coder, **row} for row in folded.codings.values()]
        memos += [
            (coder, about, text) for about, text in folded.state.memos.items() if text
        ]
        done |= {(coder, session) for session in folded.state.done}
    if problems:
        raise StudyError(problems)
    codings, parked = (
        pd.DataFrame([row for row in rows if row["parked"] is waits], columns=_COLUMNS)
        for waits in (False, True)
    )
    passages = _passages(codings, corpus.turns)
    silent = len(codings) - passages["id"].nunique()
    if silent:
        notes.append(
            "Alleen bij de gespreksleider of in de naam van een spreker, en dus niet "
            f"geteld: {silent} van {len(codings)} coderingen."
        )
    notes.extend(_waiting(parked))
    return Coding(
        study=study,
        corpus=corpus,
        codebook=codebook,
        codings=codings,
        passages=passages,
        parked=parked,
        memos=pd.DataFrame(memos, columns=["coder", "about", "text"]),
        done=frozenset(done),
        notes=tuple(notes),
    )


def read_journal(study: Study, coder: str, codebook: Codebook) -> Folded:
    """Fold the journal of one coder, with the codes that the codebook has now."""
    source = f"{CODINGS_FOLDER}/{coder}.jsonl"
    folded = fold(journal_path(study.root, coder), source=source)
    merged = codebook.merged
    for row in folded.codings.values():
        row["code"] = merged.get(str(row["code"]), row["code"])
    return folded


def _waiting(parked: pd.DataFrame) -> Iterator[str]:
    """Yield which codings have no place now, if any."""
    if len(parked):
        many = "1 codering wacht"
        if len(parked) > 1:
            many = f"{len(parked)} coderingen wachten"
        yield f"{many} op een plaats: {', '.join(parked['id'])}"


def _passages(codings: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each coding in each turn of a respondent it touches."""
    spoken = turns[~turns["respondent"].isin([INTERVIEWER, WITHDRAWN])]
    pairs = [
        pair
        for session, own in codings.groupby("session", sort=False)
        for pair in _touching(own, spoken[spoken["session"] == session])
    ]
    at = pd.DataFrame(sorted(pairs), columns=["coding", "turn"], dtype="int64")
    of_turn = ["number", "speaker", "respondent", "group", "role", "organisation"]
    coded = codings.loc[at["coding"]].reset_index(drop=True)
    said = spoken.loc[at["turn"], of_turn].reset_index(drop=True)
    return pd.concat([coded, said], axis=1)


def _touching(
    codings: pd.DataFrame, turns: pd.DataFrame
) -> Iterator[tuple[object, object]]:
    """Yield the index of a coding and of each turn that it touches, in one session.

    Turns come in order and do not overlap, so those that a coding touches are
    neighbours; holding every coding against every turn would take gigabytes.
    """
    first = turns["end"].searchsorted(codings["start"], side="right")
    stop = turns["start"].searchsorted(codings["end"], side="left")
    for coding, begin, end in zip(codings.index, first, stop, strict=True):
        for turn in turns.index[begin:end]:
            yield coding, turn
