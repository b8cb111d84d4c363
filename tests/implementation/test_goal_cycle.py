"""Plans and goals as a cycle: loops are counted, and never called a fault."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.implementation import goal_cycle
from tbresearch.vocabulary import GOAL_STEPS

DAY_ONE = date(2025, 1, 6)


def frames(
    versions: list[tuple[str, int, int]],
    goals: list[tuple[str, str, int, int | None, str | None]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return plans (trajectory, version, day) and goals as the readers give them."""
    plans = pd.DataFrame(
        [(t, f"p-{t}", n, DAY_ONE + timedelta(at)) for t, n, at in versions],
        columns=["trajectory", "plan", "version", "date"],
    )
    rows = [
        (t, name, DAY_ONE + timedelta(a), b if b is None else DAY_ONE + timedelta(b), r)
        for t, name, a, b, r in goals
    ]
    columns = ["trajectory", "goal", "start", "end", "replaces"]
    return plans, pd.DataFrame(rows, columns=columns)


def test_a_plan_that_is_gone_through_again_is_a_loop() -> None:
    plans, goals = frames(
        [("t1", 1, 0), ("t1", 2, 100), ("t2", 1, 0)],
        [
            ("t1", "a", 0, 100, None),
            ("t1", "b", 0, 100, None),
            ("t1", "c", 100, None, "a"),
            ("t2", "d", 0, None, None),
        ],
    )
    cycle = goal_cycle(plans, goals)
    assert str(cycle) == (
        "2 trajecten: 1 herziening van plannen; 1 doel vervangt een eerder doel"
    )
    flows = {(r["step"], r["next"]): r for r in cycle.flows.to_dict("records")}
    assert {pair: row["trajectories"] for pair, row in flows.items()} == {
        ("plan_gemaakt", "doel_gesteld"): 2,
        ("doel_gesteld", "plan_herzien"): 1,
        ("plan_herzien", "doel_afgesloten"): 1,
        ("doel_afgesloten", "doel_herzien"): 1,
    }
    steps = cycle.steps.set_index("step")
    assert steps.loc["doel_gesteld", ["trajectories", "again"]].tolist() == [2, 0]
    assert "geen fout" in cycle._repr_html_()


def test_the_map_has_a_box_for_each_step_that_occurs() -> None:
    plans, goals = frames([("t1", 1, 0)], [("t1", "a", 0, 9, None)])
    ax = goal_cycle(plans, goals).plot()
    texts = [text.get_text() for text in ax.texts]
    assert [t.split("\n")[0] for t in texts if "\n" in t] == [
        "Plan gemaakt",
        "Doel afgesloten",
        "Doel gesteld",
    ]
    assert "Doel gesteld\n1 traject" in texts
    ax.figure.draw_without_rendering()


def test_nothing_at_all_is_an_empty_cycle() -> None:
    cycle = goal_cycle(*frames([], []))
    assert cycle.trajectories == 0
    assert cycle.flows.empty
    cycle.plot().figure.draw_without_rendering()


trajectories = st.sampled_from(["t1", "t2"])
days = st.integers(0, 6)


@given(
    st.lists(st.tuples(trajectories, days), max_size=6),
    st.lists(st.tuples(trajectories, days, st.none() | days), max_size=6),
)
def test_flows_follow_the_days(
    versions: list[tuple[str, int]], goals: list[tuple[str, int, int | None]]
) -> None:
    """Counted by walking through the days, which the code does not do."""
    numbered: Counter[str] = Counter()
    plans = []
    for trajectory, at in sorted(versions):
        numbered[trajectory] += 1
        plans.append((trajectory, numbered[trajectory], at))
    lives = [
        (t, f"g{i}", a, None if b is None else max(a, b), None)
        for i, (t, a, b) in enumerate(goals)
    ]
    expected: Counter[tuple[str, str]] = Counter()
    visits: Counter[str] = Counter()
    for trajectory in ("t1", "t2"):
        walk = []
        for today in range(7):
            on = {
                "plan_gemaakt": (trajectory, 1, today) in plans,
                "plan_herzien": any(
                    t == trajectory and n > 1 and at == today for t, n, at in plans
                ),
                "doel_afgesloten": any(
                    t == trajectory and b == today for t, _, _, b, _ in lives
                ),
                "doel_gesteld": any(
                    t == trajectory and a == today for t, _, a, _, _ in lives
                ),
            }
            walk += [step for step in GOAL_STEPS if on.get(step)]
        expected.update(pairwise(walk))
        visits.update(walk)
    cycle = goal_cycle(*frames(plans, lives))
    told = {(r["step"], r["next"]): r["times"] for r in cycle.flows.to_dict("records")}
    assert told == expected
    steps = cycle.steps
    for row in steps.to_dict("records"):
        assert row["trajectories"] + row["again"] == visits[row["step"]]
