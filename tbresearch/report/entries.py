"""Entries of the appendix on provenance: what a number, quote, table or figure is.

The same entry stands in the appendix of each form, opens over the text in HTML, and
goes into the file with the provenance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tbresearch.report.evidence import Evidence, Picture, anchor
from tbresearch.report.tables import TableText, escape
from tbresearch.study import fingerprint

__all__ = [
    "Entry",
    "evidence_entry",
    "picture_entry",
    "quoted_entry",
    "table_entry",
]

_IN_CONTEXT = "In de beurt"
_QUOTED = "Aangehaald"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, in the order in which the text first refers to it.

    Attributes
    ----------
    key : str
        Key of the evidence.
    kind : str
        ``"getal"``, ``"citaat"``, ``"tabel"``, ``"figuur"`` or ``"bron"``.
    name : str
        Under which it stands in the appendix: the number, who is quoted, "Tabel 3".
    text : str
        What is printed: number or quote; caption of a table or figure.
    method : str
        How it was had.
    sources : tuple of str
        Files, passages or records that it rests on.
    details : tuple of (str, str)
        What else there is to know: a name and its value.
    around : tuple of (str, str)
        Words before and after a quote in its turn.
    related : tuple of str
        Keys of other evidence, shown as far as the report prints them.
    rows : tuple of tuple of str
        Of a table: its heads and then its rows, as printed.
    alt : str
        Of a figure: what it shows, for who cannot see it.
    """

    key: str
    kind: str
    name: str
    text: str
    method: str
    sources: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    around: tuple[str, str] = ("", "")
    related: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    alt: str = ""

    def markdown(self, printed: Mapping[str, Entry]) -> str:
        """Return the entry as it stands in the appendix.

        Parameters
        ----------
        printed : mapping of str to Entry
            All entries of the report, by key.
        """
        listed = "; ".join(self.sources)
        proof = f" Bron: {escape(listed)}." if listed else ""
        terms = [_term(name, escape(value)) for name, value in self.details]
        if any(self.around):
            terms.append(_term(_IN_CONTEXT, self._in_context()))
        quoted = [printed[key] for key in self.related if key in printed]
        if quoted:
            links = [
                f"[{escape(e.name)}](#{anchor(e.key)}){{.verwant}}" for e in quoted
            ]
            terms.append(_term(_QUOTED, "; ".join(links)))
        # What an author says of a number from elsewhere is Markdown, for it may cite.
        method = self.method if self.kind == "bron" else escape(self.method)
        head = (
            f"::: {{#{anchor(self.key)} .herkomst}}\n**{escape(self.name)}** "
            f"`{self.key}`. {method}{proof}"
        )
        if not terms:
            return f"{head}\n:::"
        return "\n\n".join([head, *terms, ":::"])

    def link(self) -> str:
        """Return what leads from another entry to this one."""
        return f"[{escape(self.name)}](#{anchor(self.key)}){{.verwant}}"

    def fingerprint(self, printed: Mapping[str, Entry]) -> str:
        """Return what tells this entry from a later one of the same key."""
        return fingerprint(self.markdown(printed))[:12]

    def _in_context(self) -> str:
        before, after = map(escape, self.around)
        quote = escape(" ".join(self.text.split()))
        return f"{before}[{quote}]{{.mark}}{after}"


def _term(name: str, value: str) -> str:
    return f"{escape(name)}\n:   {value}"


def evidence_entry(item: Evidence) -> Entry:
    """Return the entry on a number or a quote."""
    return Entry(
        key=item.key,
        kind="citaat" if item.attribution else "getal",
        name=item.attribution or item.text,
        text=item.text,
        method=item.method,
        sources=item.sources,
        details=item.details,
        around=item.around,
        related=item.related,
    )


def table_entry(item: TableText, *, number: int) -> Entry:
    """Return the entry on a table, with its number in the report."""
    return Entry(
        key=item.key,
        kind="tabel",
        name=f"Tabel {number}",
        text=item.caption,
        method=item.method,
        sources=item.sources,
        rows=(item.head, *item.rows),
    )


def picture_entry(item: Picture, *, number: int) -> Entry:
    """Return the entry on a figure, with its number in the report."""
    return Entry(
        key=item.key,
        kind="figuur",
        name=f"Figuur {number}",
        text=item.caption,
        method=item.method,
        alt=item.alt,
    )


def quoted_entry(key: str, number: str, origin: str) -> Entry:
    """Return the entry on a number that the author takes from elsewhere."""
    return Entry(
        key=key,
        kind="bron",
        name=number,
        text=number,
        method=f"Overgenomen cijfer. {origin}",
    )
