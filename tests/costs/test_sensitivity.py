"""Sensitivity, break-even and the comparison of registers, against plain arithmetic."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tbresearch.costs import (
    Register,
    adjust_register,
    break_even,
    break_even_frontier,
    compare_registers,
    cost_balance,
    one_way,
    simulate,
    starter_register,
    tornado,
    two_way,
)
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import NotEstimable


def test_a_tornado_has_every_outcome_and_each_end_is_that_balance(
    families: Register,
) -> None:
    found = tornado(families)
    frame = found.to_frame()
    assert list(frame["perspective"].unique()) == [
        "gemeente", "rijk", "client", "maatschappij",
    ]  # fmt: skip
    for row in frame.itertuples():
        for value, net in ((row.low, row.at_low), (row.high, row.at_high)):
            other = adjust_register(families, values={row.parameter: value})
            assert cost_balance(other).net(row.perspective) == pytest.approx(net)
        assert row.base == pytest.approx(cost_balance(families).net(row.perspective))
    swings = frame[frame["perspective"] == "gemeente"]["swing"]
    assert swings.is_monotonic_decreasing
    assert "gemeente: Weken (EUR\xa0−1.1" in str(found)
    assert found._repr_html_() == found._repr_html_()
    # The saving goes to the state, so no bar of it stands among those of the city.
    moving = int((swings > 0).sum())
    assert len(found.plot(perspective="gemeente").patches) == moving == 3


def test_a_tornado_of_fixed_values_says_so(families: Register) -> None:
    values = {a.id: float(a.value or 0) for a in families.assumptions}
    found = tornado(adjust_register(families, values=values))
    assert str(found) == "Geen aanname heeft grenzen, dus niets verandert het saldo"
    assert found.to_frame().empty


def test_one_way_and_two_way_are_balances_at_those_values(families: Register) -> None:
    row = one_way(families, "uurloon", perspective="gemeente", points=3)
    assert list(row["uurloon"]) == [47, 61, 75]
    grid = two_way(families, ["uurloon", "uren"], perspective="gemeente", points=3)
    assert len(grid) == 9
    for line in grid.itertuples():
        values = {"uurloon": line.uurloon, "uren": line.uren}
        balance = cost_balance(adjust_register(families, values=values))
        assert balance.net("gemeente") == pytest.approx(line.net)


@settings(max_examples=20, deadline=None)
@given(st.floats(5_000, 60_000), st.sampled_from(["uurloon", "kans", "weken"]))
def test_break_even_put_back_gives_zero(price: float, name: str) -> None:
    families = REGISTERS["families"]
    register = adjust_register(families, values={"plaatsing": price})
    found = break_even(
        register, name, perspective="maatschappij", between=(0.01, 2_000)
    )
    assert found.values
    for value in found.values:
        back = adjust_register(register, values={name: value})
        assert cost_balance(back).net("maatschappij") == pytest.approx(0, abs=1e-6)


REGISTERS: dict[str, Register] = {}


@pytest.fixture(scope="module", autouse=True)
def _kept(families: Register) -> None:
    REGISTERS["families"] = families


def test_no_turn_within_reach_is_an_answer(families: Register) -> None:
    found = break_even(families, "uurloon", perspective="gemeente")
    assert found.value == NotEstimable("geen omslag binnen bereik (47 tot 75 EUR/uur)")
    assert str(found) == (
        "Uurloon, gemeente: geen omslag binnen bereik (47 tot 75 EUR/uur)"
    )
    assert found.to_frame().empty


def test_an_unknown_can_be_asked_for_and_needs_a_range() -> None:
    register = adjust_register(starter_register(), items=["contacttijd", "overhead"])
    with pytest.raises(WorkbenchError) as caught:
        break_even(register, "overhead_per_uur", perspective="gemeente")
    assert str(caught.value).startswith(
        "van 'overhead_per_uur' is geen bereik bekend\n"
        "  waar:      thuisbegeleiding.toml, regel "
    )
    found = break_even(
        register, "overhead_per_uur", perspective="gemeente", between=(0, 50)
    )
    assert isinstance(found.value, NotEstimable)


@pytest.mark.parametrize("between", [(2, 1), (1, 1), (0, float("inf"))])
def test_a_range_that_is_none_is_refused(
    families: Register, between: tuple[float, float]
) -> None:
    with pytest.raises(WorkbenchError, match="is geen bereik voor 'uurloon'"):
        break_even(families, "uurloon", perspective="gemeente", between=between)


def test_what_stands_in_no_item_cannot_turn_anything() -> None:
    register = adjust_register(starter_register(), items=["contacttijd"])
    with pytest.raises(WorkbenchError, match="'bereik' zit in geen enkele post"):
        break_even(register, "bereik", perspective="gemeente", between=(0, 1))


def test_every_pair_on_the_frontier_gives_zero(families: Register) -> None:
    found = break_even_frontier(
        families, ["plaatsing", "kans"], perspective="maatschappij",
        between=(None, (0.0, 1.0)), points=5,
    )  # fmt: skip
    for row in found.to_frame().dropna().to_numpy():
        values = dict(zip(("plaatsing", "kans"), map(float, row), strict=True))
        back = cost_balance(adjust_register(families, values=values))
        assert back.net("maatschappij") == pytest.approx(0, abs=1e-6)
    assert found.to_frame()["kans"].is_monotonic_decreasing
    assert str(found).startswith("Omslag, maatschappij: van Kans (plaatsing/traject) ")
    assert len(found.plot().lines) == 1
    none = break_even_frontier(families, ["uurloon", "uren"], perspective="gemeente")
    assert str(none) == "Geen omslag binnen bereik"


def test_two_registers_show_which_change_moved_the_result(families: Register) -> None:
    new = adjust_register(families, values={"uurloon": 70.0}, rate=0.03)
    new = replace(
        new,
        assumptions=tuple(
            replace(a, label="Anders") if a.id == "maanden" else a
            for a in new.assumptions
        ),
    )

    found = compare_registers(families, new)

    assert [change.name for change in found.changes] == [
        "uurloon", "discontovoet", "maanden",
    ]  # fmt: skip
    old_mean, new_mean = (
        simulate(r, draws=2**12, seed=1).net("maatschappij").mean()
        for r in (families, new)
    )
    assert found.together == pytest.approx(new_mean - old_mean)
    alone = simulate(adjust_register(families, rate=0.03), draws=2**12, seed=1)
    moves = {change.name: change.move for change in found.changes}
    assert moves["discontovoet"] == pytest.approx(
        alone.net("maatschappij").mean() - old_mean
    )
    assert moves["maanden"] == 0
    assert found.changes[2].fields == ("label",)
    assert found.joint == pytest.approx(found.together - sum(moves.values()))
    assert "het meest door Uurloon (veranderd): EUR\xa0−1." in str(found)
    assert list(found.to_frame()["name"]) == list(moves)
    assert found._repr_html_() == found._repr_html_()


def test_equal_registers_are_equal_and_a_new_item_brings_what_it_needs(
    families: Register,
) -> None:
    assert str(compare_registers(families, families)) == "De registers zijn gelijk"

    less = adjust_register(families, items=["contact"])
    bare = replace(
        less,
        assumptions=tuple(a for a in less.assumptions if a.id not in ("plaatsing",)),
    )
    found = compare_registers(bare, families)
    kinds = {change.name: (change.kind, change.move) for change in found.changes}
    assert kinds["plaatsing"] == ("new", None)
    kind, move = kinds["besparing"]
    assert kind == "new"
    assert isinstance(move, float)
    assert move > 10_000
    assert np.isfinite(float(str(found.joint)))


def test_a_change_that_makes_it_incomplete_has_a_reason_and_no_number() -> None:
    old = adjust_register(starter_register(), items=["contacttijd"])
    found = compare_registers(old, starter_register())
    assert isinstance(found.together, NotEstimable)
    reasons = dict(
        zip(found.to_frame()["name"], found.to_frame()["reason"], strict=True)
    )
    assert "'overhead_per_uur' is onbekend" in reasons["overhead"]
    assert reasons["reizen"] == ""


def test_registers_of_different_price_years_are_not_compared(
    families: Register,
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        compare_registers(families, replace(families, price_year=2022))
    assert str(caught.value).startswith("de registers hebben prijspeil 2020 en 2022\n")
