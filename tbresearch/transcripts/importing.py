"""Bringing a transcript into a study folder.

The file is copied as it was delivered. Its session and its speakers are written
to the tables of the study. Who a label is, only the researcher knows: what the
import does not say stays open, and `open_study` asks for it. All of it happens,
or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import (
    INTERVIEWER,
    LINE,
    RESPONDENTS,
    SESSIONS,
    SETTINGS_FILE,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    Table,
    longer_table,
    read_bytes,
    read_table,
    write_together,
)
from tbresearch.study.fields import parse_record
from tbresearch.transcripts.canonical import clean_label
from tbresearch.transcripts.delivered import read_delivered
from tbresearch.transcripts.mapping import mapping_problems
from tbresearch.transcripts.several import (
    Given,
    alike,
    session_name,
    spread,
    title_of,
    with_own_speakers,
)
from tbresearch.transcripts.transcript import Transcript, parse_transcript

__all__ = ["import_transcript", "import_transcripts"]

# An import leaves the respondent open, so a next one must be able to read that.
_OPEN_SPEAKERS = replace(
    SPEAKERS,
    fields=tuple(
        replace(field, required=field.name != "respondent") for field in SPEAKERS.fields
    ),
)


def import_transcript(
    study_folder: str | Path,
    path: str | Path,
    *,
    session: str,
    kind: str,
    mode: str,
    day: date | str,
    title: str,
    respondents: Mapping[str, str] | None = None,
    sole_speaker: str = "",
) -> Transcript:
    """Copy a transcript into a study, and write its session and its speakers.

    Importing the same file for the same session again changes nothing.

    Parameters
    ----------
    study_folder : str or Path
        The folder that holds `studie.toml`.
    path : str or Path
        The file as it was delivered.
    session : str
        A short name that no session of the study has.
    kind, mode : str
        Keys of `vocabulary.SESSION_KINDS` and `vocabulary.MODES`.
    day : date or str
        When it was held.
    title : str
        What the report calls the session.
    respondents : mapping of str to str, optional
        The respondent of each label that is known, `gespreksleider` for who
        asks the questions; the other labels stay open.
    sole_speaker : str
        The label of who says everything in a file that names no speakers, such
        as open answers; the study keeps it.

    Returns
    -------
    Transcript

    Raises
    ------
    WorkbenchError
        If the file cannot be read, the study already holds a session or a
        file of that name, or `respondents` names a label or a respondent that
        is not there, or another than `sprekers.csv` does. Nothing is written
        then.
    """
    given = Given(
        path=Path(path),
        session=session.strip(),
        title=title,
        respondents=respondents or {},
        sole_speaker=sole_speaker,
    )
    [transcript] = _bring(study_folder, [given], kind=kind, mode=mode, day=day)
    return transcript


def import_transcripts(
    study_folder: str | Path,
    paths: Sequence[str | Path],
    *,
    kind: str,
    mode: str,
    day: date | str,
    session: str | None = None,
    title: str | None = None,
    respondents: Mapping[str, str] | None = None,
    sole_speaker: str = "",
) -> list[Transcript]:
    """Import several transcripts of one kind, or none of them.

    Parameters
    ----------
    study_folder, kind, mode, day
        As in `import_transcript`, the same for every file.
    paths : sequence of str or Path
        The files as they were delivered.
    session, title : str or None
        For one file only; else both follow from the name of the file.
    respondents : mapping of str to str, optional
        The respondent of each label that is known. A label that several files
        have is not one person for sure, so it can only be who asks the questions.
    sole_speaker : str
        As in `import_transcript`, for every file; refused if one of many files
        names speakers.

    Returns
    -------
    list of Transcript
        In the order of `paths`.

    Raises
    ------
    WorkbenchError
        With everything that is wrong with any of the files; nothing is written.
    """
    files = [Path(path) for path in paths]
    if len(files) > 1 and (session is not None or title is not None):
        raise WorkbenchError(
            f"één naam of titel kan niet voor {len(files)} bestanden gelden",
            where=", ".join(file.name for file in files),
            fix="laat naam en titel weg, of importeer de bestanden één voor één",
        )
    if sole_speaker and len(files) > 1:
        named = list(with_own_speakers(files))
        if named:
            raise StudyError(named)
    each = spread(files, respondents or {}, sole_speaker=sole_speaker)
    given = [
        Given(
            path=file,
            session=session_name(file) if session is None else session.strip(),
            title=title_of(file) if title is None else title,
            respondents=mapped,
            sole_speaker=sole_speaker,
        )
        for file, mapped in zip(files, each, strict=True)
    ]
    return _bring(study_folder, given, kind=kind, mode=mode, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """What an import adds to a study; nothing if it was done before."""

    transcript: Transcript
    files: Mapping[Path, bytes | None] = field(default_factory=dict)
    sessions: tuple[dict[str, str], ...] = ()
    speakers: tuple[dict[str, str], ...] = ()


def _bring(
    study_folder: str | Path,
    given: Sequence[Given],
    *,
    kind: str,
    mode: str,
    day: date | str,
) -> list[Transcript]:
    """Import every file, or none."""
    root = Path(study_folder)
    if not (root / SETTINGS_FILE).is_file():
        raise WorkbenchError(
            f"deze map is geen studie: er staat geen {SETTINGS_FILE} in",
            where=str(study_folder),
            fix="geef de map van een studie, of maak er een met: tbresearch new MAP",
        )
    problems = list(alike(given))
    plans: list[_Planned] = []
    for one in given:
        row = {
            "gesprek": one.session,
            "soort": kind,
            "wijze": mode,
            "datum": day.isoformat() if isinstance(day, date) else day,
            "transcript": one.path.name,
            "titel": one.title,
            "enige_spreker": clean_label(one.sole_speaker),
        }
        try:
            plans.append(_planned(root, one, row))
        except WorkbenchError as error:
            problems.extend(error.problems)
    if problems:
        raise StudyError(problems)
    sessions = [row for plan in plans for row in plan.sessions]
    if sessions:
        speakers = [row for plan in plans for row in plan.speakers]
        files = {path: raw for plan in plans for path, raw in plan.files.items()}
        files |= _longer(root, SPEAKERS, speakers) | _longer(root, SESSIONS, sessions)
        write_together(files)
    return [plan.transcript for plan in plans]


def _planned(root: Path, given: Given, row: dict[str, str]) -> _Planned:
    """Return what one import adds, or refuse it."""
    raw = read_delivered(given.path, source=str(given.path))
    name = given.path.name
    transcript = parse_transcript(
        raw, name=name, source=str(given.path), sole_speaker=given.sole_speaker
    )
    _check(row)
    sessions = read_table(root / SESSIONS.file, SESSIONS)
    target = root / TRANSCRIPT_FOLDER / name
    there = _is_there(sessions, row, target=target, raw=raw)
    labels = [str(label) for label in transcript.turns["speaker"].unique()]
    mapped = _mapped(root, labels, given.respondents, row=row)
    if there:
        return _Planned(transcript=transcript)
    speakers = _new_speakers(root, labels, mapped, session=row["gesprek"])
    return _Planned(
        transcript=transcript,
        files={} if target.exists() else {target: raw},
        sessions=(row,),
        speakers=tuple(speakers),
    )


def _check(row: Mapping[str, str]) -> None:
    problems: list[Problem] = []
    parse_record(
        row,
        SESSIONS.fields,
        at=lambda name: f"import van {row['transcript']}, {name}",
        problems=problems,
    )
    if problems:
        raise StudyError(problems)


def _is_there(
    sessions: pd.DataFrame, row: Mapping[str, str], *, target: Path, raw: bytes
) -> bool:
    """Tell whether this very import was done before; refuse one that clashes."""
    where = f"{TRANSCRIPT_FOLDER}/{target.name}"
    there = target.exists()
    if there and read_bytes(target, source=where) != raw:
        raise WorkbenchError(
            "de studie heeft al een ander bestand met deze naam",
            where=where,
            fix="geef het nieuwe bestand een andere naam; het oude blijft zoals het is",
        )
    same_name = sessions[sessions["session"] == row["gesprek"]]
    same_file = sessions[sessions["transcript"] == target.name]
    if there and same_name.index.isin(same_file.index).any():
        _require_same_word(same_name.iloc[0], row["enige_spreker"])
        return True
    if len(same_name):
        raise WorkbenchError(
            f"gesprek {row['gesprek']!r} bestaat al, met transcript "
            f"{same_name['transcript'].iloc[0]!r}",
            where=f"{SESSIONS.file}, regel {same_name[LINE].iloc[0]}",
            fix="kies een andere naam voor dit gesprek",
        )
    if len(same_file):
        raise WorkbenchError(
            f"dit transcript hoort al bij gesprek {same_file['session'].iloc[0]!r}",
            where=f"{SESSIONS.file}, regel {same_file[LINE].iloc[0]}",
            fix="een transcript telt bij één gesprek; gebruik het gesprek dat er is",
        )
    return False


def _require_same_word(session: pd.Series, sole_speaker: str) -> None:
    """Refuse to read a transcript of the study in another way than before."""
    known = clean_label(session["sole_speaker"])
    if known != sole_speaker:
        raise WorkbenchError(
            f"dit transcript is er al, met als enige spreker {known or '(leeg)'} en "
            f"niet {sole_speaker or '(leeg)'}",
            where=f"{SESSIONS.file}, regel {session[LINE]}",
            fix=f"lees het opnieuw met --vernieuw {session['session']}; coderingen "
            "blijven dan bij hun citaat",
        )


def _mapped(
    root: Path,
    labels: Sequence[str],
    respondents: Mapping[str, str],
    *,
    row: Mapping[str, str],
) -> dict[str, str]:
    """Return the respondent of each label as it stands in canonical text."""
    mapped = {clean_label(label): r.strip() for label, r in respondents.items()}
    if mapped:
        known = read_table(root / SPEAKERS.file, _OPEN_SPEAKERS)
        people = read_table(root / RESPONDENTS.file, RESPONDENTS)
        problems = mapping_problems(
            mapped,
            labels=labels,
            known=known[known["session"] == row["gesprek"]],
            people=[*people["respondent"], INTERVIEWER],
            source=f"import van {row['transcript']}",
        )
        if problems:
            raise StudyError(problems)
    return mapped


def _new_speakers(
    root: Path, labels: Sequence[str], mapped: Mapping[str, str], *, session: str
) -> list[dict[str, str]]:
    """Return a row for each speaker that `sprekers.csv` does not know yet."""
    known = read_table(root / SPEAKERS.file, _OPEN_SPEAKERS)
    taken = set(known.loc[known["session"] == session, "speaker"].map(clean_label))
    return [
        {"gesprek": session, "spreker": label, "respondent": mapped.get(label, "")}
        for label in labels
        if label not in taken
    ]


def _longer(
    root: Path, table: Table, rows: Sequence[Mapping[str, str]]
) -> dict[Path, bytes | None]:
    """Return a table of the study as it is with these rows added."""
    target = root / table.file
    raw = read_bytes(target, source=table.file)
    return {target: longer_table(raw, table, rows)}
