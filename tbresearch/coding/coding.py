"""Codings: passages of transcripts with a code, a polarity and a coder.

A coding holds its quote. On reading, each quote is held against the transcript;
a quote that is not found where it should be is refused, never moved.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.journal import (
    CODINGS_FOLDER,
    Folded,
    append_act,
    fold,
    journal_path,
)
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import INTERVIEWER, Study
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import POLARITIES

__all__ = ["Coding", "add_coding", "read_coding", "remove_coding"]

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
    "time",
    "line",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All codings of a study that still stand.

    Attributes
    ----------
    study, corpus, codebook
        What the codings belong to.
    codings : pd.DataFrame
        One row a coding: id, coder, session, start, end, code, polarity,
        quote, memo, time and line; offsets are code points, end exclusive.
    passages : pd.DataFrame
        One row for each coding in each turn that it touches, with the number,
        speaker, respondent, group, role and organisation of the turn. Turns of
        the interviewer are left out.
    notes : tuple of str
        What a reader of the codings should know, in Dutch.
    """

    study: Study
    corpus: Corpus
    codebook: Codebook
    codings: pd.DataFrame
    passages: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        counts = self.codings["coder"].value_counts()
        per_coder = ", ".join(
            f"{coder} {counts.get(coder, 0)}" for coder in self.study.coders
        )
        return f"{len(self.codings)} coderingen ({per_coder})"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a coding."""
        return self.codings.copy()

    def _repr_html_(self) -> str:
        counts = pd.crosstab(self.codings["code"], self.codings["coder"])
        counts = counts.reindex(columns=list(self.study.coders), fill_value=0)
        rows = [
            (code.label, *counts.loc[key])
            for key, code in self.codebook.codes.items()
            if key in counts.index
        ]
        table = pd.DataFrame(rows, columns=["Code", *self.study.coders])
        notes = "".join(f"<li>{escape(note)}</li>" for note in self.notes)
        return (
            f"<p>{escape(str(self))}</p>{table.to_html(index=False)}"
            f"{f'<ul>{notes}</ul>' if notes else ''}"
        )


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
    problems: list[Problem] = list(_strangers(study))
    rows: list[dict[str, object]] = []
    notes: list[str] = []
    for coder in study.coders:
        source = f"{CODINGS_FOLDER}/{coder}.jsonl"
        folded = fold(journal_path(study.root, coder), source=source)
        problems.extend(folded.problems)
        problems.extend(_misfits(folded, corpus, codebook, source))
        notes.extend(folded.notes)
        rows += [{"coder": coder, **row} for row in folded.codings.values()]
    if problems:
        raise StudyError(problems)
    codings = pd.DataFrame(rows, columns=_COLUMNS)
    passages = _passages(codings, corpus.turns)
    silent = len(codings) - passages["id"].nunique()
    if silent:
        notes.append(
            f"{silent} coderingen staan alleen bij de gespreksleider en tellen niet mee"
        )
    return Coding(
        study=study,
        corpus=corpus,
        codebook=codebook,
        codings=codings,
        passages=passages,
        notes=tuple(notes),
    )


def add_coding(
    coding: Coding,
    *,
    coder: str,
    session: str,
    quote: str,
    code: str,
    polarity: str,
) -> str:
    """Add a coding to the journal of `coder`, by its quote.

    Parameters
    ----------
    coding : Coding
        The codings as they are; read them again to see the new one.
    coder : str
        One of the coders of the study.
    session : str
        The session in whose transcript the quote stands.
    quote : str
        The passage, letter for letter; it must occur there once.
    code, polarity : str
        A code of the codebook, and a key of `vocabulary.POLARITIES`.

    Returns
    -------
    str
        The id of the new coding.

    Raises
    ------
    WorkbenchError
        If the quote occurs not at all or more than once, or a name is unknown.
    """
    _require(coder, coding.study.coders, "codeur")
    _require(session, list(coding.corpus.transcripts), "gesprek")
    _require(code, list(coding.codebook.codes), "code")
    _require(polarity, list(POLARITIES), "polariteit")
    transcript = coding.corpus.transcripts[session]
    found = transcript.text.count(quote) if quote else 0
    if found != 1:
        raise WorkbenchError(
            f"deze passage komt {found} keer voor, en moet precies één keer voorkomen",
            where=f"gesprek {session!r}: {quote[:60]!r}",
            fix="neem de tekst letterlijk over, en zo lang dat zij uniek is",
        )
    start = transcript.text.index(quote)
    name = uuid.uuid4().hex[:12]
    append_act(
        journal_path(coding.study.root, coder),
        {
            "act": "add",
            "id": name,
            "time": _now(),
            "session": session,
            "start": start,
            "end": start + len(quote),
            "code": code,
            "polarity": polarity,
            "quote": quote,
            "sha256": transcript.sha256,
        },
    )
    return name


def remove_coding(coding: Coding, *, coder: str, coding_id: str) -> None:
    """Remove a coding; the journal keeps that it was there.

    Raises
    ------
    WorkbenchError
        If `coder` has no coding of that id.
    """
    own = coding.codings[coding.codings["coder"] == coder]
    _require(coding_id, list(own["id"]), "codering")
    append_act(
        journal_path(coding.study.root, coder),
        {"act": "remove", "id": coding_id, "time": _now()},
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _require(value: str, known: tuple[str, ...] | list[str], what: str) -> None:
    if value not in known:
        raise WorkbenchError(
            f"{what} {value!r} is niet bekend",
            where=f"bekend zijn: {', '.join(known) or 'geen'}",
            fix="gebruik één van de bekende namen, of voeg de nieuwe eerst toe",
        )


def _strangers(study: Study) -> Iterator[Problem]:
    """Yield journals of coders whom the study does not name."""
    for path in sorted((study.root / CODINGS_FOLDER).glob("*.jsonl")):
        if path.stem not in study.coders:
            yield Problem(
                what=f"{path.stem!r} staat niet bij de codeurs van de studie",
                where=f"{CODINGS_FOLDER}/{path.name}",
                fix="voeg de codeur toe aan 'codeurs' in studie.toml, of verplaats "
                "het bestand",
            )


def _misfits(
    folded: Folded, corpus: Corpus, codebook: Codebook, source: str
) -> Iterator[Problem]:
    """Yield what in the codings does not fit transcripts and codebook."""
    for row in folded.codings.values():
        where = f"{source}, regel {row['line']}"
        if row["code"] not in codebook.codes:
            yield Problem(
                what=f"code {row['code']!r} staat niet in het codeboek",
                where=where,
                fix="zet de code in codeboek.toml, of verwijder de codering",
            )
        if row["polarity"] not in POLARITIES:
            yield Problem(
                what=f"polariteit {row['polarity']!r} is niet bekend",
                where=where,
                fix=f"bekend zijn: {', '.join(POLARITIES)}",
            )
        transcript = corpus.transcripts.get(str(row["session"]))
        if transcript is None:
            yield Problem(
                what=f"gesprek {row['session']!r} staat niet in gesprekken.csv",
                where=where,
                fix="zet het gesprek terug, of verwijder de codering",
            )
            continue
        start, end = int(str(row["start"])), int(str(row["end"]))
        there = transcript.text[start:end] if 0 <= start < end else ""
        if there != row["quote"]:
            yield _drifted(row, there, source, transcript.name)


def _drifted(row: dict[str, object], there: str, source: str, file: str) -> Problem:
    return Problem(
        what=f"het citaat van codering {row['id']!r} klopt niet meer: gecodeerd is "
        f"{_short(str(row['quote']))}, op die plaats staat nu {_short(there)}",
        where=f"{source}, regel {row['line']}; transcripten/{file}, teken "
        f"{row['start']} tot {row['end']}",
        fix="zet de tekst van het transcript terug zoals zij was, of verwijder de "
        "codering en codeer opnieuw",
    )


def _short(text: str) -> str:
    return f"«{text}»" if len(text) <= 80 else f"«{text[:60]} ... {text[-15:]}»"


def _passages(codings: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each coding in each turn of a respondent it touches."""
    spoken = turns.loc[
        turns["respondent"] != INTERVIEWER,
        [
            "session",
            "number",
            "speaker",
            "respondent",
            "group",
            "role",
            "organisation",
            "start",
            "end",
        ],
    ]
    both = codings.merge(spoken, on="session", suffixes=("", "_turn"))
    touches = (both["start"] < both["end_turn"]) & (both["start_turn"] < both["end"])
    columns = [c for c in both.columns if not c.endswith("_turn")]
    return both.loc[touches, columns].reset_index(drop=True)
