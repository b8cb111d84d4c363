"""The tables of a report about people, with everything that hangs together in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from tbresearch.privacy.disclosure.crosstabs import MARGIN
from tbresearch.privacy.disclosure.linked_counts import Relation, adds_up
from tbresearch.privacy.disclosure.protected import ProtectedTable, protected_table
from tbresearch.privacy.disclosure.rules import DisclosureRule
from tbresearch.privacy.disclosure.suppression import protect

__all__ = [
    "UNKNOWN_ROLE",
    "hide_small_mentions",
    "protect_change",
    "protect_consents",
    "protect_roles",
]

UNKNOWN_ROLE = "niet opgegeven"
_DIRECTIONS = ("up", "same", "down")
_MISSING = ("n", "missing", "missing_begin", "missing_end")


def protect_change(
    changes: pd.DataFrame,
    *,
    rule: DisclosureRule,
    missing: Literal["tonen", "beschermen"],
) -> ProtectedTable:
    """Protect the counts of clients per domain and direction.

    Parameters
    ----------
    changes : pd.DataFrame
        As `ZrmChange.to_frame` gives it: domain, up, same, down, n, missing_begin,
        missing_end and clients.
    rule : DisclosureRule
        The thresholds.
    missing : {"tonen", "beschermen"}
        Whether counts of missing scores, and so of the scored, are printed as they
        are, because they say how was registered and nothing of a client's life; or
        are counts like the others.

    Returns
    -------
    ProtectedTable
        One row a domain; columns up, same, down, n, missing (a score lacks at
        either moment), missing_begin, missing_end and clients.

    Notes
    -----
    Known to a reader: the directions add up to n, n and missing to the clients, and
    missing scores divide into those of the first moment only, the second only and
    both. The number of clients is always printed.
    """
    columns = [*_DIRECTIONS, *_MISSING, "clients"]
    cells: dict[str, int] = {}
    relations: list[Relation] = []
    fixed: list[str] = []
    unprinted: list[str] = []
    for row in changes.to_dict("records"):
        domain = str(row["domain"])
        counts = _domain_counts(row)
        cells |= {f"{domain}.{name}": n for name, n in counts.items()}
        relations += [
            adds_up([f"{domain}.{part}" for part in parts], f"{domain}.{total}")
            for parts, total in _DOMAIN_SUMS
        ]
        fixed.append(f"{domain}.clients")
        own = [f"{domain}.{name}" for name in counts if name not in columns]
        unprinted += own
        if missing == "tonen":
            fixed += [*own, *(f"{domain}.{name}" for name in _MISSING)]
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        relations,
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=fixed,
        unprinted=unprinted,
    )
    domains = [str(domain) for domain in changes["domain"]]
    names = pd.DataFrame(
        {column: [f"{d}.{column}" for d in domains] for column in columns},
        index=pd.Index(domains, name="domain"),
    )
    return protected_table(
        names, suppression, key="tabel:zrm", title="Verandering per domein", rule=rule
    )


_DOMAIN_SUMS = (
    (_DIRECTIONS, "n"),
    (("n", "missing"), "clients"),
    (("only_begin", "only_end", "both"), "missing"),
    (("only_begin", "both"), "missing_begin"),
    (("only_end", "both"), "missing_end"),
    (("scored_begin", "missing_begin"), "clients"),
    (("scored_end", "missing_end"), "clients"),
)


def _domain_counts(row: dict[object, object]) -> dict[str, int]:
    """Return every count of one domain, with those that follow from others."""
    given = {str(name): row[name] for name in row}
    names = (*_DIRECTIONS, "n", "missing_begin", "missing_end", "clients")
    counts = {name: int(str(given[name])) for name in names}
    clients, begin, end = (counts[name] for name in ("clients", *_MISSING[2:]))
    missing = clients - counts["n"]
    both = begin + end - missing
    return counts | {
        "missing": missing,
        "both": both,
        "only_begin": begin - both,
        "only_end": end - both,
        "scored_begin": clients - begin,
        "scored_end": clients - end,
    }


def protect_roles(
    respondents: pd.DataFrame, *, groups: Sequence[str], rule: DisclosureRule
) -> ProtectedTable:
    """Protect the roles of respondents within each group.

    Parameters
    ----------
    respondents : pd.DataFrame
        With group and role; a role that is not given is `UNKNOWN_ROLE`.
    groups : sequence of str
        Groups in the order of the report.
    rule : DisclosureRule
        The thresholds.

    Returns
    -------
    ProtectedTable
        Rows by group and role, most frequent first and after those the hidden ones
        by name (an order by number would tell), each group closed by `MARGIN`;
        column n.

    Notes
    -----
    The size of a group is printed whatever it is: it is the denominator of every
    finding. A group of one role has nothing to hide beyond its size.
    """
    cells: dict[str, int] = {}
    relations: list[Relation] = []
    fixed, rows = [], []
    for group in groups:
        own = respondents.loc[respondents["group"] == group, "role"]
        roles = own.fillna("").replace("", UNKNOWN_ROLE).value_counts().to_dict()
        order = sorted(map(str, roles))
        cells |= {f"{group}.{role}": int(roles[role]) for role in order}
        cells[f"{group}.{MARGIN}"] = len(own)
        if order:
            relations.append(
                adds_up([f"{group}.{role}" for role in order], f"{group}.{MARGIN}")
            )
        alone = [f"{group}.{role}" for role in order if len(order) == 1]
        fixed += [f"{group}.{MARGIN}", *alone]
        rows += [(group, role) for role in (*order, MARGIN)]
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        relations,
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=fixed,
    )
    place = {group: i for i, group in enumerate(groups)}
    hidden = suppression.hidden
    rows.sort(
        key=lambda row: (
            place[row[0]],
            row[1] == MARGIN,
            f"{row[0]}.{row[1]}" in hidden or -cells[f"{row[0]}.{row[1]}"],
            row[1],
        )
    )
    names = pd.DataFrame(
        {"n": [f"{group}.{role}" for group, role in rows]},
        index=pd.MultiIndex.from_tuples(rows, names=["group", "role"]),
    )
    return protected_table(
        names,
        suppression,
        key="tabel:respondenten",
        title="Rollen per groep",
        rule=rule,
    )


def protect_consents(
    respondents: pd.DataFrame, *, consents: Sequence[str], rule: DisclosureRule
) -> ProtectedTable:
    """Protect how many respondents gave each consent.

    Parameters
    ----------
    respondents : pd.DataFrame
        One boolean column a consent.
    consents : sequence of str
        Those columns; with "deelname" and "letterlijk_citeren" among them, who may
        be quoted (both) is a row as well, "quoted".
    rule : DisclosureRule
        The thresholds.

    Returns
    -------
    ProtectedTable
        One row a consent, columns yes and total.

    Notes
    -----
    12 of 13 says that one refused, so who did not consent is a count too, although
    no table prints it. The number of respondents is always printed.
    """
    given = {name: respondents[name].astype(bool) for name in consents}
    if {"deelname", "letterlijk_citeren"} <= set(given):
        given["quoted"] = given["deelname"] & given["letterlijk_citeren"]
    total = len(respondents)
    cells = {"total": total}
    relations, unprinted = [], []
    for name, column in given.items():
        cells |= {name: int(column.sum()), f"{name}.no": total - int(column.sum())}
        relations.append(adds_up([name, f"{name}.no"], "total"))
        unprinted.append(f"{name}.no")
    if "quoted" in given:
        for name in ("deelname", "letterlijk_citeren"):
            rest = f"{name}.not_quoted"
            cells[rest] = cells[name] - cells["quoted"]
            relations.append(adds_up(["quoted", rest], name))
            unprinted.append(rest)
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        relations,
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=["total"],
        unprinted=unprinted,
    )
    names = pd.DataFrame(
        {"yes": list(given), "total": "total"}, index=pd.Index(given, name="consent")
    )
    return protected_table(
        names, suppression, key="tabel:toestemming", title="Toestemming", rule=rule
    )


def hide_small_mentions(counts: pd.DataFrame, *, rule: DisclosureRule) -> pd.DataFrame:
    """Return counts of who mentions what, without those of few people.

    Only for a study that hides statements as well. A row of the factor tables is
    hidden in all its units as soon as few respondents mention it, or few do not:
    statements, groups and organisations would give respondents away.

    Parameters
    ----------
    counts : pd.DataFrame
        One row a group, code and unit, with k and total, as `Factors.counts`.
    rule : DisclosureRule
        The thresholds.

    Returns
    -------
    pd.DataFrame
        The same rows, `k` (Int64) missing where it is not printed.
    """
    frame = counts.reset_index(drop=True)
    people = frame[frame["unit"] == "respondent"]
    rest = people["total"] - people["k"]
    lowest = int(rule.zero_is_safe)
    small = people["k"].between(lowest, rule.smallest_count - 1)
    small |= rest.between(lowest, rule.smallest_count - 1)
    hidden = set(zip(people["group"][small], people["code"][small], strict=True))
    mask = [pair in hidden for pair in zip(frame["group"], frame["code"], strict=True)]
    return frame.assign(k=frame["k"].astype("Int64").mask(pd.Series(mask, dtype=bool)))
