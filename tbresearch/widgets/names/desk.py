"""What the page of the name review may ask, and what it is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tbresearch.folder import (
    NameReview,
    add_name,
    apply_decisions,
    decide,
    open_name_review,
)
from tbresearch.privacy import KINDS, Proposal, review_version
from tbresearch.widgets.messages import Act

__all__ = ["NamesDesk"]

_MARKED = re.compile("«([^«»]*)»")


class NamesDesk:
    """Holds the review of one study between the acts of its page.

    Attributes
    ----------
    review : NameReview
        As its file holds it.
    """

    def __init__(self, study_folder: str | Path, path: str | Path) -> None:
        self.review = open_name_review(study_folder, path)

    @property
    def acts(self) -> dict[str, Act]:
        """What the page may ask, by name."""
        return {
            "state": self.state,
            "decide": self.decide,
            "add": self.add,
            "apply": self.apply,
        }

    def state(self) -> dict[str, Any]:
        """Return everything, read again if the file has changed."""
        if review_version(self.review.path) != self.review.version:
            self._read()
        return _state(self.review)

    def decide(self, *, entity: str, **what: str) -> dict[str, Any]:
        """Decide on one entity; return its row."""
        self.review = decide(self.review, entity, **what)
        items = self.review.proposals.items
        return {"rows": [_row(i) for i in items if i.decision.entity == entity]}

    def add(self, *, entity: str, kind: str) -> dict[str, Any]:
        """Add an entity; return everything, since counts may have changed."""
        self.review = add_name(self.review, entity, kind=kind)
        return _state(self.review) | {"entity": " ".join(entity.split())}

    def apply(self, *, key: str) -> dict[str, Any]:
        """Replace what was decided on; return what was done and is left to do."""
        result = apply_decisions(self.review, key=key)
        self._read()
        told = {"performed": list(result.done), "to_do": list(result.to_do)}
        return _state(self.review) | told

    def _read(self) -> None:
        self.review = open_name_review(self.review.study_folder, self.review.path)


def _state(review: NameReview) -> dict[str, Any]:
    return {
        "rows": [_row(item) for item in review.proposals.items],
        "kinds": list(KINDS),
        "warnings": list(review.proposals.warnings),
        "file": str(review.path),
    }


def _row(item: Proposal) -> dict[str, Any]:
    decision = item.decision
    return {
        "entity": decision.entity,
        "kind": decision.kind,
        "count": item.count,
        "sessions": list(item.sessions),
        "contexts": [_split(text, decision.entity) for text in item.contexts],
        "token": decision.replacement,
        "choice": decision.choice,
        "participant": decision.participant,
        "note": item.note,
    }


def _split(context: str, entity: str) -> list[str]:
    """Return what stands before, at and after the marked words.

    >>> _split("… zegt «ja» tegen «Jan» en …", "Jan")
    ['… zegt «ja» tegen ', 'Jan', ' en …']
    """
    found = list(_MARKED.finditer(context))
    same = [m for m in found if m[1].casefold() == entity.casefold()]
    marked = (same or found)[0]
    return [context[: marked.start()], marked[1], context[marked.end() :]]
