"""What lies on a desk: the study as it is now, and one coder's journal folded."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tbresearch.coding.acts import State
from tbresearch.coding.checks import misfits, require
from tbresearch.coding.codebook import CODEBOOK_FILE, Codebook, read_codebook
from tbresearch.coding.coding import read_journal
from tbresearch.coding.journal import CODINGS_FOLDER, journal_path
from tbresearch.errors import StudyError
from tbresearch.study import (
    INTERVIEWER,
    SESSIONS,
    TRANSCRIPT_FOLDER,
    Study,
    open_study,
)
from tbresearch.transcripts import Corpus, read_transcripts

__all__ = ["Materials", "read_materials"]

Stamp = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Materials:
    """All that a coder works with, and how its files looked when they were read.

    Attributes
    ----------
    study, corpus, codebook
        As the functions of those names read them.
    spoken : mapping of str to tuple of list of int
        By session: where the turns of respondents start, and where they end.
    state : State
        What the journal leads to; it grows with every act.
    notes : tuple of str
        What a torn line cost, in Dutch.
    """

    study: Study
    corpus: Corpus
    codebook: Codebook
    spoken: Mapping[str, tuple[list[int], list[int]]]
    state: State
    notes: tuple[str, ...]

    def stamp(self, coder: str) -> Stamp:
        """Return size and time of every file that an act relies on."""
        return tuple(_size_and_time(path) for path in self._files(coder))

    def _files(self, coder: str) -> Iterator[Path]:
        root = self.study.root
        yield journal_path(root, coder)
        yield root / CODEBOOK_FILE
        yield root / SESSIONS.file
        for transcript in self.corpus.transcripts.values():
            yield root / TRANSCRIPT_FOLDER / transcript.name


def read_materials(root: Path, coder: str) -> Materials:
    """Read the study anew, and the journal of one coder.

    Raises
    ------
    StudyError
        With everything in the study, or in the journal, that does not hold.
    WorkbenchError
        If the study has no such coder.
    """
    study = open_study(root)
    require(coder, study.coders, "codeur")
    corpus, codebook = read_transcripts(study), read_codebook(study)
    folded = read_journal(study, coder, codebook)
    source = f"{CODINGS_FOLDER}/{coder}.jsonl"
    problems = [*folded.problems, *misfits(folded, corpus, codebook, source)]
    if problems:
        raise StudyError(problems)
    return Materials(
        study=study,
        corpus=corpus,
        codebook=codebook,
        spoken=_spoken(corpus),
        state=folded.state,
        notes=folded.notes,
    )


def _spoken(corpus: Corpus) -> dict[str, tuple[list[int], list[int]]]:
    asked = (corpus.turns["respondent"] == INTERVIEWER).fillna(value=False)
    spoken: dict[str, tuple[list[int], list[int]]] = {
        session: ([], []) for session in corpus.transcripts
    }
    for session, rows in corpus.turns[~asked].groupby("session", sort=False):
        spoken[str(session)] = (rows["start"].tolist(), rows["end"].tolist())
    return spoken


def _size_and_time(path: Path) -> tuple[int, int] | None:
    with contextlib.suppress(OSError):
        found = os.stat(path)  # noqa: PTH116 - one call, many files
        return found.st_size, found.st_mtime_ns
    return None
