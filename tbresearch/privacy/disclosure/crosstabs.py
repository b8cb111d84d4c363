"""Tables of two features with their margins, one or several about the same people.

A margin is the same count wherever it stands. Cells are therefore named after
what they count, so that two tables with a margin in common are protected as one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.privacy.disclosure.linked_counts import Relation, adds_up
from tbresearch.privacy.disclosure.protected import ProtectedTable, protected_table
from tbresearch.privacy.disclosure.rules import DisclosureRule
from tbresearch.privacy.disclosure.suppression import protect

__all__ = ["MARGIN", "cell_name", "protect_crosstab", "protect_crosstabs"]

MARGIN = "Totaal"
_EVERYONE = "iedereen"


def protect_crosstab(
    counts: pd.DataFrame, *, key: str, rule: DisclosureRule, fixed: Collection[str] = ()
) -> ProtectedTable:
    """Protect one table with its margins.

    Parameters
    ----------
    counts : pd.DataFrame
        Counts of people without margins, such as `pandas.crosstab` gives; rows and
        columns are named after the features that they are.
    key : str
        Key of the table, which the log names.
    rule : DisclosureRule
        The thresholds.
    fixed : collection of str
        Counts that stand elsewhere in the report anyway, by `cell_name`.

    Returns
    -------
    ProtectedTable
        With a last row and column `MARGIN`.
    """
    return protect_crosstabs({key: counts}, rule=rule, fixed=fixed)[key]


def protect_crosstabs(
    tables: Mapping[str, pd.DataFrame],
    *,
    rule: DisclosureRule,
    fixed: Collection[str] = (),
) -> dict[str, ProtectedTable]:
    """Protect several tables about the same people, margins and all.

    Parameters
    ----------
    tables : mapping of str to pd.DataFrame
        By key, counts as for `protect_crosstab`. All count the same people, and a
        feature has the same name and categories wherever it stands.
    rule, fixed
        As for `protect_crosstab`.

    Returns
    -------
    dict of str to ProtectedTable

    Raises
    ------
    WorkbenchError
        If a feature has no name, if a margin differs between tables, or if the
        tables form a ring (A x B, B x C, A x C): together those say more of the
        three features than their margins do, which is not modelled here.
    """
    names = {key: _names(counts) for key, counts in tables.items()}
    _refuse_rings(tables)
    cells: dict[str, int] = {}
    relations: dict[Relation, None] = {}
    for key, counts in tables.items():
        whole = _with_margins(counts)
        for name, n in zip(
            names[key].to_numpy().ravel(), whole.to_numpy().ravel(), strict=True
        ):
            if cells.setdefault(name, int(n)) != int(n):
                raise WorkbenchError(
                    f"{name} is in de ene tabel {cells[name]} en in de andere {n}",
                    where=f"tabel {key!r}",
                    fix="tel alle tabellen over dezelfde mensen, ook wie niets invulde",
                )
        relations.update(dict.fromkeys(_sums(names[key])))
    suppression = protect(
        pd.Series(cells, dtype="int64"),
        list(relations),
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=fixed,
    )
    return {
        key: protected_table(layout, suppression, key=key, title=key, rule=rule)
        for key, layout in names.items()
    }


def cell_name(**categories: str) -> str:
    """Return the name of the count of people with these features.

    >>> cell_name(rol="moeder", groep="client")
    'groep=client, rol=moeder'
    >>> cell_name()
    'iedereen'
    """
    pairs = sorted(categories.items())
    return ", ".join(f"{feature}={value}" for feature, value in pairs) or _EVERYONE


def _names(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the name of each cell, margins included."""
    rows, columns = counts.index.name, counts.columns.name
    if not rows or not columns or rows == columns:
        raise WorkbenchError(
            f"de tabel heeft rijen {rows!r} en kolommen {columns!r}",
            where="onthullingscontrole van een kruistabel",
            fix="geef rijen en kolommen elk de naam van hun kenmerk",
        )
    cells = [
        [
            cell_name(
                **({} if row == MARGIN else {str(rows): str(row)}),
                **({} if column == MARGIN else {str(columns): str(column)}),
            )
            for column in (*counts.columns, MARGIN)
        ]
        for row in (*counts.index, MARGIN)
    ]
    whole = _with_margins(counts)
    return pd.DataFrame(cells, whole.index, whole.columns)


def _with_margins(counts: pd.DataFrame) -> pd.DataFrame:
    if MARGIN in counts.index or MARGIN in counts.columns:
        raise WorkbenchError(
            f"de tabel heeft al een rij of kolom {MARGIN!r}",
            where="onthullingscontrole van een kruistabel",
            fix="geef de tabel zonder totalen; die worden hier geteld",
        )
    whole = counts.copy()
    whole[MARGIN] = counts.sum(axis=1)
    whole.loc[MARGIN] = whole.sum(axis=0)
    return whole


def _sums(names: pd.DataFrame) -> list[Relation]:
    rows = [adds_up(row[:-1], row[-1]) for row in names.to_numpy()]
    columns = [adds_up(column[:-1], column[-1]) for column in names.to_numpy().T]
    return rows + columns


def _refuse_rings(tables: Mapping[str, pd.DataFrame]) -> None:
    """Raise if following tables from feature to feature can come round."""
    group: dict[object, object] = {}

    def root(feature: object) -> object:
        while group.setdefault(feature, feature) != feature:
            feature = group[feature]
        return feature

    for key, counts in tables.items():
        one, other = root(counts.index.name), root(counts.columns.name)
        if one == other:
            raise WorkbenchError(
                f"tabel {key!r} sluit een kring van tabellen over dezelfde kenmerken",
                where="onthullingscontrole van kruistabellen",
                fix="laat één van de tabellen weg, of voeg kenmerken samen",
            )
        group[one] = other
