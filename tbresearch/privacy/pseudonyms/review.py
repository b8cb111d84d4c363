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

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.privacy.pseudonyms.decisions import (
    CHOICES,
    KINDS,
    LEAVE,
    REPLACE,
    Decision,
    decision_problem,
)
from tbresearch.privacy.pseudonyms.places import (
    check_new_place,
    check_place,
    write_private,
)
from tbresearch.privacy.pseudonyms.proposals import Proposal, Proposals
from tbresearch.study import LINE, Table, fingerprint, read_bytes, read_table
from tbresearch.study.fields import Field, choice, text, yes_no

__all__ = [
    "read_review",
    "review_notes",
    "review_version",
    "rewrite_review",
    "write_review",
]

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
    place = check_new_place(path, study_root=study_root)
    write_private(place, _content(proposals))


def rewrite_review(
    proposals: Proposals, path: str | Path, *, study_root: str | Path, version: str
) -> str:
    """Write the review again, unless it has changed since it was read.

    Parameters
    ----------
    proposals : Proposals
        With what was decided.
    path : str or Path
        The file, outside the study folder; it need not be there yet.
    study_root : str or Path
        The study folder.
    version : str
        What `review_version` gave when the file was read.

    Returns
    -------
    str
        The version that stands there now.

    Raises
    ------
    WorkbenchError
        If real names may not stand at `path`, or the file is another one now;
        it is left as it is then.
    """
    place = check_place(path, study_root=study_root)
    if review_version(place) != version:
        raise WorkbenchError(
            "het bestand met besluiten is intussen veranderd, buiten dit venster om",
            where=str(path),
            fix="lees het opnieuw en neem dit besluit dan nog een keer; het is nu niet "
            "opgeslagen, en het bestand is niet aangeraakt",
        )
    content = _content(proposals)
    write_private(place, content)
    return fingerprint(content)


def review_version(path: str | Path) -> str:
    """Return what tells one content of the file from another; "" for no file."""
    file = Path(path)
    return fingerprint(read_bytes(file, source=file.name)) if file.exists() else ""


def _content(proposals: Proposals) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow([field.name for field in _FIELDS])
    writer.writerows(_cells(item) for item in proposals.items)
    return "\ufeff" + out.getvalue()


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
    frame = _frame(file)
    decisions = [
        Decision(
            entity=_entity(row["entity"]),
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


def review_notes(path: str | Path) -> dict[str, str]:
    """Return the remark that the file has with each entity that has one."""
    frame = _frame(Path(path))
    notes = zip(map(_entity, frame["entity"]), frame["note"], strict=True)
    return {entity: note for entity, note in notes if isinstance(note, str)}


def _frame(file: Path) -> pd.DataFrame:
    table = Table(file=file.name, fields=_FIELDS, unique=("entity",))
    return read_table(file, table)


def _entity(cell: str) -> str:
    return " ".join(cell.strip().strip("«»").split())


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
