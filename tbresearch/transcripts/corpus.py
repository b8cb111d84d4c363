"""All transcripts of a study, with every speaker mapped to a respondent."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import table_html, text_html
from tbresearch.study import LINE, SPEAKERS, TRANSCRIPT_FOLDER, Study
from tbresearch.transcripts.canonical import clean_label
from tbresearch.transcripts.delivered import read_delivered
from tbresearch.transcripts.transcript import (
    Transcript,
    count_words,
    parse_transcript,
)
from tbresearch.vocabulary import quantity_text

__all__ = ["Corpus", "read_transcripts"]

_FROM_RESPONDENT = ("group", "role", "organisation")
_COLUMNS = (
    "session",
    "number",
    "speaker",
    "respondent",
    *_FROM_RESPONDENT,
    "start",
    "end",
    "text",
    "begin",
    "finish",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The transcripts of a study.

    Attributes
    ----------
    study : Study
        Where they come from.
    transcripts : mapping of str to Transcript
        By session, in the order of `gesprekken.csv`.
    turns : pd.DataFrame
        One row a turn of any session: `session`; `number`, from 1 in each
        session; `speaker`, `respondent`, and the respondent's `group`, `role`
        and `organisation`, missing for the interviewer; then `start`, `end`,
        `text`, `begin` and `finish` as in `Transcript.turns`.
    """

    study: Study = field(compare=False)
    transcripts: Mapping[str, Transcript]
    turns: pd.DataFrame = field(compare=False)

    def __str__(self) -> str:
        return (
            f"{quantity_text(len(self.transcripts), 'gesprek', 'gesprekken')} met "
            f"{quantity_text(len(self.turns), 'beurt', 'beurten')}, "
            f"{quantity_text(count_words(self.turns), 'woord', 'woorden')}"
        )

    def _repr_html_(self) -> str:
        heads = ("Gesprek", "Bestand", "Vorm", "Beurten", "Sprekers", "Woorden")
        rows = [
            (
                session,
                transcript.name,
                transcript.layout,
                len(transcript.turns),
                transcript.turns["speaker"].nunique(),
                count_words(transcript.turns),
            )
            for session, transcript in self.transcripts.items()
        ]
        return text_html(self) + table_html(heads, rows)


def read_transcripts(study: Study) -> Corpus:
    """Read every transcript of a study and map each speaker to a respondent.

    Parameters
    ----------
    study : Study
        As `open_study` returns it.

    Returns
    -------
    Corpus

    Raises
    ------
    StudyError
        With every transcript that cannot be read, every speaker that
        `sprekers.csv` does not know, and every speaker there who says nothing.
    """
    problems: list[Problem] = []
    transcripts: dict[str, Transcript] = {}
    for session, name, sole in study.sessions[
        ["session", "transcript", "sole_speaker"]
    ].itertuples(index=False):
        source = f"{TRANSCRIPT_FOLDER}/{name}"
        try:
            raw = read_delivered(study.root / TRANSCRIPT_FOLDER / name, source=source)
            transcript = parse_transcript(
                raw, name=name, source=source, sole_speaker=sole
            )
        except WorkbenchError as error:
            problems.extend(error.problems)
            continue
        rows = study.speakers[study.speakers["session"] == session]
        problems += _speaker_problems(transcript, rows, source=source)
        transcripts[session] = _with_respondents(transcript, rows)
    if problems:
        raise StudyError(problems)
    return Corpus(
        study=study,
        transcripts=MappingProxyType(transcripts),
        turns=_all_turns(transcripts, study.respondents),
    )


def _speaker_problems(
    transcript: Transcript, rows: pd.DataFrame, *, source: str
) -> list[Problem]:
    """Return the labels that only the transcript knows, or only `sprekers.csv`."""
    turns = Counter(transcript.turns["speaker"])
    known = [clean_label(label) for label in rows["speaker"]]
    problems = [
        Problem(
            what=f"spreker {label!r} ({quantity_text(count, 'beurt', 'beurten')}) "
            f"staat voor dit gesprek niet in {SPEAKERS.file}",
            where=source,
            fix=_nearest(label, known) + f"zet het label met zijn respondent in "
            f"{SPEAKERS.file}, of verbeter het in het transcript",
        )
        for label, count in turns.items()
        if label not in known
    ]
    problems += [
        Problem(
            what=f"spreker {label!r} komt in {transcript.name} niet voor",
            where=f"{SPEAKERS.file}, regel {line}",
            fix=_nearest(label, list(turns)) + "verbeter het label, of verwijder "
            "de regel",
        )
        for label, line in zip(known, rows[LINE], strict=True)
        if label not in turns
    ]
    problems += [
        Problem(
            what=f"spreker {label!r} staat er voor dit gesprek twee keer; blanco's en "
            "onzichtbare tekens tellen niet mee",
            where=f"{SPEAKERS.file}, regel {line}",
            fix="verwijder één van de twee regels",
        )
        for place, (label, line) in enumerate(zip(known, rows[LINE], strict=True))
        if label in known[:place]
    ]
    return problems


def _nearest(label: str, known: Sequence[str]) -> str:
    folded = {other.casefold(): other for other in known}
    near = difflib.get_close_matches(label.casefold(), folded, n=1)
    if near:
        return f"bedoeld is misschien {folded[near[0]]!r}; "
    return f"bekend zijn: {', '.join(known)}; " if known else ""


def _with_respondents(transcript: Transcript, rows: pd.DataFrame) -> Transcript:
    by_label = {
        clean_label(label): respondent
        for label, respondent in zip(rows["speaker"], rows["respondent"], strict=True)
    }
    respondents = transcript.turns["speaker"].map(by_label).astype("string")
    return replace(transcript, turns=transcript.turns.assign(respondent=respondents))


def _all_turns(
    transcripts: Mapping[str, Transcript], respondents: pd.DataFrame
) -> pd.DataFrame:
    frames = [
        transcript.turns.assign(
            session=session, number=range(1, len(transcript.turns) + 1)
        )
        for session, transcript in transcripts.items()
    ]
    if not frames:
        return pd.DataFrame(columns=list(_COLUMNS))
    turns = pd.concat(frames, ignore_index=True)
    people = respondents.set_index("respondent")
    described = {
        name: turns["respondent"].map(people[name].to_dict()).astype("string")
        for name in _FROM_RESPONDENT
    }
    return turns.assign(**described)[list(_COLUMNS)]
