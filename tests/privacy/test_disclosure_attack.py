"""An attacker of its own finds no small count in hundreds of random table sets.

The attacker uses nothing of the package but the relations that a reader knows.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tbresearch.privacy.disclosure import Relation, Suppression, adds_up, protect

SMALLEST = 5
PLENTY = 10_000
Case = tuple[dict[str, int], list[Relation], list[str], list[str]]
Known = dict[str, tuple[int, int]]


def known_before_sums(found: Suppression, *, reader: bool, everything: bool) -> Known:
    """Return bounds of each cell: of `everything` hidden, only what is fixed shows."""
    lowest = int(found.zero_is_safe)
    bounds = {}
    cells = zip(found.counts.names, found.counts.values.tolist(), strict=True)
    for name, value in cells:
        hidden = name in found.hidden or (everything and value >= lowest)
        if name in found.unprinted:
            bounds[name] = (0, PLENTY)
        elif not hidden:
            bounds[name] = (value, value)
        elif reader:
            bounds[name] = (lowest, PLENTY)
        elif name in found.primary:
            bounds[name] = (lowest, found.smallest - 1)
        else:
            bounds[name] = (found.smallest, PLENTY)
    return bounds


def learns(relations: list[Relation], bounds: Known, cell: str) -> tuple[int, int]:
    """Return least and greatest value of `cell` that fits: fractions, then wholes."""
    names = list(bounds)
    place = {name: i for i, name in enumerate(names)}
    matrix, right = np.zeros((len(relations), len(names))), np.zeros(len(relations))
    for row, relation in enumerate(relations):
        for name, coefficient in relation.parts:
            matrix[row, place[name]] += coefficient
        if isinstance(relation.total, str):
            matrix[row, place[relation.total]] -= 1
        else:
            right[row] = relation.total
    limits = np.array([bounds[name] for name in names], float)
    ends = []
    for sign in (1, -1):
        wish = np.zeros(len(names))
        wish[place[cell]] = sign
        relaxed = linprog(wish, A_eq=matrix, b_eq=right, bounds=limits)
        whole = milp(
            wish,
            integrality=np.ones(len(names), dtype=int),
            bounds=Bounds(limits[:, 0], limits[:, 1]),
            constraints=LinearConstraint(matrix, right, right),
        )
        assert relaxed.status == whole.status == 0
        assert whole.fun >= relaxed.fun - 1e-6
        ends.append(sign * round(whole.fun))
    return ends[0], ends[1]


def broken(found: Suppression, relations: list[Relation]) -> list:
    """Return each small cell of which more is known than was promised."""
    lowest, highest = int(found.zero_is_safe), found.smallest - 1
    insider = known_before_sums(found, reader=False, everything=False)
    reader = known_before_sums(found, reader=True, everything=False)
    faults = []
    for cell in found.primary:
        low, high = learns(relations, insider, cell)
        if cell not in found.limited:
            if low > lowest or high < highest:
                faults.append((cell, low, high))
            continue
        if (max(low, lowest), min(high, highest)) != found.limited[cell]:
            faults.append((cell, "limited", low, high))
        if (low == high) and cell not in found.exposed:
            low, high = learns(relations, reader, cell)
            if low == high:
                faults.append((cell, "reader", low, high))
    return faults


def excuses(found: Suppression, relations: list[Relation], fixed: list[str]) -> list:
    """Return each cell called limited or exposed that more hiding would help."""
    faults, lowest = [], int(found.zero_is_safe)
    for reader, cells in ((False, found.limited), (True, found.exposed)):
        bounds = known_before_sums(found, reader=reader, everything=True)
        values = dict(zip(found.counts.names, found.counts.values, strict=True))
        bounds |= {name: (int(values[name]), int(values[name])) for name in fixed}
        for cell in cells:
            low, high = learns(relations, bounds, cell)
            at = found.limited[cell] if not reader else (values[cell], values[cell])
            if not reader:
                low, high = max(low, lowest), min(high, found.smallest - 1)
            if (low, high) != at:
                faults.append((cell, reader, low, high))
    return faults


def crossing(a: str, b: str, counts: np.ndarray) -> tuple[dict, list[Relation]]:
    """Return a two-way table whose margins are named after their feature alone."""
    rows, columns = (range(n) for n in counts.shape)
    cells = {f"{a}{i}{b}{j}": int(counts[i, j]) for i in rows for j in columns}
    cells |= {f"{a}{i}": int(counts[i].sum()) for i in rows}
    cells |= {f"{b}{j}": int(counts[:, j].sum()) for j in columns}
    cells["all"] = int(counts.sum())
    sums = [adds_up([f"{a}{i}{b}{j}" for j in columns], f"{a}{i}") for i in rows]
    sums += [adds_up([f"{a}{i}{b}{j}" for i in rows], f"{b}{j}") for j in columns]
    sums += [adds_up([f"{a}{i}" for i in rows], "all")]
    sums += [adds_up([f"{b}{j}" for j in columns], "all")]
    return cells, sums


def two_way(rng: np.random.Generator) -> Case:
    shape = tuple(rng.integers(2, 5, size=2))
    cells, sums = crossing("r", "c", rng.poisson(rng.choice([3, 8]), shape))
    return cells, sums, [], ["all"] if rng.random() < 0.3 else []


def shared_margin(rng: np.random.Generator) -> Case:
    """Return groups by role, and the same groups by age band."""
    roles = rng.poisson(8, (2, 3))
    ages = np.array([rng.multinomial(n, [0.5, 0.3, 0.2]) for n in roles.sum(axis=1)])
    one, sums = crossing("g", "r", roles)
    other, more = crossing("g", "a", ages)
    return one | other, sums + more, [], []


def hierarchy(rng: np.random.Generator) -> Case:
    """Return teams in organisations in regions, by two outcomes."""
    cells: dict[str, int] = {}
    sums: list[Relation] = []
    for half in "xy":
        tops = []
        for region in range(2):
            middles = []
            for place in range(2):
                teams = [f"{half}{region}{place}{t}" for t in range(3)]
                cells |= {team: int(rng.poisson(7)) for team in teams}
                middles.append(f"{half}{region}{place}")
                cells[middles[-1]] = sum(cells[team] for team in teams)
                sums.append(adds_up(teams, middles[-1]))
            tops.append(f"{half}{region}")
            cells[tops[-1]] = sum(cells[middle] for middle in middles)
            sums.append(adds_up(middles, tops[-1]))
        cells[half] = sum(cells[top] for top in tops)
        sums.append(adds_up(tops, half))
    for region in range(2):
        cells[f"{region}"] = cells[f"x{region}"] + cells[f"y{region}"]
        sums.append(adds_up([f"x{region}", f"y{region}"], f"{region}"))
    return cells, sums, [], []


def complements(rng: np.random.Generator) -> Case:
    """Return changes in three directions, and totals minus each of them."""
    up, same, down, gone = (int(n) for n in rng.poisson([6, 8, 4, 5]))
    n, clients = up + same + down, up + same + down + gone
    cells = {"up": up, "same": same, "down": down, "n": n, "gone": gone}
    cells |= {"clients": clients, "not up": n - up, "not down": n - down}
    sums = [
        adds_up(["up", "same", "down"], "n"),
        adds_up({"n": 1, "gone": 1}, "clients"),
        adds_up(["up", "not up"], "n"),
        adds_up(["down", "not down"], "n"),
        adds_up(["clients"], clients),
    ]
    return cells, sums, ["not up", "not down"], ["clients"]


KINDS = (two_way, shared_margin, hierarchy, complements)


def cases(kind: Callable[[np.random.Generator], Case], n: int) -> Iterator[Case]:
    for seed in range(n):
        yield kind(np.random.default_rng([seed, KINDS.index(kind)]))


def solved(case: Case, *, zero_is_safe: bool = True) -> Suppression:
    cells, relations, unprinted, fixed = case
    return protect(
        pd.Series(cells),
        relations,
        smallest=SMALLEST,
        zero_is_safe=zero_is_safe,
        unprinted=unprinted,
        fixed=fixed,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_attacker_learns_no_small_count(
    kind: Callable[[np.random.Generator], Case],
) -> None:
    attacked = 0
    for seed, case in enumerate(cases(kind, 80)):
        found = solved(case, zero_is_safe=bool(seed % 4))
        attacked += len(found.primary)
        assert broken(found, case[1]) == [], (kind.__name__, seed)
        assert excuses(found, case[1], case[3]) == [], (kind.__name__, seed)
        assert not set(case[3]) & found.hidden
    assert attacked > 100


@pytest.mark.parametrize("kind", KINDS)
def test_the_attacker_wins_where_only_small_counts_are_hidden(
    kind: Callable[[np.random.Generator], Case],
) -> None:
    beaten = 0
    for case in cases(kind, 20):
        found = replace(solved(case), secondary=())
        beaten += bool(broken(found, case[1]))
    assert beaten >= 5


@pytest.mark.parametrize("kind", KINDS)
def test_own_attack_agrees_with_the_other(
    kind: Callable[[np.random.Generator], Case],
) -> None:
    for case in cases(kind, 8):
        found = solved(case)
        for reader in (False, True):
            bounds = known_before_sums(found, reader=reader, everything=False)
            for cell, row in found.reach(reader=reader).iterrows():
                low, high = learns(case[1], bounds, str(cell))
                assert row["low"] == low
                assert row["high"] == high or high > 100  # both without an end


def tables_that_fit(
    relations: list[Relation], bounds: Mapping[str, tuple[int, int]], *, most: int
) -> Iterator[dict[str, int]]:
    """Yield each table that fits, by trying every value up to `most`."""
    names = list(bounds)
    choices = [range(a, min(b, max(a, most)) + 1) for a, b in bounds.values()]
    for values in itertools.product(*choices):
        table: dict[str | int, int] = dict(zip(names, values, strict=True))
        if all(
            sum(c * table[n] for n, c in r.parts) == table.get(r.total, r.total)
            for r in relations
        ):
            yield {str(name): n for name, n in table.items()}


def test_trying_every_table_finds_the_same_as_solving() -> None:
    tried = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        parts = {f"p{i}": int(n) for i, n in enumerate(rng.integers(1, 8, size=3))}
        cells = parts | {"n": sum(parts.values()), "rest": int(rng.integers(1, 8))}
        cells["all"] = cells["n"] + cells["rest"]
        sums = [adds_up(list(parts), "n"), adds_up(["n", "rest"], "all")]
        found = solved((cells, sums, [], []))
        bounds = known_before_sums(found, reader=False, everything=False)
        if sum(a != b for a, b in bounds.values()) > 4:
            continue
        fitting = list(tables_that_fit(sums, bounds, most=30))
        for cell in found.primary:
            tried += 1
            values = {table[cell] for table in fitting}
            assert values == set(range(1, SMALLEST)) or cell in found.limited
    assert tried > 20
