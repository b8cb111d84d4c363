"""What goes between a page and Python: an act with a number, and what came of it.

The page sends ``{"act": name, "id": number, ...}``. The answer goes to every view
of the widget: ``{"act", "id", "done": {...}}``, or ``{"act", "id", "problems"}`` with
what is wrong, where, and how to mend it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import anywidget

from tbresearch.errors import Problem, WorkbenchError

__all__ = ["Act", "answer", "listen"]

Act = Callable[..., dict[str, Any]]


def listen(widget: anywidget.AnyWidget, acts: Mapping[str, Act]) -> None:
    """Carry out what the pages of a widget ask, one act at a time.

    Parameters
    ----------
    widget : anywidget.AnyWidget
        Kernels handle messages in threads of their own, also while a cell runs.
    acts : mapping of str to callable
        Takes what the message holds by name, and returns what is done.
    """
    one_at_a_time = threading.Lock()

    def receive(_: object, message: Mapping[str, Any], __: object) -> None:
        with one_at_a_time:
            widget.send(answer(acts, message))

    widget.on_msg(receive)
    # A page names the thread that is to hear it, one that runs no cells. ipykernel 7.4
    # prefers the thread that last spoke to the page, and that is the cell's at first.
    widget.comm._reply_subshell_for = lambda _, named: named


def answer(acts: Mapping[str, Act], message: Mapping[str, Any]) -> dict[str, Any]:
    """Carry out one act, and return what the page is told of it."""
    given = dict(message)
    name, number = given.pop("act", None), given.pop("id", None)
    told = {"act": name, "id": number}
    try:
        return told | {"done": acts[str(name)](**given)}
    except WorkbenchError as error:
        return told | {"problems": [asdict(problem) for problem in error.problems]}
    except Exception as error:
        # Raised on, it would end in a log that no user sees.
        return told | {"problems": [asdict(_own_fault(error))]}


def _own_fault(error: Exception) -> Problem:
    return Problem(
        what=f"de werkbank maakt hier zelf een fout ({type(error).__name__}: {error})",
        where="uw laatste handeling, die niet is opgeslagen",
        fix="meld dit bij wie de werkbank onderhoudt; voer daarna de cel opnieuw uit",
    )
