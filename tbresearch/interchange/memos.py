"""The memos of a project, and what each is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tbresearch.interchange.positions import SourceText
from tbresearch.interchange.project import QdaNote, Span
from tbresearch.interchange.records import RawText

__all__ = ["Memos"]


class Memos:
    """Memos by guid; what nothing refers to is a free memo."""

    def __init__(
        self,
        loaded: Sequence[tuple[RawText, SourceText, str]],
        users: Mapping[str, str],
    ) -> None:
        self._raw = {text.guid: text for text, _, _ in loaded}
        self._texts = {
            text.guid: "\n\n".join(
                filter(None, (content.text.strip(), text.description))
            )
            for text, content, _ in loaded
        }
        self._users = users
        self._told: dict[str, None] = {}
        self._notes: list[QdaNote] = []

    def knows(self, guid: str) -> bool:
        """Tell whether a guid is that of a memo."""
        return guid in self._raw

    def name(self, guid: str) -> str:
        """Return what a memo is called."""
        return self._raw[guid].name

    def texts(self, guids: Sequence[str]) -> list[str]:
        """Return what memos on a coding or passage say; they are told with it."""
        if not guids:
            return []
        known = [guid for guid in guids if guid in self._raw]
        self._told.update(dict.fromkeys(known))
        return [self._texts[guid] for guid in known if self._texts[guid]]

    def tell(
        self,
        guids: Iterable[str],
        *,
        kind: str,
        about: str,
        passage: Span | None = None,
    ) -> None:
        """Say what memos are about."""
        for guid in guids:
            if guid in self._raw:
                self._told[guid] = None
                self._add(guid, kind=kind, about=about, passage=passage)

    def add_passage(self, text: str, passage: Span, coder: str, time: str) -> None:
        """Add what is said of a passage without a code."""
        note = QdaNote(
            text=text,
            kind="passage",
            about=passage.source,
            passage=passage,
            coder=coder,
            time=time,
        )
        self._notes.append(note)

    def add_project(self, text: str) -> None:
        """Add what is said of the project as a whole."""
        self._notes.append(QdaNote(text=text, kind="project"))

    def notes(self) -> tuple[QdaNote, ...]:
        """Return all memos but those on codings."""
        for guid in self._raw:
            if guid not in self._told:
                self._add(guid, kind="free", about="")
        return tuple(self._notes)

    def _add(
        self, guid: str, *, kind: str, about: str, passage: Span | None = None
    ) -> None:
        raw = self._raw[guid]
        self._notes.append(
            QdaNote(
                text=self._texts[guid],
                name=raw.name,
                guid=guid,
                kind=kind,
                about=about,
                passage=passage,
                coder=self._users.get(raw.user, ""),
                time=raw.time,
            )
        )
