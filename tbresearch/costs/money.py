"""Money in time: price years and indices, the discount rate, moments in a year.

An amount keeps the price year of its source; a named index brings it to the price
year of the register. Discounting divides by (1 + rate)^t, with t in years from the
start of the trajectory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from tbresearch.costs.draws import rows_of
from tbresearch.errors import WorkbenchError
from tbresearch.study import Table, read_table
from tbresearch.study.fields import Field, choice, day, decimal, text, whole
from tbresearch.vocabulary import PAYERS, SCHEMES, decimal_text, label

__all__ = [
    "CPI",
    "PriceIndex",
    "data_file",
    "discount_factors",
    "payer_of",
    "price_index",
    "standard_rate",
]

CPI = "cpi"

_YEAR = whole(1900, 2200)
_RATES = Table(
    file="discontovoet.csv",
    fields=(
        Field(name="vanaf", column="since", kind=day(), required=True),
        Field(name="procent", column="percent", kind=decimal(), required=True),
        Field(name="bron", column="source", kind=text(), required=True),
    ),
    unique=("since",),
)
_PAYERS = Table(
    file="betalers.csv",
    fields=(
        Field(name="regeling", column="scheme", kind=choice(SCHEMES), required=True),
        Field(name="vanaf", column="since", kind=_YEAR, required=True),
        Field(name="betaler", column="payer", kind=choice(PAYERS), required=True),
    ),
    unique=("scheme", "since"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceIndex:
    """Yearly changes of prices.

    Attributes
    ----------
    name : str
        ``"cpi"``, or the name of a file in the study folder.
    steps : mapping of int to float
        Factor from each year to the next.
    """

    name: str
    steps: Mapping[int, float]

    def factor(self, since: int, until: int) -> float:
        """Return what an amount of one year is multiplied by to be of another.

        Raises
        ------
        WorkbenchError
            If the index has no change for a year in between.
        """
        first, last = sorted((since, until))
        lacking = [year for year in range(first, last) if year not in self.steps]
        if lacking:
            raise WorkbenchError(
                f"index {self.name!r} heeft geen stap van {lacking[0]} naar "
                f"{lacking[0] + 1}",
                where=self.name if self.name != CPI else "cpi_cbs.csv",
                fix="kies een index die alle jaren van "
                f"{first} tot {last} heeft, of een ander prijspeil",
            )
        factor = 1.0
        for year in range(first, last):
            factor *= self.steps[year]
        return factor if since <= until else 1 / factor


def data_file(name: str) -> Traversable:
    """Return a table or register that ships with the package."""
    return resources.files("tbresearch.costs").joinpath("data", name)


def price_index(name: str, folder: Path | None) -> PriceIndex:
    """Read the consumer price index, or an index of the study.

    Parameters
    ----------
    name : str
        ``"cpi"``, or a CSV file in `folder` with columns van, tot and procent.
    folder : Path or None
        The study folder.

    Raises
    ------
    WorkbenchError
        If there is no such file, a cell is wrong, or a row is not one year.
    """
    if name == CPI:
        return _cpi()
    if folder is None or Path(name).name != name:
        raise WorkbenchError(
            f"index {name!r} is niet bekend",
            where=name,
            fix="schrijf cpi, of de naam van een CSV-bestand in de studiemap met de "
            "kolommen van, tot en procent",
        )
    return _index(folder / name, name=name)


@cache
def _cpi() -> PriceIndex:
    with resources.as_file(data_file("cpi_cbs.csv")) as path:
        return _index(path, name=CPI)


def _index(path: Path, *, name: str) -> PriceIndex:
    table = Table(
        file=path.name,
        fields=(
            Field(name="van", column="since", kind=_YEAR, required=True),
            Field(name="tot", column="until", kind=_YEAR, required=True),
            Field(name="procent", column="percent", kind=decimal(), required=True),
        ),
        unique=("since",),
    )
    rows = read_table(path, table)
    for row in rows_of(rows):
        if row.until != row.since + 1 or row.percent <= -100:
            raise WorkbenchError(
                f"{row.since} tot {row.until}, {row.percent:g} procent is geen stap "
                "van een index",
                where=f"{path.name}, regel {row.line}",
                fix="schrijf op elke regel één jaar, zoals 2019;2020;1,3",
            )
    steps = {int(r.since): 1 + float(r.percent) / 100 for r in rows_of(rows)}
    return PriceIndex(name=name, steps=MappingProxyType(steps))


def standard_rate(start: date) -> float:
    """Return the real discount rate in force on a day, as a fraction.

    Raises
    ------
    WorkbenchError
        If no rate of that day is known.
    """
    rates = [row for row in rows_of(_table(_RATES)) if row.since <= start]
    if not rates:
        raise WorkbenchError(
            f"er is geen discontovoet bekend voor {start:%d-%m-%Y}",
            where="discontovoet.csv",
            fix="schrijf bovenaan aannames.toml de discontovoet van die dag, zoals "
            "discontovoet = 2.25",
        )
    return float(max(rates, key=lambda row: row.since).percent) / 100


def payer_of(scheme: str, year: int) -> str:
    """Return who pays for a scheme in a year.

    >>> payer_of("jeugdhulp", 2020)
    'gemeente'

    Raises
    ------
    WorkbenchError
        If the table does not say so for that year.
    """
    rows = [
        row
        for row in rows_of(_table(_PAYERS))
        if row.scheme == scheme and row.since <= year
    ]
    if not rows:
        raise WorkbenchError(
            f"wie {label(SCHEMES, scheme)} in {year} betaalde, staat niet in de tabel",
            where="betalers.csv",
            fix="schrijf bij deze aanname zelf een betaler of ontvanger, in plaats van "
            "regeling",
        )
    return str(max(rows, key=lambda row: row.since).payer)


@cache
def _table(table: Table) -> pd.DataFrame:
    with resources.as_file(data_file(table.file)) as path:
        return read_table(path, table)


def discount_factors(years: ArrayLike, *, rate: float) -> NDArray[np.float64]:
    """Return 1 / (1 + rate)^t for each moment t.

    Parameters
    ----------
    years : array_like
        Years from the start, of any shape.
    rate : float
        As a fraction: 0.0225 is 2.25 per cent.
    """
    return np.asarray((1.0 + rate) ** -np.asarray(years, dtype=float))


def rate_text(rate: float) -> str:
    """Write a rate as a percentage.

    >>> rate_text(0.0225)
    '2,25%'
    """
    return f"{decimal_text(100 * rate, 2)}%"
