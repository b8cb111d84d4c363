"""A claim under three readings, beside the numbers of the field notes on costs."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.costs import (
    Assumption,
    CostItem,
    Register,
    adjust_register,
    audit_claim,
    known_costs,
    national_claim,
    starter_register,
)
from tbresearch.errors import StudyError, WorkbenchError

Assume = Callable[..., Assumption]
Ledger = Callable[..., Register]
PARTS = ["aandeel_ouderen", "aandeel_volwassenen"]


@pytest.fixture(scope="module")
def register() -> Register:
    return starter_register()


def test_the_shares_of_the_claim_are_those_of_the_field_notes(
    register: Register,
) -> None:
    audit = audit_claim(register, "besparing_gezin", items=["contacttijd"])
    shares = {
        reading: [round(100 * x, 1) for x in audit.share(reading)] for reading in "ABC"
    }
    assert shares == {
        "A": [21.2, 27.6, 33.9],
        "B": [17.5, 21.6, 25.3],
        "C": [17.5, 21.6, 25.3],
    }
    assert audit.reading == "C"
    assert [round(x) for x in audit.costs.bounds] == [9_561, 12_410, 15_258]


def test_the_placements_and_hours_are_those_of_the_field_notes(
    register: Register,
) -> None:
    audit = audit_claim(
        register,
        "besparing_gezin",
        items=["contacttijd"],
        prices=[20_000, 45_000, 80_000],
    )
    assert [round(x) for x in audit.plausibility()["needed"]] == [62, 28, 16]
    assert audit.hours is not None
    assert [round(x) for x in audit.hours] == [600, 957]


def test_reset_costs_what_seventy_hours_cost(register: Register) -> None:
    audit = audit_claim(register, "besparing_gezin", product=["uurloon", "uren_reset"])
    assert audit.costs.bounds == (70 * 47, 70 * 61, 70 * 75) == (3_290, 4_270, 5_250)
    assert audit.share("A")[0] == 3_290 / 45_000
    assert any("niet verdisconteerd" in note for note in audit.notes)


def test_a_yearly_maximum_is_discounted_as_the_costs_are(register: Register) -> None:
    audit = audit_claim(register, "besparing_ggz", items=["contacttijd"], prices=[])
    assert audit.amount == pytest.approx(6_050 * (1.0225**-0.5 + 1.0225**-1.5))
    # 2 hours a week at EUR 61 are EUR 6,344 a year, whatever the discounting.
    assert audit.share("A")[1] == pytest.approx(6_344 / 6_050)
    assert any("maximum en geen gemiddelde" in note for note in audit.notes)
    assert any("boven 100%" in note for note in audit.notes)


def test_under_c_no_break_even_probability_is_given(register: Register) -> None:
    audit = audit_claim(register, "besparing_gezin", items=["contacttijd"])
    assert "kans" not in audit.threshold("C")
    assert "moet overblijven" in str(audit)
    assert "kans van 27,6%" in audit.threshold("A")
    assert any("nog eens aftrekken is dubbel" in note for note in audit.notes)


@given(cost=st.floats(1, 1e6), amount=st.floats(1, 1e6))
def test_a_share_put_back_pays_exactly_for_the_costs(
    assume: Assume, ledger: Ledger, cost: float, amount: float
) -> None:
    audit = audit_claim(
        ledger(
            [
                assume("prijs", cost, "EUR/traject", period=(0.0, 0.0)),
                assume("besparing", amount, "EUR/traject", direction="baten"),
            ],
            CostItem(id="kosten", label="Kosten", factors=("prijs",)),
        ),
        "besparing",
    )
    for reading in "ABC":
        paid = audit.share(reading)[1] * audit.gross(reading)[1]
        assert paid == pytest.approx(cost)


def test_what_is_left_out_is_said_and_what_is_unknown_is_refused(
    register: Register,
) -> None:
    assert known_costs(register) == ("contacttijd", "reizen")
    audit = audit_claim(register, "besparing_gezin", items=known_costs(register))
    assert any(
        note == "Niet meegeteld: Overhead. De kosten zijn dus hoger, en de drempels "
        "ook."
        for note in audit.notes
    )
    with pytest.raises(StudyError, match=r"'overhead_per_uur' is onbekend"):
        audit_claim(register, "besparing_gezin")


@pytest.mark.parametrize(
    ("claim", "choices", "what"),
    [
        ("prijs_plaatsing", {}, "'prijs_plaatsing' is onbekend"),
        ("uren_per_week", {}, "'uren_per_week' is geen bedrag per traject of per jaar"),
        ("besparing_gezin", {"reading": "D"}, "lezing 'D' is er niet"),
        ("besparing_gezin", {"prices": [0]}, "een prijs van 0 kan niet"),
        ("besparing_gezin", {"prices": ["bereik"]}, "'bereik' is geen prijs"),
        ("besparing_gezin", {"items": ["huur"]}, "kostenpost 'huur' is er niet"),
        (
            "besparing_gezin",
            {"product": ["uurloon", "weken"]},
            "het product is in EUR·week",
        ),
        (
            "besparing_gezin",
            {"product": ["overhead_per_uur", "uren_reset"]},
            "'overhead_per_uur' is onbekend",
        ),
        (
            "besparing_ggz",
            {"product": ["uurloon", "uren_reset"]},
            "hoe lang het traject duurt is niet bekend",
        ),
    ],
)
def test_a_claim_that_cannot_be_audited_is_refused(
    register: Register, claim: str, choices: dict[str, object], what: str
) -> None:
    given = {"items": ["contacttijd"], **choices}
    with pytest.raises(WorkbenchError) as caught:
        audit_claim(register, claim, **given)  # type: ignore[arg-type]
    assert what in str(caught.value)


def test_the_claim_shows_all_readings_and_draws(register: Register) -> None:
    audit = audit_claim(register, "besparing_gezin", items=["contacttijd"])
    page = audit._repr_html_()
    assert page.count("kans op slagen") == 2
    assert page.count("deel dat moet overblijven") == 1
    assert "EUR\N{NO-BREAK SPACE}57.410" in page
    texts = [text.get_text() for text in audit.plot().texts]
    assert texts[0] == "A: bruto, als het lukt  27,6%"


def test_the_country_as_a_flow_is_twice_the_country_as_a_stock(
    register: Register,
) -> None:
    national = national_claim(
        register,
        "besparing_gezin",
        reach="bereik",
        group="aandeel_gezinnen",
        others=PARTS,
        duration="weken",
    )
    rows = national.to_frame().set_index("kind")
    assert rows.loc["flow", "in_care_low"] == 20_000
    assert rows.loc["stock", "started_low"] == 5_000
    assert list(rows["money_low"]) == [135e6, 67.5e6]
    assert list(rows["money_high"]) == [180e6, 90e6]
    assert any("90 tot 110%" in note for note in national.notes)


@given(
    bounds=st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted),
        min_size=2,
        max_size=3,
    )
)
def test_the_feasible_share_is_what_brute_force_finds(
    register: Register, bounds: list[list[int]]
) -> None:
    names = ["aandeel_gezinnen", *PARTS][: len(bounds)]
    parts = dict(zip(names, bounds, strict=True))
    own = replace(
        register,
        assumptions=tuple(
            replace(a, low=parts[a.id][0] / 20, high=parts[a.id][1] / 20)
            if a.id in parts
            else a
            for a in register.assumptions
        ),
    )
    national = national_claim(
        own,
        "besparing_gezin",
        reach="bereik",
        group=names[0],
        others=names[1:],
        duration="weken",
    )
    sums = [
        chosen[0]
        for chosen in product(*(range(low, high + 1) for low, high in bounds))
        if sum(chosen) == 20
    ]
    if not sums:
        assert national.feasible is None
        assert "nooit op 100%" in str(national)
        assert national.to_frame().empty
    else:
        assert national.feasible is not None
        assert national.feasible.low == pytest.approx(min(sums) / 20)
        assert national.feasible.high == pytest.approx(max(sums) / 20)


def test_the_country_refuses_what_is_unknown_or_of_another_unit(
    register: Register,
) -> None:
    with pytest.raises(StudyError) as caught:
        national_claim(
            register,
            "besparing_ggz",
            reach="overhead_per_uur",
            group="aandeel_gezinnen",
            others=["uurloon"],
            duration="weken",
        )
    text = str(caught.value)
    assert "'besparing_ggz' is in EUR/jaar" in text
    assert "'overhead_per_uur' is onbekend" in text
    assert "'uurloon' is in EUR/uur" in text


def test_a_claim_of_one_price_year_comes_in_that_of_the_register(
    register: Register,
) -> None:
    own = replace(register.assumption("besparing_gezin"), price_factor=1.1)
    moved = replace(
        register,
        assumptions=tuple(own if a.id == own.id else a for a in register.assumptions),
    )
    audit = audit_claim(moved, "besparing_gezin", items=["contacttijd"])
    assert audit.amount == pytest.approx(49_500)


def test_one_price_is_a_threshold_without_a_band(register: Register) -> None:
    fixed = adjust_register(register, values={"uurloon": 61.0})
    low, middle, high = audit_claim(
        fixed, "besparing_gezin", items=["contacttijd"]
    ).share("C")
    assert low == middle == high
