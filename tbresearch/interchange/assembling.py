"""From what a project file says to a project: references looked up, passages placed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tbresearch.interchange.codes import code_frame, code_names
from tbresearch.interchange.markers import Row, unmarked
from tbresearch.interchange.memos import Memos
from tbresearch.interchange.positions import (
    ASKED,
    ORIGIN,
    Marked,
    Reading,
    SourceText,
    origin_reading,
    own_reading,
)
from tbresearch.interchange.project import (
    CODING_COLUMNS,
    QdaProject,
    QdaSource,
    Span,
    gathered,
)
from tbresearch.interchange.records import Found, RawProject, RawSelection, RawText
from tbresearch.interchange.referring import Lookup, cases, links, sets
from tbresearch.interchange.resolving import Placed, resolve
from tbresearch.interchange.texts import unique_names

__all__ = ["UNKNOWN_CODER", "assembled", "coding_frame"]

UNKNOWN_CODER = "onbekend"
Loaded = Sequence[tuple[RawText, SourceText, str]]

_OUTSIDE = "de positie valt buiten de tekst"
_EMPTY = "een passage zonder tekens"


def assembled(
    raw: RawProject,
    texts: Loaded,
    memos: Loaded,
    *,
    asked: Reading | None,
    where: str,
) -> QdaProject:
    """Return the project of a file.

    Parameters
    ----------
    raw : RawProject
        The project file.
    texts, memos : sequence of tuple
        Sources and notes that are there, each with its content and path.
    asked : Reading or None
        What the user says of positions.
    where : str
        What messages call the file.
    """
    names = unique_names((text.name, origin) for text, _, origin in texts)
    for text, _, _ in texts:
        _synchronised(text)
    own = own_reading(raw.origin)
    placed = resolve(
        {
            name: (content, _marked(text.selections))
            for name, (text, content, _) in zip(names, texts, strict=True)
        },
        prior=origin_reading(raw.origin),
        asked=asked or own,
        asked_by=ASKED if asked else ORIGIN,
        where=where,
    )
    builder = _Builder(raw, memos)
    for name, (text, content, origin) in zip(names, texts, strict=True):
        builder.add(name, text, content.text, origin, placed[name])
    return builder.project([placed[name] for name in names])


def coding_frame(rows: Sequence[Row], texts: dict[str, str]) -> pd.DataFrame:
    """Return the frame of codings, each with its quote."""
    columns: dict[str, list[object]] = {
        name: [getattr(row, name) for row in rows]
        for name in CODING_COLUMNS
        if name != "quote"
    }
    columns["quote"] = [texts[row.source][row.start : row.end] for row in rows]
    frame = pd.DataFrame(columns, columns=list(CODING_COLUMNS))
    return frame.astype({"start": "int64", "end": "int64", "marked": bool})


def _synchronised(text: RawText) -> None:
    """Give passages of a transcript the positions of their sync points."""
    for one in text.selections:
        if one.sync is not None:
            one.start, one.end = (text.sync.get(guid, -1) for guid in one.sync)


def _marked(selections: Sequence[RawSelection]) -> Marked:
    """Return the passages by which readings are told apart."""
    return Marked(
        np.array([one.start for one in selections], dtype=np.int64),
        np.array([one.end for one in selections], dtype=np.int64),
        [one.name for one in selections],
    )


class _Builder:
    """Gathers a project source by source."""

    def __init__(self, raw: RawProject, memos: Loaded) -> None:
        found = list(raw.found)
        names = unique_names((name or "zonder naam", "") for name in raw.users.values())
        self._raw = raw
        self._users = dict(zip(raw.users, names, strict=True))
        self._lookup = Lookup(
            raw=raw,
            memos=Memos(memos, self._users),
            codes=code_names(raw.codes, found),
            sources={},
            passages={},
            found=found,
        )
        self._sources: dict[str, QdaSource] = {}
        self._rows: list[Row] = []

    def add(
        self, name: str, text: RawText, content: str, origin: str, placed: Placed
    ) -> None:
        """Add a source with its passages."""
        lookup = self._lookup
        lookup.sources[text.guid] = name
        self._sources[name] = QdaSource(
            name=name,
            text=content,
            guid=text.guid,
            origin=origin,
            description=text.description,
            codes=lookup.known_codes([c.code for c in text.codings], "Coding"),
            variables=lookup.values(text.values),
        )
        lookup.memos.tell(text.notes, kind="source", about=name)
        places = zip(placed.starts.tolist(), placed.ends.tolist(), strict=True)
        for one, (start, end) in zip(text.selections, places, strict=True):
            if start < 0 or end < start or one.start > one.end:
                self._lose(one, _OUTSIDE, name)
            elif start == end:
                self._lose(one, _EMPTY, name)
            else:
                self._take(one, Span(name, start, end))

    def _lose(self, one: RawSelection, reason: str, name: str) -> None:
        self._lookup.found.append(("PlainTextSelection", reason, name))
        self._lookup.found.extend(("Coding", reason, name) for _ in one.codings)

    def _take(self, one: RawSelection, span: Span) -> None:
        """Add the codings of a passage; what is said of it goes with the first."""
        lookup = self._lookup
        lookup.passages[one.guid] = span
        said = [one.description] if one.description else []
        said += lookup.memos.texts(one.notes)
        for coding in one.codings:
            code = lookup.codes.get(coding.code)
            if code is None:
                reason = "de code staat niet in het codeboek van het bestand"
                lookup.found.append(("Coding", reason, span.source))
                continue
            self._rows.append(
                Row(
                    span.source,
                    span.start,
                    span.end,
                    code,
                    self._users.get(coding.user or one.user, UNKNOWN_CODER),
                    "\n".join([*said, *lookup.memos.texts(coding.notes)]),
                    coding.time or one.time,
                    coding.guid,
                    one.guid,
                )
            )
            said = []
        if said:
            coder = self._users.get(one.user, "")
            lookup.memos.add_passage("\n".join(said), span, coder, one.time)

    def project(self, placed: Sequence[Placed]) -> QdaProject:
        """Return all that was gathered."""
        raw, lookup = self._raw, self._lookup
        rows = _once(unmarked(self._rows, lookup.found), lookup.found)
        lookup.memos.tell(raw.notes, kind="project", about="")
        if raw.description:
            lookup.memos.add_project(raw.description)
        for code in raw.codes:
            about = lookup.codes.get(code.guid, "")
            lookup.memos.tell(code.notes, kind="code", about=about)
        own_cases, own_links, own_sets = (
            cases(lookup, self._sources),
            links(lookup),
            sets(lookup),
        )
        texts = {name: source.text for name, source in self._sources.items()}
        return QdaProject(
            name=raw.name,
            origin=raw.origin,
            codebook=code_frame(raw.codes, lookup.codes),
            sources=self._sources,
            codings=coding_frame(rows, texts),
            cases=own_cases,
            notes=lookup.memos.notes(),
            sets=own_sets,
            links=own_links,
            variables={name: kind for name, kind in raw.variables.values() if name},
            losses=gathered(lookup.found),
            resolution=tuple(one.resolution for one in placed),
        )


def _once(rows: Sequence[Row], found: list[Found]) -> list[Row]:
    """Return each coding once; programs repeat a passage, and a count would grow."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        key = (row.source, row.start, row.end, row.code, row.coder, row.polarity)
        if key in seen:
            reason = "dezelfde codering staat er nog een keer"
            found.append(("Coding", reason, row.source))
        else:
            seen.add(key)
            kept.append(row)
    return kept
