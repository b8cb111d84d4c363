"""Improvement points that lead somewhere: problem, recommendation, owner, evidence.

The author writes them in `verbeterpunten.csv`. What is not written there is shown as
not written: no recommendation and no owner is ever made up from the counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.coding.retrieval import CITATION, CUT_CITATION
from tbresearch.errors import Problem, StudyError
from tbresearch.findings.ledger import counted_passages
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import LINE, Table, read_table
from tbresearch.study.fields import Field, key, text
from tbresearch.vocabulary import POLARITIES, label, quantity_text

__all__ = [
    "NO_OWNER",
    "NO_RECOMMENDATION",
    "RECOMMENDATIONS",
    "Recommendation",
    "Recommendations",
    "read_recommendations",
]

RECOMMENDATIONS = Table(
    file="verbeterpunten.csv",
    fields=(
        Field(name="punt", column="point", kind=key(), required=True),
        Field(name="probleem", column="problem", kind=text(), required=True),
        Field(name="aanbeveling", column="recommendation", kind=text(), default=""),
        Field(name="aan_zet", column="owner", kind=text(), default=""),
        Field(name="bewijs", column="evidence", kind=text(), required=True),
    ),
    unique=("point",),
)
NO_RECOMMENDATION = "nog geen aanbeveling geschreven"
NO_OWNER = "nog niemand genoemd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One improvement point.

    Attributes
    ----------
    point : str
        Its short name.
    problem, recommendation, owner : str
        The author's words; the last two are empty if not written.
    evidence : tuple of str
        The codings that it rests on.
    line : int
        Line of `verbeterpunten.csv`.
    """

    point: str
    problem: str
    recommendation: str
    owner: str
    evidence: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recommendations:
    """The improvement points of a study, in the order of the file.

    Attributes
    ----------
    coding : Coding
        What they rest on.
    points : tuple of Recommendation
        The points.
    waiting : tuple of Problem
        Points that rested on what is removed: they are left out, and printed
        nowhere, until somebody has read them again.
    notes : tuple of str
        What is not written yet, and what is left out, in Dutch.
    """

    coding: Coding
    points: tuple[Recommendation, ...]
    waiting: tuple[Problem, ...]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        number = quantity_text(
            len(self.points), "verbeterpunt met bewijs", "verbeterpunten met bewijs"
        )
        ready = sum(bool(p.recommendation and p.owner) for p in self.points)
        return f"{number}, waarvan {ready} met aanbeveling en wie aan zet is"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a point: its attributes, and codes and respondents behind."""
        rows = [
            (
                *(p.point, p.problem, p.recommendation, p.owner, p.evidence),
                tuple(dict.fromkeys(code for _, code in self.behind(p))),
            )
            for p in self.points
        ]
        columns = ["point", "problem", "recommendation", "owner", "evidence", "codes"]
        return pd.DataFrame(rows, columns=columns)

    def behind(self, point: Recommendation) -> tuple[tuple[str, str], ...]:
        """Return the groups and codes of the passages that a point rests on."""
        passages = counted_passages(self.coding, polarity="verbeterpunt")
        own = passages[passages["id"].isin(point.evidence)]
        found = set(zip(own["group"].map(str), own["code"].map(str), strict=True))
        return tuple(
            (group, code)
            for code in self.coding.codebook.codes
            for group in self.coding.study.groups
            if (group, code) in found
        )

    def _repr_html_(self) -> str:
        rows = [
            (
                p.problem,
                p.recommendation or NO_RECOMMENDATION,
                p.owner or NO_OWNER,
                ", ".join(p.evidence),
            )
            for p in self.points
        ]
        heads = ("Probleem", "Aanbeveling", "Aan zet", "Rust op")
        return text_html(self) + table_html(heads, rows) + list_html(self.notes)


def read_recommendations(coding: Coding) -> Recommendations:
    """Read the improvement points of a study; without the file there are none.

    Parameters
    ----------
    coding : Coding
        Where the evidence stands.

    Raises
    ------
    StudyError
        With every point that rests on nothing, on a coding that is not there, or on
        one that is no improvement point or does not count.
    """
    path = coding.study.root / RECOMMENDATIONS.file
    if not path.is_file():
        return Recommendations(coding=coding, points=(), waiting=(), notes=())
    frame = read_table(path, RECOMMENDATIONS)
    known = _known(coding)
    problems: list[Problem] = []
    waiting: list[Problem] = []
    points = []
    for row in frame.to_dict("records"):
        where = f"{RECOMMENDATIONS.file}, regel {row[LINE]}, kolom bewijs"
        written = str(row["evidence"])
        if CUT_CITATION in written:
            waiting.append(_removed(where))
            continue
        cited = tuple(dict.fromkeys(CITATION.findall(written)))
        problems += _problems(cited, known, where)
        points.append(
            Recommendation(
                point=str(row["point"]),
                problem=str(row["problem"]),
                recommendation=str(row["recommendation"]),
                owner=str(row["owner"]),
                evidence=cited,
                line=int(row[LINE]),
            )
        )
    if problems:
        raise StudyError(problems)
    return Recommendations(
        coding=coding,
        points=tuple(points),
        waiting=tuple(waiting),
        notes=(*_unwritten(points), *_left_out(len(waiting))),
    )


def _removed(where: str) -> Problem:
    return Problem(
        what="dit verbeterpunt rustte op wat is verwijderd",
        where=where,
        fix=f"lees het punt na, en haal {CUT_CITATION} weg of verwijder de regel",
    )


def _left_out(number: int) -> Iterator[str]:
    if number:
        points = quantity_text(number, "verbeterpunt is", "verbeterpunten zijn")
        yield f"{points} weggelaten tot nalezing, want het bewijs is verwijderd."


def _unwritten(points: list[Recommendation]) -> Iterator[str]:
    for p in points:
        missing = [
            words
            for words, written in (
                (NO_RECOMMENDATION, p.recommendation),
                (f"wie aan zet is: {NO_OWNER}", p.owner),
            )
            if not written
        ]
        if missing:
            yield f"Verbeterpunt {p.point}: {'; '.join(missing)}."


def _known(coding: Coding) -> Mapping[str, str]:
    """Return what is wrong with each coding as evidence; empty if nothing is."""
    counted = set(counted_passages(coding, polarity="verbeterpunt")["id"])
    wrong = dict.fromkeys(coding.parked["id"], "wacht op een plaats in het transcript")
    columns = (coding.codings[name] for name in ("id", "polarity", "coder"))
    for name, polarity, coder in zip(*columns, strict=True):
        if name in counted:
            wrong[name] = ""
        elif polarity != "verbeterpunt":
            wrong[name] = f"is gecodeerd als {label(POLARITIES, polarity).lower()}"
        elif coder not in coding.study.findings_from:
            wrong[name] = f"is van {coder}, en diens coderingen tellen niet mee"
        else:
            wrong[name] = "is van niemand die meetelt"
    return {str(name): reason for name, reason in wrong.items()}


def _problems(
    cited: tuple[str, ...], known: Mapping[str, str], where: str
) -> Iterator[Problem]:
    if not cited:
        yield Problem(
            what="dit verbeterpunt verwijst naar geen enkele codering",
            where=where,
            fix="schrijf {{citaat:...}}, met de naam van een codering",
        )
    for name in cited:
        reason = known.get(name, "bestaat niet")
        if reason:
            yield Problem(
                what=f"codering {name!r} {reason}",
                where=where,
                fix="verwijs naar een verbeterpunt dat meetelt; tb.passages(...) geeft "
                "de namen",
            )
