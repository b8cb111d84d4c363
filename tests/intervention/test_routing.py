"""Routes for situations that were worked out by hand; unknown never becomes nee."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tbresearch as tb
from tbresearch.intervention import (
    ATTRIBUTES,
    Origin,
    SelectionRule,
    all_of,
    answer,
)
from tbresearch.vocabulary import ANSWERS, FEATURES

Refusal = Callable[..., list[str]]
HOME = tb.read_intervention("thuisbegeleiding")
ON = date(2025, 3, 1)
UNKNOWN_CHARGE = "onbekend: het bedrag op deze dag staat niet in onze bronnen"
KEYS = ["wmo", "jeugdwet", "wlz", "cjg", "gezin_zonder_indicatie"]


def answers(**known: object) -> dict[str, str]:
    found = tb.routes(HOME, known, on=ON)
    return {item.route.key: item.answer for item in found.answers}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, ["onbekend"] * 5),
        # An adult without children, no permanent care.
        (
            {"age": 40, "child_in_family": False, "needs_permanent_care": False},
            ["ja", "nee", "nee", "nee", "nee"],
        ),
        # An adult, nothing else known.
        ({"age": 40}, ["ja", "onbekend", "onbekend", "onbekend", "onbekend"]),
        # A boy of 16: the family has a minor because he is one.
        ({"age": 16}, ["nee", "ja", "onbekend", "ja", "onbekend"]),
        # A family with the provider of S4, whose contract is known.
        (
            {"age": 35, "youngest_child_age": 4, "provider": "activite",
             "has_contract": True, "needs_permanent_care": False},
            ["ja", "ja", "nee", "ja", "ja"],
        ),
        # The same family with another provider.
        (
            {"age": 35, "child_in_family": True, "provider": "Zorgpunt"},
            ["ja", "ja", "onbekend", "ja", "nee"],
        ),
        # Somebody with dementia, for whom the Wlz is settled.
        (
            {"age": 84, "needs_permanent_care": True, "law": "wlz"},
            ["nee", "nee", "ja", "nee", "nee"],
        ),
        # Exactly eighteen.
        ({"age": 18}, ["ja", "onbekend", "onbekend", "onbekend", "onbekend"]),
    ],
)  # fmt: skip
def test_every_route_is_answered_as_by_hand(
    known: dict[str, object], expected: list[str]
) -> None:
    assert answers(**known) == dict(zip(KEYS, expected, strict=True))


def test_a_route_says_why_what_is_unknown_and_what_remains() -> None:
    found = tb.routes(HOME, {"age": 35, "child_in_family": True}, on=ON)
    family = found.answers[-1]
    assert family.holds == ("er is een minderjarige in het gezin",)
    assert family.fails == ()
    assert family.unknown == (
        "de aanbieder heeft een contract met de gemeente",
        "de aanbieder is ActiVite",
    )
    assert family.to_do == ()
    assert str(family) == (
        "Gezinnen zonder indicatie, met een formulier: onbekend (nog niet bekend: de "
        "aanbieder heeft een contract met de gemeente; nog niet bekend: de aanbieder "
        "is ActiVite; klopt: er is een minderjarige in het gezin)"
    )


@pytest.mark.parametrize(
    ("indication", "to_do"),
    [
        (True, ()),
        (
            False,
            ("een indicatie aanvragen (besluit: CIZ, besluit binnen 6 weken)",),
        ),
        (
            None,
            ("nagaan of er een indicatie is (besluit: CIZ, besluit binnen 6 weken)",),
        ),
    ],
)
def test_an_indication_is_something_to_do_and_closes_no_route(
    indication: bool | None, to_do: tuple[str, ...]
) -> None:
    known = {"needs_permanent_care": True, "has_indication": indication}
    route = tb.routes(HOME, known, on=ON).answers[2]
    assert (route.route.key, route.answer, route.to_do) == ("wlz", "ja", to_do)


@pytest.mark.parametrize(
    ("on", "charge"),
    [
        (date(2019, 12, 31), UNKNOWN_CHARGE),
        (date(2020, 1, 1), "19,00 euro per maand (CAK)"),
        (date(2023, 12, 31), "19,00 euro per maand (CAK)"),
        (date(2024, 1, 1), "20,60 euro per maand (CAK)"),
        (date(2025, 12, 31), "21,00 euro per maand (CAK)"),
        (date(2026, 1, 1), UNKNOWN_CHARGE),
    ],
)
def test_the_charge_is_that_of_the_day(on: date, charge: str) -> None:
    charges = [item.charge for item in tb.routes(HOME, {}, on=on).answers]
    assert charges[0] == charge
    assert charges[1] == charges[4] == "geen"
    assert charges[2] == "Er is een eigen bijdrage; onze bronnen noemen geen bedrag."


def test_charges_that_contradict_each_other_both_stand() -> None:
    extra = replace(HOME.charges[0], euros=25.0, starts=None, ends=None, collector="")
    both = replace(HOME, charges=(*HOME.charges, extra))
    found = tb.routes(both, {}, on=ON)
    assert found.answers[0].charge == (
        "21,00 euro per maand (CAK); of: 25,00 euro per maand"
    )


@pytest.mark.parametrize(
    ("on", "answer_", "why"),
    [
        (date(2014, 12, 31), "nee", "de route is er sinds 1 januari 2015"),
        (date(2015, 1, 1), "ja", ""),
        (date(2020, 1, 1), "nee", "de route was er tot en met 31 december 2019"),
    ],
)
def test_a_route_is_there_from_its_first_day_to_its_last(
    on: date, answer_: str, why: str
) -> None:
    first = replace(HOME.routes[0], ends=date(2019, 12, 31))
    found = tb.routes(replace(HOME, routes=(first,)), {"age": 50}, on=on)
    assert found.answers[0].answer == answer_
    assert found.answers[0].fails == ((why,) if why else ())


def test_a_route_of_one_municipality_is_unknown_until_that_is_known() -> None:
    local = replace(HOME.routes[0], municipality="Dordrecht")
    only = replace(HOME, routes=(local,))
    for municipality, expected in (
        (None, "onbekend"),
        ("dordrecht ", "ja"),
        ("Leiden", "nee"),
    ):
        situation = tb.Situation(age=50, municipality=municipality)
        assert tb.routes(only, situation, on=ON).answers[0].answer == expected


def test_the_contradiction_on_indications_is_reported_and_both_routes_stand() -> None:
    found = tb.routes(HOME, {"child_in_family": True}, on=ON)
    needs = {item.route.key: item.route.indication for item in found.answers}
    assert (needs["jeugdwet"], needs["gezin_zonder_indicatie"]) == (True, False)
    assert found.notes[0].startswith(
        "Bronnen spreken elkaar tegen: indicatie voor gezinnen (S0, par. 1.1 tegenover "
        "S4)"
    )


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "age": st.integers(0, 100),
            "needs_permanent_care": st.booleans(),
            "provider": st.sampled_from(["ActiVite", "Zorgpunt"]),
            "has_contract": st.booleans(),
            "law": st.sampled_from(["wmo", "jeugdwet", "wlz", "geen"]),
        },
    )
)
def test_knowing_less_never_closes_a_route_and_never_opens_one(
    known: dict[str, object],
) -> None:
    full = answers(**known)
    assert set(full.values()) <= set(ANSWERS)
    for name in known:
        less = answers(**{k: v for k, v in known.items() if k != name})
        for key in KEYS:
            if name != "law":  # until the law is settled it restricts nothing
                assert less[key] in (full[key], "onbekend")
            assert less[key] != "nee" or full[key] == "nee"


def rule(variable: str, op: str, value: object) -> SelectionRule:
    return SelectionRule(
        key="r",
        label="r",
        kind="vereist",
        variable=variable,
        op=op,
        value=value,  # type: ignore[arg-type]
        origin=Origin(sources=("H",), place=""),
    )


@pytest.mark.parametrize(
    ("op", "value", "known", "expected"),
    [
        ("is", True, True, "ja"),
        ("is", True, False, "nee"),
        ("is", True, None, "onbekend"),
        ("is_niet", True, False, "ja"),
        ("is_niet", True, None, "onbekend"),
        ("minstens", 18.0, 18, "ja"),
        ("minstens", 18.0, 17.9, "nee"),
        ("hoogstens", 19.0, 19, "ja"),
        ("hoogstens", 19.0, 20, "nee"),
        ("hoogstens", 19.0, None, "onbekend"),
        # What cannot be compared is as good as unknown.
        ("minstens", 18.0, "achttien", "onbekend"),
        ("is", True, 1, "onbekend"),
        ("is", 1.0, True, "onbekend"),
        ("is", "Den Haag", " den  haag", "ja"),
    ],
)
def test_a_rule_is_answered_in_three_values(
    op: str, value: object, known: object, expected: str
) -> None:
    assert answer(rule("leeftijd", op, value), known) == expected  # type: ignore[arg-type]


def test_all_of_three_values_is_the_lesser() -> None:
    order = ["nee", "onbekend", "ja"]
    for given_ in itertools.product(order, repeat=3):
        assert all_of(given_) == order[min(map(order.index, given_))]


def test_a_situation_knows_every_feature_and_nothing_else() -> None:
    assert list(ATTRIBUTES) == list(FEATURES)
    assert set(ATTRIBUTES.values()) == set(tb.Situation.__dataclass_fields__)
    assert {tb.Situation().known(key) for key in FEATURES} == {None}
    assert str(tb.Situation()) == "er is niets bekend"
    assert str(tb.Situation(age=40, own_dwelling=False)) == (
        "leeftijd: 40; eigen woning: nee"
    )


@pytest.mark.parametrize(
    ("known", "message"),
    [
        (
            {"leeftijd": 40},
            "een situatie heeft geen 'leeftijd'\n"
            "  waar:      situation\n"
            f"  oplossing: bekend zijn: {', '.join(ATTRIBUTES.values())}",
        ),
        (
            {"age": "40"},
            "age = '40' kan hier niet\n"
            "  waar:      Situation\n"
            "  oplossing: gebruik een leeftijd in jaren, of None als het niet bekend "
            "is",
        ),
        (
            {"own_dwelling": "ja"},
            "own_dwelling = 'ja' kan hier niet\n"
            "  waar:      Situation\n"
            "  oplossing: gebruik True of False, of None als het niet bekend is",
        ),
        (
            {"law": "awbz"},
            "law = 'awbz' kan hier niet\n"
            "  waar:      Situation\n"
            "  oplossing: gebruik één van: wmo, jeugdwet, wlz, geen, of None als het "
            "niet bekend is",
        ),
        (
            {"age": 12, "child_in_family": False},
            "er is iemand onder de 18, en toch is child_in_family False\n"
            "  waar:      Situation\n"
            "  oplossing: verbeter de leeftijd, of laat child_in_family weg",
        ),
    ],
)
def test_a_situation_that_cannot_be_is_refused(
    known: dict[str, object], message: str, refusal: Refusal
) -> None:
    assert refusal(tb.routes, HOME, known, on=ON) == [message]


def test_a_day_that_is_no_date_is_refused(refusal: Refusal) -> None:
    assert refusal(tb.routes, HOME, {}, on="2025-03-01") == [
        "on = '2025-03-01' is geen datum\n"
        "  waar:      routes\n"
        "  oplossing: gebruik datetime.date, zoals date(2025, 3, 1)"
    ]


def test_routes_show_themselves(small: str, written: Callable[[str], Path]) -> None:
    found = tb.routes(HOME, {"age": 40}, on=ON)
    assert str(found).split("\n")[0] == (
        "Routes naar Thuisbegeleiding op 1 maart 2025: 1 ja, 0 nee en 4 onbekend"
    )
    frame = found.to_frame()
    assert list(frame["route"]) == KEYS
    assert frame.loc[0, "decides"] == "gemeente"
    assert found._repr_html_() == tb.routes(HOME, {"age": 40}, on=ON)._repr_html_()
    bad = tb.read_intervention(written(small.replace('label = "Wmo"', 'label = "<b>"')))
    assert "&lt;b&gt;" in tb.routes(bad, {}, on=ON)._repr_html_()
    none = tb.routes(tb.read_intervention("leeg"), {}, on=ON)
    assert none.to_frame().empty
