"""Counts of people that stand alone: so many of so many, or not shown."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tbresearch.estimate import Count
from tbresearch.privacy import DisclosureRule, LogEntry, adds_up, count_text, protect

__all__ = ["NOT_SHOWN", "count_cell", "log_entry", "shown_counts", "shown_parts"]

NOT_SHOWN = "niet getoond"


def shown_counts(
    counts: Mapping[str, Count], *, rule: DisclosureRule
) -> dict[str, str | None]:
    """Return each count as text, or None where it or its rest is of few people.

    The denominators are printed whatever they are.
    """
    lowest = int(rule.zero_is_safe)
    shown: dict[str, str | None] = {}
    for key, count in counts.items():
        parts = (count.k, count.total - count.k)
        small = any(lowest <= part < rule.smallest_count for part in parts)
        shown[key] = None if small else count_cell(count, rule)
    return shown


def shown_parts(
    parts: Mapping[str, int], *, rule: DisclosureRule
) -> dict[str, int | None]:
    """Return counts that add up to a printed total, None where they are not shown."""
    total = sum(parts.values())
    cells = {**parts, "": total}
    hidden = protect(
        pd.Series(cells, dtype="int64"),
        [adds_up(list(parts), "")] if parts else [],
        smallest=rule.smallest_count,
        zero_is_safe=rule.zero_is_safe,
        fixed=[""],
    ).hidden
    return {name: None if name in hidden else n for name, n in parts.items()}


def log_entry(
    key: str, title: str, *, cells: int, hidden: int, rule: DisclosureRule
) -> LogEntry:
    """Return what the appendix on disclosure says of such a table."""
    return LogEntry(
        table=key,
        title=title,
        cells=cells,
        primary=hidden,
        secondary=0,
        limited=0,
        exposed=0,
        rule=str(rule),
    )


def count_cell(count: Count, rule: DisclosureRule) -> str:
    """Return a count as text, with a percentage only of enough people."""
    return count_text(
        count.k, count.total, rule=rule, percentage_from=count.percentage_from
    )
