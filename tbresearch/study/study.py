"""The study: its settings, its respondents, its sessions and who spoke in them.

A study is a folder of plain files that the user owns. This module reads the
part that every other part needs; transcripts, codings, scores and assumptions
are read by the parts that know them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.html import table_html, text_html
from tbresearch.study.contents import (
    RESPONDENTS,
    SESSIONS,
    SETTINGS,
    SETTINGS_FILE,
    SPEAKERS,
)
from tbresearch.study.fields import parse_record
from tbresearch.study.relations import relation_problems
from tbresearch.study.tables import Table, read_table
from tbresearch.study.toml_file import read_toml
from tbresearch.vocabulary import (
    MODES,
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    day_text,
    label,
    quantity_text,
)

__all__ = ["Study", "open_study"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Study:
    """The settings and the tables of people and sessions of one study.

    Attributes
    ----------
    root : Path
        The study folder.
    title, intervention, period, client : str
        As they stand on the title page; `client` commissioned the study.
    authors, owners : tuple of str
        Who evaluates, and who owns the intervention.
    report_date : date or None
        Date on the title page; never the clock, so that a build repeats.
    tradition : str
        Key of `vocabulary.TRADITIONS`.
    groups : tuple of str
        Respondent groups of this study, in the order of the report.
    coders, findings_from : tuple of str
        All coders, and those whose codings the findings are counted from.
    zrm_version : str or None
        Key of `vocabulary.ZRM_VERSIONS`.
    percentage_from : int
        Smallest denominator that is written as a percentage; at least 20.
    smallest_count, smallest_denominator : int
        Counts of people under the first, and percentages of fewer than the second,
        do not leave in a table.
    zeros, missing, statements : str
        What the study shows: keys of `vocabulary.ZERO_CHOICES`, `MISSING_CHOICES`
        and `STATEMENT_CHOICES`.
    saturation_unit : str or None
        What one conversation is for saturation in the report: key of
        `vocabulary.SESSION_KINDS`.
    saturation_base, saturation_run, saturation_percent : int or None
        Base size, run length, and threshold in per cent; all of these, or none.
    cutoff : date or None
        Day (`peildatum`) up to which trajecten are known; never the clock.
    sampling : str
        How respondents were chosen, a key of `vocabulary.SAMPLING_CHOICES`.
    register : str or None
        Whether all applications and trajecten are there, or which: key of
        `vocabulary.REGISTER_CHOICES`.
    models : bool
        Whether the report holds models of all measurements, which takes seconds to
        minutes.
    quote_context : bool
        Whether the proof of a quote shows words around it in the same turn.
    respondents, sessions, speakers : pd.DataFrame
        One row a respondent, a session, and a speaker label in a session.
    """

    root: Path
    title: str
    intervention: str
    period: str
    client: str
    authors: tuple[str, ...]
    owners: tuple[str, ...]
    report_date: date | None
    tradition: str
    groups: tuple[str, ...]
    coders: tuple[str, ...]
    findings_from: tuple[str, ...]
    zrm_version: str | None
    percentage_from: int
    smallest_count: int
    smallest_denominator: int
    zeros: str
    missing: str
    statements: str
    respondents: pd.DataFrame
    sessions: pd.DataFrame
    speakers: pd.DataFrame
    saturation_unit: str | None = None
    saturation_base: int | None = None
    saturation_run: int | None = None
    saturation_percent: int | None = None
    sampling: str = "doelgericht"
    cutoff: date | None = None
    register: str | None = None
    models: bool = False
    quote_context: bool = False

    def __str__(self) -> str:
        sessions = quantity_text(len(self.sessions), "gesprek", "gesprekken")
        people = quantity_text(len(self.respondents), "respondent", "respondenten")
        return f"{self.title}: {sessions} met {people}"

    def _repr_html_(self) -> str:
        heads = (
            "Gesprek",
            "Soort",
            "Wijze",
            "Datum",
            "Titel",
            "Afwijking van het plan",
        )
        sessions = [
            (
                row["session"],
                label(SESSION_KINDS, row["kind"]),
                label(MODES, row["mode"]),
                day_text(row["date"]),
                row["title"],
                row["deviation"],
            )
            for row in self.sessions.to_dict("records")
        ]
        return "".join(
            (
                text_html(self),
                table_html(heads, sessions),
                table_html(
                    ("Groep", "Respondenten", "Organisaties", "Rollen"),
                    [self._who(group) for group in self.groups],
                ),
            )
        )

    def _who(self, group: str) -> tuple[str, int, int, str]:
        rows = self.respondents[self.respondents["group"] == group]
        known = Counter(role for role in rows["role"] if role)
        roles = [f"{role} ({n})" for role, n in known.most_common()]
        return (
            label(RESPONDENT_GROUPS, group),
            len(rows),
            rows["organisation"].nunique(),
            ", ".join(roles),
        )


def open_study(folder: str | Path) -> Study:
    """Open a study folder and check its settings, people and sessions.

    Parameters
    ----------
    folder : str or Path
        The folder that holds `studie.toml`.

    Returns
    -------
    Study

    Raises
    ------
    WorkbenchError
        If the folder is not a study.
    StudyError
        With everything that is wrong in `studie.toml`, `respondenten.csv`,
        `gesprekken.csv` and `sprekers.csv`.
    """
    root = Path(folder)
    if not (root / SETTINGS_FILE).is_file():
        raise WorkbenchError(
            f"deze map is geen studie: er staat geen {SETTINGS_FILE} in",
            where=str(folder),
            fix="geef de map van een studie, of maak er een met: tbresearch new MAP",
        )
    problems: list[Problem] = []
    settings = _read_settings(root, problems)
    tables = {
        name: _read_or_collect(root, table, problems)
        for name, table in (
            ("respondents", RESPONDENTS),
            ("sessions", SESSIONS),
            ("speakers", SPEAKERS),
        )
    }
    if not problems:
        problems += relation_problems(root, groups=settings["groups"], **tables)  # type: ignore[arg-type]
    if problems:
        raise StudyError(problems)
    return Study(root=root, **settings, **tables)  # type: ignore[arg-type]


def _read_settings(root: Path, problems: list[Problem]) -> dict[str, object]:
    try:
        file = read_toml(root / SETTINGS_FILE, source=SETTINGS_FILE)
    except WorkbenchError as error:
        problems.extend(error.problems)
        return {}
    at = file.place()
    settings = parse_record(file.data, SETTINGS, at=at, problems=problems)
    problems.extend(_list_problems(file.data, at))
    problems.extend(_saturation_problems(file.data, at))
    strangers = set(settings["findings_from"]) - set(settings["coders"])  # type: ignore[call-overload]
    problems.extend(
        Problem(
            what=f"{name!r} staat niet bij de codeurs",
            where=at("bevindingen_van"),
            fix="noem hier alleen codeurs die ook bij 'codeurs' staan",
        )
        for name in sorted(strangers)
    )
    return settings


def _list_problems(
    data: Mapping[str, object], at: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield names that a list holds twice, and a study without groups."""
    for name in ("groepen", "codeurs", "bevindingen_van"):
        given = data.get(name)
        if not isinstance(given, list):
            continue
        for item in sorted({str(item) for item in given if given.count(item) > 1}):
            yield Problem(
                what=f"{item!r} staat twee keer bij {name!r}",
                where=at(name),
                fix="noem elke naam één keer",
            )
        if name == "groepen" and not given:
            yield Problem(
                what="er staat geen groep bij 'groepen'",
                where=at(name),
                fix=f"noem één of meer van: {', '.join(RESPONDENT_GROUPS)}",
            )


def _saturation_problems(
    data: Mapping[str, object], at: Callable[[str], str]
) -> Iterator[Problem]:
    """Yield what lacks of a rule for saturation, which has no default for any part."""
    names = [field.name for field in SETTINGS if field.name.startswith("verzadiging_")]
    if any(name in data for name in names):
        for name in names:
            if name not in data:
                yield Problem(
                    what=f"{name!r} is niet ingevuld, en de rest van de regel wel",
                    where=at(name),
                    fix=f"vul alle vier in, of geen: {', '.join(names)}",
                )


def _read_or_collect(root: Path, table: Table, problems: list[Problem]) -> pd.DataFrame:
    try:
        return read_table(root / table.file, table)
    except WorkbenchError as error:
        problems.extend(error.problems)
        return pd.DataFrame()
