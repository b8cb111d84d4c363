"""What is planted in a study comes back: every factor, with every number.

The plan states k of N itself; nothing in `tbresearch.datasets` uses code that counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import tbresearch as tb
from tbresearch.coding import Coding
from tbresearch.datasets import (
    PlantedFactor,
    PlantedGroup,
    PlantedStudy,
    StudyPlan,
    planted_study,
    source_plan,
)

Refusal = Callable[..., list[str]]
SIDES = {"succesfactor": tb.success_factors, "verbeterpunt": tb.improvement_points}
GROUPS = (
    PlantedGroup(
        group="begeleider", focus_groups=3, size=4, interviews=3, organisations=4
    ),
    PlantedGroup(group="client", focus_groups=1, size=3, interviews=7, organisations=5),
)


def factor(code: str, group: str, side: str, **numbers: object) -> PlantedFactor:
    named, patterns = zip(
        *(part.split() for part in numbers.pop("groups")), strict=True
    )  # type: ignore[attr-defined]
    return PlantedFactor(
        code=code,
        label=code.title(),
        group=group,
        polarity=side,
        in_groups=tuple(map(int, named)),
        patterns=patterns,
        **numbers,  # type: ignore[arg-type]
    )


# Every pattern, people who say both sides, and a code that only has a wrong side.
DISPUTES = StudyPlan(
    groups=GROUPS,
    factors=(
        factor(
            *("rust", "begeleider", "succesfactor"),
            groups=("2 omstreden", "4 consensus", "0 andere_kant"),
            interviewed=2,
            organisations=4,
            turns=13,
            opposed=5,
            both=1,
        ),
        factor(
            *("rust", "begeleider", "verbeterpunt"),
            groups=("1 omstreden", "0 andere_kant", "2 enkelen"),
            interviewed=2,
            organisations=3,
            turns=5,
            opposed=8,
            both=1,
        ),
        factor(
            *("tijd", "begeleider", "succesfactor"),
            groups=("1 een_stem", "3 meerderheid", "0 stil"),
            interviewed=0,
            organisations=3,
            turns=4,
        ),
        factor(
            *("rust", "client", "succesfactor"),
            groups=("2 meerderheid",),
            interviewed=7,
            organisations=5,
            turns=20,
            opposed=3,
            both=3,
        ),
        factor(
            *("rust", "client", "verbeterpunt"),
            groups=("0 andere_kant",),
            interviewed=3,
            organisations=2,
            turns=3,
            opposed=9,
            both=3,
        ),
        factor(
            *("overname", "client", "verbeterpunt"),
            groups=("1 een_stem",),
            interviewed=5,
            organisations=4,
            turns=11,
        ),
    ),
)
PLANS = {"source": source_plan(), "disputes": DISPUTES}
MADE = [(name, seed) for name in PLANS for seed in range(4)]


def opened(study: PlantedStudy, folder: Path) -> Coding:
    found = tb.open_study(study.write(folder / "studie"))
    return tb.read_coding(found, tb.read_transcripts(found), tb.read_codebook(found))


def found_counts(coding: Coding) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return every number above zero of both tables of factors."""
    return {
        (row["group"], side, row["code"], row["unit"]): (row["k"], row["total"])
        for side, count in SIDES.items()
        for row in count(coding).counts.to_dict("records")
        if row["k"]
    }


def planted_counts(study: PlantedStudy) -> dict[tuple[str, ...], tuple[int, int]]:
    return {
        (row["group"], row["polarity"], row["code"], row["unit"]): (
            row["k"],
            row["total"],
        )
        for row in study.counts.to_dict("records")
        if row["k"]
    }


@pytest.mark.parametrize(("name", "seed"), MADE)
def test_the_list_comes_back_with_every_number(
    name: str, seed: int, tmp_path: Path
) -> None:
    plan = PLANS[name]
    study = planted_study(plan, seed=seed)
    coding = opened(study, tmp_path)
    assert found_counts(coding) == planted_counts(study)
    for side, count in SIDES.items():
        factors = count(coding)
        own = [f for f in plan.factors if f.polarity == side]
        check_order(factors, own)
        check_patterns(factors, own, plan)
        check_negative_cases(factors, own)
        check_perspectives(factors, own, plan)
        for group in {f.group for f in own}:
            for code in factors.ranked(group):
                for quote in factors.quotes(code, group=group, n=9):
                    assert quote.respondent in study.quotable


def check_order(factors: tb.Factors, own: list[PlantedFactor]) -> None:
    """Hold the order against the rule that the report prints."""
    codes = list(factors.coding.codebook.codes)
    for group in factors.coding.study.groups:
        rows = [f for f in own if f.group == group]
        units = ("groep", "respondent", "organisatie", "uiting")
        expected = sorted(
            rows, key=lambda f: ([-f.k[unit] for unit in units], codes.index(f.code))
        )
        assert factors.ranked(group) == [f.code for f in expected]


def check_patterns(
    factors: tb.Factors, own: list[PlantedFactor], plan: StudyPlan
) -> None:
    found = {
        (row["session"], row["code"]): (row["pattern"], row["named"], row["opposed"])
        for row in tb.group_patterns(factors).to_frame().to_dict("records")
    }
    expected = {}
    for planted in own:
        other = plan.other(planted)
        for n, pattern in enumerate(planted.patterns):
            against = other.in_groups[n] if other else 0
            key = (f"fg_{planted.group}_{n}", planted.code)
            expected[key] = (pattern, planted.in_groups[n], against)
    assert found == expected


