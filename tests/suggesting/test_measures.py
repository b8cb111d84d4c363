"""Measures against scikit-learn, closed formulas and brute force; and null data."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import f1_score, label_ranking_average_precision_score

import tbresearch as tb
from tbresearch.coding import starter_codebook
from tbresearch.suggesting.baselines import keyword, majority
from tbresearch.suggesting.measures import (
    chance,
    f1_scores,
    passage_measures,
    ranking_measures,
    respondent_weights,
)

STARTER = starter_codebook()
EXAMPLES = pd.DataFrame(
    [
        (example, code.code, "succesfactor", f"R{at % 7}")
        for code in STARTER.codes.values()
        for at, example in enumerate(code.examples[:3])
    ],
    columns=["passage", "code", "polarity", "respondent"],
)


def drawn(seed: int, n: int = 40, codes: int = 6) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    truth = random.random((n, codes)) < 0.3
    truth[np.arange(n), random.integers(codes, size=n)] = True
    return truth, random.random((n, codes))


@pytest.mark.parametrize("seed", range(20))
def test_average_precision_and_f1_are_those_of_scikit_learn(seed: int) -> None:
    truth, values = drawn(seed)
    random = np.random.default_rng(seed)
    weights = random.integers(0, 4, size=(1, len(truth))).astype(float)
    every = ranking_measures(truth, values, weights)[0]
    assert every[2] == pytest.approx(
        label_ranking_average_precision_score(truth, values, sample_weight=weights[0])
    )
    first = np.zeros_like(truth)
    first[np.arange(len(truth)), values.argmax(axis=1)] = True
    ours = f1_scores(truth, first, weights)[0]
    theirs = f1_score(
        truth, first, average=None, sample_weight=weights[0], zero_division=0
    )
    np.testing.assert_allclose(ours, theirs)
    assert every[3] == pytest.approx(theirs[truth[weights[0] > 0].any(axis=0)].mean())


def test_hand_checked_ranks() -> None:
    truth = np.array([[1, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 1]], dtype=bool)
    values = np.array([[4, 3, 2, 1]] * 3, dtype=float)
    # ranks of right codes: 1; 2 and 4; 4
    expected = [[1, 1, 1], [0, 1, (1 / 2 + 2 / 4) / 2], [0, 0, 1 / 4]]
    np.testing.assert_allclose(passage_measures(truth, values), expected)


@pytest.mark.parametrize("right", [1, 2, 3, 5])
def test_chance_is_the_mean_over_all_orders(right: int) -> None:
    truth = np.zeros((1, 5), dtype=bool)
    truth[0, :right] = True
    every = [
        passage_measures(truth, np.array([order], dtype=float))[0]
        for order in permutations(range(5))
    ]
    np.testing.assert_allclose(chance(truth), np.mean(every, axis=0))


def test_majority_does_not_see_the_respondent_that_it_guesses_for() -> None:
    truth = np.array([[1, 0], [1, 0], [0, 1]], dtype=bool)
    values = majority(truth, np.array(["A", "A", "B"]))
    assert values.tolist() == [[0, 1], [0, 1], [2, 0]]


def test_keywords_are_counted_once() -> None:
    codes = list(STARTER.codes)
    found = keyword(["papierwerk papierwerk dossiers", "xyz"], STARTER)
    assert found[0, codes.index("administratiesystemen")] == 2
    assert not found[1].any()


def test_a_draw_holds_all_passages_of_a_respondent_or_none() -> None:
    people = np.array(["A", "B", "A", "C"])
    weights = respondent_weights(people, draws=500, seed=3)
    assert (weights[:, 0] == weights[:, 2]).all()
    assert (weights[:, [0, 1, 3]].sum(axis=1) == 3).all()
    # each respondent is drawn once on average: sd of the mean is about .036
    assert np.abs(weights.mean(axis=0) - 1).max() < 0.15


def test_permuted_labels_give_no_better_than_chance() -> None:
    random = np.random.default_rng(8)
    speaker_gain = []
    for _ in range(20):
        shuffled = EXAMPLES.assign(code=random.permutation(EXAMPLES["code"]))
        found = tb.evaluate_suggestions(shuffled, STARTER, draws=10)
        gain = found.value("woorden", "MAP") - found.value("kans", "MAP")
        speaker_gain.append(gain)
    error = np.std(speaker_gain) / np.sqrt(20)
    assert abs(np.mean(speaker_gain)) < 4 * error
    real = tb.evaluate_suggestions(EXAMPLES, STARTER, draws=10)
    assert real.value("woorden", "MAP") > 0.8


def test_the_whole_table_is_there_and_the_same_seed_gives_the_same() -> None:
    first, again = (tb.evaluate_suggestions(EXAMPLES, STARTER, seed=4) for _ in "ab")
    pd.testing.assert_frame_equal(first.to_frame(), again.to_frame())
    assert first.beats_baselines
    own = first.to_frame().set_index(["suggester", "measure"])
    means = own.dropna().drop(index="macro-F1", level="measure")
    assert (means["low"] <= means["value"] + 1e-9).all()
    assert (means["value"] <= means["high"] + 1e-9).all()
    assert own.loc[("kans", "top-3"), "value"] == pytest.approx(3 / 25)
    assert first.by_code["n"].to_list() == [3] * 25
    assert first.calibration["n"].sum() == 75
    assert "75 passages met een code, van 3 respondenten" in first.notes[0]
    assert "<table" in first._repr_html_()


def test_a_passage_without_a_code_only_counts_in_calibration_and_side() -> None:
    more = pd.DataFrame([("Regen.", None, "geen", "R9")], columns=EXAMPLES.columns)
    found = tb.evaluate_suggestions(pd.concat([EXAMPLES, more]), STARTER, draws=5)
    assert found.calibration["n"].sum() == 76
    assert found.by_code["n"].sum() == 75
    assert found.by_side.set_index("polarity").loc["geen", "hint_n"] == 1


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"code": "nieuw"}, "code 'nieuw' staat niet in het codeboek"),
        ({"code": None}, "geen enkele passage heeft een code"),
    ],
)
def test_labels_that_cannot_be_measured_say_so(
    change: dict[str, object], text: str
) -> None:
    with pytest.raises(tb.WorkbenchError, match=text):
        tb.evaluate_suggestions(EXAMPLES.assign(**change), STARTER)
    with pytest.raises(tb.WorkbenchError, match="ontbreekt gesprek"):
        tb.evaluate_suggestions(EXAMPLES, STARTER, by="gesprek")
