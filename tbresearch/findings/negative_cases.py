"""Negative cases: what speaks against a finding, and whether anyone looked for it.

The program finds passages that were coded to the contrary. What was never coded so,
it cannot find: that is why a person has to search as well, and write down that they
did. A finding without that record is provisional.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from tbresearch.coding import Coding
from tbresearch.errors import Problem, StudyError
from tbresearch.findings.factor_notes import NO_CODINGS
from tbresearch.findings.factors import Factors
from tbresearch.findings.ledger import counted_passages
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import LINE, Table, read_table
from tbresearch.study.fields import Field, day, key, text
from tbresearch.vocabulary import (
    OPPOSITES,
    POLARITIES,
    RESPONDENT_GROUPS,
    day_text,
    label,
    quantity_text,
)

__all__ = ["NEGATIVE_RULE", "SEARCHES", "NegativeCases", "negative_cases"]

SEARCHES = Table(
    file="tegenspraak.csv",
    fields=(
        Field(name="bevinding", column="finding", kind=key(), required=True),
        Field(name="door", column="searcher", kind=text(), required=True),
        Field(name="datum", column="day", kind=day(), required=True),
        Field(name="gevonden", column="outcome", kind=text(), required=True),
    ),
    unique=("finding", "day"),
)
NEGATIVE_RULE = (
    "Tegenspraak is een passage met dezelfde code en de andere kant: van iemand uit "
    "dezelfde groep, of van een ander in een focusgroep waarin het genoemd is. Een "
    f"bevinding is definitief als in {SEARCHES.file} staat wie naar tegenspraak zocht, "
    "wanneer, en wat dat gaf, en er daarna geen tegenspraak is bij gecodeerd; anders "
    "is zij voorlopig."
)
_COLUMNS = [
    *("group", "code", "label", "k", "opposed", "both"),
    *("searcher", "day", "outcome", "line", "status"),
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NegativeCases:
    """What speaks against each finding of one polarity, and who looked for it.

    Attributes
    ----------
    factors : Factors
        The findings.
    rows : pd.DataFrame
        One row a group and code that it mentions: group, code, label, k
        (respondents who name it), opposed (respondents of whom a passage speaks
        against it), both (of those, who name it too), searcher, day and outcome of
        the last search (or None), and status: definitief or voorlopig.
    notes : tuple of str
        The rule, in Dutch.
    """

    factors: Factors
    rows: pd.DataFrame
    notes: tuple[str, ...]

    def __str__(self) -> str:
        name = label(POLARITIES, self.factors.polarity).lower()
        firm = int((self.rows["status"] == "definitief").sum())
        number = quantity_text(len(self.rows), "bevinding", "bevindingen")
        against = int((self.rows["opposed"] > 0).sum())
        return (
            f"Tegenspraak bij {name}: {number}, waarvan {against} met tegenspraak en "
            f"{firm} definitief"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a finding, as `rows`."""
        return self.rows.copy()

    def status(self, group: str, code: str) -> str:
        """Return definitief or voorlopig; what nobody mentions is provisional."""
        own = self.rows[(self.rows["group"] == group) & (self.rows["code"] == code)]
        return str(next(iter(own["status"]), "voorlopig"))

    def passages(self, group: str, code: str) -> pd.DataFrame:
        """Return what speaks against one finding, as rows of `Coding.passages`."""
        other = _other_side(self.factors)
        return _against(self.factors, other[other["code"] == code], group, code)

    def _repr_html_(self) -> str:
        rows = [
            (
                label(RESPONDENT_GROUPS, row["group"]),
                row["label"],
                int(row["k"]),
                int(row["opposed"]),
                f"{row['searcher']}, {day_text(row['day'])}: {row['outcome']}"
                if row["searcher"]
                else "niet vastgelegd",
                row["status"],
            )
            for row in self.rows.to_dict("records")
        ]
        name = label(POLARITIES, self.factors.polarity)
        heads = ("Volgens", name, "Noemt het", "Andersom", "Gezocht", "Stand")
        table = table_html(heads, rows) if rows else ""
        return text_html(self) + table + list_html(self.notes)


