"""The scores of working elements in the example are what their generator says."""

from pathlib import Path

import pandas as pd

import tbresearch as tb
from tbresearch.datasets import example_elements
from tbresearch.vocabulary import element_items

EXAMPLE = Path(__file__).parents[2] / "data/voorbeeld"


def test_the_file_of_the_example_study_is_what_the_generator_gives() -> None:
    expected = example_elements(2020).to_csv(sep=";", index=False, lineterminator="\n")
    path = EXAMPLE / "werkzame_elementen.csv"
    assert path.read_text(encoding="utf-8") == expected


def test_the_same_seed_gives_the_same_scores_and_another_seed_others() -> None:
    pd.testing.assert_frame_equal(example_elements(1), example_elements(1))
    assert not example_elements(1).equals(example_elements(2))


def test_every_element_has_a_line_for_each_case_and_source() -> None:
    frame = example_elements(7)
    sizes = {
        "B9": len(element_items("B9")) * (8 + 6 + 3),
        "B10": len(element_items("B10")) * (6 + 6),
    }
    assert frame["lijst"].value_counts().to_dict() == sizes
    given = frame.loc[frame["score"] != "", "score"].astype(int)
    assert given.between(0, 10).all()
    assert len(given) < len(frame)
    assert (frame.loc[frame["score"] == "", "toelichting"] != "").all()


def test_no_case_and_no_scorer_is_a_respondent() -> None:
    people = set(tb.open_study(EXAMPLE).respondents["respondent"])
    frame = example_elements(2020)
    assert not people & (set(frame["geval"]) | set(frame["beoordelaar"]))


def test_pairs_of_the_example_are_of_one_organisation() -> None:
    study = tb.open_study(EXAMPLE)
    of = study.respondents.set_index("respondent")["organisation"]
    pairs = tb.read_pairs(study).frame
    assert len(pairs) == 6
    for row in pairs.to_dict("records"):
        assert of[row["professional"]] == of[row["client"]]
