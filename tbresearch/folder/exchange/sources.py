"""Texts of another program as transcripts of a study: which are there, which come."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.folder.exchange.state import Standing, Text
from tbresearch.interchange import QdaCase, QdaProject, QdaSource
from tbresearch.interchange.alignment import Squeezed, alike, moved, squeezed
from tbresearch.interchange.consent import COVER
from tbresearch.study import INTERVIEWER
from tbresearch.transcripts import Transcript, written_turns
from tbresearch.transcripts.reading import UNKNOWN_SPEAKER
from tbresearch.transcripts.transcript import parse_transcript

__all__ = ["Home", "homes", "slug"]

# A text whose lines are for the most part in a transcript is that transcript.
_SAME = 0.5
# A layout that leaves more codings without a place than this was not the right one.
_PLACED = 0.9
_BLOCK = re.compile(r"([^\n]{1,80}?): (\S.*)", re.DOTALL)
_SUFFIX = re.compile(r"\.(docx?|txt|pdf|rtf|odt|vtt|srt|md)$", re.IGNORECASE)
# Names that Windows gives to devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Home:
    """Where a source of the file belongs in the study.

    Attributes
    ----------
    source : QdaSource
        The text in the file.
    origin : Squeezed
        The same, without blanks.
    session : str
        Of the study.
    text : Text
        The transcript of the session.
    file : tuple of str and bytes, or None
        Name and content of a transcript that is new.
    sole_speaker : str
        Who says all of it, where the text has no speakers; else "".
    respondents : dict of str to str
        For a new transcript: who each label is, where a case of the file says so.
    """

    source: QdaSource
    origin: Squeezed
    session: str
    text: Text
    file: tuple[str, bytes] | None = None
    sole_speaker: str = ""
    respondents: dict[str, str]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a passage of the source stands in the transcript."""
        return moved(start, end, old=self.origin, new=self.text.squeezed)


def homes(project: QdaProject, study: Standing) -> Iterator[Home]:
    """Yield for each source of a file the session that it is, or that it becomes.

    Raises
    ------
    WorkbenchError
        If a source has no text at all.
    """
    taken = {str(name).casefold() for name in study.sessions["session"]}
    names = _by_name(study)
    cases = {case.name: case for case in project.cases}
    for source in project.sources.values():
        origin = squeezed(source.text)
        session = _known(source, origin, names, study)
        if session is not None:
            yield Home(
                source=source,
                origin=origin,
                session=session,
                text=study.text(session),
                respondents={},
            )
            continue
        if not origin.text:
            continue
        name = _free_name(source.name, taken)
        taken.add(name.casefold())
        yield _new_home(source, origin, name, project, cases, study)


def _by_name(study: Standing) -> dict[str, list[str]]:
    """Return the sessions by every name that a file may call them."""
    names: dict[str, list[str]] = {}
    for row in study.sessions.to_dict("records"):
        session, file = str(row["session"]), str(row["transcript"])
        stem = file.rpartition(".")[0]
        for name in dict.fromkeys((session, file, stem, str(row["title"]))):
            names.setdefault(name.casefold(), []).append(session)
    return names


def _known(
    source: QdaSource,
    origin: Squeezed,
    names: dict[str, list[str]],
    study: Standing,
) -> str | None:
    """Return the session that a source is: the same words, under any name of it."""
    own = source.name.casefold()
    called = [own, own.rpartition(".")[0], slug(source.name).casefold()]
    tried = [session for name in called for session in names.get(name, ())]
    tried += _numbered(slug(source.name), study)
    for session in dict.fromkeys(tried):
        text = study.text(session)
        there = text.squeezed
        if there.text == origin.text or alike(source.text, there) >= _SAME:
            return session
        # what we covered ourselves is as long as it was
        if COVER in source.text and len(source.text) == len(text.transcript.text):
            return session
    for session in study.sessions["session"]:
        if study.text(str(session)).squeezed.text == origin.text:
            return str(session)
    return None


