"""What is hidden in tables of people: by hand, at the edges, and in report tables."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tbresearch.datasets import example_zrm
from tbresearch.outcomes import read_zrm, zrm_change
from tbresearch.privacy.disclosure import (
    HIDDEN,
    DisclosureRule,
    Suppression,
    adds_up,
    age_band,
    age_problems,
    count_text,
    disclosure_log,
    hide_small_mentions,
    letter_organisations,
    protect,
    protect_change,
    protect_consents,
    protect_crosstab,
    protect_crosstabs,
    protect_roles,
)
from tbresearch.study import open_study
from tbresearch.vocabulary import CONSENTS

RULE = DisclosureRule(zero_is_safe=True)


def row(*parts: int, fixed: bool = False) -> Suppression:
    cells = pd.Series({f"p{i}": n for i, n in enumerate(parts)} | {"n": sum(parts)})
    sums = [adds_up([f"p{i}" for i in range(len(parts))], "n")]
    known = ["n"] if fixed else []
    return protect(cells, sums, smallest=5, zero_is_safe=True, fixed=known)


def crossed(rows: str, columns: str, counts: list[list[int]]) -> pd.DataFrame:
    frame = pd.DataFrame(counts)
    frame.index = pd.Index([f"{rows}{i}" for i in range(len(counts))], name=rows)
    columns_ = [f"{columns}{i}" for i in range(len(counts[0]))]
    frame.columns = pd.Index(columns_, name=columns)
    return frame


# By hand. A lone small count in a row of known total: one neighbour goes as well,
# and one that stays 5 or more while the small one takes each of 1 to 4.
# 3 + 9 + 20 = 32: 9 can be 8 to 11. 3 + 5 + 20 = 28: 5 cannot be 4, so 20 goes.
@pytest.mark.parametrize(
    ("parts", "secondary"),
    [((3, 9, 20), ("p1",)), ((3, 5, 20), ("p2",)), ((20, 5, 3), ("p0",))],
)
def test_a_lone_small_count_takes_one_neighbour_with_it(
    parts: tuple[int, ...], secondary: tuple[str, ...]
) -> None:
    assert row(*parts, fixed=True).secondary == secondary


# 4 + 1 of a printed 5 can be 1 to 4 each; 1 + 1 of a printed 2 can only be 1 and 1.
def test_small_counts_protect_one_another_if_their_sum_leaves_room() -> None:
    assert row(5, 4, 1, fixed=True).secondary == ()
    assert row(7, 1, 1, fixed=True).secondary == ("p0",)


# By hand: the classic square. 3 needs a way round through row and column, over
# cells that can lose 1 or win 2, and 5 cannot lose any.
def test_a_small_count_in_a_table_takes_three_others_with_it() -> None:
    counts = crossed("r", "c", [[3, 9, 20], [8, 30, 5], [5, 40, 60]])
    table = protect_crosstab(counts, key="t", rule=RULE)
    hidden = table.frame.isna().to_numpy()
    assert hidden[:3, :3].tolist() == [
        [True, True, False],
        [True, True, False],
        [False, False, False],
    ]
    assert not hidden[3].any()
    assert not hidden[:, 3].any()


def test_nothing_small_hides_nothing() -> None:
    found = row(5, 9, 0)
    assert (found.primary, found.secondary, found.limited) == ((), (), {})
    assert "0 van 4 tellingen niet getoond" in str(found)


def test_only_zeros_are_printed_or_all_hidden() -> None:
    assert not row(0, 0, 0).hidden
    cells = pd.Series({"a": 0, "b": 0, "n": 0})
    found = protect(cells, [adds_up("ab", "n")], smallest=5, zero_is_safe=False)
    assert found.hidden == {"a", "b", "n"}
    assert found.limited == {}


def test_what_a_known_total_gives_away_is_said() -> None:
    found = row(2, fixed=True)
    assert found.exposed == ("p0",)
    assert str(found).endswith("niet te beschermen: p0")
    assert row(2).exposed == ()


# 4 + 4 of a printed 8: who knows that both are small knows both; a reader does not.
def test_marks_that_look_the_same_protect_where_numbers_cannot() -> None:
    found = row(4, 4, fixed=True)
    assert found.limited == {"p0": (4, 4), "p1": (4, 4)}
    assert found.exposed == ()
    assert found.reach(reader=True).to_numpy().tolist() == [[1, 7], [1, 7]]


def test_a_smaller_width_hides_less_and_keeps_it() -> None:
    cells = pd.Series({"a": 3, "b": 5, "c": 40, "n": 48})
    sums = [adds_up("abc", "n")]
    found = protect(cells, sums, smallest=5, zero_is_safe=True, width=1, fixed="n")
    (ends,) = found.reach(reader=False).to_numpy()
    assert ends[1] - ends[0] >= 1


def test_prices_decide_which_neighbour_goes() -> None:
    cells = pd.Series({"a": 3, "b": 20, "c": 20, "n": 43})
    for dear, hidden in (("b", "c"), ("c", "b")):
        found = protect(
            cells,
            [adds_up("abc", "n")],
            smallest=5,
            zero_is_safe=True,
            fixed="n",
            costs={dear: 9},
        )
        assert found.secondary == (hidden,)


def test_the_worst_table_ends_and_soon() -> None:
    rng = np.random.default_rng(1)
    counts = crossed("r", "c", rng.integers(1, 7, (14, 16)).tolist())
    start = time.perf_counter()
    table = protect_crosstab(counts, key="t", rule=RULE)
    assert time.perf_counter() - start < 60
    assert table.entry.exposed == 0


def test_the_same_counts_give_the_same_table() -> None:
    rng = np.random.default_rng(2)
    counts = crossed("r", "c", rng.poisson(7, (5, 6)).tolist())
    first, second = (protect_crosstab(counts, key="t", rule=RULE) for _ in range(2))
    pd.testing.assert_frame_equal(first.frame, second.frame)


def test_a_margin_hidden_in_one_table_is_hidden_in_the_other() -> None:
    one = crossed("g", "r", [[3, 0], [30, 12]])
    other = crossed("g", "a", [[3, 0], [20, 22]])
    tables = protect_crosstabs({"een": one, "twee": other}, rule=RULE)
    for table in tables.values():
        assert table.value("g0", "Totaal") is None
    margins = [table.frame["Totaal"] for table in tables.values()]
    pd.testing.assert_series_equal(*margins)


def test_tables_that_cannot_be_protected_together_are_refused(
    refusal: Callable[..., list[str]],
) -> None:
    counts = [[9, 9], [9, 9]]
    ring = {pair: crossed(*pair, counts) for pair in ("ab", "bc", "ac")}
    (problem,) = refusal(protect_crosstabs, ring, rule=RULE)
    assert problem.startswith("tabel 'ac' sluit een kring")
    unequal = {"ab": crossed("a", "b", counts), "ac": crossed("a", "c", [[9, 8]] * 2)}
    (problem,) = refusal(protect_crosstabs, unequal, rule=RULE)
    assert "in de ene tabel 18 en in de andere 17" in problem
    (problem,) = refusal(protect_crosstab, pd.DataFrame(counts), key="t", rule=RULE)
    assert "naam van hun kenmerk" in problem


@pytest.mark.parametrize(
    ("cells", "sums", "said"),
    [
        ({"a": 3, "n": 4}, [adds_up(["a"], "n")], "kloppen niet met elkaar: a = n"),
        ({"a": -3}, [], "-3 is geen aantal"),
        ({"a": 3}, [adds_up(["b"], "a")], "onbekende tellingen: b"),
    ],
)
def test_counts_that_do_not_hold_are_refused(
    refusal: Callable[..., list[str]], cells: dict, sums: list, said: str
) -> None:
    problems = refusal(protect, pd.Series(cells), sums, smallest=5, zero_is_safe=True)
    assert said in problems[0]


def test_a_rule_that_names_the_value_is_refused(
    refusal: Callable[..., list[str]],
) -> None:
    cells = pd.Series({"a": 1})
    (problem,) = refusal(protect, cells, [], smallest=2, zero_is_safe=True)
    assert "maar één waarde" in problem
    (problem,) = refusal(DisclosureRule, zero_is_safe=True, smallest_count=2)
    assert "minstens 3" in problem


def test_the_change_table_gives_no_small_count_back(example: Path) -> None:
    scores = example_zrm(2017).to_csv(sep=";", index=False)
    (example / "zrm.csv").write_text(scores, encoding="utf-8")
    study = open_study(example)
    change = zrm_change(read_zrm(study), between=("intake", "eind"))
    frame = change.to_frame()
    shown = protect_change(frame, rule=RULE, missing="tonen")
    assert shown.frame["n"].tolist() == frame["n"].tolist()
    assert shown.frame["clients"].eq(60).all()
    for given, printed in zip(
        frame[["up", "same", "down"]].to_numpy(),
        shown.frame[["up", "same", "down"]].to_numpy(dtype=object),
        strict=True,
    ):
        hidden = [pd.isna(n) for n in printed]
        assert all(h for n, h in zip(given, hidden, strict=True) if 0 < n < 5)
        assert sum(hidden) != 1
    strict = protect_change(frame, rule=RULE, missing="beschermen")
    counts = strict.frame.drop(columns="clients").to_numpy(dtype=object).ravel()
    assert not [n for n in counts if not pd.isna(n) and 0 < n < 5]


def test_roles_hide_small_ones_and_do_not_order_them() -> None:
    people = pd.DataFrame(
        [("begeleider", "a")] * 7
        + [("begeleider", "c")] * 3
        + [("begeleider", "b")]
        + [("client", "")] * 4,
        columns=["group", "role"],
    )
    table = protect_roles(people, groups=["begeleider", "client"], rule=RULE)
    assert [role for _, role in table.frame.index] == [
        *("a", "b", "c", "Totaal"),
        *("niet opgegeven", "Totaal"),
    ]
    # 3 + 1 = 4 leaves no room for a 4, so 7 goes as well; 4 of 4 hides nothing.
    assert table.text()["n"].tolist() == [HIDDEN, HIDDEN, HIDDEN, "11", "4", "4"]
    more = pd.DataFrame({"group": "client", "role": [*("z" * 8), *("b" * 6), *"yya"]})
    table = protect_roles(more, groups=["client"], rule=RULE)
    names = [role for _, role in table.frame.index]
    # 2 + 1 can become 4 + 1: that takes 2, which 8 can lose and 6 cannot.
    assert names == ["b", "a", "y", "z", "Totaal"]
    assert table.text()["n"].tolist() == ["6", HIDDEN, HIDDEN, HIDDEN, "17"]


def test_consents_hide_the_few_who_refused(example: Path) -> None:
    people = open_study(example).respondents
    table = protect_consents(people, consents=list(CONSENTS), rule=RULE)
    assert (table.value("deelname", "yes"), table.value("deelname", "total")) == (
        31,
        31,
    )
    for name in CONSENTS:
        refused = int((~people[name]).sum())
        given = int(people[name].sum())
        if 0 < refused < 5 or 0 < given < 5:
            assert table.value(name, "yes") is None


def test_small_mentions_go_in_all_their_units() -> None:
    counts = pd.DataFrame(
        [
            ("client", code, unit, k, total)
            for code, k in (("rust", 3), ("tijd", 7), ("geen", 0), ("allen", 12))
            for unit, k, total in (("respondent", k, 13), ("uiting", 2 * k, 40))
        ],
        columns=["group", "code", "unit", "k", "total"],
    )
    shown = hide_small_mentions(counts, rule=RULE)
    hidden = shown.loc[shown["k"].isna(), ["code", "unit"]].to_numpy().tolist()
    assert hidden == [
        [c, u] for c in ("rust", "allen") for u in ("respondent", "uiting")
    ]


def test_no_percentage_of_few_and_none_beside_a_mark() -> None:
    strict = DisclosureRule(zero_is_safe=True, smallest_denominator=50)
    text = [
        count_text(k, total, rule=rule, percentage_from=20)
        for k, total, rule in (
            (9, 19, RULE),
            (10, 20, RULE),
            (10, 20, strict),
            (None, 20, RULE),
            (10, None, RULE),
            (None, None, RULE),
        )
    ]
    assert text == [
        "9 van 19",
        "10 van 20 (50%)",
        "10 van 20",
        "· van 20",
        "10 van ·",
        "·",
    ]


def test_the_log_tells_how_much_and_never_where() -> None:
    safe = protect_crosstab(
        crossed("r", "c", [[3, 9], [80, 30]]), key="leeftijd", rule=RULE
    )
    tight = protect_crosstab(crossed("r", "c", [[1, 0], [0, 1]]), key="rol", rule=RULE)
    log = disclosure_log([safe.entry, tight.entry])
    frame = log.to_frame()
    assert frame["primary"].tolist() == [1, 7]
    assert [text for _, text, _ in log.rows()] == [
        "4 van 9 aantallen (1 klein, 3 ter bescherming)",
        "7 van 9 aantallen",
    ]
    assert (
        str(log)
        == "Onthullingscontrole van 2 tabellen: 11 van 18 aantallen niet getoond"
    )
    assert "<table>" in log._repr_html_()
    assert log._repr_html_() == disclosure_log(log.entries)._repr_html_()
    assert HIDDEN in safe._repr_html_()
    assert safe.notes
    assert not protect_crosstab(
        crossed("r", "c", [[9, 9], [9, 9]]), key="k", rule=RULE
    ).notes


def test_the_counts_are_not_changed() -> None:
    counts = crossed("r", "c", [[3, 9], [8, 30]])
    before = counts.copy()
    protect_crosstab(counts, key="t", rule=RULE)
    pd.testing.assert_frame_equal(counts, before)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De leeftijd van de cliënten liep uiteen van 36 tot 87 jaar", True),
        ("Leeftijd 36–87", True),
        ("De jongste is 36", True),
        ("Minimale leeftijd: 36", True),
        ("tussen 34 en 39 jaar", True),
        ("Leeftijdsband 50-59 jaar", False),
        ("In het jaar 2024 waren er 9", False),
        ("9 tot 12 gesprekken", False),
    ],
)
def test_a_youngest_or_oldest_is_found(text: str, found: bool) -> None:
    assert bool(age_problems([text], where="tabel:leeftijd")) is found


def test_every_age_is_in_a_band_that_starts_at_its_width() -> None:
    assert [age_band(age) for age in (0, 9, 10, 59, 60)] == [
        *("0-9", "0-9", "10-19"),
        *("50-59", "60-69"),
    ]
    assert not age_problems([f"{age_band(a)} jaar" for a in range(120)], where="x")


def test_a_narrow_band_and_a_short_secret_are_refused(
    refusal: Callable[..., list[str]],
) -> None:
    assert "10 jaar of breder" in refusal(age_band, 40, width=5)[0]
    assert "minstens 8 tekens" in refusal(letter_organisations, ["a"], secret="kort")[0]


def test_letters_follow_the_secret_and_not_the_names() -> None:
    names = [f"organisatie {i:02}" for i in range(30)]
    letters = letter_organisations(names, secret="een lang geheim")
    assert sorted(letters.values(), key=lambda x: (len(x), x))[-4:] == [
        *("AA", "AB", "AC", "AD"),
    ]
    assert list(letters) != names
    assert letters == letter_organisations(reversed(names), secret="een lang geheim")
    assert letters != letter_organisations(names, secret="een ander geheim")
