"""A study as an import finds it: also one in which it is not yet said who speaks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import tomlkit

from tbresearch.coding import CODINGS_FOLDER, Codebook, parse_act
from tbresearch.coding.acts import Act, State
from tbresearch.coding.codebook import CODEBOOK_FILE, parse_codebook
from tbresearch.coding.journal import fold, journal_path
from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.interchange.alignment import Squeezed, squeezed
from tbresearch.study import (
    RESPONDENTS,
    SESSIONS,
    SETTINGS_FILE,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    as_written,
    decode,
    read_bytes,
    read_table,
    read_toml,
)
from tbresearch.transcripts import Transcript
from tbresearch.transcripts.delivered import read_delivered
from tbresearch.transcripts.transcript import parse_transcript

__all__ = ["Standing", "Text", "standing", "with_coders"]

# An import leaves the respondent open, so a next one must be able to read that.
_OPEN_SPEAKERS = replace(
    SPEAKERS,
    fields=tuple(
        replace(field, required=field.name != "respondent") for field in SPEAKERS.fields
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The transcript of a session, and its text without blanks."""

    transcript: Transcript
    squeezed: Squeezed


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a study holds now.

    Attributes
    ----------
    root : Path
        Its folder.
    coders : tuple of str
        As `studie.toml` names them.
    respondents : frozenset of str
        All there are.
    sessions, speakers : pd.DataFrame
        The tables; a speaker may have no respondent yet.
    codebook : Codebook
        The codes.
    journals : dict of str to State
        By coder.
    past : dict of str to frozenset
        Ids of all codings that a journal ever had, also removed ones.
    """

    root: Path
    coders: tuple[str, ...]
    respondents: frozenset[str]
    sessions: pd.DataFrame
    speakers: pd.DataFrame
    codebook: Codebook
    journals: dict[str, State]
    past: dict[str, frozenset[str]]
    _texts: dict[str, Text] = field(default_factory=dict, repr=False)

    def text(self, session: str) -> Text:
        """Return the transcript of a session as it is now."""
        if session not in self._texts:
            row = self.sessions[self.sessions["session"] == session].iloc[0]
            name = str(row["transcript"])
            source = f"{TRANSCRIPT_FOLDER}/{name}"
            raw = read_delivered(self.root / TRANSCRIPT_FOLDER / name, source=source)
            transcript = parse_transcript(
                raw, name=name, source=source, sole_speaker=str(row["sole_speaker"])
            )
            self._texts[session] = Text(transcript, squeezed(transcript.text))
        return self._texts[session]


def standing(folder: Path) -> Standing:
    """Read what an import has to fit into.

    Raises
    ------
    WorkbenchError
        If the folder is no study, or a file in it cannot be read.
    """
    if not (folder / SETTINGS_FILE).is_file():
        raise WorkbenchError(
            f"deze map is geen studie: er staat geen {SETTINGS_FILE} in",
            where=str(folder),
            fix="geef de map van een studie, of maak er een met: tbresearch new MAP",
        )
    settings = read_toml(folder / SETTINGS_FILE, source=SETTINGS_FILE)
    coders = tuple(str(name) for name in settings.data.get("codeurs", []))
    raw = read_bytes(folder / CODEBOOK_FILE, source=CODEBOOK_FILE)
    respondents = read_table(folder / RESPONDENTS.file, RESPONDENTS)["respondent"]
    journals: dict[str, State] = {}
    past: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for coder in coders:
        source = f"{CODINGS_FOLDER}/{coder}.jsonl"
        path = journal_path(folder, coder)
        folded = fold(path, source=source)
        problems.extend(folded.problems)
        journals[coder] = folded.state
        past[coder] = _ever(path, source)
    if problems:
        raise StudyError(problems)
    return Standing(
        root=folder,
        coders=coders,
        respondents=frozenset(respondents),
        sessions=read_table(folder / SESSIONS.file, SESSIONS),
        speakers=read_table(folder / SPEAKERS.file, _OPEN_SPEAKERS),
        codebook=parse_codebook(decode(raw, source=CODEBOOK_FILE)),
        journals=journals,
        past=past,
    )


def _ever(path: Path, source: str) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    lines = read_bytes(path, source=source).split(b"\n")
    acts: list[Act] = [act for line in lines if (act := parse_act(line))]
    return frozenset(str(act.get("id")) for act in acts if act.get("act") == "add")


def with_coders(raw: bytes, coders: list[str]) -> bytes:
    """Return `studie.toml` with coders added, comments and layout kept."""
    file = tomlkit.parse(decode(raw, source=SETTINGS_FILE))
    if "codeurs" in file:
        file["codeurs"].extend(coders)
    else:
        file["codeurs"] = coders
    return as_written(tomlkit.dumps(file), raw)
