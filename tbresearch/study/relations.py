"""What must hold between the tables of a study."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem
from tbresearch.study.contents import (
    INTERVIEWER,
    RESPONDENTS,
    SESSIONS,
    SPEAKERS,
    TRANSCRIPT_FOLDER,
    WITHDRAWN,
)
from tbresearch.study.tables import LINE, Table

__all__ = ["relation_problems"]


def relation_problems(
    root: Path,
    *,
    groups: Collection[str],
    respondents: pd.DataFrame,
    sessions: pd.DataFrame,
    speakers: pd.DataFrame,
) -> list[Problem]:
    """Return what does not fit between the tables of the study in `root`."""
    return [
        *_speaker_problems(respondents, sessions, speakers),
        *_respondent_problems(groups, respondents, speakers),
        *_session_problems(root, sessions, speakers),
    ]


def _speaker_problems(
    respondents: pd.DataFrame, sessions: pd.DataFrame, speakers: pd.DataFrame
) -> Iterator[Problem]:
    yield from _each(
        SPEAKERS,
        speakers[~speakers["session"].isin(sessions["session"])],
        "gesprek {session!r} staat niet in gesprekken.csv",
        "verbeter de naam, of zet het gesprek in gesprekken.csv",
    )
    yield from _each(
        SPEAKERS,
        speakers[
            ~speakers["respondent"].isin(
                [*respondents["respondent"], INTERVIEWER, WITHDRAWN]
            )
        ],
        "respondent {respondent!r} staat niet in respondenten.csv",
        f"verbeter de naam, of schrijf {INTERVIEWER!r} voor wie de vragen stelt",
    )


def _respondent_problems(
    groups: Collection[str], respondents: pd.DataFrame, speakers: pd.DataFrame
) -> Iterator[Problem]:
    yield from _each(
        RESPONDENTS,
        respondents[respondents["respondent"].isin([INTERVIEWER, WITHDRAWN])],
        "{respondent!r} kan geen respondent zijn",
        "geef de respondent een nummer; deze naam is van wie de vragen stelt",
    )
    yield from _each(
        RESPONDENTS,
        respondents[~respondents["respondent"].isin(speakers["respondent"])],
        "respondent {respondent!r} komt in geen gesprek voor",
        "noem de respondent in sprekers.csv, of verwijder de regel",
    )
    yield from _each(
        RESPONDENTS,
        respondents[~respondents["group"].isin(groups)],
        "groep {group!r} staat niet bij 'groepen' in studie.toml",
        "voeg de groep daar toe, of verbeter de cel",
    )
    yield from _each(
        RESPONDENTS,
        respondents[respondents["client"].notna() & ~respondents["koppeling"]],
        "respondent {respondent!r} is verbonden met cliënt {client!r}, zonder "
        "toestemming voor koppeling",
        "maak de cel in kolom client leeg, of vul de toestemming in als die er is",
    )


def _session_problems(
    root: Path, sessions: pd.DataFrame, speakers: pd.DataFrame
) -> Iterator[Problem]:
    yield from _each(
        SESSIONS,
        sessions[~sessions["session"].isin(speakers["session"])],
        "gesprek {session!r} heeft geen sprekers",
        "zet in sprekers.csv welk label bij welke respondent hoort",
    )
    yield from _each(
        SESSIONS,
        sessions[sessions["transcript"].duplicated()],
        "transcript {transcript!r} hoort al bij een gesprek op een eerdere regel",
        "noem bij elk gesprek zijn eigen transcript; anders telt het dubbel",
    )
    yield from _each(
        SESSIONS,
        sessions[[not _inside(root, name) for name in sessions["transcript"]]],
        "transcript {transcript!r} staat niet in de map transcripten",
        "zet het bestand daarin en noem hier alleen de bestandsnaam",
    )


def _each(table: Table, rows: pd.DataFrame, what: str, fix: str) -> Iterator[Problem]:
    """Yield the same problem for each row; `what` takes its words from the row."""
    for row in rows.to_dict("records"):
        yield Problem(
            what=what.format_map({str(name): value for name, value in row.items()}),
            where=f"{table.file}, regel {row[LINE]}",
            fix=fix,
        )


def _inside(root: Path, name: str) -> bool:
    """Tell whether `name` is a file in the transcript folder itself."""
    try:
        return Path(name).name == name and (root / TRANSCRIPT_FOLDER / name).is_file()
    except OSError:  # a name that no file can have
        return False
