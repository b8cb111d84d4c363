"""What a coefficient says of itself, and what is refused."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from tbresearch.coding.agreement import (
    Coefficient,
    Interval,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from tbresearch.estimate import NotEstimable

Refusal = Callable[..., list[str]]
SOME = pd.DataFrame({"anna": [1, 2, 1, 2, 1, None], "bram": [1, 2, 2, 2, 1, 1]})
NO_PAIRS = "niet te bepalen: geen eenheid heeft van twee codeurs een waarde"
ONE_VALUE = (
    "niet te bepalen: overal is dezelfde waarde gegeven, dus er kon niets verschillen"
)


def every(values: pd.DataFrame) -> dict[str, object]:
    return {
        "alpha": krippendorff_alpha(values, level="nominal", seed=1),
        "ordinal": krippendorff_alpha(values, level="ordinal", seed=1),
        "interval": krippendorff_alpha(values, level="interval", seed=1),
        "ratio": krippendorff_alpha(values, level="ratio", seed=1),
        "cohen": cohen_kappa(values, weights="none", seed=1),
        "fleiss": fleiss_kappa(values, seed=1),
        "ac1": gwet_ac1(values, categories=[1, 2], seed=1),
        "bp": brennan_prediger(values, categories=[1, 2], seed=1),
        "percent": percent_agreement(values, seed=1),
    }


def test_a_coefficient_reads_as_a_line_with_its_units() -> None:
    found = percent_agreement(SOME, seed=1)
    assert str(found) == (
        "Gelijk gecodeerd: 0,80 (0,40 tot 1,00), n = 5 eenheden, 1 weggelaten"
    )
    assert isinstance(found, Coefficient)
    assert found.notes == (
        "Interval van 95%: eenheden opnieuw getrokken met teruglegging, 1.000 keer, "
        "startgetal 1.",
    )
    assert found._repr_html_() == (
        "<p>Gelijk gecodeerd: 0,80 (0,40 tot 1,00), n = 5 eenheden, 1 weggelaten</p>"
        f"<ul><li>{found.notes[0]}</li></ul>"
    )
    assert list(found.to_frame().iloc[0][["value", "n", "left_out"]]) == [0.8, 5, 1]


def test_the_same_seed_gives_the_same_interval_and_another_does_not() -> None:
    rng = np.random.default_rng(5)
    many = pd.DataFrame(rng.integers(0, 3, size=(60, 2)), columns=["a", "b"])
    one, same, other = (fleiss_kappa(many, seed=seed) for seed in (1, 1, 2))
    assert same == one
    assert isinstance(one, Coefficient)
    assert isinstance(other, Coefficient)
    assert other.value == one.value
    assert other.interval != one.interval


def test_units_without_two_values_give_a_reason_and_no_number() -> None:
    alone = pd.DataFrame({"anna": [1, None, 2, None], "bram": [None, 2, None, None]})
    found = every(alone)
    assert {name: str(x) for name, x in found.items()} == dict.fromkeys(found, NO_PAIRS)
    assert str(percent_agreement(SOME.head(0), seed=1)) == NO_PAIRS


def test_one_value_everywhere_leaves_only_what_needs_no_variation() -> None:
    same = pd.DataFrame({"anna": [1, 1, 1, 1], "bram": [1, 1, 1, None]})
    found = every(same)
    defined = {"ac1", "bp", "percent"}
    for name in defined:
        coefficient = found[name]
        assert isinstance(coefficient, Coefficient)
        assert (coefficient.value, coefficient.interval) == (
            1.0,
            Interval(low=1.0, high=1.0),
        )
    for name in found.keys() - defined:
        assert str(found[name]) == ONE_VALUE


def test_chance_corrected_measures_need_two_possible_values() -> None:
    same = pd.DataFrame({"anna": [1, 1], "bram": [1, 1]})
    for measure in (gwet_ac1, brennan_prediger):
        found = measure(same, categories=[1], seed=1)
        assert str(found) == "niet te bepalen: er is maar één waarde mogelijk"


def test_one_unit_has_a_value_and_no_interval() -> None:
    found = krippendorff_alpha(
        pd.DataFrame({"a": [1], "b": [2]}), level="nominal", seed=1
    )
    assert isinstance(found, Coefficient)
    assert str(found.interval) == (
        "niet te bepalen: uit één eenheid valt niet te trekken"
    )
    assert found.short == "0,00"


def test_a_rare_value_has_no_interval_when_resamples_miss_it() -> None:
    rare = pd.DataFrame({"a": [1] + [0] * 99, "b": [1] + [0] * 99})
    found = cohen_kappa(rare, weights="none", seed=1)
    assert isinstance(found, Coefficient)
    assert found.value == 1.0
    assert isinstance(found.interval, NotEstimable)
    # The chance that a resample of 100 misses one unit is 0.99^100 = 0.366.
    missed = int(found.interval.reason.split()[1])
    assert 366 - 5 * 15 < missed < 366 + 5 * 15
    assert found.interval.reason == (
        f"in {missed} van 1.000 trekkingen is de maat niet te bepalen"
    )


def test_the_interval_covers_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    true = 0.8
    covered = 0
    for seed in range(200):
        equal = rng.random(150) < true
        frame = pd.DataFrame({"a": 1, "b": np.where(equal, 1, 2)})
        found = percent_agreement(frame, seed=seed, draws=200)
        assert isinstance(found, Coefficient)
        assert isinstance(found.interval, Interval)
        covered += found.interval.low <= true <= found.interval.high
    # 95% of 200 is 190, with a standard error of 3.
    assert 178 <= covered <= 199


def test_units_that_hang_together_are_drawn_together() -> None:
    # Each of 20 turns has the same outcome 30 times: 20 units, not 600.
    rng = np.random.default_rng(2)
    turns = rng.integers(0, 2, size=20)
    frame = pd.DataFrame({"a": np.repeat(turns, 30), "b": 1})
    turn = pd.Series(np.repeat(np.arange(20), 30))
    loose = percent_agreement(frame, seed=1)
    whole = percent_agreement(frame, seed=1, clusters=turn)
    few = percent_agreement(pd.DataFrame({"a": turns, "b": 1}), seed=1)
    for found in (loose, whole, few):
        assert isinstance(found, Coefficient)
        assert isinstance(found.interval, Interval)
    assert whole.value == loose.value == few.value
    assert whole.interval == few.interval
    assert loose.interval.high - loose.interval.low < 0.3 * (
        whole.interval.high - whole.interval.low
    )
    assert "hele groepen eenheden opnieuw getrokken" in whole.notes[0]


def test_numbers_in_any_clothing_are_the_same_number() -> None:
    plain = pd.DataFrame({"a": [0, 1, 1, 2], "b": [0, 1, 2, 2]})
    dressed = pd.DataFrame(
        {
            "a": pd.array([0, 1, 1, 2], dtype="Int64"),
            "b": [np.float32(0), 1, np.int8(2), 2.0],
        },
        dtype=object,
    )
    one, two = (krippendorff_alpha(x, level="ratio", seed=1) for x in (plain, dressed))
    assert two == one


def test_words_and_missing_words_are_fine_for_nominal() -> None:
    words = pd.DataFrame(
        {"a": ["ja", "nee", "ja", pd.NA], "b": ["ja", "ja", "ja", "nee"]}
    )
    found = krippendorff_alpha(words, level="nominal", seed=1)
    assert isinstance(found, Coefficient)
    assert (found.n, found.left_out) == (3, 1)


def test_inputs_are_left_as_they_were() -> None:
    before = SOME.copy()
    every(SOME)
    pd.testing.assert_frame_equal(SOME, before)


def test_one_coder_is_refused(refusal: Refusal) -> None:
    assert refusal(fleiss_kappa, SOME[["anna"]], seed=1) == [
        "er is één codeur, en vergelijken vraagt er twee\n"
        "  waar:      de tabel van eenheden en codeurs: anna\n"
        "  oplossing: geef één kolom per codeur, met minstens twee codeurs"
    ]


def test_two_coders_of_one_name_are_refused(refusal: Refusal) -> None:
    twice = SOME.set_axis(["anna", "anna"], axis=1)
    assert "twee kolommen heten hetzelfde" in refusal(fleiss_kappa, twice, seed=1)[0]


def test_cohen_refuses_three_coders_and_says_what_fits(refusal: Refusal) -> None:
    three = SOME.assign(carla=1)
    found = refusal(cohen_kappa, three, weights="none", seed=1)[0]
    assert "Cohens kappa is voor twee codeurs, en dit zijn er 3" in found
    assert "gebruik fleiss_kappa of krippendorff_alpha" in found


def test_weights_need_the_order_of_all_values(refusal: Refusal) -> None:
    found = refusal(cohen_kappa, SOME, weights="linear", seed=1)[0]
    assert "weights='linear' vraagt om alle waarden op volgorde" in found


def test_words_are_refused_where_numbers_are_meant(refusal: Refusal) -> None:
    words = pd.DataFrame({"a": ["laag", "hoog"], "b": ["laag", "laag"]})
    for level in ("ordinal", "interval", "ratio"):
        found = refusal(krippendorff_alpha, words, level=level, seed=1)[0]
        assert "'hoog' is geen getal" in found
        assert "voor namen is er level='nominal'" in found
    endless = pd.DataFrame({"a": [1.0, np.inf], "b": [1.0, 2.0]})
    found = refusal(krippendorff_alpha, endless, level="interval", seed=1)[0]
    assert found.startswith("inf is geen getal")


def test_a_ratio_below_zero_is_refused(refusal: Refusal) -> None:
    below = pd.DataFrame({"a": [-1, 2], "b": [1, 2]})
    found = refusal(krippendorff_alpha, below, level="ratio", seed=1)[0]
    assert "-1 is negatief" in found


def test_a_level_or_weight_that_is_not_there_is_refused(refusal: Refusal) -> None:
    found = refusal(krippendorff_alpha, SOME, level="nominaal", seed=1)[0]
    assert "level='nominaal' is niet bekend" in found
    assert "kies uit: nominal, ordinal, interval, ratio" in found
    found = refusal(cohen_kappa, SOME, weights="kwadratisch", seed=1)[0]
    assert "weights='kwadratisch' is niet bekend" in found


def test_a_value_that_could_not_be_given_is_refused(refusal: Refusal) -> None:
    found = refusal(gwet_ac1, SOME, categories=[1, 3], seed=1)[0]
    assert "2" in found
    assert "is geen waarde die een codeur kon geven" in found
    found = refusal(gwet_ac1, SOME, categories=[1, 2, 1], seed=1)[0]
    assert "een waarde staat er twee keer" in found


def test_lists_and_a_flood_of_values_are_refused(refusal: Refusal) -> None:
    lists = pd.DataFrame({"a": [[1], [2]], "b": [[1], [1]]})
    assert "geen woord en geen getal" in refusal(fleiss_kappa, lists, seed=1)[0]
    many = pd.DataFrame({"a": range(2000), "b": range(2000)})
    found = refusal(krippendorff_alpha, many, level="nominal", seed=1)[0]
    assert "er zijn 2000 verschillende waarden" in found
    assert isinstance(krippendorff_alpha(many, level="interval", seed=1), Coefficient)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": -1},
        {"seed": 1.5},
        {"seed": None},
        {"seed": 1, "draws": 10},
        {"seed": 1, "confidence": 95},
    ],
)
def test_draws_that_cannot_be_made_are_refused(
    wrong: dict[str, object], refusal: Refusal
) -> None:
    found = refusal(percent_agreement, SOME, **wrong)[0]
    name = list(wrong)[-1]
    assert f"{name}={wrong[name]!r} kan niet" in found


def test_clusters_must_name_every_unit(refusal: Refusal) -> None:
    for clusters in (pd.Series([1, 2]), pd.Series([1, 2, None, 3, 4, 5])):
        found = refusal(percent_agreement, SOME, seed=1, clusters=clusters)[0]
        assert "clusters noemt niet van elke eenheid waar zij bij hoort" in found
