"""Satisfaction: a grade from 0 to 10 of a client or traject, and who gave none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.estimate import Count, NotEstimable
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import LINE, Study, Table, delivered, read_table
from tbresearch.study.fields import Field, day, key, text, whole
from tbresearch.vocabulary import decimal_text, quantity_text

if TYPE_CHECKING:
    from tbresearch.trajectories import Trajectories

__all__ = ["SATISFACTION", "Satisfaction", "has_satisfaction", "read_satisfaction"]

SATISFACTION = Table(
    file="tevredenheid.csv",
    fields=(
        Field(name="traject", column="trajectory", kind=key()),
        Field(name="client", column="client", kind=key()),
        Field(name="datum", column="date", kind=day()),
        Field(name="cijfer", column="grade", kind=whole(0, 10)),
        Field(name="instrument", column="instrument", kind=text(), required=True),
    ),
    unique=("trajectory", "client", "date", "instrument"),
)
_ENOUGH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """Grades of satisfaction, per instrument.

    Attributes
    ----------
    frame : pd.DataFrame
        Columns trajectory, client, date (datetime64), grade (Int64 from 0 to 10,
        missing where asked and not given), instrument and line.
    asked : int or None
        Trajecten that ended, all of which should be asked; None without trajecten.
    answered : int or None
        How many of those gave a grade.
    percentage_from : int
        Smallest denominator that the study writes as a percentage.
    """

    frame: pd.DataFrame
    asked: int | None
    answered: int | None
    percentage_from: int

    @property
    def instruments(self) -> tuple[str, ...]:
        """Instruments that there are grades of, in the order of the file."""
        return tuple(self.frame["instrument"].unique())

    def grades(self, instrument: str) -> tuple[int, ...]:
        """Return the grades of one instrument, low to high."""
        own = self.frame.loc[self.frame["instrument"] == instrument, "grade"].dropna()
        return tuple(sorted(map(int, own)))

    def satisfied(self, instrument: str) -> Count:
        """Return how many gave an 8 or more."""
        grades = self.grades(instrument)
        return Count(
            k=sum(grade >= _ENOUGH for grade in grades),
            total=len(grades),
            unit="cijfers",
            percentage_from=self.percentage_from,
        )

    def middle(self, instrument: str) -> str:
        """Return the median and, between brackets, the quartiles, in Dutch."""
        grades = self.grades(instrument)
        if not grades:
            return str(NotEstimable("niemand gaf een cijfer"))
        low, middle, high = (
            decimal_text(float(x), 0 if float(x).is_integer() else 1)
            for x in np.quantile(grades, (0.25, 0.5, 0.75))
        )
        return f"{middle} ({low} tot {high})"

    @property
    def response(self) -> Count | NotEstimable:
        """How many of the trajecten that ended have a grade."""
        if self.asked is None or self.answered is None:
            return NotEstimable("er is geen tabel van trajecten")
        return Count(
            k=self.answered,
            total=self.asked,
            unit="afgesloten trajecten",
            percentage_from=self.percentage_from,
        )

    def __str__(self) -> str:
        many = quantity_text(int(self.frame["grade"].count()), "cijfer", "cijfers")
        return f"Tevredenheid: {many}; respons {self.response}"

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read it, in Dutch."""
        return (
            "De mediaan, en tussen haakjes het eerste en het derde kwartiel.",
            f"Respons: {self.response}. Wie afhaakt, geeft zelden een cijfer: het "
            "beeld is dan te gunstig.",
            "Tevredenheid zegt wat mensen van de hulp vonden, niet wat er veranderde.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a grade."""
        return self.frame.copy()

    def rows(self) -> list[tuple[str, str, str]]:
        """Return for each instrument the middle and who gave an 8 or more."""
        return [
            (name, self.middle(name), self.satisfied(name).short)
            for name in self.instruments
        ]

    def _repr_html_(self) -> str:
        heads = ("Instrument", "Mediaan (kwartielen)", "Een 8 of hoger")
        table = table_html(heads, self.rows())
        return text_html(self) + table + list_html(self.notes)


def has_satisfaction(study: Study) -> bool:
    """Tell whether the study has a table of satisfaction."""
    return delivered(study.root, SATISFACTION) is not None


def read_satisfaction(
    study: Study, trajectories: Trajectories | None = None
) -> Satisfaction:
    """Read the grades of satisfaction, or name everything that is wrong with them.

    Parameters
    ----------
    study : Study
        Its folder holds `tevredenheid`, as .csv, .xlsx, .sav or .parquet.
    trajectories : Trajectories, optional
        With these, the response is known, and a grade of no traject is a problem.

    Returns
    -------
    Satisfaction

    Raises
    ------
    WorkbenchError
        If there is no such table.
    StudyError
        With one problem for each bad cell, each row of nobody and each grade of a
        traject or client that there is not.
    """
    table = delivered(study.root, SATISFACTION)
    if table is None:
        columns = ", ".join(field.name for field in SATISFACTION.fields)
        raise WorkbenchError(
            "er zijn geen cijfers voor tevredenheid in deze studie",
            where=SATISFACTION.file,
            fix=f"zet in de studiemap een bestand {SATISFACTION.file} met de kolommen "
            f"{columns}",
        )
    frame = read_table(study.root / table.file, table)
    frame = frame.assign(
        date=pd.to_datetime(frame["date"]), grade=frame["grade"].astype("Int64")
    )
    problems = list(_problems(frame, trajectories, file=table.file))
    if problems:
        raise StudyError(problems)
    asked = answered = None
    if trajectories is not None:
        rows = trajectories.trajectories
        ended = rows[rows["end"].notna()]
        given = frame[frame["grade"].notna()]
        has = ended["trajectory"].isin(set(given["trajectory"].dropna()))
        by_client = set(given.loc[given["trajectory"].isna(), "client"])
        has |= ended["client"].isin(by_client)
        asked, answered = len(ended), int(has.sum())
    return Satisfaction(
        frame=frame,
        asked=asked,
        answered=answered,
        percentage_from=study.percentage_from,
    )


def _problems(
    frame: pd.DataFrame, trajectories: Trajectories | None, *, file: str
) -> Iterator[Problem]:
    for line in frame.loc[frame["trajectory"].isna() & frame["client"].isna(), LINE]:
        yield Problem(
            what="van wie dit cijfer is, staat er niet",
            where=f"{file}, regel {line}",
            fix="vul traject of client in",
        )
    if trajectories is None:
        return
    for column, name in (("trajectory", "traject"), ("client", "client")):
        known = set(trajectories.trajectories[column])
        own = frame[frame[column].notna() & ~frame[column].isin(known)]
        for row in own.to_dict("records"):
            yield Problem(
                what=f"{name} {row[column]!r} staat niet in trajecten.csv",
                where=f"{file}, regel {row[LINE]}, kolom {name}",
                fix="verbeter de naam, of zet het traject in trajecten.csv",
            )
