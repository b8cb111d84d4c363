"""Several files in one import: what each is called, and who is who in which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study import INTERVIEWER, SPEAKERS
from tbresearch.transcripts.canonical import clean_label
from tbresearch.transcripts.reading import UNKNOWN_SPEAKER
from tbresearch.transcripts.transcript import read_transcript

__all__ = [
    "Given",
    "alike",
    "session_name",
    "spread",
    "title_of",
    "with_own_speakers",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file, and what the researcher says about it."""

    path: Path
    session: str
    title: str
    respondents: Mapping[str, str]
    sole_speaker: str = ""


def session_name(file: Path) -> str:
    """Return a valid name of a session for a file.

    >>> session_name(Path("Gesprek 3, één.docx"))
    'Gesprek-3-een'
    """
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.]+", "-", plain).strip("-_.") or "gesprek"


def title_of(file: Path) -> str:
    """Return a title that a reader of the report can read."""
    return re.sub(r"[-_\s]+", " ", file.stem).strip() or file.stem


def spread(
    files: Sequence[Path], respondents: Mapping[str, str], *, sole_speaker: str = ""
) -> list[Mapping[str, str]]:
    """Return for each file the labels that it has, or name who is in none or many."""
    if len(files) < 2 or not respondents:
        return [respondents for _ in files]
    labels = [
        set(read_transcript(file, sole_speaker=sole_speaker).turns["speaker"])
        for file in files
    ]
    problems = []
    for label, respondent in respondents.items():
        having = [
            file.name
            for file, own in zip(files, labels, strict=True)
            if clean_label(label) in own
        ]
        if not having:
            problems.append(
                Problem(
                    what=f"spreker {label!r} komt in deze transcripten niet voor",
                    where=", ".join(file.name for file in files),
                    fix=f"de sprekers zijn: {', '.join(sorted(set().union(*labels)))}",
                )
            )
        if len(having) > 1 and respondent.strip() != INTERVIEWER:
            problems.append(
                Problem(
                    what=f"spreker {label!r} komt in {len(having)} transcripten voor, "
                    "en hoeft niet overal dezelfde te zijn",
                    where=", ".join(having),
                    fix=f"importeer die één voor één, of vul {SPEAKERS.file} zelf in",
                )
            )
    if problems:
        raise StudyError(problems)
    return [
        {name: r for name, r in respondents.items() if clean_label(name) in own}
        for own in labels
    ]


def with_own_speakers(files: Sequence[Path]) -> Iterator[Problem]:
    """Yield which of many files name speakers, and so are not of one speaker."""
    for file in files:
        try:
            labels = set(read_transcript(file).turns["speaker"]) - {UNKNOWN_SPEAKER}
        except WorkbenchError:
            continue
        if labels:
            yield Problem(
                what=f"in dit bestand staan sprekers: {', '.join(sorted(labels))}",
                where=str(file),
                fix="importeer het apart, zonder --enige-spreker; zijn dit toch geen "
                "sprekers, dan apart mét",
            )


def alike(given: Sequence[Given]) -> Iterator[Problem]:
    """Yield which files would become one session, or one file in the study."""
    for what, names in (
        ("de naam van het gesprek wordt", [one.session for one in given]),
        ("het bestand heet", [one.path.name for one in given]),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(
                what=f"{what} bij {names.count(name)} bestanden {name!r}",
                where=", ".join(
                    str(one.path)
                    for one, own in zip(given, names, strict=True)
                    if own == name
                ),
                fix="geef de bestanden verschillende namen, of importeer ze één voor "
                "één",
            )
