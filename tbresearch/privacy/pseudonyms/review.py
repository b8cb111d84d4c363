"""The review: proposals as a table that a person decides on in a spreadsheet.

The table holds real names, so it belongs with the key. Texts stand in « », or a
spreadsheet would turn a telephone number into a number and a date into another.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.privacy.pseudonyms.decisions import (
    CHOICES,
    KINDS,
    LEAVE,
    REPLACE,
    Decision,
    decision_problem,
)
from tbresearch.privacy.pseudonyms.places import check_place, write_private
from tbresearch.privacy.pseudonyms.proposals import Proposal, Proposals
from tbresearch.study import LINE, Table, read_table
from tbresearch.study.fields import Field, choice, text, yes_no

__all__ = ["read_review", "write_review"]

_FIELDS = (
    Field(name="besluit", column="choice", kind=choice((REPLACE, LEAVE)), default=""),
    Field(name="vervanging", column="replacement", kind=text(), required=True),
    Field(name="tekst", column="entity", kind=text(), required=True),
    Field(name="soort", column="kind", kind=choice(KINDS), required=True),
    Field(name="aantal", column="count", kind=text()),
    Field(name="gesprekken", column="sessions", kind=text()),
    Field(name="deelnemer", column="participant", kind=yes_no(), default=False),
    Field(name="opmerking", column="note", kind=text()),
    Field(name="voorbeeld_1", column="first", kind=text()),
    Field(name="voorbeeld_2", column="second", kind=text()),
    Field(name="voorbeeld_3", column="third", kind=text()),
)


def write_review(
    proposals: Proposals, path: str | Path, *, study_root: str | Path
) -> None:
    """Write the proposals as a CSV file to decide on.

    Parameters
    ----------
    proposals : Proposals
        As `propose_pseudonyms` returns them.
    path : str or Path
        The new file, outside the study folder.
    study_root : str or Path
        The study folder.

    Raises
    ------
    WorkbenchError
        If real names may not stand at `path`, or there is a file already.
    """
    place = check_place(path, study_root=study_root)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([field.name for field in _FIELDS])
    writer.writerows(_cells(item) for item in proposals.items)
    write_private(place, "\ufeff" + out.getvalue())


def _cells(item: Proposal) -> list[str]:
    decision = item.decision
    contexts = [*item.contexts, "", "", ""][:3]
    return [
        decision.choice,
        decision.replacement,
        f"«{decision.entity}»",
        decision.kind,
        str(item.count),
        " ".join(item.sessions),
        "ja" if decision.participant else "nee",
        item.note,
        *contexts,
    ]


def read_review(path: str | Path) -> tuple[Decision, ...]:
    """Read what was decided; rows that the user added are read as well.

    Parameters
    ----------
    path : str or Path
        The file that `write_review` wrote.

    Returns
    -------
    tuple of Decision
        In the order of the file; a blank `besluit` is not decided yet.

    Raises
    ------
    StudyError
        With everything that is wrong in the file.
    """
    file = Path(path)
    table = Table(file=file.name, fields=_FIELDS, unique=("entity",))
    frame = read_table(file, table)
    decisions = [
        Decision(
            entity=" ".join(row["entity"].strip().strip("«»").split()),
            kind=row["kind"],
            replacement=row["replacement"].strip(),
            choice=row["choice"] or CHOICES[-1],
            participant=bool(row["participant"]),
        )
        for row in frame.to_dict("records")
    ]
    problems = list(_problems(decisions, frame, source=file.name))
    if problems:
        raise StudyError(problems)
    return tuple(decisions)


def _problems(
    decisions: Iterable[Decision], frame: pd.DataFrame, *, source: str
) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for decision, line in zip(decisions, frame[LINE], strict=True):
        where = f"{source}, regel {line}"
        problem = decision_problem(decision, where=where)
        if problem:
            yield problem
        if decision.entity in seen:
            yield Problem(
                what=f"{decision.entity!r} staat al op regel {seen[decision.entity]}",
                where=where,
                fix="verwijder een van de twee regels",
            )
        seen.setdefault(decision.entity, line)
