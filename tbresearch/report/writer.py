"""Resolving the references of a text, one by one, and what was used on the way."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tbresearch.errors import Problem
from tbresearch.findings import Factors
from tbresearch.literature import Citations, taken_figure
from tbresearch.privacy import age_problems
from tbresearch.report.author_text import text_problems
from tbresearch.report.entries import (
    Entry,
    evidence_entry,
    picture_entry,
    quoted_entry,
    table_entry,
)
from tbresearch.report.evidence import Evidence, Picture, Refusal, anchor
from tbresearch.report.outline import PROVENANCE
from tbresearch.report.own_text import Replaced
from tbresearch.report.tables import TableText, escape, to_markdown
from tbresearch.study import fingerprint
from tbresearch.synthesis.claims import (
    REFERENCE,
    SOURCED,
    ClaimBook,
    Grounds,
    check_claims,
    show_marks,
    sourced_key,
)

__all__ = ["Writer"]

_ALONE = re.compile(r"^\s*\{\{[^{}]+\}\}\s*$")


@dataclass(slots=True)
class Writer:
    """Resolves references one by one, and remembers what it has used."""

    known: Mapping[str, Evidence | Refusal | TableText | Picture]
    factors: tuple[Factors, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    replaced: list[Replaced] = field(default_factory=list)
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

    def resolve(self, text: str, *, source: str, first: int = 1) -> str:
        """Return `text` with each reference replaced by what it stands for."""
        return "\n".join(
            self._line(line, where=f"{source}, regel {number}")
            for number, line in enumerate(show_marks(text).split("\n"), start=first)
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
        self.used[item.key] = fingerprint(item.alt + item.rests_on)
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
