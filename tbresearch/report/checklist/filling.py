"""Filling a checklist: one engine that gives every item of every list a state.

An answer counts only if the report has what it points to. An author's answer wins;
an item that nobody answers is not reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.report.checklist.answering import ANSWERS_FILE, OwnAnswer
from tbresearch.report.checklist.lists import Checklist, ChecklistItem
from tbresearch.report.checklist.materials import Materials
from tbresearch.vocabulary import ITEM_STATES, join_text, label, quantity_text

__all__ = ["Answer", "Checklists", "FilledChecklist", "FilledItem", "fill"]

_HEAD = ("Nr.", "Onderwerp", "Wat het vraagt", "Stand", "Wat er staat, en waar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the program can say of one item.

    Attributes
    ----------
    text : str
        What the report has on it, in Dutch without a full stop; may be empty where
        the section says it all.
    section, table : str
        Key of the section and of the table that it stands in; empty if the text is
        all there is.
    lacks : str
        What the item asks and the study does not hold.
    written : bool
        Whether it is a text of the author that says it.
    """

    text: str = ""
    section: str = ""
    table: str = ""
    lacks: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledItem:
    """An item with its state.

    Attributes
    ----------
    item : ChecklistItem
        The item.
    state : str
        Key of `vocabulary.ITEM_STATES`.
    text : str
        What the report has on it, or why it does not apply; empty if it is not
        reported.
    where : str
        Where that stands, in Dutch, or the file that the author answered it in.
    lacks : str
        What is still missing of an item that is there in part.
    """

    item: ChecklistItem
    state: str
    text: str = ""
    where: str = ""
    lacks: str = ""

    @property
    def told(self) -> str:
        """What the report has on it, and where, as one text."""
        lacks = f"Ontbreekt: {self.lacks}" if self.lacks else ""
        where = "" if self.where.startswith(ANSWERS_FILE) else self.where
        parts = (part.strip().rstrip(".") for part in (self.text, where, lacks))
        return " ".join(f"{part[0].upper()}{part[1:]}." for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledChecklist:
    """A checklist with the state of every item.

    Attributes
    ----------
    checklist : Checklist
        The list.
    items : tuple of FilledItem
        One for each item, in the order of the list.
    reason : str
        Why the list as a whole does not apply; empty if it does.
    """

    checklist: Checklist
    items: tuple[FilledItem, ...]
    reason: str = ""

    @property
    def missing(self) -> tuple[FilledItem, ...]:
        """The items that are not reported, or in part."""
        return tuple(item for item in self.items if item.state in ("niet", "deels"))

    def count(self, state: str) -> int:
        """Return how many items have a state, a key of `vocabulary.ITEM_STATES`."""
        return sum(item.state == state for item in self.items)

    def __str__(self) -> str:
        name = self.checklist.name
        if self.reason:
            return f"{name}: niet van toepassing, want {self.reason}"
        total = quantity_text(len(self.items), "punt", "punten")
        counts = [
            f"{self.count(state)} {term.label.lower()}"
            for state, term in ITEM_STATES.items()
            if self.count(state)
        ]
        return f"{name}, {total}: {join_text(counts)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row an item: list, number, name, question, state, text, where."""
        return pd.DataFrame(
            [
                {
                    "list": self.checklist.key,
                    "number": filled.item.number,
                    "name": filled.item.name,
                    "question": filled.item.question,
                    "state": filled.state,
                    "text": filled.text,
                    "where": filled.where,
                    "lacks": filled.lacks,
                }
                for filled in self.items
            ]
        )

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the Dutch cells of each item, as many as there are in `head`."""
        for filled in self.items:
            item = filled.item
            state = label(ITEM_STATES, filled.state)
            yield str(item.number), item.name, item.question, state, filled.told

    @property
    def head(self) -> tuple[str, ...]:
        """The heads of the columns of `rows`."""
        return _HEAD

    def _repr_html_(self) -> str:
        body = "" if self.reason else table_html(_HEAD, self.rows())
        return text_html(self) + body


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklists:
    """All checklists of a report.

    Attributes
    ----------
    lists : tuple of FilledChecklist
        In the order of the appendices.
    """

    lists: tuple[FilledChecklist, ...]

    def __getitem__(self, name: str) -> FilledChecklist:
        return {filled.checklist.key: filled for filled in self.lists}[name]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is still not reported, or in part, one Dutch line an item."""
        return tuple(
            f"{filled.checklist.name} {one.item.number}, {one.item.name}: "
            f"{one.lacks or one.item.question}"
            for filled in self.lists
            for one in filled.missing
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """How the states came about, in Dutch sentences."""
        return (
            f"Antwoorden van de auteur staan in {ANSWERS_FILE} en gaan voor wat het "
            "programma invult.",
            "Een punt dat naar een tekst van de auteur verwijst, zegt dat die tekst er "
            "is; of er alles in staat wat de lijst vraagt, beoordeelt de lezer.",
        )

    def __str__(self) -> str:
        heads = [str(filled) for filled in self.lists]
        if not self.missing:
            return "\n".join([*heads, "Alles is gerapporteerd."])
        lines = [f"  {line}" for line in self.missing]
        return "\n".join([*heads, "Nog niet of niet helemaal gerapporteerd:", *lines])

    def to_frame(self) -> pd.DataFrame:
        """Return one row an item of every list, as `FilledChecklist.to_frame` does."""
        return pd.concat([one.to_frame() for one in self.lists], ignore_index=True)

    def _repr_html_(self) -> str:
        folded = (fold_html(str(one), one._repr_html_()) for one in self.lists)
        return "".join(folded) + list_html(self.notes)


def fill(
    checklist: Checklist,
    answers: Mapping[int, Answer],
    *,
    own: Mapping[tuple[str, int], OwnAnswer],
    held: Materials,
    reason: str = "",
) -> FilledChecklist:
    """Give every item of a checklist its state.

    Parameters
    ----------
    checklist : Checklist
        The list.
    answers : mapping of int to Answer
        What the program can say, by number. One that points to what the report does
        not have is left out.
    own : mapping of (str, int) to OwnAnswer
        The author's answers, by list and number; these win.
    held : Materials
        What the report has.
    reason : str
        Why the list does not apply as a whole; every item that the author did not
        answer then has that state.
    """
    return FilledChecklist(
        checklist=checklist,
        items=tuple(
            _filled(item, answers.get(item.number), said, held, reason)
            for item, said in _with_own(checklist, own)
        ),
        reason=reason,
    )


def _with_own(
    checklist: Checklist, own: Mapping[tuple[str, int], OwnAnswer]
) -> Iterable[tuple[ChecklistItem, OwnAnswer | None]]:
    return ((item, own.get((checklist.key, item.number))) for item in checklist.items)


def _filled(
    item: ChecklistItem,
    answer: Answer | None,
    said: OwnAnswer | None,
    held: Materials,
    reason: str,
) -> FilledItem:
    if said is not None:
        state = "auteur" if said.applies else "nvt"
        text = " ".join(said.text.split())
        where = f"{ANSWERS_FILE}, regel {said.line}"
        return FilledItem(item=item, state=state, text=text, where=where)
    if reason:
        return FilledItem(item=item, state="nvt", text=reason)
    if answer is None or not held.has(answer.section, answer.table):
        return FilledItem(item=item, state="niet")
    state = "deels" if answer.lacks else "auteur" if answer.written else "studie"
    where = held.place(answer.section, answer.table)
    return FilledItem(
        item=item, state=state, text=answer.text, where=where, lacks=answer.lacks
    )
