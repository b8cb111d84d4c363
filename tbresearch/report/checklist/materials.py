"""What a report has: its results, the sections that are filled, and their tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from tbresearch.report.evidence import Contribution
from tbresearch.report.outline import PROCESS_EVALUATION, PROVENANCE, TEXT_FOLDER
from tbresearch.study import Study, read_text
from tbresearch.synthesis.claims import REFERENCE

__all__ = ["Materials", "materials"]

_T = TypeVar("_T")
_TITLES: Mapping[str, str] = {
    "colofon": "Colofon",
    **{section.key: section.title for section in PROCESS_EVALUATION.outline},
    **dict((*PROCESS_EVALUATION.appendices, PROVENANCE, *PROCESS_EVALUATION.closing)),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Materials:
    """What checklists are filled from.

    Attributes
    ----------
    study : Study
        The study.
    results : tuple
        What the report was given.
    made, written : frozenset of str
        Keys of the sections that results fill, and of those that the author has a
        text for.
    tables : mapping of str to str
        Caption by key, of the tables that some section shows.
    quotes : bool
        Whether any section shows a quote.
    """

    study: Study
    results: tuple[object, ...]
    made: frozenset[str]
    written: frozenset[str]
    tables: Mapping[str, str]
    quotes: bool

    def one(self, kind: type[_T]) -> _T | None:
        """Return the first result of a kind, if there is one."""
        return next((r for r in self.results if isinstance(r, kind)), None)

    def any(self, *kinds: type) -> bool:
        """Return whether there is a result of one of these kinds."""
        return any(isinstance(result, kinds) for result in self.results)

    def has(self, section: str, table: str = "") -> bool:
        """Return whether the report has this section filled, with this table in it."""
        known = self.made | self.written
        return section in {"", *known} and (not table or table in self.tables)

    def place(self, section: str, table: str = "") -> str:
        """Return where something stands, in Dutch; empty for nowhere in particular."""
        if not section:
            return ""
        shown = f", de tabel “{self.tables[table]}”" if table else ""
        return f"Zie {_TITLES[section]}{shown}"


def materials(
    study: Study, results: tuple[object, ...], parts: Iterable[Contribution]
) -> Materials:
    """Return what the report of a study has, from all its other parts."""
    listed = list(parts)
    texts = _written(study)
    made = [text for part in listed for text in part.sections.values()]
    shown = {k for text in [*made, *texts.values()] for k in REFERENCE.findall(text)}
    return Materials(
        study=study,
        results=results,
        made=frozenset(
            {PROVENANCE[0], *(key for key, _ in PROCESS_EVALUATION.closing)}
            | {key for part in listed for key, text in part.sections.items() if text}
        ),
        written=frozenset(texts),
        tables={
            table.key: table.caption
            for part in listed
            for table in part.tables
            if table.key in shown
        },
        quotes=any(key.startswith("citaat:") for key in shown),
    )


def _written(study: Study) -> dict[str, str]:
    """Return the author's texts that are not empty, by section."""
    paths = sorted((study.root / TEXT_FOLDER).glob("*.md"))
    texts = {path.stem: read_text(path, source=path.name) for path in paths}
    return {name: text for name, text in texts.items() if text.strip()}
