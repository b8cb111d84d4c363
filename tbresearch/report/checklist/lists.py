"""The checklists that ship: their items, where they come from, what was verified."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.study.fields import Field, key, text, whole
from tbresearch.study.sheet import Plan, read_sheet
from tbresearch.study.toml_file import parse_toml

__all__ = ["CHECKLISTS", "Checklist", "ChecklistItem", "read_checklist"]

# What ships, in the order of the appendices.
CHECKLISTS = ("coreq", "rtarg", "gramms", "tidier", "cheers")


def _need(name: str, column: str) -> Field:
    return Field(name=name, column=column, kind=text(), required=True)


_PLAN = Plan(
    head=(
        Field(name="sleutel", column="key", kind=key(), required=True),
        _need("naam", "name"),
        _need("waarvoor", "purpose"),
        _need("bron", "source"),
        _need("doi", "doi"),
        _need("nagegaan", "verified"),
    ),
    lists={
        "punt": (
            Field(name="nummer", column="number", kind=whole(1, 99), required=True),
            _need("deel", "part"),
            _need("naam", "name"),
            _need("vraag", "question"),
        )
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One item of a checklist, in our own Dutch words.

    Attributes
    ----------
    number : int
        As the source numbers it.
    part, name, question : str
        The part of the list that it is in, a short name, and what it asks.
    """

    number: int
    part: str
    name: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A list of what a report of one kind of research tells.

    Attributes
    ----------
    key, name : str
        Such as ``"coreq"`` and "COREQ".
    purpose : str
        What it is for, in Dutch.
    source, doi : str
        Who published it, and where.
    verified : str
        What of the items was held against which source, and what was not.
    items : tuple of ChecklistItem
        In the order of the source.
    """

    key: str
    name: str
    purpose: str
    source: str
    doi: str
    verified: str
    items: tuple[ChecklistItem, ...]

    def __str__(self) -> str:
        return f"{self.name}, voor {self.purpose}: {len(self.items)} punten"


@cache
def read_checklist(name: str) -> Checklist:
    """Read a checklist that ships.

    Parameters
    ----------
    name : str
        One of `CHECKLISTS`.

    Raises
    ------
    WorkbenchError
        If there is none of that name.

    Examples
    --------
    >>> print(read_checklist("tidier"))
    TIDieR, voor de beschrijving van een interventie: 12 punten
    """
    if name not in CHECKLISTS:
        raise WorkbenchError(
            f"er is geen controlelijst {name!r}",
            where="read_checklist",
            fix=f"gebruik één van: {', '.join(CHECKLISTS)}",
        )
    folder = resources.files("tbresearch.report.checklist")
    content = folder.joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    problems: list[Problem] = []
    sheet = read_sheet(parse_toml(content, source=f"{name}.toml"), _PLAN, problems)
    if problems:
        raise StudyError(problems)
    return Checklist(
        **sheet.head,  # type: ignore[arg-type]
        items=tuple(
            ChecklistItem(**record.values)  # type: ignore[arg-type]
            for record in sheet.records["punt"]
        ),
    )
