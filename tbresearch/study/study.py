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
from html import escape
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study.fields import (
    Field,
    choice,
    day,
    key,
    many,
    parse_record,
    text,
    whole,
    yes_no,
)
from tbresearch.study.tables import LINE, Table, read_table
from tbresearch.study.toml_file import read_toml
from tbresearch.vocabulary import (
    CONSENTS,
    MODES,
    RESPONDENT_GROUPS,
    SESSION_KINDS,
    TRADITIONS,
    ZRM_VERSIONS,
    day_text,
    label,
)

__all__ = [
    "INTERVIEWER",
    "RESPONDENTS",
    "SESSIONS",
    "SETTINGS_FILE",
    "SPEAKERS",
    "Study",
    "open_study",
]

SETTINGS_FILE = "studie.toml"
INTERVIEWER = "gespreksleider"

SETTINGS = (
    Field(name="titel", column="title", kind=text(), required=True),
    Field(name="interventie", column="intervention", kind=text(), required=True),
    Field(name="periode", column="period", kind=text(), default=""),
    Field(name="opdrachtgever", column="client", kind=text(), default=""),
    Field(name="auteurs", column="authors", kind=many(text()), default=()),
    Field(name="eigenaren", column="owners", kind=many(text()), default=()),
    Field(name="datum", column="report_date", kind=day()),
    Field(name="traditie", column="tradition", kind=choice(TRADITIONS), required=True),
    Field(
        name="groepen",
        column="groups",
        kind=many(choice(RESPONDENT_GROUPS)),
        required=True,
    ),
    Field(name="codeurs", column="coders", kind=many(key()), default=()),
    Field(name="bevindingen_van", column="findings_from", kind=many(key()), default=()),
    Field(name="zrm_versie", column="zrm_version", kind=choice(ZRM_VERSIONS)),
    Field(
        name="percentage_vanaf",
        column="percentage_from",
        kind=whole(20, 1000),
        default=20,
    ),
)

RESPONDENTS = Table(
    file="respondenten.csv",
    fields=(
        Field(name="respondent", column="respondent", kind=key(), required=True),
        Field(
            name="groep",
            column="group",
            kind=choice(RESPONDENT_GROUPS),
            required=True,
        ),
        Field(name="rol", column="role", kind=text(), default=""),
        Field(name="organisatie", column="organisation", kind=key()),
        Field(name="leeftijdsband", column="age_band", kind=text(), default=""),
        *(
            Field(name=name, column=name, kind=yes_no(), default=False)
            for name in CONSENTS
        ),
    ),
    unique=("respondent",),
)

SESSIONS = Table(
    file="gesprekken.csv",
    fields=(
        Field(name="gesprek", column="session", kind=key(), required=True),
        Field(name="soort", column="kind", kind=choice(SESSION_KINDS), required=True),
        Field(name="wijze", column="mode", kind=choice(MODES), required=True),
        Field(name="datum", column="date", kind=day(), required=True),
        Field(name="transcript", column="transcript", kind=text(), required=True),
        Field(name="titel", column="title", kind=text(), required=True),
        Field(name="afwijking", column="deviation", kind=text(), default=""),
    ),
    unique=("session",),
)

SPEAKERS = Table(
    file="sprekers.csv",
    fields=(
        Field(name="gesprek", column="session", kind=key(), required=True),
        Field(name="spreker", column="speaker", kind=text(), required=True),
        Field(name="respondent", column="respondent", kind=key(), required=True),
    ),
    unique=("session", "speaker"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
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
    respondents: pd.DataFrame
    sessions: pd.DataFrame
    speakers: pd.DataFrame

    def __str__(self) -> str:
        return (
            f"{self.title}: {len(self.sessions)} gesprekken met "
            f"{len(self.respondents)} respondenten"
        )

    def _repr_html_(self) -> str:
        sessions = pd.DataFrame(
            {
                "Gesprek": self.sessions["session"],
                "Soort": [label(SESSION_KINDS, key) for key in self.sessions["kind"]],
                "Wijze": [label(MODES, key) for key in self.sessions["mode"]],
                "Datum": [day_text(day) for day in self.sessions["date"]],
                "Titel": self.sessions["title"],
                "Afwijking van het plan": self.sessions["deviation"],
            }
        )
        people = pd.DataFrame(
            [self._who(group) for group in self.groups],
            columns=["Groep", "Respondenten", "Organisaties", "Rollen"],
        )
        return (
            f"<p>{escape(str(self))}</p>"
            f"{sessions.to_html(index=False)}{people.to_html(index=False)}"
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
        problems += _relations(root, groups=settings["groups"], **tables)
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


def _read_or_collect(root: Path, table: Table, problems: list[Problem]) -> pd.DataFrame:
    try:
        return read_table(root / table.file, table)
    except WorkbenchError as error:
        problems.extend(error.problems)
        return pd.DataFrame()


def _relations(
    root: Path,
    *,
    groups: object,
    respondents: pd.DataFrame,
    sessions: pd.DataFrame,
    speakers: pd.DataFrame,
) -> list[Problem]:
    """Return what does not fit between the tables."""
    known = {*respondents["respondent"], INTERVIEWER}
    spoke = set(speakers["respondent"])
    rows = [
        (
            SPEAKERS,
            speakers[~speakers["session"].isin(sessions["session"])],
            "gesprek {session!r} staat niet in gesprekken.csv",
            "verbeter de naam, of zet het gesprek in gesprekken.csv",
        ),
        (
            SPEAKERS,
            speakers[~speakers["respondent"].isin(known)],
            "respondent {respondent!r} staat niet in respondenten.csv",
            f"verbeter de naam, of schrijf {INTERVIEWER!r} voor wie de vragen stelt",
        ),
        (
            RESPONDENTS,
            respondents[respondents["respondent"] == INTERVIEWER],
            "{respondent!r} kan geen respondent zijn",
            "geef de respondent een nummer; deze naam is van wie de vragen stelt",
        ),
        (
            RESPONDENTS,
            respondents[~respondents["respondent"].isin(spoke)],
            "respondent {respondent!r} komt in geen gesprek voor",
            "noem de respondent in sprekers.csv, of verwijder de regel",
        ),
        (
            RESPONDENTS,
            respondents[~respondents["group"].isin(groups)],  # type: ignore[arg-type]
            "groep {group!r} staat niet bij 'groepen' in studie.toml",
            "voeg de groep daar toe, of verbeter de cel",
        ),
        (
            SESSIONS,
            sessions[~sessions["session"].isin(speakers["session"])],
            "gesprek {session!r} heeft geen sprekers",
            "zet in sprekers.csv welk label bij welke respondent hoort",
        ),
        (
            SESSIONS,
            sessions[[not _inside(root, name) for name in sessions["transcript"]]],
            "transcript {transcript!r} staat niet in de map transcripten",
            "zet het bestand daarin en noem hier alleen de bestandsnaam",
        ),
    ]
    return [
        Problem(
            what=what.format_map(row),
            where=f"{table.file}, regel {row[LINE]}",
            fix=fix,
        )
        for table, frame, what, fix in rows
        for row in frame.to_dict("records")
    ]


def _inside(root: Path, name: str) -> bool:
    """Tell whether `name` is a file in the transcript folder itself."""
    try:
        return Path(name).name == name and (root / "transcripten" / name).is_file()
    except OSError:  # a name that no file can have
        return False
