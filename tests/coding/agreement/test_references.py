"""The coefficients give what the literature prints, to the printed digits."""

import numpy as np
import pandas as pd
import pytest

from tbresearch.coding.agreement import (
    Coefficient,
    brennan_prediger,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)

n = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C and on:
# four coders (rows), twelve units.
KRIPPENDORFF = pd.DataFrame(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, n, n, n],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, n, 3],
        [n, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, n],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, n],
    ],
    index=list("abcd"),
).T
# Fleiss (1971), table 1: 30 patients, how many of 6 psychiatrists chose each of 5
# diagnoses. The paper prints the column totals 26, 26, 30, 55 and 43.
_ROWS = """\
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
FLEISS = np.array([[int(digit) for digit in row] for row in _ROWS.split()])
# R package irrCAC 1.0 by Gwet, vignette "overview": cont3x3abstractors.
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]


def value(found: object) -> float:
    assert isinstance(found, Coefficient), found
    return found.value


def pairs(table: list[list[int]]) -> pd.DataFrame:
    """Return the units behind a table of counts of two coders."""
    cells = [
        (i, j)
        for i, row in enumerate(table)
        for j, k in enumerate(row)
        for _ in [0] * k
    ]
    return pd.DataFrame(cells, columns=["a", "b"])


def raters(counts: np.ndarray) -> pd.DataFrame:
    """Return units with as many of each category as `counts` says."""
    categories = np.arange(counts.shape[1])
    rows = [np.repeat(categories, row) for row in counts]
    return pd.DataFrame(rows, columns=list("abcdef"))


@pytest.mark.parametrize(
    ("level", "printed"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_alpha_of_krippendorffs_example(level: str, printed: float) -> None:
    found = krippendorff_alpha(KRIPPENDORFF, level=level, seed=1)  # type: ignore[arg-type]
    assert value(found) == pytest.approx(printed, abs=5e-4)
    assert isinstance(found, Coefficient)
    assert (found.n, found.left_out) == (11, 1)


def test_kappa_of_cohens_example() -> None:
    # Cohen (1960), table 1 as counts of 200.
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    found = cohen_kappa(pairs(table), weights="none", seed=1)
    assert value(found) == pytest.approx(0.492, abs=5e-4)


def test_kappa_of_the_two_by_two_that_textbooks_use() -> None:
    found = cohen_kappa(pairs([[20, 5], [10, 15]]), weights="none", seed=1)
    assert value(found) == pytest.approx(0.40, abs=1e-12)


def test_kappa_of_fleiss_example() -> None:
    assert FLEISS.sum(axis=0).tolist() == [26, 26, 30, 55, 43]
    assert set(FLEISS.sum(axis=1)) == {6}
    found = fleiss_kappa(raters(FLEISS), seed=1)
    assert value(found) == pytest.approx(0.430, abs=5e-4)


# The numbers below are printed by the R package irrCAC 1.0 (Gwet), in its
# vignette "overview", to five or seven digits; hence the tolerances.


def test_the_table_of_two_abstractors() -> None:
    units = pairs(ABSTRACTORS)
    kinds = [0, 1, 2]
    found = {
        "kappa": cohen_kappa(units, weights="none", seed=1),
        "ac1": gwet_ac1(units, categories=kinds, seed=1),
        "bp": brennan_prediger(units, categories=kinds, seed=1),
        "alpha": krippendorff_alpha(units, level="nominal", seed=1),
        "pa": percent_agreement(units, seed=1),
    }
    printed = {
        "kappa": 0.7964094,
        "ac1": 0.8493305,
        "bp": 0.835,
        "alpha": 0.7972585,
        "pa": 0.89,
    }
    assert {name: value(x) for name, x in found.items()} == pytest.approx(
        printed, abs=5e-8
    )


def test_four_raters_with_missing_values() -> None:
    kinds = [1, 2, 3, 4, 5]
    found = {
        "ac1": gwet_ac1(KRIPPENDORFF, categories=kinds, seed=1),
        "fleiss": fleiss_kappa(KRIPPENDORFF, seed=1),
        "alpha": krippendorff_alpha(KRIPPENDORFF, level="nominal", seed=1),
        "bp": brennan_prediger(KRIPPENDORFF, categories=kinds, seed=1),
        "pa": percent_agreement(KRIPPENDORFF, seed=1),
    }
    printed = {
        "ac1": 0.77544,
        "fleiss": 0.76117,
        "alpha": 0.74342,
        "bp": 0.77273,
        "pa": 0.8181818,
    }
    assert {name: value(x) for name, x in found.items()} == pytest.approx(
        printed, abs=5e-6
    )


def test_six_raters_of_fifteen_patients() -> None:
    units, kinds = raters(FLEISS[:15]), [0, 1, 2, 3, 4]
    found = {
        "ac1": gwet_ac1(units, categories=kinds, seed=1),
        "fleiss": fleiss_kappa(units, seed=1),
        "alpha": krippendorff_alpha(units, level="nominal", seed=1),
        "bp": brennan_prediger(units, categories=kinds, seed=1),
    }
    printed = {
        "ac1": 0.4448007,
        "fleiss": 0.4139265,
        "alpha": 0.4204384,
        "bp": 0.4388889,
    }
    assert {name: value(x) for name, x in found.items()} == pytest.approx(
        printed, abs=5e-8
    )
