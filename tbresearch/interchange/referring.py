"""What refers to what in a project file: cases, sets and relations, looked up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tbresearch.interchange.memos import Memos
from tbresearch.interchange.project import QdaCase, QdaLink, QdaSet, QdaSource, Span
from tbresearch.interchange.records import Found, RawProject

__all__ = ["Lookup", "cases", "links", "sets"]

_NO_CODE = "verwijst naar een code die er niet is"
_NO_SOURCE = "verwijst naar een bron die er niet is of niet wordt gelezen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Names by guid; what is not there is appended to `found`."""

    raw: RawProject
    memos: Memos
    codes: Mapping[str, str]
    sources: dict[str, str]
    passages: dict[str, Span]
    found: list[Found]

    def known_codes(self, guids: Sequence[str], element: str) -> tuple[str, ...]:
        """Return the codes that are there."""
        missing = [guid for guid in guids if guid not in self.codes]
        self.found.extend((element, _NO_CODE, guid) for guid in missing)
        return tuple(self.codes[guid] for guid in guids if guid in self.codes)

    def known_sources(self, guids: Sequence[str], element: str) -> tuple[str, ...]:
        """Return the sources that are there."""
        missing = [guid for guid in guids if guid not in self.sources]
        self.found.extend((element, _NO_SOURCE, "") for _ in missing)
        return tuple(self.sources[guid] for guid in guids if guid in self.sources)

    def values(self, given: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Return values by the name of their variable."""
        named = {}
        for variable, value in given:
            if variable in self.raw.variables:
                named[self.raw.variables[variable][0]] = value
            else:
                reason = "de variabele bestaat niet"
                self.found.append(("VariableValue", reason, value))
        return named

    def described(self, guid: str) -> str | None:
        """Return what a guid is, and its name."""
        if guid in self.codes:
            return f"code: {self.codes[guid]}"
        if guid in self.sources:
            return f"bron: {self.sources[guid]}"
        if guid in self.passages:
            span = self.passages[guid]
            return f"passage: {span.source}, {span.start}-{span.end}"
        named = {case.guid: case.name for case in self.raw.cases}
        if guid in named:
            return f"case: {named[guid]}"
        return f"memo: {self.memos.name(guid)}" if self.memos.knows(guid) else None


def cases(lookup: Lookup, sources: dict[str, QdaSource]) -> tuple[QdaCase, ...]:
    """Return the cases; one without a name gives its variables to its sources."""
    kept = []
    for case in lookup.raw.cases:
        values = lookup.values(case.values)
        own = lookup.known_sources(case.sources, "SourceRef")
        if not case.name and own and not case.selections:
            for name in own:
                both = {**sources[name].variables, **values}
                sources[name] = replace(sources[name], variables=both)
            continue
        there = [g for g in case.selections if g in lookup.passages]
        reason = "de passage van deze case is er niet"
        gone = len(case.selections) - len(there)
        lookup.found.extend(("SelectionRef", reason, case.name) for _ in range(gone))
        kept.append(
            QdaCase(
                name=case.name,
                guid=case.guid,
                description=case.description,
                codes=lookup.known_codes(case.codes, "CodeRef"),
                variables=values,
                sources=own,
                passages=tuple(lookup.passages[guid] for guid in there),
            )
        )
    return tuple(kept)


def sets(lookup: Lookup) -> tuple[QdaSet, ...]:
    """Return the groups of codes and sources."""
    reason = "memo's in een groep worden niet gelezen"
    for one in lookup.raw.sets:
        lookup.found.extend(("MemberNote", reason, one.name) for _ in one.notes)
    return tuple(
        QdaSet(
            name=one.name,
            guid=one.guid,
            description=one.description,
            codes=lookup.known_codes(one.codes, "MemberCode"),
            sources=lookup.known_sources(one.sources, "MemberSource"),
        )
        for one in lookup.raw.sets
    )


def links(lookup: Lookup) -> tuple[QdaLink, ...]:
    """Return the relations; one from a memo makes the memo be about its target."""
    kept = []
    for one in lookup.raw.links:
        if _attached(lookup, one.origin, one.target):
            continue
        if _attached(lookup, one.target, one.origin):
            continue
        origin, target = (lookup.described(guid) for guid in (one.origin, one.target))
        if origin is None or target is None:
            reason = "verwijst naar iets wat niet is gelezen"
            lookup.found.append(("Link", reason, one.name))
            continue
        kept.append(
            QdaLink(
                name=one.name,
                guid=one.guid,
                direction=one.direction,
                origin=origin,
                target=target,
            )
        )
    return tuple(kept)


def _attached(lookup: Lookup, memo: str, other: str) -> bool:
    if not lookup.memos.knows(memo):
        return False
    if other in lookup.passages:
        span = lookup.passages[other]
        lookup.memos.tell([memo], kind="passage", about=span.source, passage=span)
    elif other in lookup.sources:
        lookup.memos.tell([memo], kind="source", about=lookup.sources[other])
    elif other in lookup.codes:
        lookup.memos.tell([memo], kind="code", about=lookup.codes[other])
    else:
        return False
    return True
