"""Composing the text: sections in order, references resolved, proof at the back."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tbresearch.errors import Problem, StudyError, WorkbenchError
from tbresearch.privacy import age_problems
from tbresearch.report.author_text import text_problems
from tbresearch.report.evidence import (
    Contribution,
    Evidence,
    Picture,
    Refusal,
    anchor,
    merge,
)
from tbresearch.report.outline import PROCESS_EVALUATION, Product, Section
from tbresearch.report.references import REFERENCE, SOURCED, loose_evidence
from tbresearch.report.tables import TableText, escape, to_markdown
from tbresearch.study import fingerprint, read_text
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
    """

    markdown: str = field(repr=False)
    used: dict[str, str] = field(repr=False)
    pictures: dict[str, Picture] = field(repr=False)

    def __str__(self) -> str:
        used = quantity_text(len(self.used), "verwijzing", "verwijzingen")
        return f"Rapport: {used} naar bewijs, alle te volgen"


def compose(
    root: Path,
    contributions: Iterable[Contribution],
    product: Product = PROCESS_EVALUATION,
) -> Composition:
    """Compose a report of the study in `root`.

    Raises
    ------
    StudyError
        With every reference that does not resolve, every quote or number that may
        not be printed, every number or quote that the author typed, and every age
        that is one person's.
    """
    parts = list(contributions)
    checks = [check for part in parts for check in part.checks]
    writer = _Writer(known=merge(parts), checks=checks)
    for part in parts:
        for source, text in part.texts.items():
            writer.check(text, source=source)
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
    blocks += [
        _front_or_back(writer, key, title, generated)
        for key, title in product.appendices
        if key in generated
    ]
    if writer.problems:
        raise StudyError(writer.problems)
    blocks.append(writer.appendix())
    return Composition(
        markdown="\n\n".join(blocks),
        used=writer.used,
        pictures=writer.pictures,
    )


def _front_or_back(
    writer: _Writer, key: str, title: str, generated: Mapping[str, list[str]]
) -> str:
    """Return a part without number, that the author has no text in."""
    text = writer.resolve("\n\n".join(generated.get(key, [])), source=title)
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
        parts.append(writer.resolve(text.strip(), source=source))
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
    checks: Sequence[Callable[[str, str], Iterable[Problem]]] = ()
    problems: list[Problem] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def check(self, text: str, *, source: str) -> None:
        """Add what an author may not have written."""
        self.problems += text_problems(text, source=source)
        self.problems += loose_evidence(text, source=source)
        for number, line in enumerate(text.split("\n"), start=1):
            self.problems += age_problems([line], where=f"{source}, regel {number}")
        for check in self.checks:
            self.problems += check(text, source)

    def resolve(self, text: str, *, source: str) -> str:
        """Return `text` with each reference replaced by what it stands for."""
        lines = []
        for number, line in enumerate(text.split("\n"), start=1):
            where = f"{source}, regel {number}"
            alone = bool(_ALONE.match(line))
            line = SOURCED.sub(lambda m: self._sourced(m[1], m[2]), line)
            lines.append(
                REFERENCE.sub(
                    lambda m, w=where, a=alone: self._one(m[1], w, alone=a),  # type: ignore[misc]
                    line,
                )
            )
        return "\n".join(lines)

    def appendix(self) -> str:
        """Return the appendix that tells where everything used comes from."""
        head = (
            "# Bijlage: herkomst van het bewijs {#herkomst .unnumbered}\n\n"
            "Bij elk getal, elk citaat, elke tabel en elke figuur in dit rapport staat "
            "hieronder hoe het is verkregen en waaruit."
        )
        return "\n\n".join([head, *self.entries])

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

    def _note(self, key: str, shown: str, method: str, sources: Iterable[str]) -> None:
        """Add an entry to the appendix, once."""
        if key in self.used:
            return
        listed = "; ".join(sources)
        proof = f" Bron: {escape(listed)}." if listed else ""
        self.entries.append(
            f"::: {{#{anchor(key)} .herkomst}}\n**{escape(shown)}** "
            f"`{key}`. {escape(method)}{proof}\n:::"
        )

    def _evidence(self, item: Evidence, *, alone: bool) -> str:
        quote = bool(item.attribution)
        shown = item.attribution if quote else item.text
        self._note(item.key, shown, item.method, item.sources)
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
        self._note(item.key, f"Tabel {number}", item.method, item.sources)
        self.used[item.key] = fingerprint(repr((item.head, item.rows)))
        return to_markdown(item, number=number)

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
        self._note(item.key, f"Figuur {number}", item.method, ())
        self.used[item.key] = fingerprint(item.alt + item.rests_on)
        self.pictures[stem] = item
        alt = item.alt.replace('"', "”")
        return (
            f"![Figuur {number}. {escape(item.caption)}](figuren/{stem}.svg)"
            f'{{#fig-{stem} alt="{alt}" width=100%}}'
        )

    def _sourced(self, number: str, origin: str) -> str:
        key = f"bron:{number}|{origin}"
        self._note(key, number, f"Overgenomen cijfer. {origin}", ())
        self.used[key] = number
        return f"[{escape(number)}](#{anchor(key)}){{.bewijs}}"
