"""What the worksheet is made from, and how its parts are written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tbresearch.intervention import Intervention, Origin
from tbresearch.privacy import HIDDEN_NOTE
from tbresearch.report.contributions import contribution
from tbresearch.report.evidence import Contribution, Refusal, merge
from tbresearch.report.tables import escape
from tbresearch.study import Study

__all__ = [
    "FILE",
    "FOLDER",
    "Materials",
    "Part",
    "bullets",
    "open_headings",
    "ref",
    "sourced",
    "written",
]

FOLDER = "rapport/werkblad"
_MISSING = "::: {.ontbreekt}"
FILE = "interventie.toml"

_T = TypeVar("_T")


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...
    @property
    def origin(self) -> Origin: ...


@dataclass(frozen=True, slots=True)
class Materials:
    """A study and its results, by kind.

    Attributes
    ----------
    study : Study
        The study.
    results : tuple
        What the report was given.
    """

    study: Study
    results: tuple[object, ...]
    _made: dict[int, Contribution] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def intervention(self) -> Intervention | None:
        """The intervention as intended; None if nobody described it."""
        return self.one(Intervention)

    @property
    def name(self) -> str:
        """What the intervention is called."""
        described = self.intervention
        return described.name if described else self.study.intervention

    def all(self, kind: type[_T]) -> list[_T]:
        """Return the results of one kind."""
        return [result for result in self.results if isinstance(result, kind)]

    def one(self, kind: type[_T]) -> _T | None:
        """Return the first result of one kind, or None."""
        return next(iter(self.all(kind)), None)

    def brought(self, result: object) -> Contribution:
        """Return what a result brings to a report."""
        if id(result) not in self._made:
            self._made[id(result)] = contribution(result, self.study)
        return self._made[id(result)]

    def tables(self, result: object, *keys: str) -> list[str]:
        """Return `shown`, and under it what the mark of a hidden number means."""
        shown = self.shown(result, *keys)
        entries = self.brought(result).disclosure
        hides = any(e.table in keys and e.primary + e.secondary for e in entries)
        return [*shown, *([HIDDEN_NOTE] if shown and hides else [])]

    def shown(self, result: object, *keys: str) -> list[str]:
        """Return references to those of `keys` that a result brings and may print."""
        known = merge([self.brought(result)])
        return [
            ref(key)
            for key in keys
            if key in known and not isinstance(known[key], Refusal)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading of a section.

    Attributes
    ----------
    title : str
        Dutch heading.
    text : str
        Markdown; empty if there is nothing to say.
    lacks : str
        Which data it needs, and where they go: told if `text` is empty.
    asks : str
        What only the authors can write there. If both are empty, a part without
        text is left out.
    """

    title: str
    text: str = ""
    lacks: str = ""
    asks: str = ""


def written(parts: Iterable[Part], *, key: str) -> str:
    """Return the parts of a section as Markdown; each empty one says what it lacks."""
    texts = []
    for part in parts:
        if part.text:
            texts.append(f"## {part.title}\n\n{part.text}")
        elif part.lacks or part.asks:
            texts.append(f"## {part.title}\n\n{_MISSING}\n{_empty(part, key)}\n:::")
    return "\n\n".join(texts)


def open_headings(text: str) -> list[str]:
    """Return the headings in a text under which nothing stands yet."""
    return re.findall(rf"^##+ (.+)\n\n{re.escape(_MISSING)}$", text, re.MULTILINE)


def _empty(part: Part, key: str) -> str:
    place = f"in `{FOLDER}/{key}.md` onder de kop `## {part.title}`"
    if part.asks:
        return f"Nog leeg. Hier hoort: {part.asks}. Schrijf dat {place}."
    return f"Nog leeg. Nodig: {part.lacks}. Of schrijf het zelf, {place}."


def ref(key: str) -> str:
    """Return a reference to evidence."""
    return f"{{{{{key}}}}}"


def sourced(lead: str, items: Sequence[_Labelled]) -> str:
    """Return a list under a sentence, with the source where it belongs.

    Parameters
    ----------
    lead : str
        A sentence without its full stop: the items come after a colon.
    items : sequence
        With `label` and `origin`, and some with `text`.
    """
    if not items:
        return ""
    origins = list(dict.fromkeys(str(item.origin) for item in items))
    if len(origins) == 1:
        return f"{lead} ({escape(origins[0])}):\n\n{bullets(map(_said, items))}"
    lines = (f"{_said(item)} ({escape(str(item.origin))})" for item in items)
    return f"{lead}:\n\n{bullets(lines)}"


def _said(item: _Labelled) -> str:
    text = " ".join(getattr(item, "text", "").split()).rstrip(".")
    return escape(f"{item.label}. {text}" if text else item.label)


def bullets(lines: Iterable[str]) -> str:
    """Return a list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)
