"""Composing the text: sections in order, references resolved, proof at the back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.literature import HEADING, LITERATURE, CitedSource
from tbresearch.report.entries import Entry
from tbresearch.report.evidence import Contribution, Picture, citable, merge
from tbresearch.report.outline import (
    ALWAYS,
    PROCESS_EVALUATION,
    RECIPE,
    Product,
    Section,
)
from tbresearch.report.own_text import Piece, shifted, weave
from tbresearch.report.replaced import replaced_notice, replaced_text
from tbresearch.report.writer import Writer
from tbresearch.study import fingerprint, read_text
from tbresearch.synthesis.claims import GENERATED, Claim
from tbresearch.vocabulary import quantity_text

__all__ = ["Composition", "compose"]

_LINK = re.compile(r"\]\(#[^()]*\)\{\.\w+\}")
_COLOPHON, _REPLACED = "colofon", "vervangen"
_REFERENCES = "::: {#refs}\n:::"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The whole text, and what of the evidence it uses.

    Attributes
    ----------
    markdown : str
        For `rendering`.
    used : dict of str to str
        By key: the text, or for a table or picture a fingerprint of it.
    pictures : dict of str to Picture
        By file stem.
    entries : dict of str to Entry
        By key: the appendix on provenance, in its order.
    claims : tuple of Claim
        Every sentence that rests on evidence, in order.
    cited : tuple of CitedSource
        Each source that the text cites.
    """

    markdown: str = field(repr=False)
    used: dict[str, str] = field(repr=False)
    pictures: dict[str, Picture] = field(repr=False)
    entries: dict[str, Entry] = field(repr=False)
    claims: tuple[Claim, ...] = field(repr=False)
    cited: tuple[CitedSource, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        used = quantity_text(len(self.used), "verwijzing", "verwijzingen")
        return f"Rapport: {used} naar bewijs, alle te volgen"

    def entry_prints(self) -> dict[str, str]:
        """Return what tells each entry from one that says something else, by key."""
        entries = self.entries
        return {key: entry.fingerprint(entries) for key, entry in entries.items()}

    def part_prints(self) -> dict[str, str]:
        """Return what tells each section from one with another text, by heading.

        That on how to build again is left out: it names the version, which is
        another one whatever changes.
        """
        parts = re.split(r"(?m)^# (.+?) \{#([^ }]*)[^}]*\}$", self.markdown)
        texts: dict[str, str] = defaultdict(str)
        for title, key, text in zip(*(parts[n::3] for n in (1, 2, 3)), strict=True):
            if key != RECIPE[0]:
                texts[title] += text
        return {title: fingerprint(text)[:12] for title, text in texts.items()}


def compose(
    root: Path,
    contributions: Iterable[Contribution],
    product: Product = PROCESS_EVALUATION,
) -> Composition:
    """Compose a report of the study in `root`.

    Raises
    ------
    StudyError
        With every reference and citation that does not resolve, every quote or number
        that may not be printed, every number or quote that the author typed, and
        every age that is one person's.
    """
    parts = list(contributions)
    factors = tuple(held for part in parts for held in part.factors)
    writer = Writer(known=merge(parts), factors=factors, cites=citable(parts))
    for part in parts:
        for source, text in part.texts.items():
            writer.check(text, source=source, needs_evidence=False)
    generated = _generated(parts)
    front = ((_COLOPHON, product.front),) if product.front else ()
    blocks = _loose(writer, front, generated)
    for section in product.outline:
        blocks[section.key] = _section(writer, root, section, generated, product)
    writer.problems += _stray_texts(root, product)
    back, last = (
        _loose(writer, titles, generated)
        for titles in (product.appendices, product.closing)
    )
    _tell_replaced(writer, blocks, back)
    if writer.problems:
        raise StudyError(writer.problems)
    if writer.cites.used:
        _list_references(blocks)
    texts = [*blocks.values(), *back.values(), writer.appendix(), *last.values()]
    return Composition(
        markdown="\n\n".join(texts),
        used=writer.used,
        pictures=writer.pictures,
        entries=writer.entries,
        claims=tuple(writer.book.claims),
        cited=tuple(writer.cites.used.values()),
    )


def _generated(parts: Iterable[Contribution]) -> Mapping[str, str]:
    """Return what the results say, by key of the section."""
    said: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for key, text in part.sections.items():
            said[key].append(text)
    return {key: "\n\n".join(texts) for key, texts in said.items()}


def _loose(
    writer: Writer, titles: Iterable[tuple[str, str]], generated: Mapping[str, str]
) -> dict[str, str]:
    """Return the parts without number, that the author has no text in."""
    blocks = {}
    for key, title in titles:
        if key in generated or key == _COLOPHON:
            writer.book.read(generated.get(key, ""), section=key)
            text = writer.resolve(generated.get(key, ""), source=title)
            blocks[key] = f"# {title} {{#{key} .unnumbered}}\n\n{text}"
    return blocks


def _section(
    writer: Writer,
    root: Path,
    section: Section,
    generated: Mapping[str, str],
    product: Product,
) -> str:
    source = f"{product.folder}/{section.key}.md"
    own = _author_text(writer, root / source, source)
    writer.check(own, source=source)
    made = generated.get(section.key, "")
    if own and product.author_wins:
        made = ""
    pieces, gone = weave(own, made, title=section.title, source=source)
    writer.replaced += gone
    pieces.append(Piece(text=generated.get(f"{section.key}{ALWAYS}", ""), source=""))
    parts = [
        text for piece in pieces if (text := _printed(writer, piece, section, source))
    ]
    writer.problems += _too_long("\n\n".join(parts), section, source)
    if not parts and section.needs:
        parts.append(
            "::: {.ontbreekt}\nDeze paragraaf is nog leeg. Er is voor nodig: "
            f"{section.needs}.\n:::"
        )
    return "\n\n".join([_heading(section), *parts])


def _heading(section: Section) -> str:
    marks = [f"#{section.key}"]
    marks += [] if section.numbered else [".unnumbered"]
    marks += [f".{section.place}"] if section.place else []
    return f"{'#' * section.level} {section.title} {{{' '.join(marks)}}}"


def _author_text(writer: Writer, path: Path, source: str) -> str:
    """Return what an author wrote; nothing if that is blank, or cannot be read."""
    try:
        text = read_text(path, source=source) if path.is_file() else ""
    except WorkbenchError as error:
        writer.problems += error.problems
        return ""
    return text if text.strip() else ""


def _printed(writer: Writer, piece: Piece, section: Section, own: str) -> str:
    """Return a piece as it is printed, after its claims were read."""
    written = piece.source == own
    writer.book.read(
        piece.text,
        section=section.key,
        source=own if written else GENERATED,
        first=piece.line,
    )
    text = shifted(piece.text, by=section.level - 1)
    source = piece.source or f"{section.title}, gegenereerd deel"
    return writer.resolve(text, source=source, first=piece.line).strip("\n").rstrip()


def _tell_replaced(
    writer: Writer, blocks: dict[str, str], back: dict[str, str]
) -> None:
    """Say in the colophon and at the back what an author's text replaces."""
    if not writer.replaced:
        return
    back[_REPLACED] = replaced_text(writer)
    if _COLOPHON in blocks:
        told = replaced_notice(writer.replaced, anchor=_REPLACED)
        top, *rest = blocks[_COLOPHON].split("\n\n## ")
        blocks[_COLOPHON] = "\n\n## ".join([f"{top}\n\n{told}", *rest])


def _list_references(blocks: dict[str, str]) -> None:
    """Make a place for the list of references, that the renderer fills.

    It is the section for it, if the product has one, and else a part without number.
    """
    head = blocks.get(LITERATURE, f"# {HEADING} {{#{LITERATURE} .unnumbered}}")
    blocks[LITERATURE] = f"{head}\n\n{_REFERENCES}"


def _too_long(text: str, section: Section, source: str) -> list[Problem]:
    """Count the words that a reader sees: of a reference, what it stands for."""
    words = sum(any(map(str.isalnum, w)) for w in _LINK.sub(" ", text).split())
    if section.words is None or words <= section.words:
        return []
    return [
        Problem(
            what=f"de {section.title.lower()} heeft {words} woorden",
            where=source,
            fix=f"kort in tot {section.words} woorden",
        )
    ]


def _stray_texts(root: Path, product: Product) -> list[Problem]:
    known = [section.key for section in product.outline]
    return [
        Problem(
            what=f"{path.stem!r} is geen paragraaf van het rapport",
            where=f"{product.folder}/{path.name}",
            fix=f"gebruik één van: {', '.join(known)}",
        )
        for path in sorted((root / product.folder).glob("*.md"))
        if path.stem not in known
    ]
