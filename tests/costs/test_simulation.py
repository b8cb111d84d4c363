"""The simulation: same seed same bytes, spread stays out, Sobol beats chance."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tbresearch.costs import (
    Assumption,
    CorrelationGroup,
    CostItem,
    Register,
    adjust_register,
    cost_balance,
    simulate,
    sobol_indices,
    starter_register,
)
from tbresearch.costs.distributions import Distribution
from tbresearch.costs.sampling import draw
from tbresearch.costs.sobol_indices import variance_shares
from tbresearch.errors import StudyError, WorkbenchError

Assume = Callable[..., Assumption]
Ledger = Callable[..., Register]

SAME = """
import hashlib
import tbresearch as tb
register = tb.adjust_register(tb.starter_register(), items=["contacttijd", "reizen"])
found = tb.simulate(register, draws=2**10, seed=7)
table = tb.evppi(found.parameters, found.net_benefit("gemeente"))
raw = found.net("gemeente").to_numpy().tobytes() + table.to_csv().encode()
print(hashlib.sha256(raw).hexdigest(), len(found.flows.to_frame(last=3)))
"""


def test_the_same_seed_gives_the_same_bytes_in_every_process() -> None:
    shown = set()
    for hash_seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", SAME],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        shown.add(done.stdout)
    assert len(shown) == 1
    assert shown.pop().endswith(" 12\n")


def test_another_seed_gives_other_draws(families: Register) -> None:
    one, two = (simulate(families, draws=2**6, seed=seed) for seed in (1, 2))
    assert not one.parameters.equals(two.parameters)


def test_the_order_of_records_changes_no_byte(families: Register) -> None:
    turned = replace(
        families,
        assumptions=families.assumptions[::-1],
        items=tuple(
            replace(item, factors=item.factors[::-1]) for item in families.items[::-1]
        ),
    )
    one, two = (simulate(r, draws=2**8, seed=3) for r in (families, turned))
    for name in one.perspectives:
        assert one.net(name).to_numpy().tobytes() == two.net(name).to_numpy().tobytes()


def test_the_mean_is_that_of_the_formula(families: Register) -> None:
    found = simulate(families, draws=2**14, seed=1)
    # E[wage] = 61, E[hours] = 2, independent: the mean cost is the base case. The
    # saving falls from year 1 to 3: E = (20 + 4 x 45 + 80) / 6 x 1,000 x 0.3.
    years = (1.0225**-1.5 + 1.0225**-2.5) / 2
    saving = 280_000 / 6 * 0.3 * years
    assert found.net("rijk").mean() == pytest.approx(saving, rel=1e-4)
    base = cost_balance(families)
    assert found.net("gemeente").mean() == pytest.approx(base.net("gemeente"), rel=1e-4)
    parties = sum(found.net(name) for name in found.perspectives[:-1])
    assert np.allclose(parties, found.net("maatschappij"))


def test_spread_between_clients_is_not_drawn_and_asking_for_it_is_refused(
    families: Register,
) -> None:
    found = simulate(families, draws=2**6, seed=1)
    assert "weken" not in found.parameters
    assert "Niet gevarieerd, want spreiding tussen cliënten: Weken." in found.notes

    with pytest.raises(StudyError) as caught:
        simulate(families, draws=2**6, seed=1, vary=["uurloon", "weken"])
    assert str(caught.value).startswith(
        "'weken' is spreiding tussen cliënten en hoort niet in de simulatie: hoe "
        "cliënten verschillen zegt niets over hoe zeker het gemiddelde is, en het zou "
        "de waarde van meer onderzoek te hoog maken\n"
    )


def test_only_what_is_named_varies(families: Register) -> None:
    found = simulate(families, draws=2**6, seed=1, vary=["uurloon"])
    assert list(found.parameters) == ["uurloon"]
    assert found.net("rijk").nunique() == 1


def test_an_assumption_without_a_distribution_is_named(families: Register) -> None:
    loose = replace(
        families,
        assumptions=tuple(
            replace(a, distribution=None) if a.id in ("uurloon", "uren") else a
            for a in families.assumptions
        ),
    )
    with pytest.raises(StudyError) as caught:
        simulate(loose, draws=2**6, seed=1)
    assert [p.what for p in caught.value.problems] == [
        "'uren' heeft geen verdeling",
        "'uurloon' heeft geen verdeling",
    ]


def test_an_unknown_stops_the_simulation() -> None:
    with pytest.raises(StudyError, match="'overhead_per_uur' is onbekend en zit in"):
        simulate(starter_register(), draws=2**6, seed=1)


@pytest.mark.parametrize("draws", [1, 1_000, 2**25])
def test_draws_that_are_no_power_of_two_are_refused(
    families: Register, draws: int
) -> None:
    with pytest.raises(WorkbenchError, match=r"kies een macht van twee, zoals 16\.384"):
        simulate(families, draws=draws, seed=1)


def test_nothing_that_varies_gives_the_base_case(families: Register) -> None:
    fixed = {"uurloon": 61.0, "uren": 2.0, "plaatsing": 45_000.0, "kans": 0.3}
    register = adjust_register(families, values=fixed)
    found = simulate(register, draws=2**4, seed=1)
    assert found.parameters.shape == (16, 0)
    assert set(found.net("maatschappij")) == {
        cost_balance(register).net("maatschappij")
    }


# The stated reach: at equal draws at least 10 times below plain Monte Carlo.
def test_sobol_means_vary_ten_times_less_than_plain_ones(families: Register) -> None:
    draws = 2**10
    sobol = [
        simulate(families, draws=draws, seed=seed).net("maatschappij").mean()
        for seed in range(12)
    ]
    sd = simulate(families, draws=2**12, seed=1).net("maatschappij").std()
    assert 10 * np.std(sobol, ddof=1) < sd / np.sqrt(draws)


def test_the_table_of_flows_adds_up_and_comes_in_parts(families: Register) -> None:
    found = simulate(families, draws=2**5, seed=1)
    whole = found.flows.to_frame()
    assert list(whole.columns) == [
        "draw", "year", "stream", "payer", "nominal", "present",
    ]  # fmt: skip
    net = whole.groupby("draw")["present"].sum()
    assert np.allclose(net, found.net("maatschappij"))
    parts = [found.flows.to_frame(first=i, last=i + 8) for i in range(0, 32, 8)]
    assert pd.concat(parts, ignore_index=True).equals(whole)
    assert sorted(whole.loc[whole["stream"] == "besparing", "year"].unique()) == [2, 3]


def pair(
    assume: Assume, correlation: float
) -> tuple[list[Assumption], CorrelationGroup]:
    members = [
        assume("a", 2, "uur/week", kind="normaal", error=1),
        assume("b", 0.3, "aandeel", kind="beta", error=0.1),
    ]
    matrix = ((1.0, correlation), (correlation, 1.0))
    return members, CorrelationGroup(id="g", members=("b", "a"), matrix=matrix)


@pytest.mark.parametrize("correlation", [-0.8, 0.0, 0.5, 1.0])
def test_a_correlated_group_keeps_its_margins_and_has_its_correlation(
    assume: Assume, correlation: float
) -> None:
    members, group = pair(assume, correlation)
    drawn = draw(members, [group], draws=2**13, seed=1)
    alone = draw(members, [], draws=2**13, seed=1)
    # Kendall's tau of a Gaussian copula is 2 / pi arcsin(r), whatever the margins.
    tau = drawn.iloc[:1_000].corr("kendall").loc["a", "b"]
    assert tau == pytest.approx(2 / np.pi * np.arcsin(correlation), abs=0.03)
    assert drawn.mean().to_numpy() == pytest.approx(alone.mean().to_numpy(), rel=2e-3)
    assert drawn.std().to_numpy() == pytest.approx(alone.std().to_numpy(), rel=1e-2)


def test_rows_of_found_values_stay_together(assume: Assume) -> None:
    rows = np.random.default_rng(1).standard_normal((2, 50)).round(3)
    members = [
        replace(
            assume(name, 0, "uur/week"),
            distribution=Distribution(kind="empirisch", value=0, values=tuple(values)),
        )
        for name, values in zip("ab", rows, strict=True)
    ]
    group = CorrelationGroup(id="g", members=("a", "b"))
    drawn = draw(members, [group], draws=2**10, seed=1)
    assert set(map(tuple, drawn.to_numpy())) <= set(map(tuple, rows.T))


# Ishigami (a = 7, b = 0.1), closed values in the reference file.
def test_ishigami_has_its_known_indices() -> None:
    def ishigami(x: np.ndarray) -> np.ndarray:
        return np.asarray(
            np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])
        )

    angle = Distribution(kind="uniform", value=0, low=-np.pi, high=np.pi)
    first, total = variance_shares(ishigami, [angle] * 3, draws=2**13, seed=1)
    assert first == pytest.approx([0.31390519, 0.44241114, 0], abs=0.01)
    assert total == pytest.approx([0.55758886, 0.44241114, 0.24368366], abs=0.01)


def test_indices_of_a_sum_are_shares_of_its_variance(
    assume: Assume, ledger: Ledger
) -> None:
    amounts = [
        assume(name, 100, "EUR/traject", kind="normaal", error=error, period=(0.0, 1.0))
        for name, error in (("a", 3), ("b", 4))
    ]
    items = [CostItem(id=f"p{a.id}", label=a.id, factors=(a.id,)) for a in amounts]
    found = sobol_indices(ledger(amounts, *items), perspective="gemeente", draws=2**10)
    assert list(found["first"]) == pytest.approx([0.36, 0.64], abs=0.01)
    assert list(found["total"]) == pytest.approx([0.36, 0.64], abs=0.01)


def test_indices_are_refused_for_what_hangs_together(families: Register) -> None:
    group = CorrelationGroup(
        id="loon", members=("uurloon", "uren"), matrix=((1.0, 0.5), (0.5, 1.0))
    )
    with pytest.raises(WorkbenchError) as caught:
        sobol_indices(replace(families, groups=(group,)), perspective="gemeente")
    assert str(caught.value).startswith("Sobol-indices kunnen niet bij loon: die")


def test_a_fixed_member_leaves_its_group(families: Register) -> None:
    group = CorrelationGroup(
        id="g",
        members=("uurloon", "uren", "kans"),
        matrix=((1.0, 0.5, 0.2), (0.5, 1.0, 0.1), (0.2, 0.1, 1.0)),
    )
    fixed = adjust_register(replace(families, groups=(group,)), values={"uren": 2})
    assert fixed.groups[0].members == ("uurloon", "kans")
    assert fixed.groups[0].matrix == ((1.0, 0.2), (0.2, 1.0))
    assert "uren" not in simulate(fixed, draws=2**4, seed=1).parameters


def test_the_simulation_prints_in_dutch_and_the_same_twice(families: Register) -> None:
    found = simulate(families, draws=2**8, seed=1)
    assert str(found).startswith(
        "Balans per traject, 256 trekkingen: gemeente EUR\xa0−11.9"
    )
    assert "kans dat de baten hoger zijn" in str(found)
    assert found._repr_html_() == found._repr_html_()
    assert ">2,5%</th>" in found._repr_html_()
    axes = found.plot(perspective="gemeente")
    assert "gemeente, prijspeil 2020" in axes.get_xlabel()
    frame = found.to_frame()
    assert (frame["low"] <= frame["mean"] + 1e-6).all()
    assert (frame["mean"] <= frame["high"] + 1e-6).all()
