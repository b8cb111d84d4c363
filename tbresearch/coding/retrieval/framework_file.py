"""The summaries of a framework matrix: the researcher's own words, with their proof.

A summary says what a case says about a code, and cites the codings that it rests
on. A summary without them, or with those of another case or code, is refused:
nobody could follow it back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.coding.coding import Coding
from tbresearch.coding.counting import counted_respondents
from tbresearch.coding.retrieval.selection import codes_below
from tbresearch.errors import Problem, StudyError
from tbresearch.study import LINE, Study, Table, read_table
from tbresearch.study.fields import Field, key, text, unknown_name
from tbresearch.vocabulary import quantity_text

__all__ = ["CITATION", "CUT_CITATION", "FRAMEWORK", "Framework", "read_framework"]

FRAMEWORK = Table(
    file="raamwerk.csv",
    fields=(
        Field(name="geval", column="case", kind=key(), required=True),
        Field(name="code", column="code", kind=key(), required=True),
        Field(name="samenvatting", column="summary", kind=text(), required=True),
    ),
    unique=("case", "code"),
)
# The same form as in the texts of the report.
CITATION = re.compile(r"\{\{\s*citaat:([\w.:-]+)\s*\}\}")
# What a withdrawal leaves in the place of a citation.
CUT_CITATION = "[citaat verwijderd]"
_BRACES = re.compile(r"\{\{.*?(?:\}\}|$)|\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Framework:
    """The summaries of a study, each with the codings that it cites.

    Attributes
    ----------
    cells : pd.DataFrame
        One row a summary: case (a respondent or a session), code, summary, and
        line of the file.
    """

    cells: pd.DataFrame

    def __str__(self) -> str:
        written = quantity_text(len(self.cells), "samenvatting", "samenvattingen")
        cases = quantity_text(self.cells["case"].nunique(), "geval", "gevallen")
        return f"Raamwerk: {written} bij {cases}"


def read_framework(coding: Coding) -> Framework:
    """Read the summaries of a study; without the file there are none.

    Raises
    ------
    StudyError
        With every summary that cites nothing, or what is not of its case and code.
    """
    path = coding.study.root / FRAMEWORK.file
    if not path.is_file():
        names = [*(field.column for field in FRAMEWORK.fields), LINE]
        return Framework(cells=pd.DataFrame(columns=names))
    cells = read_table(path, FRAMEWORK)
    cells = cells.assign(code=cells["code"].replace(coding.codebook.merged))
    problems = list(_problems(cells, coding))
    if problems:
        raise StudyError(problems)
    return Framework(cells=cells)


def _problems(cells: pd.DataFrame, coding: Coding) -> Iterator[Problem]:
    study = coding.study
    cases = _cases(study)
    of = _cited(coding)
    for row in cells[cells.duplicated(["case", "code"])].to_dict("records"):
        yield Problem(
            what=f"geval {row['case']!r} heeft twee samenvattingen bij code "
            f"{row['code']!r}, want codes zijn samengevoegd",
            where=f"{FRAMEWORK.file}, regel {row[LINE]}",
            fix="maak van de twee één samenvatting, met de verwijzingen van beide",
        )
    for row in cells.to_dict("records"):
        where = f"{FRAMEWORK.file}, regel {row[LINE]}"
        case, code = str(row["case"]), str(row["code"])
        known = True
        if case not in cases:
            known = False
            yield _unknown_case(case, study, where)
        elif cases[case] == "both":
            known = False
            yield Problem(
                what=f"{case!r} is een respondent en ook een gesprek",
                where=f"{where}, kolom geval",
                fix="geef één van de twee een andere naam",
            )
        if code not in coding.codebook.codes:
            known = False
            codes = list(coding.codebook.codes)
            yield unknown_name(code, codes, where=f"{where}, kolom code")
        if known:
            allowed = {code, *codes_below(coding.codebook, code)}
            at = f"{where}, kolom samenvatting"
            yield from _citations(str(row["summary"]), case, allowed, of, at)


def _cases(study: Study) -> Mapping[str, str]:
    """Return of what kind each case is: respondent, session, or both."""
    people, sessions = counted_respondents(study), list(study.sessions["session"])
    kinds = dict.fromkeys(people, "respondent") | dict.fromkeys(sessions, "session")
    return kinds | dict.fromkeys(set(people) & set(sessions), "both")


def _unknown_case(case: str, study: Study, where: str) -> Problem:
    at = f"{where}, kolom geval"
    if case in set(study.respondents["respondent"]):
        return Problem(
            what=f"respondent {case!r} gaf geen toestemming voor deelname",
            where=at,
            fix="verwijder de regel",
        )
    return unknown_name(case, list(_cases(study)), where=at)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What a coding belongs to; `cases` is empty for the interviewer's words."""

    code: str
    cases: frozenset[str]
    parked: bool


def _cited(coding: Coding) -> Mapping[str, _Cited]:
    cases: dict[str, set[str]] = {}
    may = set(counted_respondents(coding.study))
    names = ("id", "session", "respondent")
    passages = coding.passages
    for name, session, who in zip(*(passages[n] for n in names), strict=True):
        if who in may:
            cases.setdefault(name, set()).update((session, who))
    return {
        name: _Cited(code, frozenset(cases.get(name, ())), parked)
        for frame, parked in ((coding.codings, False), (coding.parked, True))
        for name, code in zip(frame["id"], frame["code"], strict=True)
    }


def _citations(
    summary: str,
    case: str,
    codes: set[str],
    of: Mapping[str, _Cited],
    where: str,
) -> Iterator[Problem]:
    if CUT_CITATION in summary:
        yield Problem(
            what="deze samenvatting rustte op wat is verwijderd",
            where=where,
            fix=f"schrijf haar opnieuw, zonder {CUT_CITATION} en zonder wat daarop "
            "rustte; of verwijder de regel",
        )
    for odd in _BRACES.findall(CITATION.sub("", summary)):
        yield Problem(
            what=f"verwijzing {odd[:60]!r} is hier niet leesbaar",
            where=where,
            fix="schrijf {{citaat:...}}, met de naam van een codering",
        )
    cited = list(dict.fromkeys(CITATION.findall(summary)))
    if not cited and CUT_CITATION not in summary:
        yield Problem(
            what="deze samenvatting verwijst naar geen enkele codering",
            where=where,
            fix="zet achter wat u samenvat {{citaat:...}}, met de naam van de codering",
        )
    for name in cited:
        wrong = _wrong(name, of.get(name), case, codes)
        if wrong is not None:
            yield Problem(
                what=f"codering {name!r} {wrong}",
                where=where,
                fix="verwijs naar een codering van dit geval en deze code; "
                "tb.passages(...) geeft hun namen",
            )


def _wrong(name: str, cited: _Cited | None, case: str, codes: set[str]) -> str | None:
    if cited is None:
        return "bestaat niet"
    if cited.parked:
        return "wacht op een plaats in het transcript"
    if cited.code not in codes:
        return f"heeft een andere code: {cited.code}"
    if case not in cited.cases:
        whose = " en ".join(sorted(cited.cases)) or "de gespreksleider"
        return f"is niet van {case}, maar van {whose}"
    return None