def negative_cases(factors: Factors) -> NegativeCases:
    """Lay beside each finding what speaks against it, and who looked for that.

    Parameters
    ----------
    factors : Factors
        As `success_factors` or `improvement_points` gives them.

    Returns
    -------
    NegativeCases

    Raises
    ------
    StudyError
        If `tegenspraak.csv` names a finding that cannot be.
    """
    searches = _searches(factors.coding).sort_values("day").to_dict("records")
    log = {str(search["finding"]): search for search in searches}
    other = _other_side(factors)
    of_code = {str(code): own for code, own in other.groupby("code")}
    rows = [
        _row(factors, of_code.get(code, other.iloc[:0]), group, code, log)
        for group in factors.coding.study.groups
        for code in factors.ranked(group)
    ]
    return NegativeCases(
        factors=factors,
        rows=pd.DataFrame(rows, columns=_COLUMNS),
        notes=(
            *((NO_CODINGS,) if factors.coding.codings.empty else ()),
            NEGATIVE_RULE,
        ),
    )


def _row(
    factors: Factors,
    other: pd.DataFrame,
    group: str,
    code: str,
    log: Mapping[str, Mapping[Hashable, Any]],
) -> tuple[object, ...]:
    against = _against(factors, other, group, code)
    naming = set(factors.behind(group, code)["respondent"])
    opposed = set(against["respondent"])
    found: tuple[object, ...] = ("", None, "", 0)
    status = "voorlopig"
    last = log.get(f"{factors.polarity}.{group}.{code}")
    if last is not None:
        found = (last["searcher"], last["day"], last["outcome"], last[LINE])
        if not _newer(against, last["day"]):
            status = "definitief"
    numbers = (len(naming), len(opposed), len(naming & opposed))
    return (group, code, factors.label(code), *numbers, *found, status)


def _other_side(factors: Factors) -> pd.DataFrame:
    return counted_passages(factors.coding, polarity=OPPOSITES[factors.polarity])


def _against(
    factors: Factors, other: pd.DataFrame, group: str, code: str
) -> pd.DataFrame:
    """Return what of the other side of one code speaks against it in one group."""
    if other.empty:
        return other.reset_index(drop=True)
    sessions = factors.coding.study.sessions
    groups = set(sessions.loc[sessions["kind"] == "focusgroep", "session"])
    there = groups & set(factors.behind(group, code)["session"])
    own = (other["group"] == group) | other["session"].isin(there)
    return other[own].reset_index(drop=True)


def _newer(passages: pd.DataFrame, searched: date) -> bool:
    """Tell whether a passage was coded on a later day than it was searched for."""
    return any(str(time)[:10] > searched.isoformat() for time in passages["time"])


def _searches(coding: Coding) -> pd.DataFrame:
    path = coding.study.root / SEARCHES.file
    if not path.is_file():
        return pd.DataFrame(columns=[*(f.column for f in SEARCHES.fields), LINE])
    log = read_table(path, SEARCHES)
    names = [_current(str(name), coding) for name in log["finding"]]
    log = log.assign(finding=names)
    problems = list(_problems(log, coding))
    if problems:
        raise StudyError(problems)
    return log


def _current(name: str, coding: Coding) -> str:
    """Return the name of a finding with the code that it was merged into."""
    *of, code = name.split(".", 2)
    return ".".join([*of, coding.codebook.merged.get(code, code)])


def _problems(log: pd.DataFrame, coding: Coding) -> Iterator[Problem]:
    for name, line in zip(log["finding"], log[LINE], strict=True):
        polarity, _, rest = str(name).partition(".")
        group, _, code = rest.partition(".")
        if (
            polarity not in OPPOSITES
            or group not in coding.study.groups
            or code not in coding.codebook.codes
        ):
            yield Problem(
                what=f"bevinding {str(name)!r} kan er niet zijn",
                where=f"{SEARCHES.file}, regel {line}, kolom bevinding",
                fix="schrijf kant, groep en code met punten, zoals "
                "succesfactor.client.CODE",
            )
