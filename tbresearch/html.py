"""How a result looks in a notebook: paragraphs, tables, lists, parts that fold out.

What goes in is plain text; everything is escaped here. The same result gives the
same characters, so that a notebook with outputs can be compared with another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from tbresearch.errors import Problem
from tbresearch.vocabulary import decimal_text

__all__ = [
    "fold_html",
    "joined_spans",
    "list_html",
    "marked_html",
    "problems_html",
    "scroll_html",
    "table_html",
    "text_html",
]

# Dark on light whatever the theme of the notebook.
_MARK = "background: #ffe08a; color: #1f2933"


def text_html(text: object) -> str:
    """Return a paragraph.

    >>> text_html("R&D")
    '<p>R&amp;D</p>'
    """
    return f"<p>{escape(str(text))}</p>"


def table_html(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return a table: words to the left, whole numbers to the right.

    Parameters
    ----------
    head : sequence of str
        Name of each column, in Dutch.
    rows : iterable of sequence
        As many cells each as `head`.
    """
    body = [list(row) for row in rows]
    right = [
        bool(body) and all(not isinstance(row[i], str) for row in body)
        for i in range(len(head))
    ]
    heads = "".join(
        f'<th scope="col" {_side(to_right)}>{escape(name)}</th>'
        for name, to_right in zip(head, right, strict=True)
    )
    lines = "".join(
        f"<tr>{''.join(_cell(*pair) for pair in zip(row, right, strict=True))}</tr>"
        for row in body
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def list_html(lines: Iterable[str], *, title: str = "") -> str:
    """Return a list under a title, or nothing if there are no lines.

    >>> list_html(["rust"], title="Let op")
    '<p>Let op:</p><ul><li>rust</li></ul>'
    """
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    if not items:
        return ""
    return (text_html(f"{title}:") if title else "") + f"<ul>{items}</ul>"


def fold_html(summary: str, body: str) -> str:
    """Return a part that opens when its summary is clicked; `body` is HTML."""
    return f"<details><summary>{escape(summary)}</summary>{body}</details>"


def marked_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return text with what lies in `spans` (start, end) highlighted.

    Spans may overlap and come in any order; what touches becomes one.

    >>> "<mark" in marked_html("a b", [(0, 1)])
    True
    """
    parts = []
    done = 0
    for start, end in joined_spans(spans):
        marked = f'<mark style="{_MARK}">{escape(text[start:end])}</mark>'
        parts += [escape(text[done:start]), marked]
        done = end
    return "".join(parts) + escape(text[done:])


def joined_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, with those that overlap or touch made one.

    >>> joined_spans([(4, 6), (0, 2), (1, 3)])
    [(0, 3), (4, 6)]
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def scroll_html(body: str) -> str:
    """Return a part that scrolls sideways when it is wider than the page."""
    return f'<div style="overflow-x: auto">{body}</div>'


def problems_html(problems: Iterable[Problem]) -> str:
    """Return a table of what is wrong, where and how to mend it, or nothing."""
    rows = [(problem.what, problem.where, problem.fix) for problem in problems]
    return table_html(("Wat", "Waar", "Oplossing"), rows) if rows else ""


def _cell(value: str | int, to_right: bool) -> str:
    text = escape(value) if isinstance(value, str) else decimal_text(value)
    return f"<td {_side(to_right)}>{text}</td>"


def _side(to_right: bool) -> str:
    return f'style="text-align: {"right" if to_right else "left"}"'
