"""Scores of the working elements, as a study keeps them in `werkzame_elementen.csv`.

A score says how far somebody found an element present in one case, from 0 to 10. An
empty cell, and a line that is not there, is no data; it is never a 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.privacy import effective_rights
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import Field, choice, decimal, key, text, unknown_name
from tbresearch.vocabulary import (
    ELEMENT_LISTS,
    ELEMENT_SOURCES,
    element_items,
    quantity_text,
)

__all__ = ["ELEMENT_SCORES", "ElementScores", "has_element_scores", "read_elements"]

ELEMENT_SCORES = Table(
    file="werkzame_elementen.csv",
    fields=(
        Field(
            name="lijst",
            column="elements",
            kind=choice(tuple(ELEMENT_LISTS)),
            required=True,
        ),
        Field(name="element", column="element", kind=key(), required=True),
        Field(name="geval", column="case", kind=key(), required=True),
        Field(
            name="bron", column="source", kind=choice(ELEMENT_SOURCES), required=True
        ),
        Field(name="score", column="score", kind=decimal()),
        Field(name="beoordelaar", column="scorer", kind=key(), required=True),
        Field(name="toelichting", column="remark", kind=text(), default=""),
    ),
    unique=("element", "case", "source", "scorer"),
)
_LOWEST, _HIGHEST = 0, 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ElementScores:
    """The scores of a study.

    Attributes
    ----------
    frame : pd.DataFrame
        One row a score: elements (the list), element, case, source, score (0 to 10,
        missing where it was not given), scorer, remark, and line of the file.
    """

    frame: pd.DataFrame

    def __str__(self) -> str:
        given = quantity_text(int(self.frame["score"].notna().sum()), "score", "scores")
        cases = quantity_text(self.frame["case"].nunique(), "geval", "gevallen")
        return f"Werkzame elementen: {given} over {cases}"


def has_element_scores(study: Study) -> bool:
    """Tell whether a study has a line with a score of a working element, or an error.

    A template without lines is none.
    """
    path = study.root / ELEMENT_SCORES.file
    return path.is_file() and len(path.read_bytes().strip().splitlines()) > 1


def read_elements(study: Study) -> ElementScores:
    """Read the scores of the working elements; without the file there are none.

    Raises
    ------
    StudyError
        With every score that cannot be: another list's element, not from 0 to 10, or
        of a respondent who did not consent.
    """
    path = study.root / ELEMENT_SCORES.file
    if not path.is_file():
        names = [*(field.column for field in ELEMENT_SCORES.fields), LINE]
        return ElementScores(frame=pd.DataFrame(columns=names))
    frame = read_table(path, ELEMENT_SCORES)
    problems = list(_problems(frame, study))
    if problems:
        raise StudyError(problems)
    return ElementScores(frame=frame.assign(score=frame["score"].astype(float)))


def _problems(frame: pd.DataFrame, study: Study) -> Iterator[Problem]:
    rights = effective_rights(study.respondents)
    for row in frame.to_dict("records"):
        where = f"{ELEMENT_SCORES.file}, regel {row[LINE]}"
        items = element_items(str(row["elements"]))
        if row["element"] not in items:
            at = f"{where}, kolom element"
            yield unknown_name(str(row["element"]), list(items), where=at)
        score = row["score"]
        if not pd.isna(score) and not _LOWEST <= float(score) <= _HIGHEST:
            yield Problem(
                what=f"score = {score:g} kan hier niet",
                where=f"{where}, kolom score",
                fix=f"gebruik een getal van {_LOWEST} tot en met {_HIGHEST}; laat de "
                "cel leeg als er geen score is",
            )
        case, scorer = str(row["case"]), str(row["scorer"])
        if case in rights.index and not rights["linked"][case]:
            yield Problem(
                what=f"respondent {case!r} gaf geen toestemming voor koppeling",
                where=f"{where}, kolom geval",
                fix="verwijder de regel, of geef het geval een nummer dat niet bij "
                "een respondent hoort",
            )
        if scorer in rights.index and not rights["counted"][scorer]:
            yield Problem(
                what=f"respondent {scorer!r} gaf geen toestemming voor deelname",
                where=f"{where}, kolom beoordelaar",
                fix="verwijder de regel",
            )
