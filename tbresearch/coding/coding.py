"""Codings: passages of transcripts with a code, a polarity and a coder.

A coding holds its quote. On reading, each quote is held against the transcript;
a quote that is not found where it should be is refused, never moved.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.journal import (
    CODINGS_FOLDER,
    Folded,
    append_act,
    fold,
    journal_path,
    now,
)
from tbresearch.coding.placing import places
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.study import INTERVIEWER, WITHDRAWN, Study
from tbresearch.transcripts import Corpus
from tbresearch.vocabulary import POLARITIES, label

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
        quote, memo, time and line; offsets are code points, end exclusive.
    passages : pd.DataFrame
        One row for each coding in each turn that it touches, with the number,
        speaker, respondent, group, role and organisation of the turn. Turns of
        the interviewer are left out.
    parked : pd.DataFrame
        Codings whose quote has no place in the transcript as it is now, in the
        columns of `codings`; kept, and counted nowhere.
    notes : tuple of str
        What a reader of the codings should know, in Dutch.
    """

    study: Study
    corpus: Corpus
    codebook: Codebook
    codings: pd.DataFrame
    passages: pd.DataFrame
    parked: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        counts = self.codings["coder"].value_counts()
        per_coder = ", ".join(
            f"{coder} {counts.get(coder, 0)}" for coder in self.study.coders
        )
        by = f" ({per_coder})" if per_coder else ""
        return f"{len(self.codings)} coderingen{by}"

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
    problems: list[Problem] = list(_strangers(study))
    rows: list[dict[str, object]] = []
    notes: list[str] = []
    for coder in study.coders:
        source = f"{CODINGS_FOLDER}/{coder}.jsonl"
        folded = fold(journal_path(study.root, coder), source=source)
        problems.extend(folded.problems)
        problems.extend(_misfits(folded, corpus, codebook, source))
        problems.extend(_taken(folded, rows, source))
        notes.extend(folded.notes)
        rows += [{"coder": coder, **row} for row in folded.codings.values()]
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
    found = places(quote, transcript.text)
    if len(found) != 1:
        raise WorkbenchError(
            f"deze passage komt {len(found)} keer voor, en moet precies één keer "
            "voorkomen",
            where=f"gesprek {session!r}: {quote[:60]!r}",
            fix="neem de tekst letterlijk over, en zo lang dat zij uniek is",
        )
    start = found[0]
    name = uuid.uuid4().hex[:12]
    append_act(
        journal_path(coding.study.root, coder),
        {
            "act": "add",
            "id": name,
            "time": now(),
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
    """Remove a coding, parked or not; the journal keeps that it was there.

    Raises
    ------
    WorkbenchError
        If `coder` has no coding of that id.
    """
    own = [
        name
        for frame in (coding.codings, coding.parked)
        for name in frame.loc[frame["coder"] == coder, "id"]
    ]
    _require(coding_id, own, "codering")
    append_act(
        journal_path(coding.study.root, coder),
        {"act": "remove", "id": coding_id, "time": now()},
    )


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
        if row["parked"]:
            continue
        start, end = int(str(row["start"])), int(str(row["end"]))
        inside = 0 <= start < end <= len(transcript.text)
        there = transcript.text[start:end] if inside else ""
        if not inside or there != row["quote"]:
            yield _drifted(row, there, source, transcript.name)


def _waiting(parked: pd.DataFrame) -> Iterator[str]:
    """Yield which codings have no place now, if any."""
    if len(parked):
        many = "1 codering wacht"
        if len(parked) > 1:
            many = f"{len(parked)} coderingen wachten"
        yield f"{many} op een plaats: {', '.join(parked['id'])}"


def _taken(
    folded: Folded, rows: list[dict[str, object]], source: str
) -> Iterator[Problem]:
    """Yield codings whose id another coder uses: one id must be one coding."""
    owners = {row["id"]: row["coder"] for row in rows}
    for name, row in folded.codings.items():
        if name in owners:
            yield Problem(
                what=f"codering {name!r} staat ook bij {owners[name]!r}",
                where=f"{source}, regel {row['line']}",
                fix="een dagboek is van één codeur; haal de kopie weg",
            )


def _drifted(row: dict[str, object], there: str, source: str, file: str) -> Problem:
    return Problem(
        what=f"het citaat van codering {row['id']!r} klopt niet meer: gecodeerd is "
        f"{_short(str(row['quote']))}, op die plaats staat nu {_short(there)}",
        where=f"{source}, regel {row['line']}; transcripten/{file}, teken "
        f"{row['start']} tot {row['end']}",
        fix="zet de tekst van het transcript terug zoals zij was; is zij met opzet "
        "verbeterd, geef dan de nieuwe versie aan: tbresearch import STUDIE BESTAND "
        "--vernieuw GESPREK",
    )


def _short(text: str) -> str:
    return f"«{text}»" if len(text) <= 80 else f"«{text[:60]} ... {text[-15:]}»"


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
