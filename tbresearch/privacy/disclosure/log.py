"""What was hidden, table by table, for the appendix of the report.

The log gives numbers of cells and never a value or the place of a small one. How
many of the hidden are small stays out of the report for a table where that, with
its fixed totals, would narrow them down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd

from tbresearch.html import table_html, text_html

__all__ = ["HEAD", "DisclosureLog", "LogEntry", "disclosure_log"]

HEAD = ("Tabel", "Niet getoond", "Regel")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """What was hidden in one table.

    Attributes
    ----------
    table, title : str
        Key of the table and what it is called.
    cells : int
        Counts that it would print.
    primary, secondary : int
        Counts hidden because they are small, and to protect those.
    limited, exposed : int
        Small counts that fixed totals narrow down for who knows which are small,
        and that they give away to any reader.
    rule : str
        The thresholds, in Dutch.
    """

    table: str
    title: str
    cells: int
    primary: int
    secondary: int
    limited: int
    exposed: int
    rule: str

    def __str__(self) -> str:
        text = f"{self.title}: {self.hidden_text} niet getoond"
        if self.exposed:
            text += f"; {self.exposed} zijn niet te beschermen"
        return f"{text} (regel: {self.rule})"

    @property
    def hidden_text(self) -> str:
        """How many counts are hidden, as the report may say it."""
        text = f"{self.primary + self.secondary} van {self.cells} aantallen"
        if self.limited or not self.primary + self.secondary:
            return text
        return f"{text} ({self.primary} klein, {self.secondary} ter bescherming)"


@dataclass(frozen=True, slots=True)
class DisclosureLog:
    """What was hidden in each table of a report, in the order of the report."""

    entries: tuple[LogEntry, ...]

    def __str__(self) -> str:
        cells = sum(entry.cells for entry in self.entries)
        hidden = sum(entry.primary + entry.secondary for entry in self.entries)
        return (
            f"Onthullingscontrole van {len(self.entries)} tabellen: {hidden} van "
            f"{cells} aantallen niet getoond"
        )

    def rows(self) -> list[tuple[str, str, str]]:
        """Return table, what was hidden and the rule, as the report may print them."""
        return [(e.title, e.hidden_text, e.rule) for e in self.entries]

    def to_frame(self) -> pd.DataFrame:
        """Return one row a table, columns as the attributes of `LogEntry`.

        With the numbers of both kinds, and so for the study and not for a report.
        """
        return pd.DataFrame(
            [asdict(entry) for entry in self.entries],
            columns=list(LogEntry.__dataclass_fields__),
        )

    def _repr_html_(self) -> str:
        return text_html(self) + table_html(HEAD, self.rows())


def disclosure_log(entries: Iterable[LogEntry]) -> DisclosureLog:
    """Collect the entries of all tables of a report."""
    return DisclosureLog(tuple(entries))
