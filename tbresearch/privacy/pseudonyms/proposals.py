"""Proposals for a whole study: what may name somebody, how often, and its token.

The rules propose; a person decides. Only the names of participants are decided
beforehand, because those are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from tbresearch.errors import WorkbenchError
from tbresearch.html import list_html, table_html, text_html
from tbresearch.privacy.pseudonyms.contexts import context_of
from tbresearch.privacy.pseudonyms.decisions import (
    CHOICES,
    KINDS,
    REPLACE,
    Decision,
    is_too_short,
)
from tbresearch.privacy.pseudonyms.detection import Reading, read_words, spans_of
from tbresearch.privacy.pseudonyms.joining import join_people
from tbresearch.privacy.pseudonyms.lists import first_names, fold
from tbresearch.privacy.pseudonyms.matching import finder
from tbresearch.privacy.pseudonyms.participants import Surface, is_role, surfaces
from tbresearch.privacy.pseudonyms.tokens import Tokens
from tbresearch.vocabulary import quantity_text

__all__ = ["Proposal", "Proposals", "propose_pseudonyms"]

_CONTEXTS = 3
_SLIPS = 2
_COLUMNS = (
    *("entity", "kind", "count", "sessions", "contexts", "token", "decision"),
    *("participant", "note"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One entity, where it stands, and what is proposed or decided.

    Attributes
    ----------
    decision : Decision
        Entity, kind, token and choice.
    count : int
        Places in all texts.
    sessions : tuple of str
        Sessions that hold it.
    contexts : tuple of str
        At most three places, with the words around them.
    note : str
        What the rules are not sure of, in Dutch.
    """

    decision: Decision
    count: int
    sessions: tuple[str, ...]
    contexts: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Everything in the texts of a study that may name somebody.

    Attributes
    ----------
    items : tuple of Proposal
        By kind, participants first.
    warnings : tuple of str
        Where the rules cannot see names, in Dutch.
    """

    items: tuple[Proposal, ...]
    warnings: tuple[str, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What is proposed or decided, one for each entity."""
        return tuple(item.decision for item in self.items)

    @property
    def frame(self) -> pd.DataFrame:
        """The same as `to_frame()`."""
        return self.to_frame()

    def to_frame(self) -> pd.DataFrame:
        """Return one row an entity."""
        rows = [
            (
                item.decision.entity,
                item.decision.kind,
                item.count,
                item.sessions,
                item.contexts,
                item.decision.replacement,
                item.decision.choice,
                item.decision.participant,
                item.note,
            )
            for item in self.items
        ]
        return pd.DataFrame(rows, columns=list(_COLUMNS))

    def __str__(self) -> str:
        choices = Counter(item.decision.choice for item in self.items)
        parts = ", ".join(
            f"{choices[choice]} {choice or 'nog te beslissen'}" for choice in CHOICES
        )
        more = f"; let op: {'; '.join(self.warnings)}" if self.warnings else ""
        number = quantity_text(len(self.items), "voorstel", "voorstellen")
        return f"{number} om te pseudonimiseren: {parts}{more}"

    def _repr_html_(self) -> str:
        heads = ("Tekst", "Soort", "Aantal", "Vervanging", "Besluit", "Voorbeeld")
        rows = [
            (
                item.decision.entity,
                item.decision.kind,
                item.count,
                item.decision.replacement,
                item.decision.choice or "nog te beslissen",
                " ".join(item.contexts[:1]) + (f" ({item.note})" if item.note else ""),
            )
            for item in self.items
        ]
        summary = text_html(str(replace(self, warnings=())))
        warned = list_html(self.warnings, title="Let op")
        return summary + warned + table_html(heads, rows)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where an entity stands."""

    count: int
    sessions: tuple[str, ...]
    contexts: tuple[str, ...]


def propose_pseudonyms(
    texts: Mapping[str, str],
    *,
    names: Collection[str],
    known: Iterable[Decision] = (),
) -> Proposals:
    """Propose what to replace in the texts of a study, and by what.

    Parameters
    ----------
    texts : mapping of str to str
        By session: its canonical text.
    names : collection of str
        Names of those who took part: the labels of the speakers.
    known : iterable of Decision
        What was decided before; kept, and looked for in every text.

    Returns
    -------
    Proposals

    Raises
    ------
    WorkbenchError
        If `known` holds an entity twice.
    """
    earlier = tuple(known)
    _check_known(earlier)
    readings = [read_words(name, text) for name, text in texts.items()]
    common = _common(readings)
    candidates = {decision.entity: decision for decision in earlier}
    notes: dict[str, str] = {}
    owners = _add_participants(names, _ordinary_here(readings), candidates, notes)
    _add_found(readings, common, candidates)
    for entity, decision in list(candidates.items()):
        bracketed = "[" in entity or "]" in entity
        if decision not in earlier and (bracketed or is_too_short(decision)):
            del candidates[entity]
    seen = _look(texts, candidates.values())
    tokens = Tokens(texts.values(), earlier)
    tokens.assign(candidates, _groups(candidates, owners, seen, notes))
    items = [
        _proposal(replace(decision, replacement=tokens[entity]), seen, notes)
        for entity, decision in candidates.items()
        if entity in seen or decision in earlier
    ]
    items.sort(key=_order)
    return Proposals(items=tuple(items), warnings=_warnings(readings, names))


def _check_known(known: tuple[Decision, ...]) -> None:
    counts = Counter(decision.entity for decision in known)
    twice = sorted(entity for entity, count in counts.items() if count > 1)
    if twice:
        raise WorkbenchError(
            f"over {twice[0]!r} zijn twee besluiten",
            where="bekende besluiten",
            fix="geef over elke tekst één besluit",
        )


def _common(readings: Iterable[Reading]) -> frozenset[str]:
    """Return the words that stand without a capital where there are capitals."""
    return frozenset(
        word.text
        for reading in readings
        if reading.capitals
        for word in reading.words
        if word.text.islower()
    )


def _ordinary_here(readings: Iterable[Reading]) -> frozenset[str]:
    """Return the words that the study most often writes without a capital.

    Once or twice is a slip of who typed a name.
    """
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for reading in readings:
        for word in reading.words if reading.capitals else ():
            counts = small if word.text.islower() else capital
            counts[fold(word.text)] += 1
    return frozenset(
        word for word, count in small.items() if count > max(_SLIPS, capital[word])
    )


def _add_participants(
    names: Collection[str],
    ordinary: Collection[str],
    candidates: dict[str, Decision],
    notes: dict[str, str],
) -> dict[str, str]:
    """Add the names of participants; return to whom each entity belongs."""
    by_surface: dict[str, tuple[Surface, list[str]]] = {}
    for name in sorted(set(names)):
        for surface in surfaces(name, ordinary=ordinary):
            entry: tuple[Surface, list[str]] = (surface, [])
            labels = by_surface.setdefault(fold(surface.text), entry)[1]
            if name not in labels:
                labels.append(name)
    given = {fold(entity): entity for entity in candidates}
    owners = {}
    for folded, (surface, labels) in by_surface.items():
        entity = given.get(folded, surface.text)
        if len(labels) == 1:
            owners[entity] = labels[0]
        else:
            notes[entity] = f"deel van meer namen: {', '.join(labels)}"
        if not surface.sure:
            notes[entity] = "deel van de naam van een deelnemer, en een gewoon woord"
        new = Decision(
            entity=entity,
            kind="persoon",
            replacement="",
            choice=REPLACE if surface.sure else "",
            participant=surface.loose,
        )
        candidates.setdefault(entity, new)
    return owners


def _add_found(
    readings: Iterable[Reading],
    common: Collection[str],
    candidates: dict[str, Decision],
) -> None:
    """Add what the rules find, each under the kind it was found as most often."""
    votes: dict[str, Counter[str]] = {}
    for reading in readings:
        for span in spans_of(reading, common=common):
            entity = " ".join(reading.text[span.start : span.end].split())
            votes.setdefault(entity, Counter())[span.kind] += 1
    taken = {fold(entity) for entity, d in candidates.items() if d.choice == REPLACE}
    bodies = {
        entity.split()[-1]
        for entity, kinds in votes.items()
        if kinds["organisatie"] and " " in entity
    }
    for entity, kinds in votes.items():
        if fold(entity) in taken:
            continue
        if _is_possessive(entity, votes.keys() | candidates.keys()):
            continue
        kind = max(kinds, key=lambda name: (kinds[name], -KINDS.index(name)))
        if kind == "persoon" and entity in bodies:
            kind = "organisatie"
        new = Decision(entity=entity, kind=kind, replacement="")
        candidates.setdefault(entity, new)


def _is_possessive(entity: str, others: Collection[str]) -> bool:
    """Return whether a name is another with the s of a possessive: "Jans"."""
    stem = entity[:-1]
    return (
        entity.endswith("s")
        and stem in others
        and stem[-1] not in "aiouys"
        and fold(entity) not in first_names()
    )


def _look(texts: Mapping[str, str], decisions: Iterable[Decision]) -> dict[str, _Seen]:
    find = finder(decisions)
    places: dict[str, list[tuple[str, str]]] = {}
    counts: Counter[str] = Counter()
    for session, text in texts.items():
        for hit in find(text):
            entity = hit.decision.entity
            counts[entity] += 1
            few = counts[entity] <= _CONTEXTS
            context = context_of(text, hit.start, hit.end) if few else ""
            places.setdefault(entity, []).append((session, context))
    return {
        entity: _Seen(
            counts[entity],
            tuple(dict.fromkeys(session for session, _ in found)),
            tuple(context for _, context in found[:_CONTEXTS]),
        )
        for entity, found in places.items()
    }


def _groups(
    candidates: Mapping[str, Decision],
    owners: Mapping[str, str],
    seen: Mapping[str, _Seen],
    notes: dict[str, str],
) -> dict[str, str]:
    """Return, by entity, the name of the person, place or body that it is."""
    people = {
        entity: seen[entity].sessions
        for entity, decision in candidates.items()
        if decision.kind == "persoon" and entity in seen and entity not in owners
    }
    joined = join_people(people)
    groups = {}
    for entity, decision in candidates.items():
        owner = owners.get(entity, entity)
        if entity in joined:
            owner = joined[entity].to or entity
            notes.setdefault(entity, joined[entity].note)
        groups[entity] = f"{decision.kind} {fold(owner)}"
    return groups


def _proposal(
    decision: Decision, seen: Mapping[str, _Seen], notes: Mapping[str, str]
) -> Proposal:
    where = seen.get(decision.entity, _Seen(0, (), ()))
    return Proposal(
        decision=decision,
        count=where.count,
        sessions=where.sessions,
        contexts=where.contexts,
        note=notes.get(decision.entity, ""),
    )


def _order(item: Proposal) -> tuple[int, bool, int, str, str]:
    token = item.decision.replacement
    digits = "".join(sign for sign in token if sign.isdecimal())
    return (
        KINDS.index(item.decision.kind),
        not item.decision.participant,
        int(digits or 0),
        token,
        item.decision.entity,
    )


def _warnings(readings: Iterable[Reading], names: Collection[str]) -> tuple[str, ...]:
    warnings = [
        f"gesprek {reading.session} heeft bijna geen hoofdletters: veel namen zijn "
        "daarin niet te zien; lees het zelf na"
        for reading in readings
        if reading.words and not reading.capitals
    ]
    roles = sorted(name for name in set(names) if is_role(name))
    if roles:
        warnings.append(f"geen naam, dus niet gezocht: {', '.join(roles)}")
    return tuple(warnings)
