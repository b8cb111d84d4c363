"""Planted faults in plans are all found, none is invented, and each is explained."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.implementation import PlanCheck, compare_plans, plan_faults
from tbresearch.implementation.goal_load import goals_in_version, most_at_once
from tbresearch.vocabulary import GOAL_PARTS, PLAN_FAULTS, PLAN_PARTS
from tests.implementation import planted
from tests.implementation.planted import day, goal_row, version_row


def check(
    plans: list[dict],
    goals: list[dict],
    *,
    lvb: bool | None = False,
    max_goals: int | None = 5,
    at_once: int | None = 3,
) -> PlanCheck:
    frames = planted.frames(plans, goals)
    return compare_plans(
        *frames,
        max_goals=max_goals,
        max_goals_at_once_lvb=at_once,
        lvb={"t1": lvb},
    )


def found(result: PlanCheck) -> list[tuple[str, str, str]]:
    rows = result.faults[["fault", "answer", "text"]]
    return [tuple(row) for row in rows.to_numpy()]


@settings(max_examples=60)
@given(planted.planted_plans())
def test_every_planted_fault_is_found_and_none_invented(case: tuple) -> None:
    plans, goals, lvb, faults = case
    table = plan_faults(plans, goals, max_goals=5, max_goals_at_once_lvb=3, lvb=lvb)
    rows = table[["fault", "answer", "plan", "version", "goal"]].to_dict("records")
    told = [
        tuple(None if pd.isna(row[name]) else row[name] for name in row) for row in rows
    ]
    assert len(told) == len(set(told))
    assert set(told) == faults
    assert all(table["text"])
    assert "iets persoonlijks" not in table.to_csv()


def test_four_goals_at_once_with_lvb_are_flagged_and_four_in_turn_are_not() -> None:
    together = [goal_row(f"g{i}", 0, 100) for i in range(4)]
    turns = [goal_row(f"g{i}", 30 * i, 30 * (i + 1)) for i in range(4)]
    assert found(check([version_row(1)], together, lvb=True)) == [
        (
            "te_veel_tegelijk",
            "ja",
            "4 doelen tegelijk op 6 januari 2025; hoogstens 3 bij een licht "
            "verstandelijke beperking",
        )
    ]
    assert found(check([version_row(1)], turns, lvb=True)) == []
    assert found(check([version_row(1)], together, lvb=False)) == []
    unknown = check([version_row(1)], together, lvb=None)
    assert found(unknown)[0][1] == "onbekend"
    assert found(unknown)[0][2].endswith("; of die er is, is onbekend")
    assert unknown.notes[-1] == (
        "Bij 1 traject is onbekend of er een licht verstandelijke beperking is."
    )


def test_six_goals_in_one_version_are_too_many_and_six_over_two_are_not() -> None:
    turns = [goal_row(f"g{i}", 30 * i, 30 * (i + 1)) for i in range(6)]
    many = check([version_row(1)], turns)
    assert found(many) == [
        ("te_veel_doelen", "ja", "6 doelen in deze versie; hoogstens 5")
    ]
    spread = [goal_row(f"g{i}", 70 * i, 70 * i + 60) for i in range(6)]
    assert found(check([version_row(1), version_row(2)], spread)) == []


def test_a_revised_goal_adds_none_even_if_the_old_one_was_never_closed() -> None:
    goals = [goal_row(f"g{i}", 0, None) for i in range(3)]
    goals += [goal_row(f"h{i}", 50, None, replaces=f"g{i}") for i in range(3)]
    assert found(check([version_row(1)], goals, lvb=True)) == []


def test_an_intervention_without_limits_flags_no_number() -> None:
    together = [goal_row(f"g{i}", 0, 100) for i in range(9)]
    result = check([version_row(1)], together, lvb=True, max_goals=None, at_once=None)
    assert found(result) == []
    assert "De interventie noemt geen hoogste aantal doelen in een plan." in (
        result.notes
    )


def test_each_fault_is_explained_in_words() -> None:
    bare = goal_row(
        "g1",
        -5,
        None,
        termijn=None,
        maat="",
        eigenaar=None,
        subdoel=(),
        leefgebied=(),
        eigen_woorden="nee",
    )
    unsaid = goal_row("g2", 0, None, eigen_woorden="onbekend")
    plans = [
        version_row(1, evaluatiemoment=None, ondertekend="nee"),
        version_row(2, ondertekend="onbekend"),
    ]
    result = check(plans, [bare, unsaid])
    told = {(fault, answer): text for fault, answer, text in found(result)}
    assert told == {
        ("doel_voor_plan", "ja"): "het doel begon op 1 januari 2025, en het plan is "
        "van 6 januari 2025",
        ("geen_termijn", "ja"): "termijn is niet ingevuld",
        ("geen_maat", "ja"): "maat is niet ingevuld",
        ("geen_eigenaar", "ja"): "eigenaar is niet ingevuld",
        ("geen_subdoel", "ja"): "subdoel is niet ingevuld",
        ("geen_leefgebied", "ja"): "leefgebied is niet ingevuld",
        ("geen_eigen_woorden", "ja"): "het doel staat niet in woorden van de cliënt",
        ("geen_eigen_woorden", "onbekend"): "er staat niet of het doel in woorden van "
        "de cliënt is",
        ("geen_evaluatiemoment", "ja"): "het evaluatiemoment is niet ingevuld",
        ("niet_ondertekend", "ja"): "deze versie is niet ondertekend",
        ("niet_ondertekend", "onbekend"): "er staat niet of deze versie is ondertekend",
    }
    assert set(PLAN_FAULTS) - {fault for fault, _ in told} == {
        "te_veel_doelen",
        "te_veel_tegelijk",
    }
    assert str(result) == "1 plan met 2 doelen: 9 punten gevonden, en 2 keer onbekend"
    tally = result.tally().set_index("fault")
    assert tally.loc["geen_eigen_woorden"].tolist()[1:] == [1, 1, 1]
    assert "Niet in eigen woorden" in result._repr_html_()
    assert "iets persoonlijks" not in result._repr_html_()


def test_completeness_counts_last_versions_and_keeps_unknown_apart() -> None:
    plans = [
        version_row(1, hulpvragen="nee", planning="nee"),
        version_row(2, planning="onbekend", evaluatiemoment=None),
        version_row(1, plan="p2", trajectory="t2"),
    ]
    goals = [goal_row("g1", 0, 100), goal_row("g2", 210, None, maat="")]
    result = check(plans, goals)
    parts = result.completeness.set_index("part")
    sizes = ["yes", "no", "unknown", "total"]
    assert parts.loc["hulpvragen", sizes].tolist() == [2, 0, 0, 2]
    assert parts.loc["planning", sizes].tolist() == [1, 0, 1, 2]
    assert parts.loc["evaluatiemoment", sizes].tolist() == [1, 1, 0, 2]
    assert parts.loc["doelen", sizes].tolist() == [1, 1, 0, 2]
    assert str(result.count("maat")) == "1 van 2 doelen"
    assert str(result.count("hulpvragen")) == "2 van 2 plannen"
    assert list(parts.index) == [*PLAN_PARTS, *GOAL_PARTS]
    assert (parts[sizes[:3]].sum(axis=1) == parts["total"]).all()


def test_without_goals_everything_can_still_be_counted() -> None:
    result = check([version_row(1)], [])
    assert str(result) == "1 plan met 0 doelen: 0 punten gevonden, en 0 keer onbekend"
    assert str(result.count("termijn")) == "0 van 0 doelen"
    result.plot().figure.draw_without_rendering()


spans = st.lists(
    st.tuples(st.integers(0, 12), st.none() | st.integers(0, 12)).map(
        lambda pair: (pair[0], None if pair[1] is None else max(pair))
    ),
    max_size=7,
)


@given(spans)
def test_goals_at_once_are_those_of_the_fullest_day(
    lives: list[tuple[int, int | None]],
) -> None:
    """Counted day by day, which the code does not do."""

    def runs(start: int, end: int | None, at: int) -> bool:
        return start <= at and (end is None or at < end or at == start)

    dated = [(day(a), None if b is None else day(b)) for a, b in lives]
    peak = most_at_once(dated)
    per_day = [sum(runs(a, b, at) for a, b in lives) for at in range(14)]
    if not lives:
        assert peak is None
        return
    assert peak is not None
    assert peak.goals == max(per_day)
    assert peak.day == day(per_day.index(max(per_day)))


@given(spans, st.integers(0, 6), st.none() | st.integers(7, 12))
def test_goals_of_a_version_live_on_one_of_its_days(
    lives: list[tuple[int, int | None]], begin: int, end: int | None
) -> None:
    goals = [goal_row(f"g{i}", a, b) for i, (a, b) in enumerate(lives)]
    _, frame = planted.frames([], goals)
    inside = goals_in_version(
        frame.to_dict("records"),
        begin=day(begin),
        end=None if end is None else day(end),
    )
    days = range(begin, 14 if end is None else end)
    assert set(inside) == {
        f"g{i}"
        for i, (a, b) in enumerate(lives)
        if any(a <= at and (b is None or at < b or at == a) for at in days)
    }


def test_the_picture_has_a_bar_for_every_part() -> None:
    ax: Any = check([version_row(1)], [goal_row("g1", 0, None)]).plot()
    names = [text.get_text() for text in ax.get_yticklabels()]
    assert len(names) == len(PLAN_PARTS) + len(GOAL_PARTS)
    assert names[0] == "Hulpvragen (1 van 1)"
    ax.figure.draw_without_rendering()


def test_inputs_stay_as_they_were() -> None:
    plans, goals = planted.frames([version_row(1)], [goal_row("g1", 0, None)])
    before = plans.copy(), goals.copy()
    plan_faults(plans, goals, max_goals=5, max_goals_at_once_lvb=3, lvb={})
    pd.testing.assert_frame_equal(plans, before[0])
    pd.testing.assert_frame_equal(goals, before[1])
    assert day(1) - timedelta(1) == date(2025, 1, 6)


def test_an_unknown_part_has_no_count(refusal: Callable[..., list[str]]) -> None:
    result = check([version_row(1)], [])
    assert refusal(result.count, "humeur") == [
        "onderdeel 'humeur' is niet bekend\n"
        "  waar:      de vraag naar een onderdeel van plannen\n"
        "  oplossing: kies één van: hulpvragen, doelen, acties_wat, acties_wie, "
        "acties_wanneer, planning, bijdrage_eigen, bijdrage_netwerk, "
        "bijdrage_professioneel, evaluatiemoment, taal_gezin, ondertekend, termijn, "
        "maat, eigenaar, eigen_woorden, subdoel, leefgebied"
    ]
