"""How the codebook of a study changed: what, when and by whom, from the journals.

A change that somebody made on the coding page or with a function stands in their
journal. One that was made in the file itself leaves no trace but a code that names
others under `voorheen`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from tbresearch.coding.codebook import Codebook
from tbresearch.coding.journal import journal_path, parse_act
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import Study, read_bytes
from tbresearch.vocabulary import CODE_KINDS, label, quantity_text

__all__ = ["CodebookChange", "CodebookLog", "codebook_log"]

_UNKNOWN = "niet vastgelegd"
_UNREADABLE = "een wijziging die niet te lezen is"

Change: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """One change of a codebook.

    Attributes
    ----------
    day : str
        ISO date, in UTC; empty if nobody recorded it.
    coder : str
        Whose journal it stands in; empty if nobody recorded it.
    what : str
        What changed, in Dutch without a full stop.
    """

    day: str
    coder: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookLog:
    """All changes of a codebook, the first one first.

    Attributes
    ----------
    changes : tuple of CodebookChange
        Those without a day come last.
    """

    changes: tuple[CodebookChange, ...]

    def __str__(self) -> str:
        if not self.changes:
            return "Aan het codeboek is tijdens het coderen niets veranderd"
        changes = quantity_text(len(self.changes), "wijziging", "wijzigingen")
        return f"Codeboek: {changes}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Where the changes come from, in Dutch sentences."""
        return (
            "Wijzigingen komen uit de dagboeken van de codeurs. Wat iemand in "
            "codeboek.toml zelf veranderde, staat daar niet in; alleen een "
            "samenvoeging is dan nog te zien, zonder dag en zonder naam.",
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one row a change: day, coder and what; empty where not recorded."""
        rows = [(one.day, one.coder, one.what) for one in self.changes]
        return pd.DataFrame(rows, columns=["day", "coder", "what"])

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield the Dutch cells of each change."""
        for one in self.changes:
            yield one.day or _UNKNOWN, one.coder or _UNKNOWN, one.what

    def _repr_html_(self) -> str:
        table = table_html(("Dag", "Codeur", "Wijziging"), self.rows())
        body = table if self.changes else ""
        return text_html(self) + body + list_html(self.notes)


def codebook_log(study: Study, codebook: Codebook) -> CodebookLog:
    """Return how the codebook of a study changed.

    Parameters
    ----------
    study : Study
        The study; the journals of its coders are read.
    codebook : Codebook
        Its codebook as it is now, which names codes that were merged.
    """
    acts = sorted(
        (str(act["time"]), coder, number, act["change"])
        for coder in study.coders
        for number, act in enumerate(_codebook_acts(study, coder))
    )
    recorded = [
        CodebookChange(day=time[:10], coder=coder, what=_told(change, codebook))
        for time, coder, _, change in acts
    ]
    seen = {
        forward.get("code")
        for *_, change in acts
        if (forward := _forward(change)).get("op") == "merge"
    }
    unseen = [
        CodebookChange(day="", coder="", what=_merge(old, new, codebook))
        for old, new in codebook.merged.items()
        if old not in seen
    ]
    return CodebookLog(changes=(*recorded, *unseen))


def _codebook_acts(study: Study, coder: str) -> Iterator[dict[str, object]]:
    path = journal_path(study.root, coder)
    if not path.is_file():
        return
    for line in read_bytes(path, source=path.name).splitlines():
        act = parse_act(line)
        if act is not None and act.get("act") == "codebook":
            yield act


def _forward(change: object) -> Change:
    """Return the change that this is, or that it takes back; nothing if unreadable."""
    back = change.get("back", change) if isinstance(change, dict) else None
    return back if isinstance(back, dict) else {}


def _told(change: object, codebook: Codebook) -> str:
    forward = _forward(change)
    tell = _TOLD.get(str(forward.get("op")))
    if tell is None:
        return _UNREADABLE
    try:
        told = tell(forward, codebook)
    except (KeyError, TypeError, AttributeError):  # a journal that was changed by hand
        return _UNREADABLE
    undone = isinstance(change, dict) and "back" in change
    return f"teruggedraaid: {told}" if undone else told


def _new(change: Change, codebook: Codebook) -> str:
    block = change["block"]
    kind = label(CODE_KINDS, str(block["soort"])).lower()
    return f"nieuwe code “{block['label']}” ({kind})"


def _renamed(change: Change, codebook: Codebook) -> str:
    return f"“{change['before']}” heet voortaan “{change['label']}”"


def _moved(change: Change, codebook: Codebook) -> str:
    name, parent = _name(change["code"], codebook), change["parent"]
    if not parent:
        return f"“{name}” valt niet meer onder een andere code"
    return f"“{name}” valt voortaan onder “{_name(parent, codebook)}”"


def _merged(change: Change, codebook: Codebook) -> str:
    old = change.get("block", {}).get("label", change["code"])
    return _merge(str(old), str(change["into"]), codebook)


def _merge(old: str, new: str, codebook: Codebook) -> str:
    return f"“{old}” is samengevoegd met “{_name(new, codebook)}”"


_TOLD = {"new": _new, "rename": _renamed, "move": _moved, "merge": _merged}


def _name(code: object, codebook: Codebook) -> str:
    """Return the label of a code as it is now, or its key if it is gone."""
    known = codebook.codes.get(str(code))
    return known.label if known else str(code)
