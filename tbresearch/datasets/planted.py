"""A study with a known truth: a plan, and a study folder in which it stands.

Nobody said any of it. The words mean nothing; what matters is who says which code how
often, and what is put around it to lead counting astray: passages coded twice or over
one another, another coder, people who may not be counted, the interviewer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from tbresearch.datasets.plan import PlantedFactor, PlantedGroup, StudyPlan
from tbresearch.errors import WorkbenchError
from tbresearch.study import write_together

__all__ = ["PlantedStudy", "planted_study"]

CODER, OTHER_CODER = "anna", "bram"
_TRIES = 200
_ASIDE = ("terzijde", "Iets anders")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedStudy:
    """A study folder as text, and what counting has to find in it.

    Attributes
    ----------
    plan : StudyPlan
        What was planted.
    files : mapping of str to str
        Text of each file, by its path in the study folder.
    counts : pd.DataFrame
        One row a group, polarity, code and unit: group, polarity, code, unit, k and
        total; what is not planted has no row.
    quotable : frozenset of str
        Respondents who may be quoted.
    """

    plan: StudyPlan
    files: Mapping[str, str] = field(repr=False)
    counts: pd.DataFrame = field(repr=False)
    quotable: frozenset[str] = field(repr=False)

    def write(self, folder: Path) -> Path:
        """Write the study folder, and return it."""
        write_together(
            {folder / name: text.encode() for name, text in self.files.items()}
        )
        return folder


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    group: str
    session: str
    organisation: str
    counted: bool
    quoted: bool


@dataclass(slots=True)
class _Talk:
    """Turns of one conversation: who, what, and the codes of that turn."""

    kind: str
    turns: list[tuple[str, str, list[tuple[str, str]]]] = field(default_factory=list)


def planted_study(plan: StudyPlan, *, seed: int) -> PlantedStudy:
    """Make a study in which `plan` is true.

    Parameters
    ----------
    plan : StudyPlan
        What is said, by how many.
    seed : int
        Seed of the only random generator: who says it, when, and what is put around
        it. The numbers of the plan are the same for every seed.

    Returns
    -------
    PlantedStudy

    Raises
    ------
    WorkbenchError
        If nobody was found who fits a factor: for instance more organisations than
        the people who name it can be of.
    """
    rng = np.random.default_rng(seed)
    people, cast = _people_who_fit(plan, rng)
    talks = _talks(people, plan)
    for factor, namers in cast:
        _say(factor, namers, talks, rng)
    _lead_astray(plan, people, talks)
    for name, talk in talks.items():
        _ask(name, talk, plan.factors[0], rng)
    return PlantedStudy(
        plan=plan,
        files=_files(plan, people, talks, rng),
        counts=_counts(plan, people, talks),
        quotable=frozenset(p.name for p in people if p.counted and p.quoted),
    )


def _people_who_fit(
    plan: StudyPlan, rng: np.random.Generator
) -> tuple[list[_Person], list[tuple[PlantedFactor, list[_Person]]]]:
    """Draw people, and who of them names what, until all numbers are right."""
    codes: dict[tuple[str, str], list[PlantedFactor]] = {}
    for factor in plan.factors:
        codes.setdefault((factor.group, factor.code), []).append(factor)
    for _ in range(_TRIES):
        people = [person for group in plan.groups for person in _people(group, rng)]
        cast: list[tuple[PlantedFactor, list[_Person]]] = []
        for sides in codes.values():
            drawn = _cast(sides, people, rng)
            if drawn is None:
                break
            cast += zip(sides, drawn, strict=True)
        else:
            return people, cast
    raise WorkbenchError(
        "er zijn geen mensen gevonden die bij de aantallen organisaties passen",
        where=f"code {sides[0].code!r} van {sides[0].group}",
        fix="verander het aantal organisaties in het plan",
    )


def _people(group: PlantedGroup, rng: np.random.Generator) -> Iterator[_Person]:
    """Yield who counts, and one in each focus group who may not."""
    places = [
        f"fg_{group.group}_{n}"
        for n in range(group.focus_groups)
        for _ in range(group.size)
    ] + [f"int_{group.group}_{n}" for n in range(group.interviews)]
    letters = [chr(ord("A") + n % group.organisations) for n in range(len(places))]
    for number, place in enumerate(rng.permutation(len(places))):
        yield _Person(
            name=f"{group.group[0].upper()}{number + 1:02}",
            group=group.group,
            session=places[place],
            organisation=letters[number],
            counted=True,
            quoted=bool(rng.random() < 0.7),
        )
    for n in range(group.focus_groups):
        yield _Person(
            name=f"{group.group[0].upper()}X{n + 1}",
            group=group.group,
            session=f"fg_{group.group}_{n}",
            organisation="Z",
            counted=False,
            quoted=True,
        )


def _talks(people: list[_Person], plan: StudyPlan) -> dict[str, _Talk]:
    """Return conversations in which everybody says one thing without a code."""
    talks: dict[str, _Talk] = {}
    for group in plan.groups:
        for n in range(group.focus_groups):
            talks[f"fg_{group.group}_{n}"] = _Talk("focusgroep")
        for n in range(group.interviews):
            talks[f"int_{group.group}_{n}"] = _Talk("interview")
    for person in people:
        said = f"Ik ben {person.name} en ik vertel graag mee."
        talks[person.session].turns.append((person.name, said, []))
    return talks


def _cast(
    sides: list[PlantedFactor], people: list[_Person], rng: np.random.Generator
) -> list[list[_Person]] | None:
    """Draw who names each side of one code; None if the organisations never fit."""
    group = [p for p in people if p.group == sides[0].group and p.counted]
    for _ in range(_TRIES):
        drawn = _drawn(sides, group, rng)
        if all(
            len({person.organisation for person in namers}) == side.organisations
            for side, namers in zip(sides, drawn, strict=True)
        ):
            return drawn
    return None


def _drawn(
    sides: list[PlantedFactor], group: list[_Person], rng: np.random.Generator
) -> list[list[_Person]]:
    """Draw by conversation: in a focus group nobody says both sides of one code."""
    found: list[list[_Person]] = [[] for _ in sides]
    for n in range(len(sides[0].in_groups)):
        name = f"fg_{sides[0].group}_{n}"
        there = _shuffled([p for p in group if p.session == name], rng)
        for side, namers in zip(sides, found, strict=True):
            namers += there[: side.in_groups[n]]
            there = there[side.in_groups[n] :]
    alone = _shuffled([p for p in group if p.session.startswith("int_")], rng)
    twice = alone[: sides[0].both]
    left = alone[sides[0].both :]
    for side, namers in zip(sides, found, strict=True):
        own = side.interviewed - len(twice)
        namers += [*twice, *left[:own]]
        left = left[own:]
    return found


def _shuffled(people: list[_Person], rng: np.random.Generator) -> list[_Person]:
    return [people[i] for i in rng.permutation(len(people))]


def _say(
    factor: PlantedFactor,
    namers: list[_Person],
    talks: dict[str, _Talk],
    rng: np.random.Generator,
) -> None:
    """Have each namer say it once, and someone again until the turns are full."""
    more = rng.integers(len(namers), size=factor.turns - len(namers)) if namers else ()
    for number, person in enumerate([*namers, *(namers[i] for i in more)]):
        said = (
            f"{factor.label}, daar gaat het mij om, en dat zeg ik voor keer "
            f"{number + 1} als {factor.polarity} namens {person.name}."
        )
        code = (factor.code, factor.polarity)
        talks[person.session].turns.append((person.name, said, [code]))


def _lead_astray(
    plan: StudyPlan, people: list[_Person], talks: dict[str, _Talk]
) -> None:
    """Have those who may not be counted say everything that is planted."""
    for person in people:
        if not person.counted:
            for factor in plan.factors:
                said = f"Ook {factor.label}, zegt {person.name}: {factor.polarity}."
                code = (factor.code, factor.polarity)
                talks[person.session].turns.append((person.name, said, [code]))


def _ask(
    name: str, talk: _Talk, factor: PlantedFactor, rng: np.random.Generator
) -> None:
    """Put turns in a random order, a question before each; the last has a code."""
    own: list[tuple[str, str, list[tuple[str, str]]]] = []
    asked = [f"Welkom bij {name}. Wie begint?", *["En verder?"] * (len(talk.turns) - 1)]
    order = [talk.turns[i] for i in rng.permutation(len(talk.turns))]
    for question, said in zip(asked, order, strict=True):
        own += [("gespreksleider", question, []), said]
    code = (factor.code, factor.polarity)
    talk.turns = [*own, ("gespreksleider", f"U noemde {factor.label}?", [code])]


def _counts(
    plan: StudyPlan, people: list[_Person], talks: Mapping[str, _Talk]
) -> pd.DataFrame:
    """Return the numbers of the plan; only N in turns follows from the talk."""
    counted = {person.name for person in people if person.counted}
    rows = []
    for group in plan.groups:
        names = {p.name for p in people if p.group == group.group} & counted
        turns = sum(who in names for talk in talks.values() for who, *_ in talk.turns)
        totals = {
            "groep": group.focus_groups,
            "respondent": group.respondents,
            "organisatie": group.organisations,
            "uiting": turns,
        }
        rows += [
            (group.group, factor.polarity, factor.code, unit, k, totals[unit])
            for factor in plan.factors
            if factor.group == group.group
            for unit, k in factor.k.items()
        ]
    columns = ["group", "polarity", "code", "unit", "k", "total"]
    return pd.DataFrame(rows, columns=columns)


def _files(
    plan: StudyPlan,
    people: list[_Person],
    talks: Mapping[str, _Talk],
    rng: np.random.Generator,
) -> dict[str, str]:
    groups = json.dumps([group.group for group in plan.groups])
    settings = (
        'titel = "Studie met een bekende waarheid: alles is verzonnen"\n'
        'interventie = "Thuisbegeleiding"\ntraditie = "codeboek"\n'
        f'groepen = {groups}\ncodeurs = ["{CODER}", "{OTHER_CODER}"]\n'
        f'bevindingen_van = ["{CODER}"]\n'
    )
    consents = "deelname;letterlijk_citeren;citeren_met_rol"
    respondents = [f"respondent;groep;rol;organisatie;{consents}"]
    speakers = ["gesprek;spreker;respondent"]
    sessions = ["gesprek;soort;wijze;datum;transcript;titel"]
    for p in people:
        may = ";".join("ja" if yes else "nee" for yes in (p.counted, p.quoted, False))
        respondents.append(f"{p.name};{p.group};{p.group};{p.organisation};{may}")
        speakers.append(f"{p.session};{p.name};{p.name}")
    transcripts = {}
    for day, (name, talk) in enumerate(talks.items(), start=1):
        day_text = f"2026-{1 + day // 28:02}-{1 + day % 28:02}"
        sessions.append(f"{name};{talk.kind};fysiek;{day_text};{name}.txt;{name}")
        speakers.append(f"{name};gespreksleider;gespreksleider")
        text = "\n\n".join(f"{who}: {said}" for who, said, _ in talk.turns)
        transcripts[f"transcripten/{name}.txt"] = f"{text}\n"
    tables = {"respondenten": respondents, "sprekers": speakers, "gesprekken": sessions}
    return {
        "studie.toml": settings,
        "codeboek.toml": _codebook(plan),
        **{f"{name}.csv": "\n".join([*rows, ""]) for name, rows in tables.items()},
        **transcripts,
        **_journals(talks, rng),
    }


def _codebook(plan: StudyPlan) -> str:
    names = dict([*((f.code, f.label) for f in plan.factors), _ASIDE])
    codes = (
        f'\n[[code]]\ncode = "{code}"\nlabel = "{label}"\nsoort = "thema"\n'
        for code, label in names.items()
    )
    return 'titel = "Codes van het plan"\nversie = "1"\n' + "".join(codes)


def _journals(talks: Mapping[str, _Talk], rng: np.random.Generator) -> dict[str, str]:
    """Return what both coders wrote; of the second, nothing may count."""
    lines: dict[str, list[str]] = {CODER: [], OTHER_CODER: []}
    for session, talk in talks.items():
        text = "\n\n".join(f"{who}: {said}" for who, said, _ in talk.turns)
        sha, at = hashlib.sha256(text.encode()).hexdigest(), 0
        for who, said, codes in talk.turns:
            begin = at + len(who) + len(": ")
            end = begin + len(said)
            at = end + len("\n\n")
            for coder, start, stop, code, polarity in _codings(begin, end, codes, rng):
                act = {
                    "act": "add",
                    "id": f"{coder[0]}{len(lines[coder])}",
                    "time": "2026-03-02T09:00:00+00:00",
                    "session": session,
                    "start": start,
                    "end": stop,
                    "code": code,
                    "polarity": polarity,
                    "quote": text[start:stop],
                    "sha256": sha,
                }
                lines[coder].append(json.dumps(act, ensure_ascii=False))
    return {
        f"coderingen/{coder}.jsonl": "\n".join([*own, ""])
        for coder, own in lines.items()
    }


def _codings(
    begin: int, end: int, codes: list[tuple[str, str]], rng: np.random.Generator
) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield codings of one turn, some twice or over one another."""
    for code, polarity in codes:
        yield CODER, begin, end, code, polarity
        if rng.random() < 0.25:
            yield CODER, begin, end, code, polarity
        if rng.random() < 0.25:
            yield CODER, begin + 2, end - 1, code, polarity
    if rng.random() < 0.3:
        yield CODER, begin, end, _ASIDE[0], "geen"
    if rng.random() < 0.3:
        yield OTHER_CODER, begin, end, _ASIDE[0], "succesfactor"
