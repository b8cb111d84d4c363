"""Selection rules in three values: what is unknown never becomes a nee."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.implementation import Selection, any_of, apply_rules
from tbresearch.intervention import all_of, read_intervention

# Kleene (1952), Introduction to Metamathematics, par. 64: the strong tables.
ORDER = ("nee", "onbekend", "ja")
AND = {
    ("ja", "ja"): "ja",
    ("ja", "onbekend"): "onbekend",
    ("ja", "nee"): "nee",
    ("onbekend", "onbekend"): "onbekend",
    ("onbekend", "nee"): "nee",
    ("nee", "nee"): "nee",
}
OR = {
    ("ja", "ja"): "ja",
    ("ja", "onbekend"): "ja",
    ("ja", "nee"): "ja",
    ("onbekend", "onbekend"): "onbekend",
    ("onbekend", "nee"): "onbekend",
    ("nee", "nee"): "nee",
}
RULES = read_intervention("thuisbegeleiding").selection_rules
GOOD = {
    "eigen_woning": True,
    "indicatie": True,
    "vergevorderd_ziek": False,
    "wil_niet": False,
    "gevaarlijk": False,
}


@pytest.mark.parametrize("pair", list(product(ORDER, ORDER)), ids=str)
def test_two_answers_combine_as_kleene_says(pair: tuple[str, str]) -> None:
    key = pair if pair in AND else pair[::-1]
    assert all_of(pair) == AND[key]
    assert any_of(pair) == OR[key]


@given(st.lists(st.sampled_from(ORDER), max_size=8))
def test_all_is_the_least_and_any_the_most(answers: list[str]) -> None:
    places = [ORDER.index(answer) for answer in answers]
    assert all_of(answers) == ORDER[min(places, default=2)]
    assert any_of(answers) == ORDER[max(places, default=0)]


@given(st.lists(st.sampled_from(ORDER), max_size=5))
def test_what_is_said_holds_however_the_unknown_turns_out(answers: list[str]) -> None:
    """Fill in every unknown in every way: a ja and a nee never change."""
    ways = product(*([a] if a != "onbekend" else ["ja", "nee"] for a in answers))
    filled = list(ways)
    for combine in (all_of, any_of):
        found = {combine(way) for way in filled}
        said = combine(answers)
        assert found == ({said} if said != "onbekend" else {"ja", "nee"})


def applied(**situations: dict[str, bool | float | str | None]) -> Selection:
    return apply_rules(RULES, situations, judged=dict.fromkeys(situations, "ja"))


def test_a_verdict_comes_with_what_it_rests_on() -> None:
    result = applied(
        a1=GOOD,
        a2=GOOD | {"indicatie": False},
        a3={"eigen_woning": True},
        a4=GOOD | {"gevaarlijk": True},
        a5={},
    )
    rows = result.verdicts[["application", "fits", "rather_not", "reason"]]
    assert rows.to_numpy().tolist() == [
        ["a1", "ja", "nee", ""],
        ["a2", "nee", "nee", "indicatie: nee"],
        ["a3", "onbekend", "onbekend", "indicatie is niet vastgelegd"],
        ["a4", "ja", "ja", "de situatie thuis is gevaarlijk"],
        [
            "a5",
            "onbekend",
            "onbekend",
            "eigen woning is niet vastgelegd; indicatie is niet vastgelegd",
        ],
    ]
    assert str(result) == (
        "5 aanmeldingen: voldoet aan wat vereist is: 2 ja, 1 nee, 2 onbekend"
    )
    tally = result.tally().set_index("rule")
    assert tally.loc["woning", ["ja", "nee", "onbekend"]].tolist() == [4, 0, 1]
    assert "indicatie: nee" in result._repr_html_()


def test_what_cannot_be_compared_is_unknown_and_no_nee() -> None:
    result = applied(a1=GOOD | {"indicatie": "aangevraagd"})
    row = result.verdicts.to_dict("records")[0]
    assert row["fits"] == "onbekend"
    assert row["reason"] == "indicatie: aangevraagd"


def test_the_rules_stand_beside_what_the_team_found() -> None:
    result = apply_rules(
        RULES,
        {"a1": GOOD, "a2": GOOD, "a3": GOOD | {"indicatie": False}},
        judged={"a1": "ja", "a2": "nee", "a3": "ja", "a4": "onbekend"},
    )
    table = result.against_judgement()
    assert table.loc["ja"].tolist() == [1, 1, 0]
    assert table.loc["nee"].tolist() == [1, 0, 0]
    assert table.loc["onbekend"].tolist() == [0, 0, 1]
    assert int(table.to_numpy().sum()) == 4


values = st.sampled_from([True, False, None])


@given(st.fixed_dictionaries(dict.fromkeys(GOOD, values)))
def test_learning_more_never_turns_a_verdict_around(
    known: dict[str, bool | None],
) -> None:
    before = applied(a=known).verdicts.to_dict("records")[0]
    for feature, value in known.items():
        if value is None:
            for learned in (True, False):
                after = applied(a=known | {feature: learned})
                row = after.verdicts.to_dict("records")[0]
                for name in ("fits", "rather_not"):
                    assert before[name] in ("onbekend", row[name])
