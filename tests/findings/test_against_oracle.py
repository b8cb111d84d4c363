"""Counts, order and quotes on random corpora, held against plain loops and sets.

The oracle below shares no code with `tbresearch.findings`: it walks over turns and
codings one by one. The corpora go through the real journals and `read_coding`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.coding import Code, Codebook, Coding, read_coding
from tbresearch.estimate import Count, NotEstimable
from tbresearch.findings import (
    Factors,
    Quote,
    group_patterns,
    improvement_points,
    perspectives,
    printable_quotes,
    success_factors,
)
from tbresearch.study import Study
from tbresearch.transcripts import Corpus, Transcript

INTERVIEWER = "gespreksleider"
WITHDRAWN = "verwijderd"
CODES = ("rust", "overzicht", "lijnen", "wachttijd")
GROUPS = ("begeleider", "client", "naaste")
UNITS = {
    "uiting": "uitingen",
    "respondent": "respondenten",
    "groep": "groepen",
    "organisatie": "organisaties",
}
Counts = dict[tuple[str, str, str], tuple[int, int]]
SIDES = {"succesfactor": success_factors, "verbeterpunt": improvement_points}
# Short and long, so that quotes of both kinds occur, and occur twice.
SAID = (
    "Ja.",
    "Rust in huis, dat is wat ik zo fijn vind aan deze hulp thuis.",
    "De wachttijd is te lang.",
    "Eén twee drie vier vijf zes zeven acht negen tien.",
    "Eén twee drie vier vijf zes zeven acht negen.",
)


@dataclass(frozen=True)
class Person:
    """A respondent: where they belong, and what they consented to."""

    group: str
    organisation: str | None
    counted: bool
    quoted: bool
    with_role: bool


@dataclass(frozen=True)
class Session:
    """A conversation: turns of who says what."""

    kind: str
    turns: tuple[tuple[str, str], ...]

    def spans(self) -> list[tuple[int, int]]:
        """Return where each turn stands in the text, without its label."""
        found, at = [], 0
        for who, said in self.turns:
            at += len(who) + len(": ")
            found.append((at, at + len(said)))
            at += len(said) + len("\n\n")
        return found

    def text(self) -> str:
        """Return the canonical text."""
        return "\n\n".join(f"{who}: {said}" for who, said in self.turns)


@dataclass(frozen=True)
class Passage:
    """A coding."""

    coder: str
    session: str
    start: int
    end: int
    code: str
    polarity: str


@dataclass(frozen=True)
class World:
    """A study as plain data."""

    groups: tuple[str, ...]
    people: dict[str, Person]
    sessions: dict[str, Session]
    passages: tuple[Passage, ...]
    findings_from: tuple[str, ...]


def world_of(seed: int) -> World:
    """Make a world in which enough is said for counts and order to come out wrong."""
    chance = random.Random(seed)
    groups = chance.sample(GROUPS, chance.choice([1, 1, 1, 2, 3]))
    people = {
        f"R{number}": Person(
            group=chance.choice(groups),
            organisation=chance.choice([None, "a", "b"]),
            counted=chance.random() < 0.8,
            quoted=chance.random() < 0.7,
            with_role=chance.random() < 0.5,
        )
        for number in range(chance.choice([0, 1, *range(2, 10)]))
    }
    voices = [INTERVIEWER, *people, *people, *people]
    if chance.random() < 0.3:
        voices.append(WITHDRAWN)
    sessions = {
        name: Session(
            kind=chance.choice(["focusgroep", "interview"]),
            turns=tuple(
                (chance.choice(voices), chance.choice(SAID))
                for _ in range(chance.randint(1, 9))
            ),
        )
        for name in chance.sample(["g0", "g1", "g2", "g3"], chance.randint(1, 4))
    }
    coded = chance.choice([0, *range(5, 60)])
    passages = [passage_by(chance, sessions) for _ in range(coded)]
    passages += chance.sample(passages, coded // 8)  # coded twice, letter for letter
    return World(
        groups=tuple(groups),
        people=people,
        sessions=sessions,
        passages=tuple(passages),
        findings_from=chance.choice([("anna",), ("bram",), ("bram", "anna")]),
    )


def passage_by(chance: random.Random, sessions: dict[str, Session]) -> Passage:
    """Code one turn, a part of one, or from one into a later one."""
    name = chance.choice(list(sessions))
    spans = sessions[name].spans()
    first = chance.randrange(len(spans))
    last = min(first + chance.choice([0, 0, 0, 1, 2]), len(spans) - 1)
    start, end = spans[first][0], spans[last][1]
    if chance.random() < 0.5:
        start = chance.randrange(*spans[first])
        end = chance.randint(max(start, spans[last][0]) + 1, end)
    if chance.random() < 0.1 and first > 0:  # from the very end of the one before
        start = spans[first - 1][1]
    if chance.random() < 0.1 and last + 1 < len(spans):  # up to the next one
        end = spans[last + 1][0]
    return Passage(
        coder=chance.choice(["anna", "bram"]),
        session=name,
        start=start,
        end=end,
        code=chance.choice(CODES),
        polarity=chance.choice([*SIDES, *SIDES, *SIDES, "geen"]),
    )


def built(world: World, root: Path) -> Coding:
    """Write the journals of a world, and read them with the real reader."""
    respondents = pd.DataFrame(
        [
            (
                name,
                person.group,
                f"rol van {name}",
                person.organisation,
                person.counted,
                person.quoted,
                person.with_role,
                *[False] * 5,
            )
            for name, person in world.people.items()
        ],
        columns=[
            *("respondent", "group", "role", "organisation"),
            *("deelname", "letterlijk_citeren", "citeren_met_rol"),
            *("vignet", "koppeling", "naast_elkaar", "archivering", "hercontact"),
        ],
    )
    study = Study(
        root=root,
        title="Toets",
        intervention="Thuisbegeleiding",
        period="",
        client="",
        authors=(),
        owners=(),
        report_date=None,
        tradition="codeboek",
        groups=world.groups,
        coders=("anna", "bram"),
        findings_from=world.findings_from,
        zrm_version=None,
        percentage_from=20,
        smallest_count=5,
        smallest_denominator=10,
        zeros="tonen",
        missing="tonen",
        statements="tonen",
        respondents=respondents,
        sessions=pd.DataFrame(
            [(name, one.kind, name) for name, one in world.sessions.items()],
            columns=["session", "kind", "title"],
        ),
        speakers=pd.DataFrame(),
    )
    (root / "coderingen").mkdir()
    for coder in study.coders:
        lines = [
            json.dumps(
                {
                    "act": "add",
                    "id": f"c{number}",
                    "time": "",
                    "session": p.session,
                    "start": p.start,
                    "end": p.end,
                    "code": p.code,
                    "polarity": p.polarity,
                    "quote": world.sessions[p.session].text()[p.start : p.end],
                    "sha256": "",
                }
            )
            for number, p in enumerate(world.passages)
            if p.coder == coder
        ]
        (root / "coderingen" / f"{coder}.jsonl").write_text("\n".join([*lines, ""]))
    return read_coding(study, corpus_of(world, study), codebook())


def corpus_of(world: World, study: Study) -> Corpus:
    rows = []
    transcripts = {}
    for name, session in world.sessions.items():
        own = []
        for number, ((who, said), (start, end)) in enumerate(
            zip(session.turns, session.spans(), strict=True), start=1
        ):
            person = world.people.get(who)
            own.append(
                {
                    "session": name,
                    "number": number,
                    "speaker": who,
                    "respondent": who,
                    "group": person.group if person else None,
                    "role": f"rol van {who}" if person else None,
                    "organisation": person.organisation if person else None,
                    "start": start,
                    "end": end,
                    "text": said,
                }
            )
        transcripts[name] = Transcript(
            name=f"{name}.txt",
            layout="",
            text=session.text(),
            sha256="",
            turns=pd.DataFrame(own),
        )
        rows += own
    words = ["respondent", "group", "role", "organisation"]
    turns = pd.DataFrame(rows).astype(dict.fromkeys(words, "string"))
    return Corpus(study=study, transcripts=transcripts, turns=turns)


def codebook() -> Codebook:
    codes = {
        code: Code(
            code=code,
            label=code.title(),
            kind="thema",
            definition="",
            include=(),
            exclude=(),
            examples=(),
            parent=None,
            items=(),
            former=(),
        )
        for code in CODES
    }
    return Codebook(title="Toets", version="1", codes=codes)


worlds = st.integers(0, 2**32).map(world_of)


# The oracle.


def units_of(world: World, session: str, number: int) -> Iterator[tuple[str, object]]:
    """Yield what a turn is one of, if its speaker may be counted."""
    who, _ = world.sessions[session].turns[number]
    yield "uiting", (session, number)
    yield "respondent", who
    if world.sessions[session].kind == "focusgroep":
        yield "groep", session
    if world.people[who].organisation is not None:
        yield "organisatie", world.people[who].organisation


def touched(world: World, passage: Passage) -> list[int]:
    """Return the turns of respondents that hold a character of a passage."""
    session = world.sessions[passage.session]
    characters = set(range(passage.start, passage.end))
    return [
        number
        for number, (start, end) in enumerate(session.spans())
        if session.turns[number][0] in world.people
        and characters & set(range(start, end))
    ]


def oracle(world: World, polarity: str) -> Counts:
    """Return k and N by group, code and unit."""
    could: dict[tuple[str, str], set] = {}
    did: dict[tuple[str, str, str], set] = {}
    for name, session in world.sessions.items():
        for number, (who, _) in enumerate(session.turns):
            if who in world.people and world.people[who].counted:
                for unit, value in units_of(world, name, number):
                    could.setdefault((world.people[who].group, unit), set()).add(value)
    for passage in world.passages:
        if passage.polarity != polarity or passage.coder not in world.findings_from:
            continue
        for number in touched(world, passage):
            who, _ = world.sessions[passage.session].turns[number]
            if not world.people[who].counted:
                continue
            for unit, value in units_of(world, passage.session, number):
                key = (world.people[who].group, passage.code, unit)
                did.setdefault(key, set()).add(value)
    return {
        (group, code, unit): (
            len(did.get((group, code, unit), ())),
            len(could.get((group, unit), ())),
        )
        for group in world.groups
        for code in CODES
        for unit in UNITS
    }


def order(counts: Counts, group: str) -> list[str]:
    """Return the codes that a group mentions, as the rule in the report says."""
    said = [code for code in CODES if counts[group, code, "respondent"][0]]
    for unit in ("uiting", "organisatie", "respondent", "groep"):  # least first
        said.sort(key=lambda code: counts[group, code, unit][0], reverse=True)
    return said


def factors_of(world: World, polarity: str) -> Factors:
    """Count a world; what the notes may say of consents is tested with disclosure."""
    with TemporaryDirectory() as root:
        coding = built(world, Path(root))
    with patch("tbresearch.findings.factor_notes._left_out", return_value=()):
        return SIDES[polarity](coding)


def check_counts(factors: Factors, expected: Counts) -> None:
    rows = factors.counts[["group", "code", "unit", "k", "total"]]
    found = {tuple(row[:3]): tuple(row[3:]) for row in rows.itertuples(index=False)}
    assert found == expected
    assert all(0 <= k <= total for k, total in expected.values())
    for key in list(expected)[::5]:
        k, total = expected[key]
        count = factors.count(*key)
        if total:
            assert count == Count(k=k, total=total, unit=UNITS[key[2]])
        else:
            assert isinstance(count, NotEstimable)


def check_frame(factors: Factors, expected: Counts) -> None:
    frame = factors.to_frame()
    groups = factors.coding.study.groups
    keys = [(group, code) for group in groups for code in order(expected, group)]
    assert list(zip(frame["group"], frame["code"], strict=True)) == keys
    for row in frame.to_dict("records"):
        assert row["label"] == row["code"].title()
        for unit in UNITS:
            cell = (row[f"k_{unit}"], row[f"total_{unit}"])
            assert cell == expected[row["group"], row["code"], unit]


def check_sentence(factors: Factors, expected: Counts) -> None:
    if factors.coding.codings.empty:
        side = factors.polarity.capitalize()
        assert str(factors) == f"{side}: niet te bepalen, er is nog niets gecodeerd"
        return
    plural = {"succesfactor": "succesfactoren", "verbeterpunt": "verbeterpunten"}
    names = {"begeleider": "begeleiders", "client": "cliënten", "naaste": "naasten"}
    ranked = {group: order(expected, group) for group in factors.coding.study.groups}
    per_group = ", ".join(
        f"{names[group]} noemen er {len(codes)}" for group, codes in ranked.items()
    )
    mentioned = {code for codes in ranked.values() for code in codes}
    one = len(mentioned) == 1
    noun = factors.polarity if one else plural[factors.polarity]
    assert str(factors) == f"{len(mentioned)} {noun}: {per_group}"


def voices(world: World, session: str, code: str, side: str) -> set[str]:
    """Return who says a code with one side in one session, of those who count."""
    return {
        world.sessions[session].turns[number][0]
        for passage in world.passages
        if (passage.session, passage.code, passage.polarity) == (session, code, side)
        and passage.coder in world.findings_from
        for number in touched(world, passage)
        if world.people[world.sessions[session].turns[number][0]].counted
    }


def pattern(named: set[str], opposed: set[str], present: set[str]) -> str:
    """Return the pattern as the printed rule says it, one question at a time."""
    if len(present) == 1:
        return "alleen_een"
    dispute = any(one != other for one in named for other in opposed)
    if dispute:
        return "omstreden"
    if not named:
        return "andere_kant" if opposed else "stil"
    if len(named) == 1:
        return "een_stem"
    if named == present:
        return "consensus"
    return "meerderheid" if len(named) > len(present - named) else "enkelen"


def check_patterns(factors: Factors, world: World, expected: Counts) -> None:
    other = next(side for side in SIDES if side != factors.polarity)
    rows = {}
    for group in world.groups:
        members = {who for who, one in world.people.items() if one.group == group}
        for name, session in world.sessions.items():
            heard = {who for who, _ in session.turns} & members
            present = {who for who in heard if world.people[who].counted}
            if session.kind != "focusgroep" or not present:
                continue
            for code in order(expected, group):
                yes = voices(world, name, code, factors.polarity) & members
                no = voices(world, name, code, other) & members
                numbers = (len(yes), len(no), len(present))
                rows[name, group, code] = (*numbers, pattern(yes, no, present))
    found = group_patterns(factors).to_frame().itertuples(index=False)
    assert {tuple(row[:3]): tuple(row[3:]) for row in found} == rows


def check_perspectives(factors: Factors, expected: Counts) -> None:
    """Hold who shares a factor against the sets of groups that name it."""
    groups = factors.coding.study.groups
    asked = {g for g in groups if expected[g, CODES[0], "respondent"][1]}
    rows = []
    for code in CODES:
        by = {g for g in groups if expected[g, code, "respondent"][0]}
        if not by:
            continue
        shared = "deels"
        if len(by) == 1:
            shared = "alleen"
        if by == asked:
            shared = "gedeeld"
        if len(asked) == 1:
            shared = "onbekend"
        numbers = [expected[g, code, "respondent"] for g in groups]
        rows.append(
            (code, shared, by, [k for k, _ in numbers], [n for _, n in numbers])
        )
    frame = perspectives(factors).to_frame()
    assert [
        (
            row["code"],
            row["shared"],
            set(row["named_by"]),
            [row[f"k_{g}"] for g in groups],
            [row[f"total_{g}"] for g in groups],
        )
        for row in frame.to_dict("records")
    ] == rows


@settings(max_examples=500)
@given(worlds, st.sampled_from(sorted(SIDES)))
def test_counts_and_order_are_those_of_plain_loops(world: World, polarity: str) -> None:
    factors = factors_of(world, polarity)
    expected = oracle(world, polarity)
    check_counts(factors, expected)
    for group in world.groups:
        assert factors.ranked(group) == order(expected, group)
    check_frame(factors, expected)
    check_sentence(factors, expected)
    check_perspectives(factors, expected)
    check_patterns(factors, world, expected)


def may_be_chosen(
    world: World, polarity: str, group: str, code: str
) -> list[tuple[str, str, str]]:
    """Return (id, speaker, text) of what may be quoted, in the order of the talk."""
    found = []
    place = {name: at for at, name in enumerate(world.sessions)}
    for number, passage in enumerate(world.passages):
        session = world.sessions[passage.session]
        if (passage.polarity, passage.code) != (polarity, code):
            continue
        if passage.coder not in world.findings_from:
            continue
        for (who, _), (start, end) in zip(session.turns, session.spans(), strict=True):
            if (
                who not in world.people
                or not start <= passage.start < passage.end <= end
            ):
                continue
            person = world.people[who]
            if person.group == group and person.counted and person.quoted:
                text = session.text()[passage.start : passage.end]
                at = (place[passage.session], passage.start, passage.end)
                found.append((at, f"c{number}", who, text))
    return [row[1:] for row in sorted(found)]


def check_choice(
    chosen: list[Quote], allowed: list[tuple[str, str, str]], heard: list[Quote], n: int
) -> None:
    """Hold each choice against the rule that the report prints."""
    said = [quote.text for quote in heard]
    spoke = [quote.respondent for quote in heard]
    for quote in chosen:
        left = [row for row in allowed if row[2] not in said]
        assert (quote.coding_id, quote.respondent, quote.text) in left
        fewest = min(spoke.count(who) for _, who, _ in left)
        first_in_line = next(who for _, who, _ in left if spoke.count(who) == fewest)
        assert quote.respondent == first_in_line
        own = [text for _, who, text in left if who == first_in_line]
        long = [text for text in own if len(text.split()) >= 10]
        assert quote.text == (long or own)[0]
        said.append(quote.text)
        spoke.append(quote.respondent)
    assert len(chosen) <= n
    if len(chosen) < n:
        assert all(text in said for _, _, text in allowed)


@settings(max_examples=80)
@given(worlds, st.sampled_from(sorted(SIDES)), st.integers(0, 4))
def test_quotes_follow_the_rule_that_is_printed(
    world: World, polarity: str, n: int
) -> None:
    factors = factors_of(world, polarity)
    for group in world.groups:
        heard: list[Quote] = []
        for code in factors.ranked(group):
            chosen = factors.quotes(code, group=group, n=n, heard=heard)
            allowed = may_be_chosen(world, polarity, group, code)
            check_choice(chosen, allowed, heard, n)
            heard += chosen
        assert len({quote.text for quote in heard}) == len(heard)
        for quote in heard:
            person = world.people[quote.respondent]
            role = f"rol van {quote.respondent}" if person.with_role else ""
            assert (quote.group, quote.role) == (group, role)
            assert quote.polarity == polarity


@settings(max_examples=80)
@given(worlds)
def test_what_may_be_printed_is_said_by_one_person_who_agreed(world: World) -> None:
    with TemporaryDirectory() as root:
        printable = printable_quotes(built(world, Path(root)))
    for number, passage in enumerate(world.passages):
        session = world.sessions[passage.session]
        said_by = [session.turns[turn][0] for turn in touched(world, passage)]
        agreed = [
            world.people[who].counted and world.people[who].quoted for who in said_by
        ]
        quote = printable.get(f"c{number}")
        inside = [
            number
            for number, (start, end) in enumerate(session.spans())
            if start <= passage.start and passage.end <= end
        ]
        if agreed != [True] or inside != touched(world, passage):
            assert quote is None
        else:
            assert quote is not None, "one who agreed is refused"
            assert quote.text == session.text()[passage.start : passage.end]
            assert quote.respondent == said_by[0]
            assert quote.turn == inside[0] + 1
