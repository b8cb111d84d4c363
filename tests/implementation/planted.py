"""Plans in which faults are planted: what must be found follows from the planting.

Nothing here calls what is tested. Versions lie 200 days apart, and every goal of a
version starts and ends between it and the next, so that the counts are known.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import strategies as st

DAY_ONE = date(2025, 1, 6)
GAP = 200
Fault = tuple[str, str, str, int | None, str | None]
FIELDS = ("termijn", "maat", "eigenaar", "subdoel", "leefgebied")
_EMPTY: dict[str, object] = {
    "termijn": None,
    "maat": "",
    "eigenaar": None,
    "subdoel": (),
    "leefgebied": (),
}
PARTS = (
    *("hulpvragen", "acties_wat", "acties_wie", "acties_wanneer", "planning"),
    *("bijdrage_eigen", "bijdrage_netwerk", "bijdrage_professioneel", "taal_gezin"),
)


def day(number: int) -> date:
    return DAY_ONE + timedelta(number)


def goal_row(name: str, start: int, end: int | None, **changed: object) -> dict:
    return {
        "goal": name,
        "plan": "p1",
        "trajectory": "t1",
        "description": "iets persoonlijks",
        "start": day(start),
        "end": None if end is None else day(end),
        "termijn": day(start + 60),
        "maat": "elke week",
        "eigenaar": "client",
        "eigen_woorden": "ja",
        "subdoel": ("structuur",),
        "leefgebied": ("financien",),
        "kind": "verbeteren",
        "side": "persoonlijk",
        "status": None,
        "gas": None,
        "replaces": None,
        "line": 2,
    } | changed


def version_row(number: int, **changed: object) -> dict:
    return {
        "plan": "p1",
        "trajectory": "t1",
        "version": number,
        "date": day(GAP * (number - 1)),
        **dict.fromkeys(PARTS, "ja"),
        "evaluatiemoment": day(GAP * (number - 1) + 90),
        "ondertekend": "ja",
        "line": 2,
    } | changed


def frames(plans: list[dict], goals: list[dict]) -> tuple[pd.DataFrame, pd.DataFrame]:
    return (
        pd.DataFrame(plans, columns=list(version_row(1))),
        pd.DataFrame(goals, columns=list(goal_row("g", 0, None))),
    )


@st.composite
def planted_plans(draw: Any) -> tuple:  # noqa: ANN401
    """Return plans, goals, who has LVB, and the faults that were planted."""
    plans: list[dict] = []
    goals: list[dict] = []
    faults: set[Fault] = set()
    lvb: dict[str, bool | None] = {}
    for number in range(draw(st.integers(1, 3))):
        trajectory = f"t{number}"
        lvb[trajectory] = draw(st.sampled_from([True, False, None]))
        _plant(draw, trajectory, lvb[trajectory], plans, goals, faults)
    return *frames(plans, goals), lvb, faults


def _plant(
    draw: Any,  # noqa: ANN401
    trajectory: str,
    lvb: bool | None,
    plans: list[dict],
    goals: list[dict],
    faults: set[Fault],
) -> None:
    plan, crowded = f"p-{trajectory}", False
    of = {"plan": plan, "trajectory": trajectory}
    for version in range(1, draw(st.integers(1, 3)) + 1):
        begin = GAP * (version - 1)
        signed = draw(st.sampled_from(["ja", "ja", "nee", "onbekend"]))
        evaluated = draw(st.booleans())
        changed = {} if evaluated else {"evaluatiemoment": None}
        plans.append(version_row(version, **of, ondertekend=signed, **changed))
        if signed != "ja":
            answer = {"nee": "ja", "onbekend": "onbekend"}[signed]
            faults.add(("niet_ondertekend", answer, plan, version, None))
        if not evaluated:
            faults.add(("geen_evaluatiemoment", "ja", plan, version, None))
        kind = draw(st.sampled_from(["few", "sequence", "crowd", "replaced"]))
        spans = _spans(draw, kind)
        if kind == "sequence":
            faults.add(("te_veel_doelen", "ja", plan, version, None))
        crowded |= kind == "crowd"
        for i, (start, end) in enumerate(spans):
            name = f"{plan}-{version}-{i}"
            old = f"{plan}-{version}-{i - 1}" if kind == "replaced" and i else None
            row = goal_row(name, begin + start, begin + end, **of, replaces=old)
            goals.append(row | _missing(draw, name, plan, faults))
    if draw(st.booleans()):
        name = f"{plan}-vroeg"
        goals.append(goal_row(name, -30, -10, **of))
        faults.add(("doel_voor_plan", "ja", plan, None, name))
    if crowded and lvb is not False:
        answer = "ja" if lvb else "onbekend"
        faults.add(("te_veel_tegelijk", answer, plan, None, None))


def _spans(draw: Any, kind: str) -> list[tuple[int, int]]:  # noqa: ANN401
    """Return start and end of the goals of one version, in days from its start."""
    if kind == "few":
        return [(i, 150) for i in range(draw(st.integers(0, 3)))]
    if kind == "crowd":  # four or five at once, and not more than five
        return [(i, 150) for i in range(draw(st.integers(4, 5)))]
    if kind == "sequence":  # six or more, each of which starts when one ends
        return [(20 * i, 20 * i + 20) for i in range(draw(st.integers(6, 9)))]
    return [(20 * i, 20 * i + 20) for i in range(draw(st.integers(2, 9)))]


def _missing(
    draw: Any,  # noqa: ANN401
    goal: str,
    plan: str,
    faults: set[Fault],
) -> dict[str, object]:
    lacks = draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=2))
    words = draw(st.sampled_from(["ja", "ja", "nee", "onbekend"]))
    faults |= {(f"geen_{field}", "ja", plan, None, goal) for field in lacks}
    if words != "ja":
        answer = {"nee": "ja", "onbekend": "onbekend"}[words]
        faults.add(("geen_eigen_woorden", answer, plan, None, goal))
    return {field: _EMPTY[field] for field in lacks} | {"eigen_woorden": words}
