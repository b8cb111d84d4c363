"""What a comparison of two builds gives: sentences with old, new and the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from tbresearch.html import fold_html, list_html, table_html, text_html
from tbresearch.report.tables import escape
from tbresearch.vocabulary import join_text, quantity_text

__all__ = ["BuildChanges", "EvidenceChange", "SentenceChange"]

_KINDS: Mapping[str, tuple[str, str, str]] = {
    "gewijzigd": ("Gewijzigde zinnen", "gewijzigde zin", "gewijzigde zinnen"),
    "onderbouwing": (
        "Zelfde zin, ander bewijs",
        "gelijke zin met ander bewijs",
        "gelijke zinnen met ander bewijs",
    ),
    "nieuw": ("Nieuwe zinnen", "nieuwe zin", "nieuwe zinnen"),
    "vervallen": ("Vervallen zinnen", "vervallen zin", "vervallen zinnen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChange:
    """One piece of evidence that is new, gone or another.

    Attributes
    ----------
    key, name : str
        Its key, and what it is called in the appendix.
    before, after : str or None
        What was printed and what is; None if it was not there.
    details : tuple of str
        What else differs, in Dutch: cells of a table, passages counted.
    sources : tuple of str
        Files that it rests on.
    """

    key: str
    name: str
    before: str | None
    after: str | None
    details: tuple[str, ...]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.key} is nieuw"
        if self.after is None:
            return f"{self.key} is er niet meer"
        changed = [f"{self.before} → {self.after}"] * (self.before != self.after)
        what = "; ".join([*changed, *self.details])
        return f"{self.key}: {what}"

    @property
    def because(self) -> str:
        """What changed, and the files that it comes from."""
        files = f" (uit {join_text(list(self.sources))})" if self.sources else ""
        return f"{self}{files}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceChange:
    """One sentence that differs between two builds.

    Attributes
    ----------
    kind : str
        ``"gewijzigd"``, ``"onderbouwing"`` (it reads the same and rests on
        something else), ``"nieuw"`` or ``"vervallen"``.
    section, source : str
        Key of the section, and the author's file.
    line : int
        In that file; 0 if the sentence was generated.
    before, after : str or None
        As printed; None if it was not there.
    evidence : tuple of EvidenceChange
        What of its evidence changed.
    rewritten : bool
        Whether its own words changed, and not its evidence alone.
    generated : bool
        Whether the program wrote it.
    """

    kind: str
    section: str
    source: str
    line: int
    before: str | None
    after: str | None
    evidence: tuple[EvidenceChange, ...]
    rewritten: bool
    generated: bool

    @property
    def where(self) -> str:
        """The author's file and line, or the section of a generated sentence."""
        if self.generated:
            return f"{self.section}, gegenereerde tekst"
        return f"{self.source}, regel {self.line}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it changed, in Dutch."""
        own = []
        if self.rewritten or self.kind in ("nieuw", "vervallen"):
            own = ["de tekst zelf" if self.generated else "de tekst van de auteur"]
        return (*own, *(change.because for change in self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildChanges:
    """What changed between two builds of a report.

    Attributes
    ----------
    product, title : str
        Title of the report, and of the study.
    before, after : str
        Versions, as on the title page.
    n_sentences : int
        Sentences that were compared, in the newer build.
    sentences : tuple of SentenceChange
        In the order of the newer report; what is gone comes last.
    evidence : tuple of EvidenceChange
        All evidence that changed, also that which no sentence rests on.
    files : tuple of str
        Files of the study that changed, with a line; empty where that is not known.
    """

    product: str
    title: str
    before: str
    after: str
    n_sentences: int
    sentences: tuple[SentenceChange, ...] = field(repr=False)
    evidence: tuple[EvidenceChange, ...] = field(repr=False)
    files: tuple[str, ...] = ()

    @property
    def loose(self) -> tuple[EvidenceChange, ...]:
        """Evidence that changed and that no changed sentence rests on."""
        told = {change.key for s in self.sentences for change in s.evidence}
        return tuple(change for change in self.evidence if change.key not in told)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the comparison, in Dutch."""
        return (
            "Vergeleken zijn de zinnen van de auteur en de gegenereerde zinnen die op "
            "bewijs rusten. Een zin is dezelfde als hij letterlijk in dezelfde "
            "paragraaf staat; anders is de zin gekozen die er het meest op lijkt.",
        )

    def __str__(self) -> str:
        versions = f"{self.product}, van versie {self.before} naar {self.after}"
        found = Counter(change.kind for change in self.sentences)
        parts = [
            quantity_text(found[kind], one, more)
            for kind, (_, one, more) in _KINDS.items()
            if found[kind]
        ]
        if not parts and not self.evidence:
            return f"{versions}: er is niets veranderd"
        if not parts:
            loose = quantity_text(len(self.evidence), "stuk bewijs", "stukken bewijs")
            return f"{versions}: geen zin is anders, wel {loose}"
        return f"{versions}: {join_text(parts)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a changed sentence.

        Columns are kind, section, source, line, before, after (missing if it was not
        there) and reasons.
        """
        rows = [
            (s.kind, s.section, s.source, s.line, s.before, s.after, s.reasons)
            for s in self.sentences
        ]
        columns = ["kind", "section", "source", "line", "before", "after", "reasons"]
        return pd.DataFrame(rows, columns=columns)

    def lines(self) -> Iterator[str]:
        """Yield the comparison as plain text, for a terminal."""
        yield str(self)
        for kind, changes in self._by_kind():
            yield f"\n{_KINDS[kind][0].upper()}"
            for change in changes:
                yield f"\n{change.where}"
                for name, text in _old_and_new(change):
                    yield f"  {f'{name}:':<5}{text}" if name else f"  {text}"
                yield from (f"  door: {reason}" for reason in change.reasons)
        if self.loose:
            yield "\nVERANDERD, EN GEEN ZIN RUST EROP"
            yield from (f"  {change.name} ({change})" for change in self.loose)
        if self.files:
            yield "\nVERANDERDE BESTANDEN"
            yield from (f"  {file}" for file in self.files)

    def markdown(self) -> str:
        """Return the comparison as Markdown, with a heading for each kind."""
        parts = [f"{escape(str(self))}."]
        for kind, changes in self._by_kind():
            parts.append(f"# {_KINDS[kind][0]} {{#{kind}}}")
            parts += [_markdown(change) for change in changes]
        if self.loose:
            parts.append("# Veranderd, en geen zin rust erop {#los}")
            parts.append(
                "\n".join(
                    f"- **{escape(c.name)}**: {escape(str(c))}" for c in self.loose
                )
            )
        if self.files:
            parts.append("# Veranderde bestanden {#bestanden}")
            parts.append("\n".join(f"- {escape(file)}" for file in self.files))
        return "\n\n".join([*parts, *map(escape, self.notes)]) + "\n"

    def _repr_html_(self) -> str:
        parts = [text_html(self)]
        for kind, changes in self._by_kind():
            rows = [
                (s.where, s.before or "", s.after or "", s.reasons) for s in changes
            ]
            table = table_html(("Waar", "Was", "Is", "Door"), rows)
            parts.append(fold_html(f"{_KINDS[kind][0]} ({len(rows)})", table))
        loose = [f"{change.name} ({change})" for change in self.loose]
        parts.append(list_html(loose, title="Veranderd, en geen zin rust erop"))
        parts.append(list_html(self.files, title="Veranderde bestanden"))
        return "".join([*parts, list_html(self.notes)])

    def _by_kind(self) -> Iterator[tuple[str, list[SentenceChange]]]:
        for kind in _KINDS:
            changes = [change for change in self.sentences if change.kind == kind]
            if changes:
                yield kind, changes


def _old_and_new(change: SentenceChange) -> Iterator[tuple[str, str]]:
    """Yield what a sentence was and is; without a name if it reads the same."""
    if change.kind == "onderbouwing":
        yield "", change.after or ""
        return
    if change.before is not None:
        yield "was", change.before
    if change.after is not None:
        yield "is", change.after


def _markdown(change: SentenceChange) -> str:
    lines = [f"**{escape(change.where)}**"]
    for name, text in _old_and_new(change):
        lines.append((f"**{name.capitalize()}:** " if name else "") + escape(text))
    reasons = "\n".join(f"- {escape(reason)}" for reason in change.reasons)
    return "\\\n".join(lines) + (f"\n\nDoor:\n\n{reasons}" if reasons else "")
