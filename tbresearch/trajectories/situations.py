"""What is known of who applied, as a study keeps it in `selectie.csv`.

One row an application and feature, such as whether there is an indication. What has
no row, or a blank or `onbekend` for its value, is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.study import LINE, Study, Table, delivered, read_table
from tbresearch.study.fields import Field, Kind, choice, decimal, key
from tbresearch.vocabulary import FEATURES, quantity_text

__all__ = ["SITUATIONS", "Situations", "Value", "read_situations"]

Value = bool | float | str | None
_WORDS: Mapping[str, Value] = {"ja": True, "nee": False, "onbekend": None}


def _value() -> Kind:
    """Accept yes, no, unknown, a number, or a word."""
    number = decimal()

    def parse(value: object) -> object:
        text = str(value)
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        try:
            return number.parse(text)
        except ValueError:
            return text

    return Kind("ja, nee, onbekend, een getal of een woord", parse)


SITUATIONS = Table(
    file="selectie.csv",
    fields=(
        Field(name="aanmelding", column="application", kind=key(), required=True),
        Field(name="kenmerk", column="feature", kind=choice(FEATURES), required=True),
        Field(name="waarde", column="value", kind=_value()),
    ),
    unique=("application", "feature"),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situations:
    """What is known of the applications of a study.

    Attributes
    ----------
    known : mapping of str to mapping of str to Value
        By application: each feature of `vocabulary.FEATURES` that is known.
    """

    known: Mapping[str, Mapping[str, Value]]

    def __str__(self) -> str:
        many = quantity_text(len(self.known), "aanmelding", "aanmeldingen")
        return f"Selectie: kenmerken van {many}"


def read_situations(study: Study, *, applications: Collection[str]) -> Situations:
    """Read what is known of applications; without the file nothing is.

    Parameters
    ----------
    study : Study
        Its folder may hold `selectie`.
    applications : collection of str
        Applications that there are.

    Raises
    ------
    StudyError
        With one problem for each bad cell, and each application that is not there.
    """
    table = delivered(study.root, SITUATIONS)
    if table is None:
        return Situations(known={})
    frame = read_table(study.root / table.file, table)
    problems = list(_problems(frame, applications, table.file))
    if problems:
        raise StudyError(problems)
    known: dict[str, dict[str, Value]] = {}
    for row in frame.to_dict("records"):
        of = known.setdefault(row["application"], {})
        if row["value"] is not None and row["value"] == row["value"]:
            of[row["feature"]] = row["value"]
    return Situations(known=known)


def _problems(
    frame: pd.DataFrame, applications: Collection[str], file: str
) -> Iterator[Problem]:
    for row in frame.to_dict("records"):
        if row["application"] not in applications:
            yield Problem(
                what=f"aanmelding {row['application']!r} staat niet in werving.csv",
                where=f"{file}, regel {row[LINE]}, kolom aanmelding",
                fix="verbeter de naam, of zet de aanmelding in werving.csv",
            )
