"""How the differences between two coders look: side by side, by session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tbresearch.coding.comparing.kinds import KINDS, OPEN, SETTLED
from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.vocabulary import POLARITIES, label

if TYPE_CHECKING:
    from tbresearch.coding.comparing.differences import Disagreement, Disagreements
    from tbresearch.coding.comparing.matching import Given

__all__ = ["disagreements_html", "side_lines", "status_lines", "turns_text"]


def disagreements_html(result: Disagreements) -> str:
    """Return counts by kind, and per session a table with both coders in it."""
    counts = [
        (label(KINDS, kind), len(own), sum(row.status == SETTLED for row in own))
        for kind in KINDS
        if (own := [row for row in result.rows if row.kind == kind])
    ]
    heads = ("Wat verschilt", "Aantal", "Besloten")
    return "".join(
        (
            text_html(result),
            table_html(heads, counts) if counts else "",
            *_sessions(result),
            list_html(result.notes),
        )
    )


def _sessions(result: Disagreements) -> Iterator[str]:
    sessions = result.coding.study.sessions
    titles = dict(zip(sessions["session"], sessions["title"], strict=True))
    for session in result.sessions:
        rows = [row for row in result.rows if row.session == session]
        if not rows:
            continue
        open_ = sum(row.status == OPEN for row in rows)
        many = "1 verschil" if len(rows) == 1 else f"{len(rows)} verschillen"
        title = f"{titles[session]}: {many}, {open_} open"
        yield fold_html(title, _table(result, rows))


def _table(result: Disagreements, rows: Sequence[Disagreement]) -> str:
    return table_html(
        ("Waar", "Wat verschilt", *result.coders, "Besluit"),
        [
            (
                (turns_text(row), row.speaker, row.role),
                (label(KINDS, row.kind), row.key),
                side_lines(result, row.match.one),
                side_lines(result, row.match.two),
                status_lines(row),
            )
            for row in rows
        ],
    )


def turns_text(row: Disagreement) -> str:
    """Return which turns it is in; words of a label are in none."""
    if not row.turns:
        return "naam van een spreker"
    first, last = row.turns[0], row.turns[-1]
    return f"beurt {first}" if first == last else f"beurt {first} tot en met {last}"


def side_lines(result: Disagreements, side: Given | None) -> tuple[str, ...]:
    """Return what one coder did with a passage: code, polarity, words and memo."""
    if side is None:
        return ("geen code",)
    name = result.coding.codebook.codes[side.code].label
    lines = [f"{name}, {label(POLARITIES, side.polarity).lower()}", f"«{side.quote}»"]
    return (*lines, f"Memo: {side.memo}") if side.memo else tuple(lines)


def status_lines(row: Disagreement) -> tuple[str, ...]:
    """Return what was decided, by whom and why, or that it is open."""
    decided = row.settlement
    if decided is None:
        return ("open, eerder besluit vervallen",) if row.lapsed else (row.status,)
    day = decided.time[:10]
    if not decided.keep:
        return "vervalt", decided.reason, f"{decided.who}, {day}"
    codes = ", ".join(decided.codes)
    side = f", {decided.polarity}" if decided.polarity else ""
    return (
        f"blijft: {codes}{side}; tekst: {decided.extent}",
        decided.reason,
        f"{decided.who}, {day}",
    )
