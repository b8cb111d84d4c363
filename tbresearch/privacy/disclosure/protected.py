"""A table of which some counts are not printed, and what the log says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.html import table_html, text_html
from tbresearch.privacy.disclosure.log import LogEntry
from tbresearch.privacy.disclosure.rules import HIDDEN_NOTE, DisclosureRule, cell_text
from tbresearch.privacy.disclosure.suppression import Suppression

__all__ = ["ProtectedTable", "protected_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedTable:
    """Counts as they may leave.

    Attributes
    ----------
    frame : pd.DataFrame
        The counts (Int64), missing where they are not printed.
    entry : LogEntry
        For the log of the report.
    rule : DisclosureRule
        The thresholds that were kept.
    """

    frame: pd.DataFrame = field(repr=False)
    entry: LogEntry
    rule: DisclosureRule

    def __str__(self) -> str:
        return str(self.entry)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know to read the table, in Dutch."""
        hidden = self.entry.primary + self.entry.secondary
        return (HIDDEN_NOTE,) if hidden else ()

    def value(self, row: object, column: str) -> int | None:
        """Return a count, or None if it is not printed."""
        found = self.frame.at[row, column]
        return None if pd.isna(found) else int(found)  # type: ignore[arg-type]

    def tells_nothing(self, columns: Sequence[str]) -> bool:
        """Return whether no count in these columns is printed."""
        return bool(len(self.frame)) and bool(
            self.frame[list(columns)].isna().to_numpy().all()
        )

    def text(self) -> pd.DataFrame:
        """Return the table with every cell written in Dutch."""
        cells = [
            [cell_text(None if pd.isna(n) else int(n)) for n in row]
            for row in self.frame.to_numpy(dtype=object)
        ]
        return pd.DataFrame(cells, self.frame.index, self.frame.columns)

    def _repr_html_(self) -> str:
        text = self.text()
        names = [
            " / ".join(map(str, name)) if isinstance(name, tuple) else str(name)
            for name in text.index
        ]
        rows = [[name, *row] for name, row in zip(names, text.to_numpy(), strict=True)]
        heads = ["", *map(str, text.columns)]
        parts = [text_html(self), table_html(heads, rows), *map(text_html, self.notes)]
        return "".join(parts)


def protected_table(
    names: pd.DataFrame,
    suppression: Suppression,
    *,
    key: str,
    title: str,
    rule: DisclosureRule,
) -> ProtectedTable:
    """Lay out cells of a suppression as a table.

    Parameters
    ----------
    names : pd.DataFrame
        The name of the cell that stands at each place.
    suppression : Suppression
        What is hidden of those cells.
    key, title : str
        Key of the table and what the log calls it, in Dutch.
    rule : DisclosureRule
        The thresholds that were kept.
    """
    values = dict(
        zip(suppression.counts.names, suppression.counts.values.tolist(), strict=True)
    )
    hidden = suppression.hidden
    columns = {
        column: pd.array(
            [None if n in hidden else values[n] for n in names[column]], dtype="Int64"
        )
        for column in names.columns
    }
    frame = pd.DataFrame(columns, index=names.index)
    frame.columns = names.columns
    own = set(names.to_numpy().ravel())
    entry = LogEntry(
        table=key,
        title=title,
        cells=len(own),
        primary=len(own & set(suppression.primary)),
        secondary=len(own & set(suppression.secondary)),
        limited=len((own | set(suppression.unprinted)) & set(suppression.limited)),
        exposed=len(own & set(suppression.exposed)),
        rule=str(rule),
    )
    return ProtectedTable(frame=frame, entry=entry, rule=rule)
