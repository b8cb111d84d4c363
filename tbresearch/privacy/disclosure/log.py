"""What was hidden, table by table, for the appendix of the report.

The log gives numbers of cells and never a value or the place of a small one. How
many of the hidden are small stays out of the report for a table where that, with
its fixed totals, would narrow them down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import pandas as pd

from tbresearch.html import list_html, table_html, text_html
from tbresearch.vocabulary import quantity_text

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
    left_out : bool
        Whether the report leaves the table out, because nothing of it can be shown.
    """

    table: str
    title: str
    cells: int
    primary: int
    secondary: int
    limited: int
    exposed: int
    rule: str
    left_out: bool = False

    def __str__(self) -> str:
        text = f"{self.title}: {self.hidden_text} niet getoond"
        if self.exposed:
            verb = "is" if self.exposed == 1 else "zijn"
            text += f"; {self.exposed} {verb} niet te beschermen"
        return f"{text} (regel: {self.rule})"

    @property
    def hidden_text(self) -> str:
        """How many counts are hidden, as the report may say it."""
        cells = quantity_text(self.cells, "aantal", "aantallen")
        text = f"{self.primary + self.secondary} van {cells}"
        if not self.limited and self.primary + self.secondary:
            text += f" ({self.primary} klein, {self.secondary} ter bescherming)"
        return f"{text}; de tabel is weggelaten" if self.left_out else text

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the author must know, and a reader of the report must not."""
        if not self.exposed or self.left_out:
            return ()
        small = quantity_text(self.exposed, "klein aantal is", "kleine aantallen zijn")
        them = "het" if self.exposed == 1 else "ze"
        return (
            f"tabel '{self.title}': {small} niet te beschermen; wie het rapport leest, "
            f"kan {them} uit de totalen berekenen. Voeg groepen of rollen samen, of "
            "geef het rapport niet uit",
        )


@dataclass(frozen=True, slots=True)
class DisclosureLog:
    """What was hidden in each table of a report, in the order of the report."""

    entries: tuple[LogEntry, ...]

    def __str__(self) -> str:
        cells = sum(entry.cells for entry in self.entries)
        hidden = sum(entry.primary + entry.secondary for entry in self.entries)
        tables = quantity_text(len(self.entries), "tabel", "tabellen")
        counts = quantity_text(cells, "aantal", "aantallen")
        return f"Onthullingscontrole van {tables}: {hidden} van {counts} niet getoond"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the author must know before the report goes out, in Dutch."""
        return tuple(text for entry in self.entries for text in entry.warnings)

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
        warnings = list_html(self.warnings, title="Let op")
        return text_html(self) + table_html(HEAD, self.rows()) + warnings


def disclosure_log(entries: Iterable[LogEntry]) -> DisclosureLog:
    """Collect the entries of all tables of a report."""
    return DisclosureLog(tuple(entries))
