"""A reader who tries every table finds no small count of plans or applications."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.privacy import DisclosureRule, protect_funnel, protect_rows

SMALLEST = 3
RULE = DisclosureRule(zero_is_safe=True, smallest_count=SMALLEST)
STEPS = ["aangemeld", "benaderd", "gestart"]
PARTS = ["yes", "no", "unknown"]


def fits(shown: int | None, value: int) -> bool:
    """Tell whether a value can be: printed as it is, or hidden and then no zero."""
    return value == shown if shown is not None else value > 0


counts = st.integers(0, 7)


@settings(max_examples=30)
@given(st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=3))
def test_no_row_gives_a_small_part_away(rows: list[tuple[int, int, int]]) -> None:
    frame = pd.DataFrame(rows, columns=PARTS, index=[f"r{i}" for i in range(len(rows))])
    table = protect_rows(frame, key="k", title="t", rule=RULE, shown=PARTS)
    for name, true in zip(frame.index, rows, strict=True):
        shown = [table.value(name, part) for part in PARTS]
        assert table.value(name, "total") == sum(true)
        possible = [
            way
            for way in product(range(sum(true) + 1), repeat=3)
            if sum(way) == sum(true) and all(map(fits, shown, way))
        ]
        assert true in possible
        for place, n in enumerate(true):
            if 0 < n < SMALLEST:
                assert shown[place] is None
                if not table.entry.exposed:
                    assert len({way[place] for way in possible}) > 1


def test_rows_that_make_up_a_total_protect_one_another() -> None:
    """One hidden law would follow from the others; so two are hidden."""
    frame = pd.DataFrame(
        {"n": [40, 20, 2], "rest": [22, 42, 60]}, index=["law/a", "law/b", "law/c"]
    )
    table = protect_rows(
        frame, key="k", title="t", rule=RULE, shown=["n"], add_up=[list(frame.index)]
    )
    hidden = [name for name in frame.index if table.value(name, "n") is None]
    assert "law/c" in hidden
    assert len(hidden) == 2
    alone = protect_rows(frame, key="k", title="t", rule=RULE, shown=["n"])
    assert [name for name in frame.index if alone.value(name, "n") is None] == ["law/c"]


def test_unknown_is_printed_where_the_study_says_so() -> None:
    frame = pd.DataFrame([(20, 9, 1)], columns=PARTS, index=["r"])
    table = protect_rows(
        frame, key="k", title="t", rule=RULE, shown=PARTS, fixed=["unknown"]
    )
    assert table.value("r", "unknown") == 1


@st.composite
def funnels(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return steps and losses that add up, and the number of applications."""
    total = draw(st.integers(0, 9))
    lost, rows, losses = 0, [], []
    for number, step in enumerate(STEPS):
        here = draw(st.integers(0, total - lost)) if number else 0
        lost += here
        unknown = draw(st.integers(0, total - lost)) if number else 0
        rows.append((step, total - lost - unknown, unknown, lost, here))
        if here:
            one = draw(st.integers(0, here))
            parts = [("wil_niet", one), ("wachttijd", here - one)]
            losses += [(step, reason, n) for reason, n in parts if n]
    columns = ["step", "reached", "unknown", "lost", "lost_here"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame, pd.DataFrame(losses, columns=["step", "reason", "n"]), total


def ways(total: int) -> Iterator[dict[tuple[str, str], int]]:
    """Yield every funnel of three steps with this total."""
    spans = range(total + 1)
    for one, two, maybe, perhaps in product(spans, repeat=4):
        lost = (0, one, one + two)
        unknown = (0, maybe, perhaps)
        reached = [total - a - b for a, b in zip(lost, unknown, strict=True)]
        if min(reached) < 0:
            continue
        cells = zip(STEPS, reached, unknown, (0, one, two), strict=True)
        yield {
            (step, name): n
            for step, *own in cells
            for name, n in zip(("reached", "unknown", "lost_here"), own, strict=True)
        }


@settings(max_examples=30)
@given(funnels(), st.sampled_from(["tonen", "beschermen"]))
def test_no_funnel_gives_a_small_count_away(
    case: tuple[pd.DataFrame, pd.DataFrame, int], missing: str
) -> None:
    steps, losses, total = case
    table, reasons = protect_funnel(steps, losses, rule=RULE, missing=missing)
    true = {
        (row["step"], name): row[name]
        for row in steps.to_dict("records")
        for name in ("reached", "unknown", "lost_here")
    }
    shown = {cell: table.value(*cell) for cell in true}
    possible = [
        way for way in ways(total) if all(fits(shown[cell], way[cell]) for cell in way)
    ]
    assert true in possible
    open_ = table.entry.exposed + reasons.entry.exposed
    for cell, n in true.items():
        if shown[cell] is None and 0 < n < SMALLEST and not open_:
            assert len({way[cell] for way in possible}) > 1, cell
        free = cell[0] == STEPS[0] or (cell[1] == "unknown" and missing == "tonen")
        if 0 < n < SMALLEST and not free:
            assert shown[cell] is None
    for row in losses.to_dict("records"):
        there = reasons.value(f"{row['step']}/{row['reason']}", "n")
        assert there == row["n"] if row["n"] >= SMALLEST and there else there is None


@pytest.mark.parametrize("missing", ["tonen", "beschermen"])
def test_a_funnel_of_many_shows_everything(missing: str) -> None:
    steps = pd.DataFrame(
        [
            ("aangemeld", 90, 0, 0, 0),
            ("benaderd", 70, 8, 12, 12),
            ("gestart", 50, 9, 31, 19),
        ],
        columns=["step", "reached", "unknown", "lost", "lost_here"],
    )
    losses = pd.DataFrame(
        [("benaderd", "wil_niet", 12), ("gestart", "wachttijd", 19)],
        columns=["step", "reason", "n"],
    )
    for table in protect_funnel(steps, losses, rule=RULE, missing=missing):
        assert not table.frame.isna().to_numpy().any()