def check_negative_cases(factors: tb.Factors, own: list[PlantedFactor]) -> None:
    found = {
        (row["group"], row["code"]): (row["k"], row["opposed"], row["both"])
        for row in tb.negative_cases(factors).to_frame().to_dict("records")
    }
    assert found == {
        (f.group, f.code): (f.k["respondent"], f.opposed, f.both) for f in own
    }


def check_perspectives(
    factors: tb.Factors, own: list[PlantedFactor], plan: StudyPlan
) -> None:
    by: dict[str, list[str]] = {}
    for group in plan.groups:
        for planted in own:
            if planted.group == group.group:
                by.setdefault(planted.code, []).append(group.group)
    found = {
        row["code"]: (row["shared"], list(row["named_by"]))
        for row in tb.perspectives(factors).to_frame().to_dict("records")
    }
    assert found == {
        code: ("gedeeld" if len(groups) == 2 else "alleen", groups)
        for code, groups in by.items()
    }


def test_the_lists_of_the_source_have_its_shape(tmp_path: Path) -> None:
    """Professionals 5 and 6, clients 5 and 3; and what both of them say."""
    coding = opened(planted_study(source_plan(), seed=7), tmp_path)
    shape = {
        (side, group): len(count(coding).ranked(group))
        for side, count in SIDES.items()
        for group in ("begeleider", "client")
    }
    assert list(shape.values()) == [5, 5, 6, 3]
    study = coding.study
    people = Counter(study.respondents.loc[study.respondents["deelname"], "group"])
    assert people == {"begeleider": 18, "client": 13}
    shared = {
        side: [
            row["code"]
            for row in tb.perspectives(count(coding)).rows.to_dict("records")
            if row["shared"] == "gedeeld"
        ]
        for side, count in SIDES.items()
    }
    assert shared == {
        "succesfactor": ["praktische_hulp"],
        "verbeterpunt": ["begrenzing", "bekendheid"],
    }
    text = str(tb.success_factors(coding).count("client", "praktische_hulp", "groep"))
    assert text == "1 van 1 groep"


@pytest.mark.parametrize("coder", ["anna", "bram"])
def test_one_coding_less_is_seen_if_it_counts(coder: str, tmp_path: Path) -> None:
    """Take away one planted utterance, or one of the coder who does not count."""
    study = planted_study(DISPUTES, seed=2)
    path = f"coderingen/{coder}.jsonl"
    lines = study.files[path].splitlines()
    mark = "Overname, daar gaat het mij om" if coder == "anna" else '"act"'
    first = next(line for line in lines if mark in line)
    quote = first.split('"quote": ')[1][8:60]
    kept = [line for line in lines if quote not in line]
    assert len(kept) < len(lines)
    less = replace(study, files={**study.files, path: "\n".join([*kept, ""])})
    same = found_counts(opened(less, tmp_path)) == planted_counts(study)
    assert same is (coder == "bram")


def test_a_seed_gives_one_study_and_the_numbers_hold_for_all() -> None:
    first, again, other = (planted_study(DISPUTES, seed=n) for n in (1, 1, 2))
    assert first.files == again.files
    assert first.files != other.files
    assert list(first.counts["k"]) == list(other.counts["k"])


def test_who_tells_bad_experiences_cannot_be_undividedly_positive(
    tmp_path: Path, refusal: Refusal
) -> None:
    """Clients name 3 improvement points; the report and `check` both refuse praise."""
    folder = planted_study(source_plan(), seed=1).write(tmp_path / "studie")
    (folder / "rapport").mkdir()
    text = folder / "rapport" / "ervaringen.md"
    text.write_text("Cliënten zijn onverdeeld positief over de hulp.\n")
    report = tb.full_report(tb.open_study(folder))
    [said] = refusal(report.compose)
    count = tb.improvement_points(
        opened(planted_study(source_plan(), seed=1), tmp_path / "nog")
    )
    people = count.passages.loc[count.passages["group"] == "client", "respondent"]
    assert said == (
        "hier staat dat cliënten onverdeeld positief zijn, en van cliënten noemt "
        f"{people.nunique()} van 13 respondenten een verbeterpunt\n"
        "  waar:      rapport/ervaringen.md, regel 1\n"
        "  oplossing: schrijf wie wat vindt, en noem ook wat er beter kan"
    )
    assert people.nunique() > 1
    assert said in [str(problem) for problem in tb.check_study(folder).problems]
    text.write_text("Cliënten zijn positief, en noemen ook wat er beter kan.\n")
    assert not tb.check_study(folder).problems


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"in_groups": (5, 3, 0)}, "er noemen meer mensen het dan er in de focusgroep"),
        ({"in_groups": (1, 3)}, "niet voor elke focusgroep is gezegd"),
        ({"interviewed": 4}, "er noemen meer mensen het dan er zijn geïnterviewd"),
        ({"turns": 3}, "er zijn minder uitingen dan respondenten"),
        ({"opposed": 1}, "wat er tegenin wordt gebracht, is anders"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    changed: dict[str, object], what: str, refusal: Refusal
) -> None:
    wrong = replace(DISPUTES.factors[2], **changed)
    [said] = refusal(StudyPlan, groups=GROUPS, factors=(wrong,))
    assert said.startswith(what)
    assert "waar:      succesfactor 'tijd' van begeleider" in said


def test_more_organisations_than_people_is_refused(refusal: Refusal) -> None:
    wrong = replace(DISPUTES.factors[2], organisations=5)
    plan = StudyPlan(groups=GROUPS, factors=(wrong,))
    [said] = refusal(planted_study, plan, seed=1)
    assert said == (
        "er zijn geen mensen gevonden die bij de aantallen organisaties passen\n"
        "  waar:      code 'tijd' van begeleider\n"
        "  oplossing: verander het aantal organisaties in het plan"
    )
