"""Composing the text: sections in order, references resolved, proof at the back."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.findings import Factors
from tbresearch.literature import (
    HEADING,
    LITERATURE,
    Citations,
    CitedSource,
    taken_figure,
)
from tbresearch.privacy import age_problems
from tbresearch.report.author_text import text_problems
from tbresearch.report.entries import (
    Entry,
    evidence_entry,
    picture_entry,
    quoted_entry,
    table_entry,
)
from tbresearch.report.evidence import (
    Contribution,
    Evidence,
    Picture,
    Refusal,
    anchor,
    citable,
    merge,
)
from tbresearch.report.outline import (
    PROCESS_EVALUATION,
    PROVENANCE,
    Product,
    Section,
)
from tbresearch.report.tables import TableText, escape, to_markdown
from tbresearch.study import fingerprint, read_text
from tbresearch.synthesis.claims import (
    REFERENCE,
    SOURCED,
    Claim,
    ClaimBook,
    Grounds,
    check_claims,
    show_marks,
    sourced_key,
)
from tbresearch.vocabulary import quantity_text

__all__ = ["Composition", "compose"]

_ALONE = re.compile(r"^\s*\{\{[^{}]+\}\}\s*$")


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
        """Return what tells each section from one with another text, by heading."""
        parts = re.split(r"(?m)^# (.+?) \{#[^}]*\}$", self.markdown)
        texts: dict[str, str] = defaultdict(str)
        for title, text in zip(parts[1::2], parts[2::2], strict=True):
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
    writer = _Writer(known=merge(parts), factors=factors, cites=citable(parts))
    for part in parts:
        for source, text in part.texts.items():
            writer.check(text, source=source, needs_evidence=False)
    generated: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        for key, text in part.sections.items():
            generated[key].append(text)
    front = [("colofon", product.front)] if product.front else []
    blocks = [_front_or_back(writer, key, title, generated) for key, title in front]
    blocks += [
        _section(writer, root / product.folder, section, generated, product.folder)
        for section in product.outline
    ]
    writer.problems += _stray_texts(root, product)
    back, last = (
        [
            _front_or_back(writer, key, title, generated)
            for key, title in titles
            if key in generated
        ]
        for titles in (product.appendices, product.closing)
    )
    if writer.problems:
        raise StudyError(writer.problems)
    _list_references(writer, blocks, [section.key for section in product.outline])
    blocks += [*back, writer.appendix(), *last]
    return Composition(
        markdown="\n\n".join(blocks),
        used=writer.used,
        pictures=writer.pictures,
        entries=writer.entries,
        claims=tuple(writer.book.claims),
        cited=tuple(writer.cites.used.values()),
    )


def _front_or_back(
    writer: _Writer, key: str, title: str, generated: Mapping[str, list[str]]
) -> str:
    """Return a part without number, that the author has no text in."""
    text = "\n\n".join(generated.get(key, []))
    writer.book.read(text, section=key)
    text = writer.resolve(text, source=title)
    return f"# {title} {{#{key} .unnumbered}}\n\n{text}"


def _section(
    writer: _Writer,
    texts: Path,
    section: Section,
    generated: Mapping[str, list[str]],
    folder: str,
) -> str:
    parts = [f"# {section.title} {{#{section.key}}}"]
    path, source = texts / f"{section.key}.md", f"{folder}/{section.key}.md"
    if text := _author_text(writer, path, source):
        writer.check(text, source=source)
        writer.problems += _too_long(text, section, source)
        writer.book.read(text, section=section.key, source=source)
        parts.append(writer.resolve(text.rstrip(), source=source))
    for text in generated.get(section.key, []):
        writer.book.read(text, section=section.key)
    parts += [
        writer.resolve(text, source=f"{section.title}, gegenereerd deel")
        for text in generated.get(section.key, [])
    ]
    if len(parts) == 1:
        parts.append(
            "::: {.ontbreekt}\nDeze paragraaf is nog leeg. Er is voor nodig: "
            f"{section.needs}.\n:::"
        )
    return "\n\n".join(parts)


def _author_text(writer: _Writer, path: Path, source: str) -> str:
    """Return what an author wrote; nothing if that is blank, or cannot be read."""
    try:
        text = read_text(path, source=source) if path.is_file() else ""
    except WorkbenchError as error:
        writer.problems += error.problems
        return ""
    return text if text.strip() else ""


def _list_references(writer: _Writer, blocks: list[str], keys: list[str]) -> None:
    """Make a place for the list of references, that the renderer fills, if any.

    It is the section for it, if the product has one, and else a part without number.
    """
    if not writer.cites.used:
        return
    place = "::: {#refs}\n:::"
    if LITERATURE in keys:
        blocks[keys.index(LITERATURE) - len(keys)] += f"\n\n{place}"
    else:
        blocks.append(f"# {HEADING} {{#{LITERATURE} .unnumbered}}\n\n{place}")


def _too_long(text: str, section: Section, source: str) -> list[Problem]:
    words = len(text.split())
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


def _without_alt(picture: Picture, where: str) -> list[Problem]:
    if picture.alt.strip():
        return []
    return [
        Problem(
            what=f"figuur {picture.key!r} heeft geen tekst voor wie haar niet ziet",
            where=where,
            fix="geef bij de figuur een alt-tekst: wat erop te zien is, in een zin",
        )
    ]


@dataclass(slots=True)
class _Writer:
    """Resolves references one by one, and remembers what it has used."""

    known: Mapping[str, Evidence | Refusal | TableText | Picture]
    factors: tuple[Factors, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    cites: Citations = field(default_factory=lambda: Citations(known={}))
    book: ClaimBook = field(init=False)
    grounds: Grounds = field(init=False)

    def __post_init__(self) -> None:
        """Let claims show references as they are printed."""
        self.book = ClaimBook(self._shown)
        self.grounds = Grounds(shown=self._shown, factors=self.factors)

    def check(self, text: str, *, source: str, needs_evidence: bool = True) -> None:
        """Add what an author may not have written."""
        grounds = replace(self.grounds, needs_evidence=needs_evidence)
        self.problems += text_problems(text, source=source)
        self.problems += check_claims(text, source=source, grounds=grounds)
        for number, line in enumerate(text.split("\n"), start=1):
            self.problems += age_problems([line], where=f"{source}, regel {number}")

    def resolve(self, text: str, *, source: str) -> str:
        """Return `text` with each reference replaced by what it stands for."""
        return "\n".join(
            self._line(line, where=f"{source}, regel {number}")
            for number, line in enumerate(show_marks(text).split("\n"), start=1)
        )

    def _line(self, line: str, *, where: str) -> str:
        alone = bool(_ALONE.match(line))
        line = SOURCED.sub(lambda found: self._sourced(found, where), line)
        line = self.cites.resolve(line, where=where, problems=self.problems)
        return REFERENCE.sub(lambda m: self._one(m[1], where, alone=alone), line)

    def appendix(self) -> str:
        """Return the appendix that tells where everything used comes from."""
        key, title = PROVENANCE
        head = (
            f"# {title} {{#{key} .unnumbered}}\n\n"
            "Bij elk getal, elk citaat, elke tabel en elke figuur in dit rapport staat "
            "hieronder hoe het is verkregen en waaruit."
        )
        entries = [entry.markdown(self.entries) for entry in self.entries.values()]
        return "\n\n".join([head, *entries])

    def _shown(self, key: str) -> str:
        """Return what is printed for a reference within a sentence."""
        item = self.known.get(key)
        if not isinstance(item, Evidence):
            return ""
        text = " ".join(item.text.split())
        return f"“{text}” ({item.attribution})" if item.attribution else text

    def _one(self, key: str, where: str, *, alone: bool) -> str:
        item = self.known.get(key)
        match item:
            case None:
                self.problems.append(self._unknown(key, where))
            case Refusal():
                self.problems.append(item.problem(where))
            case Evidence():
                return self._evidence(item, alone=alone)
            case TableText():
                return self._table(item)
            case Picture():
                self.problems += _without_alt(item, where)
                return self._picture(item)
        return ""

    def _unknown(self, key: str, where: str) -> Problem:
        near = difflib.get_close_matches(key, self.known, n=1, cutoff=0.5)
        hint = f"bedoeld is misschien {{{{{near[0]}}}}}" if near else "verbeter de naam"
        return Problem(
            what=f"verwijzing {{{{{key}}}}} leidt nergens heen",
            where=where,
            fix=hint,
        )

    def _evidence(self, item: Evidence, *, alone: bool) -> str:
        quote = bool(item.attribution)
        self.entries[item.key] = evidence_entry(item)
        self.used[item.key] = item.text
        text = escape(item.text)
        if not quote:
            return f"[{text}](#{anchor(item.key)}){{.bewijs}}"
        by = f"[{escape(item.attribution)}](#{anchor(item.key)}){{.bewijs}}"
        if not alone:
            return f"“{' '.join(text.split())}” ({by})"
        body = text.replace("\n", "\\\n> ")
        return f"> “{body}”\n>\n> — {by}"

    def _table(self, item: TableText) -> str:
        if item.key in self.used:
            return ""
        self.numbers["tabel"] += 1
        number = self.numbers["tabel"]
        cells = [item.caption, *item.head, *(cell for row in item.rows for cell in row)]
        if item.about_people:
            self.problems += age_problems(cells, where=f"tabel {item.key!r}")
        self.entries[item.key] = table_entry(item, number=number)
        self.used[item.key] = fingerprint(repr((item.head, item.rows)))
        lines = to_markdown(item, number=number).split("\n")
        for row, where in item.authored:
            lines[row + 2] = self._line(lines[row + 2], where=where)  # below the head
        return "\n".join(lines)

    def _picture(self, item: Picture) -> str:
        if item.key in self.used:
            return ""
        self.numbers["figuur"] += 1
        number = self.numbers["figuur"]
        if item.about_people:
            self.problems += age_problems(
                [item.caption, item.alt], where=f"figuur {item.key!r}"
            )
        stem = item.key.split(":", 1)[1].replace(".", "-")
        self.entries[item.key] = picture_entry(item, number=number)
        self.used[item.key] = fingerprint(item.alt)
        self.pictures[stem] = item
        alt = item.alt.replace('"', "”")
        return (
            f"![Figuur {number}. {escape(item.caption)}](figuren/{stem}.svg)"
            f'{{#fig-{stem} alt="{alt}" width=100%}}'
        )

    def _sourced(self, found: re.Match[str], where: str) -> str:
        number, key = found[1], sourced_key(found)
        taken = taken_figure(found, where=where, problems=self.problems)
        said = self.cites.resolve(taken.said(), where=where, problems=self.problems)
        self.entries[key] = quoted_entry(key, number, said)
        self.used[key] = number
        return f"[{escape(number)}](#{anchor(key)}){{.bewijs}}"
