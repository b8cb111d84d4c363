"""How an act on a whole study reads: what was done, and what a person must do."""

from __future__ import annotations

from collections.abc import Sequence

from tbresearch.html import list_html, text_html

__all__ = ["tasks_html", "tasks_text"]

_DONE = "Gedaan"
_TO_DO = "Nog te doen door een mens"


def tasks_text(title: str, *, done: Sequence[str], to_do: Sequence[str]) -> str:
    """Return both lists under a title, as plain text."""
    parts = [title]
    for head, lines in ((_DONE, done), (_TO_DO, to_do)):
        parts.append("\n".join([f"{head}:", *(f"  - {line}" for line in lines)]))
    return "\n\n".join(parts)


def tasks_html(title: str, *, done: Sequence[str], to_do: Sequence[str]) -> str:
    """Return both lists under a title, for a notebook."""
    lists = list_html(done, title=_DONE) + list_html(to_do, title=_TO_DO)
    return text_html(title) + lists
