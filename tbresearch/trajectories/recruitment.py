"""Who applied and what came of it, as a study keeps it in `werving.csv`.

One row an application. Each step says ja, nee or onbekend for itself; what is left
blank is unknown and never a loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.privacy import effective_rights
from tbresearch.study import LINE, Study, Table, delivered, read_table
from tbresearch.study.fields import Field, choice, day, key, several
from tbresearch.vocabulary import (
    APPLICANTS,
    COMPLETIONS,
    JUDGEMENTS,
    LOSS_REASONS,
    RECRUITMENT_STEPS,
    quantity_text,
)

__all__ = ["RECRUITMENT", "Recruitment", "has_recruitment", "read_recruitment"]


def _answer(name: str, column: str) -> Field:
    return Field(name=name, column=column, kind=choice(JUDGEMENTS), default="onbekend")


RECRUITMENT = Table(
    file="werving.csv",
    fields=(
        Field(name="aanmelding", column="application", kind=key(), required=True),
        Field(name="datum", column="date", kind=day(), required=True),
        Field(name="aanmelder", column="applicant", kind=choice(APPLICANTS)),
        Field(name="client", column="client", kind=key()),
        Field(
            name="doelgroepen",
            column="target_groups",
            kind=several(key()),
            default=(),
        ),
        Field(name="herkomst", column="origins", kind=several(key()), default=()),
        _answer("gedwongen", "forced"),
        _answer("benaderd", "benaderd"),
        _answer("passend", "passend"),
        _answer("gestart", "gestart"),
        Field(
            name="afgerond",
            column="afgerond",
            kind=choice(COMPLETIONS),
            default="onbekend",
        ),
        Field(name="reden", column="reason", kind=choice(LOSS_REASONS)),
        Field(name="traject", column="trajectory", kind=key()),
    ),
    unique=("application",),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recruitment:
    """The applications of a study.

    Attributes
    ----------
    frame : pd.DataFrame
        One row an application: application, date, applicant, client, target_groups
        and origins (tuples), forced, then the steps of `RECRUITMENT_STEPS` after the
        first (ja, nee or onbekend; of afgerond also loopt), reason, trajectory, line.
    """

    frame: pd.DataFrame

    def __str__(self) -> str:
        several = quantity_text(len(self.frame), "aanmelding", "aanmeldingen")
        started = int((self.frame["gestart"] == "ja").sum())
        return f"Werving: {several}, waarvan {started} gestart"


def has_recruitment(study: Study) -> bool:
    """Tell whether the study has a table of applications."""
    return delivered(study.root, RECRUITMENT) is not None


def read_recruitment(study: Study) -> Recruitment:
    """Read the applications, or name everything that is wrong with them.

    Raises
    ------
    WorkbenchError
        If there is no such table, or it stands there in two formats.
    StudyError
        With one problem for each bad cell, a reason without a loss, a traject without
        a start, and a respondent who may not be linked.
    """
    table = delivered(study.root, RECRUITMENT) or RECRUITMENT
    frame = read_table(study.root / table.file, table)
    problems = list(_problems(frame, study, table.file))
    if problems:
        raise StudyError(problems)
    return Recruitment(frame=frame)


def _problems(frame: pd.DataFrame, study: Study, file: str) -> Iterator[Problem]:
    rights = effective_rights(study.respondents)
    steps = list(RECRUITMENT_STEPS)[1:]
    for row in frame.to_dict("records"):
        where = f"{file}, regel {row[LINE]}"
        lost = [step for step in steps if row[step] == "nee"]
        if not pd.isna(row["reason"]) and not lost:
            yield Problem(
                what=f"er staat een reden, {row['reason']!r}, en bij geen stap nee",
                where=f"{where}, kolom reden",
                fix="schrijf nee bij de stap waar het ophield, of maak de reden leeg",
            )
        if not pd.isna(row["trajectory"]) and row["gestart"] != "ja":
            yield Problem(
                what=f"er is een traject, {row['trajectory']!r}, en gestart is "
                f"{row['gestart']}",
                where=f"{where}, kolom gestart",
                fix="schrijf ja bij gestart, of maak de cel van het traject leeg",
            )
        if row["afgerond"] in ("ja", "loopt") and row["gestart"] != "ja":
            yield Problem(
                what=f"afgerond is {row['afgerond']}, en gestart is {row['gestart']}",
                where=f"{where}, kolom afgerond",
                fix="verbeter een van de twee; wat niet begon, is niet afgerond",
            )
        client = row["client"]
        if client in rights.index and not rights["linked"][client]:
            yield Problem(
                what=f"respondent {client!r} gaf geen toestemming voor koppeling",
                where=f"{where}, kolom client",
                fix="maak de cel leeg, of geef de cliënt een nummer dat niet bij een "
                "respondent hoort",
            )
