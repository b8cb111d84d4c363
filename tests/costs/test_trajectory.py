"""The cost of a trajectory is a product, with corners, and honest gaps."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.costs import (
    Assumption,
    CostItem,
    CostPerTrajectory,
    Register,
    cost_per_trajectory,
    read_assumptions,
)
from tbresearch.costs.trajectory import bounds_of_product
from tbresearch.errors import WorkbenchError
from tbresearch.estimate import Estimate, NotEstimable
from tbresearch.study import Study

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"


def assumption(
    name: str,
    bounds: tuple[float, float, float] | None,
    unit: str,
    *,
    aspect: str = "onzekerheid",
    status: str = "bron",
) -> Assumption:
    low, value, high = bounds or (None, None, None)
    return Assumption(
        id=name,
        label=name.capitalize(),
        value=value,
        low=low,
        high=high,
        unit=unit,
        aspect=aspect,
        price_year=2020 if unit.startswith("EUR") else None,
        payer=None,
        source="Opgave",
        place="",
        grade="D" if bounds else None,
        status=status if bounds else "onbekend",
    )


WAGE = assumption("uurloon", (47, 61, 75), "EUR/uur")
HOURS = assumption("uren", (2, 2, 2), "uur/week")
WEEKS = assumption("weken", (104, 104, 104), "week/traject")
TRAVEL = assumption("reis", None, "EUR/traject")


def register_of(*items: tuple[str, list[Assumption]]) -> Register:
    factors = {a.id: a for _, used in items for a in used}
    return Register(
        title="Toets",
        price_year=2020,
        assumptions=tuple(factors.values()),
        items=tuple(
            CostItem(
                id=name, label=name.capitalize(), factors=tuple(a.id for a in used)
            )
            for name, used in items
        ),
    )


def costs_of(*items: tuple[str, list[Assumption]]) -> CostPerTrajectory:
    return cost_per_trajectory(register_of(*items))


def amounts(cost: Estimate | NotEstimable) -> tuple[float, float, float]:
    assert isinstance(cost, Estimate)
    return cost.low, cost.value, cost.high


# Worked by hand: 2 h x 52 weeks x 2 years = 208 h; 208 x 47, 61 and 75. The source
# text gives 47 to 75 an hour at price level 2020; 61 is the midpoint.
def test_two_hours_a_week_for_two_years_is_the_known_base_case() -> None:
    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]))

    assert amounts(costs.estimate("contacttijd")) == (9_776, 12_688, 15_600)
    assert amounts(costs.total) == (9_776, 12_688, 15_600)


# Worked by hand: 70 h x 47, 61 and 75, what the Dordrecht variant of 70 h comes to.
def test_seventy_hours_is_the_known_short_case() -> None:
    hours = assumption("uren", (70, 70, 70), "uur/traject")

    costs = costs_of(("contacttijd", [WAGE, hours]))

    assert amounts(costs.total) == (3_290, 4_270, 5_250)


bounds = st.tuples(*[st.floats(0, 1_000)] * 3).map(lambda b: tuple(sorted(b)))


@given(st.lists(bounds, min_size=1, max_size=4))
def test_bounds_are_the_corners_of_all_combinations(
    ranges: list[tuple[float, float, float]],
) -> None:
    factors = [assumption(f"f{i}", b, "aandeel") for i, b in enumerate(ranges)]
    corners = [1.0]
    for low, _, high in ranges:
        corners = [corner * x for corner in corners for x in (low, high)]

    low, value, high = bounds_of_product(factors)

    assert (low, high) == pytest.approx((min(corners), max(corners)))
    assert value == pytest.approx(math.prod(b[1] for b in ranges))
    assert low <= value * (1 + 1e-12)
    assert value <= high * (1 + 1e-12)


@given(bounds, bounds)
def test_the_order_of_factors_and_of_items_decides_nothing(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    a = assumption("a", one, "EUR/uur")
    b = assumption("b", other, "uur/traject")

    there = costs_of(("x", [a, b]), ("y", [a, HOURS, WEEKS]))
    back = costs_of(("y", [WEEKS, HOURS, a]), ("x", [b, a]))

    assert amounts(there.total) == pytest.approx(amounts(back.total))


def test_spread_between_clients_enters_with_its_middle_and_a_note_says_so() -> None:
    weeks = assumption("weken", (13, 104, 520), "week/traject", aspect="spreiding")

    costs = costs_of(("contacttijd", [WAGE, HOURS, weeks]))

    assert amounts(costs.total) == (9_776, 12_688, 15_600)
    assert (
        "Weken verschilt tussen cliënten (13 tot 520 week/traject) en telt overal mee "
        "met 104: dat verschil is geen onzekerheid over de kosten."
    ) in costs.notes

    uncertain = replace(weeks, aspect="onzekerheid")
    wider = costs_of(("contacttijd", [WAGE, HOURS, uncertain]))
    assert amounts(wider.total) == (47 * 2 * 13, 12_688, 75 * 2 * 520)


def test_an_unknown_blocks_its_item_and_the_total_and_is_named_in_both() -> None:
    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [TRAVEL]))

    assert amounts(costs.estimate("contacttijd")) == (9_776, 12_688, 15_600)
    assert costs.estimate("reizen") == NotEstimable("geen waarde voor Reis")
    assert costs.total == NotEstimable("geen waarde voor Reis")
    assert (
        "Niet meegeteld, want onbekend: Reis. Die kosten komen boven op de posten die "
        "wel een bedrag hebben."
    ) in costs.notes
    assert str(costs) == (
        "Kosten per traject, prijspeil 2020: Contacttijd EUR\xa012.688 (EUR\xa09.776 "
        "tot EUR\xa015.600); totaal niet te bepalen: geen waarde voor Reis"
    )


def test_a_product_with_an_unknown_is_never_computed() -> None:
    with pytest.raises(ValueError, match="reis is unknown"):
        bounds_of_product([HOURS, TRAVEL])


def test_zero_is_an_amount_and_not_an_unknown() -> None:
    free = assumption("reis", (0, 0, 0), "EUR/traject")

    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [free]))

    assert amounts(costs.estimate("reizen")) == (0, 0, 0)
    assert amounts(costs.total) == (9_776, 12_688, 15_600)


def test_the_total_is_the_sum_of_its_items() -> None:
    travel = assumption("reis", (500, 1_000, 2_000), "EUR/traject")

    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [travel]))

    assert amounts(costs.total) == (10_276, 13_688, 17_600)
    frame = costs.to_frame()
    assert list(frame["item"]) == ["contacttijd", "reizen", ""]
    assert frame.loc[2, "high"] == frame["high"].iloc[:2].sum()
    assert frame.loc[0, "factors"] == ("uurloon", "uren", "weken")


def test_the_frame_says_why_a_cell_is_empty() -> None:
    frame = costs_of(("reizen", [TRAVEL])).to_frame()

    assert frame[["low", "value", "high"]].isna().all(axis=None)
    assert list(frame["reason"]) == ["geen waarde voor Reis"] * 2


def test_the_notes_say_what_the_bounds_are_and_what_is_not_in_it() -> None:
    guess = assumption("reis", (1, 2, 3), "EUR/traject", status="plaatshouder")

    notes = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [guess])).notes

    assert notes == (
        "Laag en hoog zijn uitkomsten met alle factoren tegelijk laag of hoog: "
        "grenzen, geen betrouwbaarheidsinterval.",
        "Euro's van 2020. Er is niet verdisconteerd: een euro in een later jaar telt "
        "even zwaar.",
        "De bedragen komen uit aannames, niet uit gemeten trajecten; er is dus geen n.",
        "Rekenwaarde zonder bron: Reis.",
        "Wat geen kostenpost is in aannames.toml, zit er niet in.",
    )


def test_an_estimate_tells_its_unit_and_its_method() -> None:
    cost = costs_of(("contacttijd", [WAGE, HOURS, WEEKS])).estimate("contacttijd")

    assert isinstance(cost, Estimate)
    assert str(cost) == "12.688 EUR per traject (9.776 tot 15.600)"
    assert cost.n is None
    assert cost.method == (
        "Product: Uurloon × Uren × Weken. Laag en hoog: alle factoren tegelijk laag of "
        "hoog."
    )


def test_an_item_that_is_not_there_names_those_there_are() -> None:
    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [TRAVEL]))

    with pytest.raises(WorkbenchError) as caught:
        costs.estimate("overhead")

    assert str(caught.value) == (
        "kostenpost 'overhead' is er niet\n"
        "  waar:      aannames.toml\n"
        "  oplossing: er zijn: contacttijd, reizen"
    )


def test_the_table_shows_euros_reasons_and_notes_and_is_the_same_twice() -> None:
    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [TRAVEL]))

    html = costs._repr_html_()

    assert ">Niet te bepalen omdat</th>" in html
    assert ">EUR\xa012.688</td>" in html
    assert "nan" not in html.lower()
    assert "geen betrouwbaarheidsinterval.</li>" in html
    assert html == costs._repr_html_()


def test_each_bar_runs_from_low_to_high_with_a_mark_at_the_middle() -> None:
    costs = costs_of(("contacttijd", [WAGE, HOURS, WEEKS]), ("reizen", [TRAVEL]))

    axes = costs.plot()

    [bar] = axes.patches
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (9_776, 15_600)
    [mark] = axes.lines
    assert list(mark.get_xdata()) == [12_688, 12_688]
    assert [text.get_text() for text in axes.texts] == [
        "Contacttijd  EUR\xa012.688 (EUR\xa09.776 tot EUR\xa015.600)",
        "Reizen  niet te bepalen: geen waarde voor Reis",
        "Totaal  niet te bepalen: geen waarde voor Reis",
    ]
    assert "prijspeil 2020" in axes.get_xlabel()
    assert axes.get_xlim()[0] == 0


def test_a_plot_goes_on_the_axes_that_it_is_given() -> None:
    from matplotlib.figure import Figure

    axes = Figure().add_subplot()

    assert costs_of(("reizen", [TRAVEL])).plot(ax=axes) is axes
    assert axes.texts


def test_the_example_gives_contact_time_and_no_total(
    study_at: Callable[[Path], Study],
) -> None:
    register = read_assumptions(study_at(EXAMPLE))

    costs = cost_per_trajectory(register)

    # 47 x 1.5 x 104, 61 x 2 x 104 and 75 x 2.5 x 104
    assert amounts(costs.estimate("contacttijd")) == (7_332, 12_688, 19_500)
    # 30.64 of 2022 is 30.64 / (1.027 x 1.10) = 27.122 of 2020; x 104 weeks
    low, middle, high = amounts(costs.estimate("reizen"))
    assert middle == pytest.approx(30.64 / (1.027 * 1.10) * 104)
    assert (low, high) == pytest.approx((0.75 * middle, 1.25 * middle))
    assert any("met index cpi: maal 0,8852" in note for note in costs.notes)
    assert costs.total == NotEstimable("geen waarde voor Overhead per contactuur")
