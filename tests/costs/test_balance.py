"""Money in time: the known base case, parties, indices, and what refuses to add up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.costs import (
    Assumption,
    CostItem,
    Register,
    adjust_register,
    cost_balance,
    starter_register,
)
from tbresearch.costs.money import (
    discount_factors,
    payer_of,
    price_index,
    standard_rate,
)
from tbresearch.costs.terms import years_text
from tbresearch.errors import StudyError, WorkbenchError
from tbresearch.vocabulary import euro_text

Assume = Callable[..., Assumption]
Ledger = Callable[..., Register]


@pytest.fixture(scope="module")
def contact() -> Register:
    return adjust_register(starter_register(), items=["contacttijd"])


# The base case of the field notes on costs: 2 h x 52 weeks x 2 years, 2.25%, price
# level 2020, printed in whole euros.
@pytest.mark.parametrize(
    ("wage", "nominal", "middle", "begin", "end", "short", "long"),
    [
        (47, 9_776, 9_561, 9_668, 9_456, 1_219, 43_823),
        (61, 12_688, 12_410, 12_548, 12_272, 1_582, 56_877),
        (75, 15_600, 15_258, 15_428, 15_089, 1_945, 69_930),
    ],
)
def test_the_base_case_is_right_to_the_euro(
    contact: Register,
    wage: int,
    nominal: int,
    middle: int,
    begin: int,
    end: int,
    short: int,
    long: int,
) -> None:
    def cost(*, weeks: float = 104, discounted: bool = True, timing: str) -> int:
        values = {"uurloon": wage, "weken": weeks}
        register = adjust_register(contact, values=values, timing=timing)
        return -round(cost_balance(register).net("gemeente", discounted=discounted))

    assert cost(timing="midden", discounted=False) == nominal
    assert cost(timing="midden") == middle
    assert cost(timing="begin") == begin
    assert cost(timing="einde") == end
    assert cost(timing="midden", weeks=13) == short
    assert cost(timing="midden", weeks=520) == long


# The same notes: reading A is cost over 45,000, B and C cost over gross saving.
@pytest.mark.parametrize(
    ("wage", "a", "b"), [(47, 21.2, 17.5), (61, 27.6, 21.6), (75, 33.9, 25.3)]
)
def test_break_even_shares_of_the_base_case(
    contact: Register, wage: int, a: float, b: float
) -> None:
    cost = -cost_balance(adjust_register(contact, values={"uurloon": wage})).net(
        "gemeente"
    )

    assert round(100 * cost / 45_000, 1) == a
    assert round(100 * cost / (45_000 + cost), 1) == b


# reference: (1 - 1.0225^-10) / 0.0225 = 8.866216, and the NPV example of
# numpy-financial (rate 0.08): 3065.2226681795255.
def test_annuity_and_textbook_net_present_value(assume: Assume, ledger: Ledger) -> None:
    yearly = assume("jaarlijks", 10, "EUR/traject", period=(0.0, 10.0))
    item = CostItem(id="post", label="Post", factors=("jaarlijks",))
    register = ledger([yearly], item, timing="einde")
    assert -cost_balance(register).net("gemeente") == pytest.approx(8.866216, abs=1e-6)

    flows = [-40_000, 5_000, 8_000, 12_000, 30_000]
    assumptions = [
        assume(
            f"j{year}", abs(x), "EUR/traject", receiver="gemeente",
            payer="gemeente", period=(float(year), float(year)),
        )
        for year, x in enumerate(flows)
    ]  # fmt: skip
    items = [
        CostItem(
            id=a.id, label=a.id, factors=(a.id,),
            direction="kosten" if x < 0 else "baten",
        )
        for a, x in zip(assumptions, flows, strict=True)
    ]  # fmt: skip
    balance = cost_balance(ledger(assumptions, *items, rate=0.08))
    assert balance.net("gemeente") == pytest.approx(3065.2226681795255, rel=1e-12)


@given(
    rate=st.floats(0, 0.2),
    weeks=st.floats(1, 520),
    timing=st.sampled_from(["begin", "midden", "einde"]),
)
def test_rate_zero_is_nominal_and_a_higher_rate_is_never_dearer(
    rate: float, weeks: float, timing: str
) -> None:
    register = adjust_register(
        starter_register(),
        items=["contacttijd"],
        values={"weken": weeks},
        timing=timing,
    )

    flat = cost_balance(adjust_register(register, rate=0.0))
    dear = cost_balance(adjust_register(register, rate=rate))

    nominal = flat.net("gemeente", discounted=False)
    assert flat.net("gemeente") == pytest.approx(nominal)
    assert nominal == pytest.approx(-61 * 2 * weeks)
    assert dear.net("gemeente") >= nominal - 1e-9 * abs(nominal)


def test_what_lies_past_the_horizon_does_not_count(contact: Register) -> None:
    half = adjust_register(contact, values={"weken": 104}, horizon=0.5)
    assert cost_balance(half).net("gemeente", discounted=False) == -61 * 2 * 26


def test_a_transfer_is_zero_for_society_and_parties_add_up_to_it(
    families: Register,
) -> None:
    balance = cost_balance(families)

    assert balance.perspectives == ("gemeente", "rijk", "client", "maatschappij")
    parties = [balance.net(name) for name in balance.perspectives[:-1]]
    assert sum(parties) == pytest.approx(balance.net("maatschappij"))
    assert balance.net("client", discounted=False) == -19 * 24
    own = adjust_register(families, items=["bijdrage"])
    assert cost_balance(own).net("maatschappij") == 0.0


def test_a_perspective_can_be_left_out_for_one_amount(families: Register) -> None:
    narrow = replace(
        families,
        assumptions=tuple(
            replace(a, perspectives=("rijk",)) if a.id == "plaatsing" else a
            for a in families.assumptions
        ),
    )
    whole, left = cost_balance(families), cost_balance(narrow)
    assert left.net("rijk") == whole.net("rijk")
    assert left.net("maatschappij") == pytest.approx(
        whole.net("maatschappij") - whole.net("rijk")
    )


def test_the_payer_follows_from_scheme_and_year(assume: Assume, ledger: Ledger) -> None:
    assert payer_of("wmo", 2015) == payer_of("jeugdhulp", 2025) == "gemeente"
    assert payer_of("ggz", 2020) == "zorgverzekeraar"
    money = assume(
        "tarief", 100, "EUR/traject", payer=None, scheme="ggz", period=(0, 1)
    )
    register = ledger([money], CostItem(id="p", label="P", factors=("tarief",)))
    assert cost_balance(register).perspectives == ("zorgverzekeraar", "maatschappij")

    with pytest.raises(
        WorkbenchError, match="in 2014 betaalde, staat niet in de tabel"
    ):
        cost_balance(adjust_register(register, start=date(2014, 1, 1), rate=0.04))


# Chain 2012 -> 2020 of the index table: 1.1196 in the field notes.
def test_the_price_index_chains_years_forward_and_back() -> None:
    index = price_index("cpi", None)
    assert index.factor(2012, 2020) == pytest.approx(1.1196, abs=5e-5)
    assert index.factor(2022, 2020) == pytest.approx(1 / (1.027 * 1.10))
    assert index.factor(2020, 2020) == 1
    with pytest.raises(WorkbenchError) as caught:
        index.factor(2011, 2020)
    assert str(caught.value).startswith(
        "index 'cpi' heeft geen stap van 2011 naar 2012"
    )


def test_the_discount_rate_is_dated() -> None:
    assert standard_rate(date(2021, 1, 1)) == standard_rate(date(2026, 1, 1)) == 0.0225
    with pytest.raises(
        WorkbenchError, match="geen discontovoet bekend voor 31-12-2020"
    ):
        standard_rate(date(2020, 12, 31))


def test_discounting_divides_and_never_subtracts() -> None:
    # (1 - r)^t would give 0.5 here
    assert discount_factors([1, 2], rate=0.5) == pytest.approx([2 / 3, 4 / 9])


def test_no_total_is_given_while_something_in_it_is_unknown() -> None:
    with pytest.raises(StudyError) as caught:
        cost_balance(starter_register())
    text = str(caught.value)
    assert text.startswith(
        "'overhead_per_uur' is onbekend en zit in overhead; van een deel wordt geen "
        "totaal gegeven\n  waar:      thuisbegeleiding.toml, regel "
    )
    assert "tb.break_even" in text


def test_everything_a_balance_lacks_is_named_at_once(
    assume: Assume, ledger: Ledger
) -> None:
    assumptions = [
        assume("a", 1, "EUR/traject", payer=None, where="aannames.toml, regel 4"),
        assume("w", 1, "week/traject"),
        assume("v", 1, "traject/week"),
        assume("m", 1, "maand/traject"),
        assume("b", 1, "EUR/maand"),
    ]
    items = [
        CostItem(id="p", label="P", factors=("a",)),
        CostItem(id="q", label="Q", factors=("b", "w", "m", "v")),
    ]
    with pytest.raises(StudyError) as caught:
        cost_balance(ledger(assumptions, *items))
    assert [problem.what for problem in caught.value.problems] == [
        "'a' heeft geen betaler, en 'p' telt in de balans",
        "van 'p' is niet bekend wanneer het geld valt",
        "'q' heeft meer dan één duur: w en m",
    ]
    assert caught.value.problems[0].where == "aannames.toml, regel 4"

    with pytest.raises(StudyError) as caught:
        cost_balance(ledger([], timing=None, start=None, horizon=None))
    assert [problem.what for problem in caught.value.problems] == [
        f"{name!r} is niet ingevuld, en zonder is er geen balans"
        for name in ("moment", "startdatum", "horizon")
    ]
    with pytest.raises(StudyError, match="er is geen post, en dus geen balans"):
        cost_balance(ledger([]))


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"values": {"x": 1}}, "aanname 'x' is er niet"),
        ({"items": ["x"]}, "post 'x' is er niet"),
        ({"timing": "half"}, "moment 'half' is er niet"),
    ],
)
def test_a_change_that_names_nothing_is_refused(
    families: Register, given: dict[str, object], what: str
) -> None:
    with pytest.raises(WorkbenchError) as caught:
        adjust_register(families, **given)  # type: ignore[arg-type]
    assert str(caught.value).startswith(what)


def test_a_change_leaves_the_register_as_it_was(families: Register) -> None:
    before = replace(families)
    adjust_register(families, values={"uurloon": 1}, horizon=1)
    assert families == before


def test_the_balance_prints_in_dutch_and_the_same_twice(families: Register) -> None:
    balance = cost_balance(families)
    assert "gemeente EUR\xa0−11.9" in str(balance)
    html = balance._repr_html_()
    assert html == cost_balance(families)._repr_html_()
    assert ">Saldo</td>" in html
    last = html.split("Saldo</td>")[1]
    assert f">{euro_text(balance.net('maatschappij'))}</td>" in last
    assert "nan" not in html
    frame = balance.to_frame()
    assert list(frame["stream"]) == ["besparing", "bijdrage", "bijdrage", "contact"]
    axes = balance.plot(perspective="gemeente")
    assert [text.get_text().split("  ")[0] for text in axes.texts] == [
        "Contact",
        "Eigen bijdrage",
        "Saldo",
    ]
    # A waterfall: each bar starts where the one before it ended, the balance at zero.
    contact, own, total = axes.patches
    assert contact.get_x() == total.get_x() == 0
    assert own.get_x() == pytest.approx(contact.get_width())
    assert total.get_width() == pytest.approx(contact.get_width() + own.get_width())


def test_the_table_of_parties_adds_up_and_a_transfer_is_nobodys_gain(
    families: Register,
) -> None:
    balance = cost_balance(families)
    rows = balance.actors().set_index("party")
    assert (rows["pays"] + rows["gains"]).to_numpy() == pytest.approx(rows["net"])
    parties = rows.drop("maatschappij")
    assert parties["net"].sum() == pytest.approx(rows.loc["maatschappij", "net"])
    own = -parties.loc["client", "pays"]
    assert own > 0
    assert parties["gains"].sum() - own == pytest.approx(
        rows.loc["maatschappij", "gains"]
    )


def test_an_unknown_perspective_names_those_there_are(families: Register) -> None:
    with pytest.raises(WorkbenchError) as caught:
        cost_balance(families).net("provincie")
    assert str(caught.value) == (
        "perspectief 'provincie' is er niet\n"
        "  waar:      perspective\n"
        "  oplossing: kies uit: gemeente, rijk, zorgverzekeraar, zorgkantoor, client, "
        "aanbieder, maatschappij"
    )


@pytest.mark.parametrize(
    ("years", "text"),
    [(0.25, "13 weken"), (1 / 52, "1 week"), (10, "10 jaar"), (1.5, "1,5 jaar")],
)
def test_a_length_reads_in_weeks_or_years(years: float, text: str) -> None:
    assert years_text(years) == text


def test_a_duration_that_varies_is_spread_over_its_own_years(contact: Register) -> None:
    from tbresearch.costs.outcomes import outcome_of

    outcome = outcome_of(contact, searched={"weken": 104})
    weeks = np.array([0.0, 13.0, 104.0, 520.0])
    net = outcome.net("gemeente", {"weken": weeks})
    assert [round(x) for x in net] == [0, -1_582, -12_410, -56_877]