def _numbered(base: str, study: Standing) -> list[str]:
    """Return the sessions that an earlier import had to give a number."""
    form = re.compile(rf"{re.escape(base)}-\d+", re.IGNORECASE)
    sessions = map(str, study.sessions["session"])
    return [name for name in sessions if form.fullmatch(name)]


def slug(name: str) -> str:
    """Return a valid name of a session, a file and a coder.

    >>> slug("Gesprek 3, één.docx")
    'Gesprek-3-een'
    """
    stem = _SUFFIX.sub("", name)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    found = re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-_.")[:60].rstrip("-_.")
    return f"{found}-1" if _DEVICES.fullmatch(found) else found or "gesprek"


def _free_name(name: str, taken: set[str]) -> str:
    base = slug(name)
    free, number = base, 2
    while free.casefold() in taken:
        free, number = f"{base}-{number}", number + 1
    return free


def _new_home(
    source: QdaSource,
    origin: Squeezed,
    name: str,
    project: QdaProject,
    cases: dict[str, QdaCase],
    study: Standing,
) -> Home:
    """Return a source as a transcript, in the first form that keeps its codings."""
    own = project.codings[project.codings["source"] == source.name]
    spans = list(zip(own["start"].tolist(), own["end"].tolist(), strict=True))
    best: Home | None = None
    for file, transcript, sole in _forms(source, name):
        home = Home(
            source=source,
            origin=origin,
            session=name,
            text=Text(transcript, squeezed(transcript.text)),
            file=file,
            sole_speaker=sole,
            respondents=_who(transcript, source, cases, study),
        )
        best = home
        if sum(home.place(*span) is not None for span in spans) >= _PLACED * len(spans):
            break
    assert best is not None, "a text of one speaker always reads"
    return best


def _forms(
    source: QdaSource, name: str
) -> Iterator[tuple[tuple[str, bytes], Transcript, str]]:
    """Yield a source as turns: as it says itself, as its labels say, as one turn.

    A table of turns is last: it holds any text, whatever that looks like.
    """
    blocks = [_BLOCK.fullmatch(block) for block in source.text.split("\n\n")]
    labelled = [(found[1], found[2]) for found in blocks if found]
    if len(labelled) == len(blocks):
        file = _table(name, labelled)
        transcript = parse_transcript(file[1], name=file[0], source=source.name)
        if transcript.text == source.text:
            yield file, transcript, ""
            return
    raw = source.text.encode("utf-8", "replace")
    for sole in ("", UNKNOWN_SPEAKER):
        try:
            transcript = parse_transcript(
                raw, name=f"{name}.txt", source=source.name, sole_speaker=sole
            )
        except WorkbenchError:
            continue  # no labels that are recognised, or it looks like a table
        if sole or transcript.turns["speaker"].nunique() > 1:
            yield (f"{name}.txt", raw), transcript, sole
    file = _table(name, [(UNKNOWN_SPEAKER, source.text)])
    yield file, parse_transcript(file[1], name=file[0], source=source.name), ""


def _table(name: str, turns: Sequence[tuple[str, str]]) -> tuple[str, bytes]:
    frame = pd.DataFrame(
        [(speaker, nan, nan, text) for speaker, text in turns],
        columns=["speaker", "begin", "finish", "text"],
    )
    return f"{name}.csv", written_turns(frame).encode("utf-8-sig", "replace")


def _who(
    transcript: Transcript,
    source: QdaSource,
    cases: dict[str, QdaCase],
    study: Standing,
) -> dict[str, str]:
    """Return the respondent of each label whose turns are passages of one case."""
    known = {*study.respondents, INTERVIEWER}
    said: dict[str, set[str]] = {}
    for name in cases.keys() & known:
        for span in cases[name].passages:
            if span.source == source.name:
                words = squeezed(source.text[span.start : span.end]).text
                said.setdefault(words, set()).add(name)
    found: dict[str, str] = {}
    for speaker, turns in transcript.turns.groupby("speaker", sort=False):
        names = [said.get(squeezed(text).text, set()) for text in turns["text"]]
        sure = set.intersection(*names) if names else set()
        if len(sure) == 1:
            [found[str(speaker)]] = sure
    return found
