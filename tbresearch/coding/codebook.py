"""The codebook: what each code means, when to use it and when not.

The codebook is the user's own file, `codeboek.toml`. A starter for
Thuisbegeleiding ships with the package; `tbresearch new` copies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from tbresearch.errors import Problem, StudyError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.study import Study
from tbresearch.study.fields import Field, choice, key, many, parse_record, text
from tbresearch.study.files import read_text
from tbresearch.study.toml_file import parse_toml
from tbresearch.vocabulary import CODE_KINDS, label, quantity_text

__all__ = ["CODEBOOK_FILE", "Code", "Codebook", "read_codebook", "starter_codebook"]

CODEBOOK_FILE = "codeboek.toml"

_TITLE_FIELDS = (
    Field(name="titel", column="title", kind=text(), required=True),
    Field(name="versie", column="version", kind=text(), required=True),
)
_CODE_FIELDS = (
    Field(name="code", column="code", kind=key(), required=True),
    Field(name="label", column="label", kind=text(), required=True),
    Field(name="soort", column="kind", kind=choice(CODE_KINDS), required=True),
    Field(name="definitie", column="definition", kind=text(), default=""),
    Field(name="wel", column="include", kind=many(text()), default=()),
    Field(name="niet", column="exclude", kind=many(text()), default=()),
    Field(name="voorbeelden", column="examples", kind=many(text()), default=()),
    Field(name="hoort_bij", column="parent", kind=key()),
    Field(name="woorden", column="cues", kind=many(text()), default=()),
    Field(name="lijsten", column="items", kind=many(key()), default=()),
    Field(name="voorheen", column="former", kind=many(key()), default=()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code of the codebook.

    Attributes
    ----------
    code, label : str
        Key, and what the report prints.
    kind : str
        Key of `vocabulary.CODE_KINDS`; each coding has a polarity of its own.
    definition : str
        What the code is about.
    include, exclude : tuple of str
        When to use it, and when to use another.
    examples : tuple of str
        Sentences as a respondent would say them.
    parent : str or None
        The code that this one belongs under.
    items : tuple of str
        Items of published lists that the code maps to, such as ``"B9.1"``.
    former : tuple of str
        Codes that were merged into this one: codings with them count as this.
    cues : tuple of str
        Words and phrases by which a suggestion may know the code; `*` stands for
        any number of letters. They mean nothing to a count.
    """

    code: str
    label: str
    kind: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    examples: tuple[str, ...]
    parent: str | None
    items: tuple[str, ...]
    former: tuple[str, ...]
    cues: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        kind = label(CODE_KINDS, self.kind).lower()
        return "".join(
            (
                text_html(f"{self.label} ({self.code}), {kind}"),
                text_html(self.definition),
                list_html(self.include, title="Wel"),
                list_html(self.exclude, title="Niet"),
                list_html(self.examples, title="Voorbeelden"),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All codes of a study, in the order of the file.

    Attributes
    ----------
    title, version : str
        As they stand at the top of the file.
    codes : mapping of str to Code
        By key.
    """

    title: str
    version: str
    codes: Mapping[str, Code]

    def __str__(self) -> str:
        codes = quantity_text(len(self.codes), "code", "codes")
        return f"{self.title}, versie {self.version}: {codes}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What cannot be said with this codebook, in Dutch."""
        bare = [code.label for code in self.codes.values() if not code.definition]
        if not bare:
            return ()
        verb = "heeft" if len(bare) == 1 else "hebben"
        codes = quantity_text(len(bare), "code", "codes")
        return (
            f"{codes} {verb} geen definitie: {', '.join(bare)}. Of twee mensen er "
            "hetzelfde onder verstaan, is dan niet na te gaan.",
        )

    @property
    def merged(self) -> dict[str, str]:
        """Return, by each code that was merged into another, that other."""
        return {old: code.code for code in self.codes.values() for old in code.former}

    def to_frame(self) -> pd.DataFrame:
        """Return one row a code."""
        names = [field.name for field in fields(Code)]
        rows = [[getattr(code, name) for name in names] for code in self.codes.values()]
        return pd.DataFrame(rows, columns=names)

    def _repr_html_(self) -> str:
        rows = [
            (code.label, label(CODE_KINDS, code.kind), code.definition)
            for code in self.codes.values()
        ]
        table = table_html(("Code", "Soort", "Definitie"), rows)
        return text_html(self) + table + list_html(self.notes)


def read_codebook(study: Study) -> Codebook:
    """Read the codebook of a study.

    Raises
    ------
    StudyError
        With every record that is wrong: an unknown name, a code that occurs
        twice, a parent that is no code or that leads back to the code itself.
    """
    return _read(study.root / CODEBOOK_FILE)


def starter_codebook() -> Codebook:
    """Return the codebook for Thuisbegeleiding that ships with the package."""
    with resources.as_file(starter_file()) as path:
        return _read(path)


def starter_file() -> resources.abc.Traversable:
    """Return the file of the starter codebook, for a new study to copy."""
    return resources.files("tbresearch.coding").joinpath("starter", CODEBOOK_FILE)


def _read(path: Path) -> Codebook:
    return parse_codebook(read_text(path, source=CODEBOOK_FILE))


def parse_codebook(content: str) -> Codebook:
    """Read a codebook from the text of its file, as `read_codebook` does."""
    file = parse_toml(content, source=CODEBOOK_FILE)
    problems: list[Problem] = []
    top = {name: value for name, value in file.data.items() if name != "code"}
    head = parse_record(top, _TITLE_FIELDS, at=file.place(), problems=problems)
    records = file.records("code", _CODE_FIELDS, problems)
    problems += _clashes(records)
    if problems:
        raise StudyError(problems)
    codes = {str(record["code"]): Code(**record) for _, record in records}  # type: ignore[arg-type]
    return Codebook(
        title=str(head["title"]),
        version=str(head["version"]),
        codes=MappingProxyType(codes),
    )


def _clashes(records: list[tuple[str, dict[str, object]]]) -> list[Problem]:
    """Return codes that occur twice, and parents that do not hold."""
    parents: dict[object, object] = {}
    problems = []
    for place, record in records:
        if record["code"] is not None and record["code"] in parents:
            problems.append(_double(record["code"], place))
        parents[record["code"]] = record["parent"]
    known = set(parents)
    for place, record in records:
        former = record["former"]
        assert isinstance(former, tuple)
        problems += [_double(old, place) for old in former if old in known]
        known.update(former)
    for place, record in records:
        parent = record["parent"]
        if parent is not None and not _leads_to_the_top(record["code"], parents):
            problems.append(
                Problem(
                    what=f"hoort_bij = {parent!r} leidt niet naar een hoofdcode",
                    where=place,
                    fix="noem een andere code van dit codeboek, zonder kringetje",
                )
            )
    return problems


def _double(code: object, place: str) -> Problem:
    return Problem(
        what=f"code {code!r} staat er al",
        where=place,
        fix="geef de code een eigen naam, of verwijder het blok; onder 'voorheen' "
        "staan alleen codes die er zelf niet meer zijn",
    )


def _leads_to_the_top(code: object, parents: Mapping[object, object]) -> bool:
    seen = set()
    while code is not None:
        if code in seen or code not in parents:
            return False
        seen.add(code)
        code = parents[code]
    return True
