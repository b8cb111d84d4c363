"""Who was reached by label: several labels a client, and bounds where none is known."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tbresearch.implementation import label_sum, labels_applied, labels_reached

NAMES = {
    "target_groups": {"jeugd": "Jeugd", "ouderen": "Ouderen"},
    "law": {"wmo": "Wmo", "wlz": "Wlz"},
}


def trajecten(*rows: tuple[str, tuple[str, ...], str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        [(client, groups, (), law, None) for client, groups, law in rows],
        columns=["client", "target_groups", "origins", "law", "route"],
    )


def test_a_client_counts_once_with_all_the_labels_of_all_trajecten() -> None:
    rows = trajecten(
        ("c1", ("jeugd",), "wmo"),
        ("c1", ("ouderen",), "wlz"),
        ("c2", ("jeugd",), "wmo"),
        ("c3", (), None),
    )
    reached = labels_reached(rows, NAMES)
    groups = reached[reached["dimension"] == "target_groups"]
    columns = ["key", "n", "total", "unknown", "intended"]
    assert groups[columns].to_numpy().tolist() == [
        ["jeugd", 2, 3, 1, True],
        ["ouderen", 1, 3, 1, True],
    ]
    assert groups["high"].tolist() == [1.0, 2 / 3]
    laws = reached[reached["dimension"] == "law"].set_index("key")
    assert laws.loc["wmo", ["n", "total", "unknown"]].tolist() == [2, 4, 1]
    told = label_sum(rows, reached, "target_groups")
    assert str(told) == (
        "Doelgroep: de aandelen zijn samen 100 tot 166,7%; 1 heeft meer dan één label"
    )


def test_shares_of_several_labels_pass_a_hundred_and_of_one_label_do_not() -> None:
    rows = trajecten(("c1", ("jeugd", "ouderen"), "wmo"), ("c2", ("jeugd",), "wlz"))
    reached = labels_reached(rows, NAMES)
    assert label_sum(rows, reached, "target_groups").range.low == 150
    law = label_sum(rows, reached, "law")
    assert (law.range.low, law.range.high, law.feasible) == (100, 100, True)
    assert str(law) == "Wet: de aandelen zijn samen 100%"


def test_a_label_that_nobody_intended_stands_there_all_the_same() -> None:
    rows = trajecten(("c1", ("sporters",), "wmo"))
    reached = labels_reached(rows, NAMES)
    groups = reached[reached["dimension"] == "target_groups"].set_index("key")
    assert groups.loc["sporters", ["label", "intended", "n"]].tolist() == [
        "sporters",
        False,
        1,
    ]
    assert groups.loc["jeugd", "n"] == 0


keys = st.sampled_from(["jeugd", "ouderen", "overig"])
people = st.lists(
    st.tuples(
        st.sampled_from(["c1", "c2", "c3"]),
        st.lists(keys, unique=True).map(tuple),
        st.sampled_from(["wmo", "wlz", None]),
    ),
    min_size=1,
    max_size=6,
)


@given(people)
def test_counts_are_those_of_a_count_client_by_client(
    rows: list[tuple[str, tuple[str, ...], str | None]],
) -> None:
    frame = trajecten(*rows)
    reached = labels_reached(frame, NAMES)
    own = reached[reached["dimension"] == "target_groups"]
    for row in own.to_dict("records"):
        having = {client for client, groups, _ in rows if row["key"] in groups}
        everyone = {client for client, _, _ in rows}
        silent = {c for c in everyone if not any(g for x, g, _ in rows if x == c)}
        assert (row["n"], row["total"]) == (len(having), len(everyone))
        assert row["unknown"] == len(silent)
        assert 0 <= row["low"] <= row["high"] <= 1
    law = label_sum(frame, reached, "law")
    assert law.feasible
    assert law.with_several == 0
    assert law.range.low <= 100.0000001


def test_who_applied_and_did_not_start_is_seen_by_label() -> None:
    frame = pd.DataFrame(
        [
            (("jeugd", "ouderen"), (), "ja"),
            (("jeugd",), (), "nee"),
            (("jeugd",), (), "onbekend"),
        ],
        columns=["target_groups", "origins", "gestart"],
    )
    table = labels_applied(frame, NAMES).set_index("key")
    columns = ["applied", "started", "not_started", "unknown"]
    assert table.loc["jeugd", columns].tolist() == [3, 1, 1, 1]
    assert table.loc["ouderen", columns].tolist() == [1, 1, 0, 0]
