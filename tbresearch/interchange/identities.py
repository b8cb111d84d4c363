"""The guid of everything that a project file names: its own, or one that follows.

The same project gets the same guids at every export.
"""

from __future__ import annotations

import pandas as pd

from tbresearch.interchange.elements import fitting_kind
from tbresearch.interchange.guids import derived, usable
from tbresearch.interchange.markers import MARKED, MARKERS, POLARITY_CODES
from tbresearch.interchange.project import QdaNote, QdaProject, QdaSource, Span

__all__ = ["Identities"]


class Identities:
    """Guids of the parts of one project.

    Attributes
    ----------
    codebook : pd.DataFrame
        The codes, with those that say polarity and mark.
    users, codes, variables : dict of str to str
        Guids by name.
    kinds : dict of str to str
        The type of each variable, such that every value fits.
    spans : dict of Span to str
        Guids of the passages that a case or a memo refers to.
    notes : list of tuple
        Each memo with its guid.
    """

    def __init__(self, project: QdaProject) -> None:
        self._project = project
        self._guids: dict[tuple[str, str], str] = {}
        self._given: set[tuple[str, str]] = set()
        self.codebook = _with_markers(project)
        self.codes = {
            str(row["code"]): self.of("code", str(row["code"]), row["guid"])
            for row in self.codebook.to_dict("records")
        }
        coders = [*project.codings["coder"], *(note.coder for note in project.notes)]
        self.users = {
            name: derived("user", name) for name in dict.fromkeys(coders) if name
        }
        used = _used_values(project)
        self.kinds = {
            name: fitting_kind(project.variables.get(name, "Text"), own)
            for name, own in used.items()
        }
        self.variables = {
            name: derived(project.name, "variable", name) for name in used
        }
        self.notes: list[tuple[QdaNote, str]] = [
            (note, self.of("note", str(number), note.guid))
            for number, note in enumerate(project.notes)
        ]
        self._told: dict[tuple[str, str, Span | None], list[str]] = {}
        for note, guid in self.notes:
            self._told.setdefault((note.kind, note.about, note.passage), []).append(
                guid
            )
        self.spans = {span: self._of_span(span) for span in _referred(project)}

    def of(self, kind: str, name: str, given: object = "") -> str:
        """Return the guid that a thing has, or one that follows from its name."""
        key = kind, name
        if key not in self._guids:
            own = str(given)
            if not usable(own) or (kind, own) in self._given:
                own = derived(self._project.name, kind, name)
            self._given.add((kind, own))
            self._guids[key] = own
        return self._guids[key]

    def source(self, source: QdaSource) -> str:
        """Return the guid of a source, as its file is called."""
        return self.of("source", source.name, source.guid)

    def about(self, kind: str, about: str, passage: Span | None = None) -> list[str]:
        """Return the guids of the memos about something."""
        return self._told.get((kind, about, passage), [])

    def _of_span(self, span: Span) -> str:
        place = f"{span.start}-{span.end}"
        return derived(self._project.name, "passage", span.source, place)


def _referred(project: QdaProject) -> list[Span]:
    spans = [span for case in project.cases for span in case.passages]
    spans += [note.passage for note in project.notes if note.passage is not None]
    return list(dict.fromkeys(spans))


def _with_markers(project: QdaProject) -> pd.DataFrame:
    """Return the codebook with the codes that say polarity and mark, if used."""
    there = set(project.codings["polarity"])
    used = [name for key, name in POLARITY_CODES.items() if key in there]
    used += [MARKED] if project.codings["marked"].any() else []
    if not used:
        return project.codebook
    known = set(project.codebook["code"])
    rows = [(MARKERS, None, False), *((name, MARKERS, True) for name in used)]
    extra = [
        {"code": name, "name": name, "parent": parent, "codable": codable}
        | {"description": "", "color": "", "guid": ""}
        for name, parent, codable in rows
        if name not in known
    ]
    both = [*project.codebook.to_dict("records"), *extra]
    return pd.DataFrame(both, columns=project.codebook.columns)


def _used_values(project: QdaProject) -> dict[str, list[str]]:
    used: dict[str, list[str]] = {name: [] for name in project.variables}
    holders = [source.variables for source in project.sources.values()]
    holders += [case.variables for case in project.cases]
    for holder in holders:
        for name, value in holder.items():
            used.setdefault(name, []).append(value)
    return used
